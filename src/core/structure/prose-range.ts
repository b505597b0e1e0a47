/** Where the running text of a document is: position is the second kind of evidence for most rules. */
import { greatestWeight, hasCues, SENTENCE_WEIGHT } from "../cues/match.ts";
import type { Cues } from "../document/cue.ts";
import type { Block } from "../document/document.ts";
import { opensComments } from "./comment-section.ts";
import { isMostlyLink, linkShare } from "../text/lines.ts";
import { opensRelated } from "./related-section.ts";
import { repeatedTexts } from "./repeated-texts.ts";
import { endsInEllipsis } from "../text/sentences.ts";
import { shapeOf } from "../cues/line-shape.ts";

/** Positions in the list of blocks, both included. */
export interface ProseRange {
  readonly first: number;
  readonly last: number;
}

export type Position = "head" | "body" | "tail";

/** Maximum weight of a paragraph: one long paragraph is not an article. */
const PARAGRAPH_AT_MOST = 200;

/** Maximum penalty of a link, which is its length. */
const LINK_COST_AT_MOST = 60;

/** Penalty per line without prose: small, for headings and a few lines of verse. */
const LINE_COST = 6;

/** Penalty per line of a longer run of lines without prose, as in menus. */
const RUN_LINE_COST = 14;
const RUN_AT_LEAST = 6;

/** Penalty of repeated lines and of boilerplate. */
const REPEAT_COST = 12;

/** Boilerplate that is written in whole sentences. */
const SPOKEN_KINDS = ["disclaimer", "copyright", "contact", "share", "appeal", "comment"] as const;

/** Cues without which neither of the sections begins that an article ends at. */
const SECTION_KINDS = ["comment", "related"] as const;

/** Share of the prose from which on the paragraphs of one path are the article. */
const MAIN_PATH_SHARE = 0.6;

/** Prose above a heading of comments or other articles from which on it ends the article. */
const PROSE_ABOVE_END = 60;

/** Cached by the list of blocks, which most stages share. */
interface Reading {
  readonly weights: readonly number[];
  readonly range: ProseRange | undefined;
}
const readings = new WeakMap<readonly Block[], Reading>();

/**
 * The run of blocks with the most prose: lines that are no prose count against it, so it begins and
 * ends with prose and bridges headings, not menus (the maximum-sum segment).
 *
 * @returns undefined where no block is prose
 */
export function proseRange(blocks: readonly Block[], cues: Cues): ProseRange | undefined {
  return readProse(blocks, cues).range;
}

/** The weight of each block: above 0 speaks for article text, below 0 against it. */
export function proseWeights(blocks: readonly Block[], cues: Cues): readonly number[] {
  return readProse(blocks, cues).weights;
}

function readProse(blocks: readonly Block[], cues: Cues): Reading {
  let reading = readings.get(blocks);
  if (reading === undefined) {
    const weights = weighProse(blocks, cues);
    const run = mostProse(blocks, weights);
    reading = { weights, range: run && trimToMainPath(blocks, weights, run) };
    readings.set(blocks, reading);
  }
  return reading;
}

function weighProse(blocks: readonly Block[], cues: Cues): readonly number[] {
  const repeated = repeatedTexts(blocks);
  let run = 0;
  let prose = 0;
  let over = false;
  return blocks.map((block, at) => {
    const line = readLine(block, cues);
    over ||= prose >= PROSE_ABOVE_END && line.isSectionWord && opensSection(blocks, at, cues);
    const weight = over ? Math.min(line.weight, 0) : line.weight;
    prose += Math.max(weight, 0);
    run = weight > 0 ? 0 : run + 1;
    const cost = run > RUN_AT_LEAST ? -RUN_LINE_COST : -LINE_COST;
    if (repeated.has(block.text) || line.isBoilerplate) return Math.min(cost, -REPEAT_COST);
    return weight > 0 ? weight : weight + cost;
  });
}

interface Line {
  readonly weight: number;
  readonly isBoilerplate: boolean;
  /** It has words of comments or of other articles, so such a section may begin here. */
  readonly isSectionWord: boolean;
}

/** What a block says by itself. */
function readLine(block: Block, cues: Cues): Line {
  const weight = proseWeight(block);
  if (!hasCues(block, cues)) return { weight, isBoilerplate: false, isSectionWord: false };
  return {
    weight,
    isBoilerplate: isBoilerplate(block, cues),
    isSectionWord: greatestWeight(block, SECTION_KINDS, cues) > 0,
  };
}

/** An article is over where such a section begins. */
function opensSection(blocks: readonly Block[], at: number, cues: Cues): boolean {
  return opensComments(blocks, at, cues) || opensRelated(blocks, at, cues);
}

function isBoilerplate(block: Block, cues: Cues): boolean {
  const least = shapeOf(block).isLabel ? 2 : SENTENCE_WEIGHT;
  return greatestWeight(block, SPOKEN_KINDS, cues) >= least;
}

/** Above 0 for prose, below 0 for links, 0 for any other line. */
function proseWeight(block: Block): number {
  const { text, kind, facts } = block;
  if (kind === "title") return 0;
  const shape = shapeOf(block);
  if (isMostlyLink(block)) return -Math.min(shape.chars, LINK_COST_AT_MOST);
  if (!shape.isProse || (endsInEllipsis(text) && text.trimEnd().endsWith("."))) return 0;
  return Math.min(shape.chars * (1 - linkShare(block)), PARAGRAPH_AT_MOST) * (facts.hidden ? 0.5 : 1);
}

/** The maximum-sum segment (Kadane). */
export function mostProse(blocks: readonly Block[], weights: readonly number[]): ProseRange | undefined {
  let best: (ProseRange & { sum: number }) | undefined;
  let first = 0;
  let sum = 0;
  for (const at of blocks.keys()) {
    if (sum <= 0) {
      sum = 0;
      first = at;
    }
    sum += weights[at]!;
    if (sum > (best?.sum ?? 0)) best = { first, last: at, sum };
  }
  return best && { first: best.first, last: best.last };
}

/** The path on which most of the prose stands; undefined for a text, or where no path has enough of it. */
export function mainPath(
  blocks: readonly Block[],
  weights: readonly number[],
  { first, last }: ProseRange,
): string | undefined {
  const sums = new Map<string, number>();
  for (let at = first; at <= last; at += 1)
    sums.set(blocks[at]!.path, (sums.get(blocks[at]!.path) ?? 0) + Math.max(weights[at]!, 0));
  const total = [...sums.values()].reduce((sum, value) => sum + value, 0);
  const [path, sum] = [...sums].toSorted(([, a], [, b]) => b - a)[0]!;
  return path !== "" && sum >= MAIN_PATH_SHARE * total ? path : undefined;
}

/** Cuts prose on other paths off the end: teasers and comments are paragraphs too, on paths of their own. */
export function trimToMainPath(
  blocks: readonly Block[],
  weights: readonly number[],
  range: ProseRange,
): ProseRange {
  const main = mainPath(blocks, weights, range);
  if (main === undefined) return range;
  const isMain = ({ path }: Block) =>
    path === main || main.startsWith(`${path}>`) || path.startsWith(`${main}>`);
  return {
    first: range.first,
    last: blocks.findLastIndex((block, at) => at <= range.last && weights[at]! > 0 && isMain(block)),
  };
}

export function positionOf(at: number, range: ProseRange | undefined): Position {
  if (range === undefined) return "body";
  if (at < range.first) return "head";
  return at > range.last ? "tail" : "body";
}
