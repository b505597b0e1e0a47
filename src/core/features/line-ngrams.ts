/** Character n-grams (1 to 3) of a line, hashed into buckets with learned weights. */

export const BUCKETS = 2 ** 14;

const LONGEST = 3;

/** Of a long line its beginning and its end are read: code units. */
const READ_WHOLE = 80;
const READ_START = 50;
const READ_END = 30;

/** What stands for the ends of a line, and for what is left out of a long one. */
const BEGIN = "\u0002";
const END = "\u0003";
const CUT = "\u0001";

/** 32-bit FNV-1a; its low bits are mixed with the high ones before they are taken. */
const FNV_BASIS = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const MIX = 15;

/** A logistic regression on the buckets of a line. */
export interface NgramWeights {
  readonly base: number;
  /** By bucket. */
  readonly weights: ArrayLike<number>;
}

/** The last line of each bucket; a set per line would be much slower. */
const lastMet = new Uint32Array(BUCKETS);
let lines = 0;

/** Calls back with each bucket of a line's n-grams once. */
function eachBucket(text: string, tell: (bucket: number) => void): void {
  const read = readable(text);
  lines = lines === 0xffff_ffff ? 1 : lines + 1;
  for (let from = 0; from < read.length; from += 1) {
    let hash = FNV_BASIS;
    for (let to = from; to < from + LONGEST && to < read.length; to += 1) {
      hash = Math.imul(hash ^ read.charCodeAt(to), FNV_PRIME);
      const bucket = (hash ^ (hash >>> MIX)) & (BUCKETS - 1);
      if (lastMet[bucket] === lines) continue;
      lastMet[bucket] = lines;
      tell(bucket);
    }
  }
}

/** The buckets of a line's n-grams, each once. */
export function bucketsOf(text: string): readonly number[] {
  const buckets: number[] = [];
  eachBucket(text, (bucket) => buckets.push(bucket));
  return buckets;
}

/** The log-odds that a line is an article's: each bucket counts as much as makes the line a vector of length 1. */
export function ngramLogOdds(text: string, { base, weights }: NgramWeights): number {
  let sum = 0;
  let count = 0;
  eachBucket(text, (bucket) => {
    sum += weights[bucket]!;
    count += 1;
  });
  return base + sum / Math.sqrt(Math.max(count, 1));
}

function readable(text: string): string {
  const read =
    text.length <= READ_WHOLE ? text : `${text.slice(0, READ_START)}${CUT}${text.slice(-READ_END)}`;
  return `${BEGIN}${read.toLowerCase().replaceAll(/\d/gu, "0").replaceAll(/\s+/gu, " ")}${END}`;
}
