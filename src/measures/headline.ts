/** Which block is the headline of the article. */
import { matchKey } from "../cues/match-key.ts";
import type { Block, Document } from "../types.ts";
import { readDate } from "./dates.ts";
import { linkShare } from "./lines.ts";
import type { ProseRange } from "./prose-range.ts";
import { type Shape, shapeOf } from "./shape.ts";
import { sharedStretch } from "./shared-stretch.ts";

const LENGTH_AT_LEAST = 4;
const LENGTH_AT_MOST = 100;

/** Less likeness to the title than this says nothing. */
const ALIKE = 0.5;

/** What a date line below a heading adds. */
const DATED = 0.4;

/** What the page names for others to show is the headline; its <title> may be the site's. */
const TITLE_TAG_TRUST = 0.9;

/**
 * The block that the page declares its headline; else the one that reads like the page's title, is marked as a heading
 * and stands near the text.
 *
 * @returns its position, or undefined where no block is like the title
 */
export function findHeadline(document: Document, range: ProseRange | undefined): number | undefined {
  const { blocks, headline } = document;
  const declared =
    document.format === "html" ? blocks.findIndex(({ index }) => headline.includes(index)) : -1;
  return declared === -1 ? mostAlike(document, range) : declared;
}

function mostAlike({ blocks, metadata }: Document, range: ProseRange | undefined): number | undefined {
  const titles = readTitles({ blocks, metadata });
  const end = range === undefined ? blocks.length : range.first + 1;
  let best: { at: number; score: number } | undefined;
  for (const [at, block] of blocks.slice(0, end + 1).entries()) {
    const length = shapeOf(block).chars;
    if (block.kind === "title" || length > LENGTH_AT_MOST) continue;
    const level = block.facts.headingLevel;
    const alike = titles.length === 0 ? 0 : likenessToTitles(shapeOf(block), titles);
    if (alike < ALIKE && level === 0) continue;
    const dated = isDatedBelow(blocks, at);
    const marked = level === 0 ? 0 : (7 - level) / 6;
    const away = Math.max(0, end - at) / Math.max(end, 1);
    // A page whose title is the site's or the section's still has its headline over the date line.
    if (alike < ALIKE && !dated) continue;
    const score = 2 * Math.max(alike, ALIKE) + marked + (dated ? DATED : 0) - away / 2 - linkShare(block);
    if (best === undefined || score >= best.score) best = { at, score };
  }
  return best?.at;
}

/** Position of the first line of the headline that was found; undefined where none was, or none is left. */
export function headlineAt({ blocks, headline }: Document): number | undefined {
  const at = blocks.findIndex(({ index }) => headline.includes(index));
  return at === -1 ? undefined : at;
}

/** What a page says that its headline is. */
export interface Title {
  readonly key: string;
  /** The whole key, and what it sets apart from the site's name. */
  readonly pieces: readonly string[];
  readonly trust: number;
}

/** The titles that a page declares: what it names for others to show, and its `<title>`. */
export function readTitles({ blocks, metadata }: Pick<Document, "blocks" | "metadata">): readonly Title[] {
  const told = [metadata.title, blocks.find(({ kind }) => kind === "title")?.text];
  return told.flatMap((text, at) =>
    text === undefined ? [] : [readTitle(text, at === 0 ? 1 : TITLE_TAG_TRUST)],
  );
}

function readTitle(text: string, trust: number): Title {
  const key = matchKey(text).slice(0, 2 * LENGTH_AT_MOST);
  const pieces = [key, ...key.split(/[_|｜]|-+/u)].filter((piece) => piece !== "");
  return { key, pieces, trust };
}

/** 0 to 1: how far a line reads like one of the titles, as far as that title is trusted. */
export function likenessToTitles({ text, key: line }: Shape, titles: readonly Title[]): number {
  // 「讣告」 is a headline where the title says just that; otherwise so short a line is like anything.
  const same = titles.find(({ pieces }) => pieces.includes(line));
  if (same !== undefined) return same.trust;
  if (line.length < LENGTH_AT_LEAST) return 0;
  const near = titles.filter(({ key }) => shareTriple(line, key));
  if (near.length === 0) return 0;
  const parts = lineParts(text);
  return Math.max(0, ...near.flatMap((title) => parts.map((part) => title.trust * likeness(part, title))));
}

/** A date line follows, or did before a stage took it. */
function isDatedBelow(blocks: readonly Block[], at: number): boolean {
  const next = blocks[at + 1];
  if (next === undefined) return false;
  return (
    next.index > blocks[at]!.index + 1 ||
    (next.facts.chars <= LENGTH_AT_MOST && readDate(next.text) !== undefined)
  );
}

/** The line, and what a subtitle's dash or a gap sets apart in it. */
function lineParts(text: string): readonly string[] {
  return [text, ...text.split(/\s+|——/u)].map(matchKey).filter((part) => part.length >= LENGTH_AT_LEAST);
}

/**
 * 0 to 1: the longest stretch that the line shares with a part of the title, measured against the
 * shorter of the two. A page prints 「政府工作报告」 where its title says 「云溪县政府工作报告_云溪县政府网」.
 */
function likeness(line: string, { key, pieces }: Title): number {
  if (line === key) return 1;
  const telling = pieces.filter((piece) => piece.length >= LENGTH_AT_LEAST);
  return Math.max(
    0,
    ...telling.map((piece) => {
      const shared = sharedStretch(line, piece);
      return (
        (shared / Math.min(line.length, piece.length)) *
        (0.5 + (0.5 * shared) / Math.max(line.length, piece.length))
      );
    }),
  );
}

/** Whether three characters in a row stand in both: less is never alike, and most lines have none. */
function shareTriple(line: string, title: string): boolean {
  for (let at = 0; at + 3 <= line.length; at += 1) {
    // A character that the title has nowhere stands in none of the next stretches either.
    if (!title.includes(line[at + 2]!)) at += 2;
    else if (title.includes(line.slice(at, at + 3))) return true;
  }
  return false;
}
