/** What a line of a bare text says again: pairs of characters shared with the first lines, its neighbours and the run of prose. */
import type { Cues } from "../../types.ts";
import { column } from "./along-lines.ts";
import type { Columns } from "./columns.ts";
import { maximumSumSegment } from "./segments.ts";
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
  const pairs = lines.map(({ key }) => pairsOf(key));
  const none: ReadonlySet<number> = new Set();
  const top = new Set(pairs.slice(0, TOP).flatMap((own) => [...own]));
  const { first, last } = maximumSumSegment(values) ?? { first: 0, last: -1 };
  const inRun = countAll(pairs.slice(first, last + 1));
  const isInRun = (at: number) => first <= at && at <= last;
  const perLine = (value: (at: number) => number) => column(lines.length, value);
  const shared = (at: number, other: number) => {
    const its = pairs[other] ?? none;
    return shareOf(pairs[at]!, (pair) => its.has(pair));
  };
  const sharedWithRun = perLine((at) =>
    shareOf(pairs[at]!, (pair) => (inRun.get(pair) ?? 0) > Number(isInRun(at))),
  );
  const sharedWithFirst = perLine((at) => (at === 0 ? 1 : shared(at, 0)));
  const likeness = (at: number) =>
    sharedWithRun[at]! +
    (at === 0 ? 0 : sharedWithFirst[at]!) +
    LENGTH_COUNTS * Math.log1p(lines[at]!.length) -
    DISTANCE_COSTS * Math.max(first - at, 0) -
    Number(hasStrongCue(lines[at]!, ["byline"], cues)) -
    Number(hasStrongCue(lines[at]!, ["breadcrumb", "index-header"], cues));
  const headline = bestOf(lines, first + 1, likeness);
  const times = countAll(lines.map(({ key }) => [key]));
  return {
    repeated: perLine((at) => Math.log1p(times.get(lines[at]!.key)! - 1)),
    sharedWithRun,
    sharedWithFirst,
    sharedWithTop: perLine((at) => (at < TOP ? 0 : shareOf(pairs[at]!, (pair) => top.has(pair)))),
    sharedWithAbove: perLine((at) => shared(at, at - 1)),
    sharedWithBelow: perLine((at) => shared(at, at + 1)),
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

/** Pairs of code units, each a number. */
function pairsOf(key: string): ReadonlySet<number> {
  const pairs = new Set<number>();
  const end = Math.min(key.length, COMPARED) - 1;
  for (let at = 0; at < end; at += 1) pairs.add((key.charCodeAt(at) << 16) | key.charCodeAt(at + 1));
  return pairs;
}

function countAll<Value>(sets: readonly Iterable<Value>[]): ReadonlyMap<Value, number> {
  const times = new Map<Value, number>();
  for (const set of sets) for (const value of set) times.set(value, (times.get(value) ?? 0) + 1);
  return times;
}

function shareOf(pairs: ReadonlySet<number>, holds: (pair: number) => boolean): number {
  if (pairs.size === 0) return 0;
  let shared = 0;
  for (const pair of pairs) if (holds(pair)) shared += 1;
  return shared / pairs.size;
}
