/** Chooses the article by the probabilities of the blocks: one range of the page, with gaps. */
import type { Block } from "../document/document.ts";
import type { ChosenBlocks } from "../document/stage.ts";
import type { PageMeasures } from "../features/page-measures.ts";
import { greatestSegments } from "../structure/segments.ts";
import { Doubts } from "./doubts.ts";

/** Minimum probability of a block to be kept in its range. */
const KEEP_AT_LEAST = 0.4;

/** Minimum probability after a block that a stage removed, for blocks with signs of site chrome. */
const SUSPECT_AT_LEAST = 0.65;

/** No block is surer than this, nor one surely none of the article's where nothing but the model says so. */
const SURE = 0.99;
const DOUBTED_AT_LEAST = 0.3;

/** A block counts by the root of its length, between these: visible code points. */
const SHORT = 6;
const LONG = 150;

/** So many ranges are looked at; one that holds the headline, or begins so near below it, counts so much more. */
const CANDIDATES = 4;
const HEADLINE_ABOVE = 30;
const HEADLINE_BONUS = 3;

/** A teaser or a banner: paragraphs are seldom a single link. */
const LINK_SHARE_AT_MOST = 0.9;

/**
 * @param left the blocks that may be the article, in page order
 * @param page all of the page
 * @param probabilities by index of a block: that it is the article's
 * @param headline position of its first line; NONE where the page has none
 * @returns undefined where nothing is likely to be the article
 */
export function chooseBlocks(
  left: readonly Block[],
  page: PageMeasures,
  probabilities: ArrayLike<number>,
  headline: number,
): ChosenBlocks | undefined {
  const blocks = left.filter(({ kind }) => kind !== "title");
  const doubts = new Doubts(page);
  const range = likeliestRange(blocks, headline, ({ index, facts }) => {
    const least = doubts.isSuspect(index) ? 1 - SURE : DOUBTED_AT_LEAST;
    const probability = Math.min(Math.max(probabilities[index]!, least), SURE);
    return (probability - KEEP_AT_LEAST) * Math.sqrt(Math.min(Math.max(facts.chars, SHORT), LONG));
  });
  if (range === undefined) return undefined;
  const kept = new Set<number>();
  let isCut = false;
  let own: number | undefined;
  /** @returns whether the block is kept, beside the last one that was, where nothing was taken from between them */
  const keep = (block: Block, near: Block | undefined, isWithin: boolean): boolean => {
    const { index } = block;
    const beside = near === undefined ? 1 : doubts.leastBeside(near, block, isWithin);
    const least = isCut && doubts.isSuspect(index, own) ? SUSPECT_AT_LEAST : Math.min(KEEP_AT_LEAST, beside);
    const isKept = probabilities[index]! >= least && page.lines.linkShare[index]! <= LINK_SHARE_AT_MOST;
    if (isKept) {
      kept.add(index);
      own = index;
    }
    return isKept;
  };
  let near: Block | undefined;
  for (let at = range.first; at <= range.last; at += 1) {
    const block = blocks[at]!;
    isCut ||= at > range.first && !isNext(blocks[at - 1]!, block);
    if (isCut) near = undefined;
    if (!keep(block, near, at < range.last)) continue;
    near = block;
    isCut = false;
  }
  isCut = false;
  for (const step of [1, -1] as const) {
    let at = step === 1 ? range.last : range.first;
    for (let next = blocks[at + step]; next !== undefined && next.index !== headline; at += step) {
      if (!kept.has(blocks[at]!.index) || !isNext(blocks[at]!, next) || !keep(next, blocks[at], false)) break;
      next = blocks[at + 2 * step];
    }
  }
  const indices = [...kept];
  return indices.length === 0 ? undefined : { first: Math.min(...indices), last: Math.max(...indices), kept };
}

/** Whether no stage removed a block between two others. */
function isNext(one: Block, other: Block): boolean {
  return Math.abs(one.index - other.index) === 1;
}

/** Positions of blocks, both included. */
function likeliestRange(
  blocks: readonly Block[],
  headline: number,
  valueOf: (block: Block) => number,
): { readonly first: number; readonly last: number } | undefined {
  const ranges = greatestSegments(blocks.map(valueOf), CANDIDATES).map(({ first, last, sum }) => {
    const isBelowHeadline =
      headline >= 0 && blocks[first]!.index - HEADLINE_ABOVE <= headline && headline <= blocks[last]!.index;
    return { first, last, value: isBelowHeadline ? HEADLINE_BONUS * sum : sum };
  });
  return ranges.toSorted((a, b) => b.value - a.value)[0];
}
