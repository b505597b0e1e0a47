/** How running text, headlines and prices lie on a page: what tells a page of entries from a story. */
import type { Block, Document } from "../types.ts";
import { hanLength, visibleLength } from "./characters.ts";
import { linkShare } from "./lines.ts";
import { shapeOf } from "./shape.ts";

/** Lengths are in Chinese characters; three letters of another script count as one. */
export interface PageShape {
  /** The longest running text that no linked headline breaks. */
  readonly stretch: number;
  /** Share of the page that is running text: 0 to 1. */
  readonly proseShare: number;
  /** Share of the page that is links: 0 to 1. */
  readonly linkShare: number;
  /** Linked headlines that stand in elements of one shape. */
  readonly alike: number;
  /** Lines that are little more than a price. */
  readonly prices: number;
  /** Paragraphs below a linked headline of their own, and their share of all paragraphs. */
  readonly teasers: number;
  readonly teaserShare: number;
}

const LETTERS_PER_HAN = 3;

/** A block that is links for the most part. */
const LINKED = 0.7;
const HEADLINE_AT_LEAST = 8;
const HEADLINE_AT_MOST = 60;

/** A teaser's headline stands at most this many blocks above it: a date and a name may come between. */
const HEADLINE_ABOVE = 4;

const PRICE = /(?:[$£€¥￥]|USD|EUR|RMB)\s?\d|\d\s?(?:€|元|USD)(?!\p{L})/u;
const PRICE_LINE_AT_MOST = 40;

export function pageShape({ blocks }: Document): PageShape {
  const waits = waitsForScript(blocks);
  const lines = blocks
    .filter(({ kind, facts }) => kind !== "title" && (waits || !facts.hidden) && facts.chars > 0)
    .map((block) => ({
      block,
      weight: lengthOf(block),
      isHeadline: isHeadline(block),
      isText: isText(block),
    }));
  const chars = lines.reduce((sum, { block }) => sum + block.facts.chars, 0);
  const linked = lines.reduce((sum, { block }) => sum + block.facts.linkChars, 0);
  const paragraphs = lines.filter(({ isText }) => isText);
  const teasers = lines.filter(({ isText }, at) => isText && hasHeadlineAbove(lines, at)).length;
  return {
    stretch: longestStretch(lines),
    proseShare: share(
      paragraphs.reduce((sum, { weight }) => sum + weight, 0),
      lines.reduce((sum, { weight }) => sum + weight, 0),
    ),
    linkShare: share(linked, chars),
    alike: mostAlike(lines),
    prices: lines.filter(({ block }) => block.facts.chars <= PRICE_LINE_AT_MOST && PRICE.test(block.text))
      .length,
    teasers,
    teaserShare: share(teasers, paragraphs.length),
  };
}

/** Its main heading is hidden, and most of its text: until a script shows them, since nobody hides what a page is for. */
function waitsForScript(blocks: readonly Block[]): boolean {
  const headings = blocks.filter(({ facts }) => facts.headingLevel === 1);
  if (headings.length === 0 || !headings.every(({ facts }) => facts.hidden)) return false;
  const text = (hidden: boolean) =>
    blocks.reduce(
      (sum, block) => (block.facts.hidden === hidden && isText(block) ? sum + block.facts.chars : sum),
      0,
    );
  return text(true) > text(false);
}

interface Line {
  readonly block: Block;
  readonly weight: number;
  readonly isHeadline: boolean;
  readonly isText: boolean;
}

/** The same of a block of the page, where it was counted when the page was read. */
function lengthOf({ facts: { chars, hanChars } }: Block): number {
  return hanChars + (chars - hanChars) / LETTERS_PER_HAN;
}

/** A text's length in Chinese characters. */
export function weigh(text: string): number {
  const han = hanLength(text);
  return han + (visibleLength(text) - han) / LETTERS_PER_HAN;
}

function isHeadline(block: Block): boolean {
  if (linkShare(block) <= LINKED) return false;
  if (block.facts.headingLevel > 0) return true;
  const weight = lengthOf(block);
  return block.facts.links <= 2 && weight >= HEADLINE_AT_LEAST && weight <= HEADLINE_AT_MOST;
}

function isText(block: Block): boolean {
  return linkShare(block) < 0.5 && shapeOf(block).isProse;
}

function mostAlike(lines: readonly Line[]): number {
  const headlines = lines.filter(({ isHeadline }) => isHeadline);
  const groups = Map.groupBy(headlines, ({ block }) => block.path);
  return [...groups.values()].reduce((most, { length }) => Math.max(most, length), 0);
}

function longestStretch(lines: readonly Line[]): number {
  let longest = 0;
  let stretch = 0;
  for (const { weight, isHeadline, isText } of lines) {
    if (isText) stretch += weight;
    else if (isHeadline) stretch = 0;
    longest = Math.max(longest, stretch);
  }
  return longest;
}

function hasHeadlineAbove(lines: readonly Line[], at: number): boolean {
  const above = lines.slice(Math.max(0, at - HEADLINE_ABOVE), at);
  return above.findLastIndex(({ isHeadline }) => isHeadline) > above.findLastIndex(({ isText }) => isText);
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
