/** From the probability of each block to the blocks that are the article: one range of the page, with holes. */
import { greatestSegments } from "../features/segments.ts";

/** Positions of blocks, both included. */
export interface Range {
  readonly first: number;
  readonly last: number;
}

export interface ChosenBlocks {
  readonly range: Range;
  readonly kept: ReadonlySet<number>;
}

export interface Choice {
  /** By block: that it is the article's. */
  readonly probabilities: ArrayLike<number>;
  /** By block: visible code points. */
  readonly chars: ArrayLike<number>;
  /** By block: 1 where it is never part of a text, as the page's `<title>`. */
  readonly isExcluded: ArrayLike<number>;
  /** Where the headline stands; -1 where nobody knows. */
  readonly headline: number;
}

/** From this probability on a block speaks for the range that holds it, and is kept in it. */
const KEEP_AT_LEAST = 0.4;

/** No block is surer than this. */
const SURE = 0.99;

/** A block counts by the root of its length, between these. */
const SHORT = 6;
const LONG = 150;

/** So many ranges are looked at; one that holds the headline, or begins so near below it, counts so much more. */
const CANDIDATES = 4;
const HEADLINE_ABOVE = 30;
const HEADLINE_BONUS = 3;

/** @returns undefined where nothing is likely to be the article */
export function chooseBlocks({
  probabilities,
  chars,
  isExcluded,
  headline,
}: Choice): ChosenBlocks | undefined {
  const values = Float64Array.from(probabilities, (probability, at) => {
    if (isExcluded[at] === 1) return -1;
    const sure = Math.min(Math.max(probability, 1 - SURE), SURE);
    return (sure - KEEP_AT_LEAST) * Math.sqrt(Math.min(Math.max(chars[at]!, SHORT), LONG));
  });
  const ranges = greatestSegments(values, CANDIDATES).map(({ first, last, sum }) => {
    const isBelowHeadline = headline >= 0 && first - HEADLINE_ABOVE <= headline && headline <= last;
    return { first, last, sum: isBelowHeadline ? HEADLINE_BONUS * sum : sum };
  });
  if (ranges.length === 0) return undefined;
  const { first, last } = ranges.reduce((best, range) => (range.sum > best.sum ? range : best));
  const kept = new Set<number>();
  for (let at = first; at <= last; at += 1)
    if (probabilities[at]! >= KEEP_AT_LEAST && isExcluded[at] !== 1) kept.add(at);
  return { range: { first, last }, kept };
}
