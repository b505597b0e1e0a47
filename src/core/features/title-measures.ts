/** Similarity of the lines of a page, single or joined, to its declared titles. */
import type { Block, Document } from "../document/document.ts";
import { columnFrom } from "../text/columns.ts";
import type { LineMeasures } from "./line-measures.ts";
import { isTitle, likenessToTitles, opensTitle, readTitles, type Titles } from "../lines/title-likeness.ts";

export interface TitleMeasures {
  readonly titles: Titles;
  /** By block, from 0 to 1. Lines that are a title together are each as it is. */
  readonly likeness: Float64Array;
  /** By the position of the first of such lines: that of the last. */
  readonly lastLines: ReadonlyMap<number, number>;
}

/** Visible code points: a shorter line is no words, a longer one no headline. */
const CHARS_AT_LEAST = 2;
const CHARS_AT_MOST = 150;

/** Maximum lines of a headline. */
const LINES_AT_MOST = 4;

/** Likeness is compared in twentieths; from half of it on a line is alike. */
const LEVELS = 20;
const ALIKE = 10;

/** What is pressed, or chosen from: a menu of today's headlines holds the page's too. */
const CONTROL = /^(?:button|option|select)(?![a-z])/;

/** The blocks of a page, and what each looks like. */
interface MeasuredBlocks {
  readonly blocks: readonly Block[];
  readonly lines: LineMeasures;
}

/** Whether a line may be a headline at all, or part of one. */
export function mayBeHeadline({ blocks, lines }: MeasuredBlocks, at: number): boolean {
  const chars = lines.chars[at]!;
  if (lines.isTitle[at] === 1 || chars < CHARS_AT_LEAST || chars > CHARS_AT_MOST) return false;
  const { path } = blocks[at]!;
  return !CONTROL.test(path.slice(path.lastIndexOf(">") + 1));
}

export function measureTitles(document: Document, lines: LineMeasures): TitleMeasures {
  const { blocks } = document;
  const measured = { blocks, lines };
  const titles = readTitles(declaredTitles(document));
  const likeness = columnFrom(blocks.length, (at) =>
    mayBeHeadline(measured, at) ? likenessToTitles(blocks[at]!.text, titles) : 0,
  );
  const lastLines = new Map<number, number>();
  for (const at of blocks.keys()) {
    if (likeness[at] === 0 || likeness[at] === 1) continue;
    const last = lastLineOfTitle(measured, at, titles);
    if (last === undefined) continue;
    likeness.fill(1, at, last + 1);
    lastLines.set(at, last);
  }
  return { titles, likeness, lastLines };
}

/** All that a page declares its headline to be, with the site's name or without. */
export function declaredTitles({ declared, blocks }: Document): readonly string[] {
  const titles = blocks.filter(({ kind }) => kind === "title").map(({ text }) => text);
  return [...(declared?.titles ?? []), ...titles];
}

/** Where lines in elements of one make, this one first, are a title together. */
function lastLineOfTitle(measured: MeasuredBlocks, first: number, titles: Titles): number | undefined {
  const { blocks } = measured;
  const { path, text } = blocks[first]!;
  if (!opensTitle(text, titles)) return undefined;
  let joined = text;
  for (let at = first + 1; at < Math.min(first + LINES_AT_MOST, blocks.length); at += 1) {
    if (blocks[at]!.path !== path || !mayBeHeadline(measured, at)) return undefined;
    joined += blocks[at]!.text;
    if (isTitle(joined, titles)) return at;
  }
  return undefined;
}

/** By block: how many lines that are no less alike stand before it, and between it and the text. */
export function countAlike(likeness: Float64Array, lastLines: ReadonlyMap<number, number>, text: number) {
  const size = likeness.length;
  const levels = likeness.map((like) => Math.ceil(like * LEVELS));
  const before = new Float64Array(size);
  const beforeText = new Float64Array(size);
  const seen = new Float64Array(LEVELS + 1);
  const seenFrom = (level: number) =>
    seen.subarray(Math.max(level, ALIKE + 1)).reduce((sum, count) => sum + count, 0);
  for (let at = 0; at < size; at += 1) {
    before[at] = seenFrom(levels[at]! - 1);
    seen[levels[at]!]! += 1;
  }
  seen.fill(0);
  for (let at = Math.min(text, size - 1); at >= 0; at -= 1) {
    beforeText[at] = seenFrom(levels[at]! - 1);
    seen[levels[at]!]! += 1;
  }
  for (const [first, last] of lastLines) {
    before.fill(before[first]!, first, last + 1);
    beforeText.fill(beforeText[last]!, first, last + 1);
  }
  return { before, beforeText };
}
