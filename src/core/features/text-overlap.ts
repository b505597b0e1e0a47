/**
 * Features of a plain text's line: character bigrams shared with the first lines, its neighbours and the run of prose.
 */
import type { Cues } from "../document/cue.ts";
import { column } from "../lines/along-lines.ts";
import type { Columns } from "../text/columns.ts";
import { maximumSumSegment } from "../structure/segments.ts";
import { hasStrongCue, type TextLine } from "./text-lines.ts";

/** Code units of a line whose pairs are compared. */
const COMPARED = 300;

/** The first lines of a text: the page's title stands among them. */
const TOP = 3;

/** A headline, by `TextLine.length`. */
const HEADLINE_AT_LEAST = 5;
const HEADLINE_AT_MOST = 50;

/** What speaks for a headline besides pairs: its length, and how near it stands above the run. */
const LENGTH_COUNTS = 0.15;
const DISTANCE_COSTS = 0.01;

export const OVERLAP_FEATURES = [
  "repeated",
  "sharedWithRun",
  "sharedWithFirst",
  "sharedWithTop",
  "sharedWithAbove",
  "sharedWithBelow",
  "isHeadline",
  "belowHeadline",
] as const;

/** @param values what each line says for or against the run that it stands in */
export function overlapFeatures(
  lines: readonly TextLine[],
  values: Float64Array,
  cues: Cues,
): Columns<(typeof OVERLAP_FEATURES)[number]> {
  const pairs = numberPairs(lines);
  const { first, last } = maximumSumSegment(values) ?? { first: 0, last: -1 };
  const inRun = new Uint32Array(pairs.count);
  for (const own of pairs.ofLines.slice(first, last + 1)) for (const pair of own) inRun[pair]! += 1;
  const isInRun = (at: number) => first <= at && at <= last;
  const perLine = (value: (at: number) => number) => column(lines.length, value);
  const marked = new Uint32Array(pairs.count);
  let turn = 0;
  const mark = (from: number, to: number) => {
    turn += 1;
    for (const own of pairs.ofLines.slice(from, to)) for (const pair of own) marked[pair] = turn;
  };
  const sharedWithMarked = (at: number) => shareOf(pairs.ofLines[at]!, (pair) => marked[pair] === turn);
  const sharedWith = (at: number, other: number) => {
    mark(other, other + 1);
    return sharedWithMarked(at);
  };
  const sharedWithRun = perLine((at) =>
    shareOf(pairs.ofLines[at]!, (pair) => inRun[pair]! > Number(isInRun(at))),
  );
  mark(0, 1);
  const sharedWithFirst = perLine((at) => (at === 0 ? 1 : sharedWithMarked(at)));
  mark(0, TOP);
  const sharedWithTop = perLine((at) => (at < TOP ? 0 : sharedWithMarked(at)));
  const likeness = (at: number) =>
    sharedWithRun[at]! +
    (at === 0 ? 0 : sharedWithFirst[at]!) +
    LENGTH_COUNTS * Math.log1p(lines[at]!.length) -
    DISTANCE_COSTS * Math.max(first - at, 0) -
    Number(hasStrongCue(lines[at]!, ["byline"], cues)) -
    Number(hasStrongCue(lines[at]!, ["breadcrumb", "index-header"], cues));
  const headline = bestOf(lines, first + 1, likeness);
  const times = new Map<string, number>();
  for (const { key } of lines) times.set(key, (times.get(key) ?? 0) + 1);
  return {
    repeated: perLine((at) => Math.log1p(times.get(lines[at]!.key)! - 1)),
    sharedWithRun,
    sharedWithFirst,
    sharedWithTop,
    sharedWithAbove: perLine((at) => (at === 0 ? 0 : sharedWith(at, at - 1))),
    sharedWithBelow: perLine((at) => sharedWith(at, at + 1)),
    isHeadline: perLine((at) => Number(at === headline)),
    belowHeadline: perLine((at) => Number(at > headline)),
  };
}

/** The line of a headline's length that is most like one, down to a place; -1 where none is. */
function bestOf(lines: readonly TextLine[], last: number, likeness: (at: number) => number): number {
  let headline = -1;
  let most = 0;
  for (let at = 0; at <= last && at < lines.length; at += 1) {
    const { length } = lines[at]!;
    if (length < HEADLINE_AT_LEAST || length > HEADLINE_AT_MOST) continue;
    const like = likeness(at);
    if (like > most) [headline, most] = [at, like];
  }
  return headline;
}

/** The pairs of code units of a text, numbered in the order in which they are met. */
interface NumberedPairs {
  readonly count: number;
  /** Of each line, each once. */
  readonly ofLines: readonly Int32Array[];
}

/** Once numbered, pairs are counted and compared without looking for them in a set. */
function numberPairs(lines: readonly TextLine[]): NumberedPairs {
  const numbers = new Map<number, number>();
  /** By pair: the last line that has it. */
  const lastMet: number[] = [];
  const ofLines = lines.map(({ key }, line) => {
    const size = Math.max(Math.min(key.length, COMPARED) - 1, 0);
    const pairs = new Int32Array(size);
    let count = 0;
    for (let at = 0; at < size; at += 1) {
      const pair = (key.charCodeAt(at) << 16) | key.charCodeAt(at + 1);
      let number = numbers.get(pair);
      if (number === undefined) numbers.set(pair, (number = numbers.size));
      if (lastMet[number] === line) continue;
      lastMet[number] = line;
      pairs[count++] = number;
    }
    return pairs.subarray(0, count);
  });
  return { count: numbers.size, ofLines };
}

function shareOf(pairs: Int32Array, holds: (pair: number) => boolean): number {
  if (pairs.length === 0) return 0;
  let shared = 0;
  for (const pair of pairs) if (holds(pair)) shared += 1;
  return shared / pairs.length;
}
