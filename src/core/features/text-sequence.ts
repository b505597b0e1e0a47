/** Features of a line's position in a plain text: among its neighbours, and relative to the run of prose without the line itself. */
import type { Cues } from "../document/cue.ts";
import {
  column,
  decayed,
  decayedUpwards,
  distanceAbove,
  distanceBelow,
  meanAround,
  shifted,
  streaks,
  sums,
  unmarkedAbove,
} from "../lines/along-lines.ts";
import type { Columns } from "../text/columns.ts";
import { runsWithoutSelf } from "../structure/runs-without-self.ts";
import { hasStrongCue, type OwnFeature, type TextLine } from "./text-lines.ts";

/** What is told of the lines one by one before their order counts. */
export interface TextMarks {
  /** A short line with the words of what stands below an article. */
  readonly tail: Uint8Array;
  readonly byline: Uint8Array;
  readonly date: Uint8Array;
  /** Short, without an end: a headline, or an entry of a list. */
  readonly headlike: Uint8Array;
  /** Lengths of the lines of prose, 0 for any other. */
  readonly prose: Float64Array;
  /** What a line says for or against the run that it stands in. */
  readonly values: Float64Array;
}

/** Lengths are those of `TextLine.length`. */
const SHORT = 30;
const CREDIT_AT_MOST = 60;
const HEADLIKE_AT_LEAST = 5;
const HEADLIKE_AT_MOST = 40;

/** Above it a paragraph does not count more: one long line is not an article. */
const PARAGRAPH_AT_MOST = 400;

/** What a line without prose costs a run, and for each character of it. */
const LINE_COST = 4;
const CHARACTER_COST = 0.35;
const TAIL_COST = 25;

/** What is further away is far. */
const FAR = 60;
const TAIL_LINES_AT_MOST = 5;

const TAIL_KINDS = ["comment", "copyright", "disclaimer", "related", "share", "prev-next", "navigation"];

export function markLines(lines: readonly TextLine[], cues: Cues): TextMarks {
  const mark = (holds: (line: TextLine) => boolean) => Uint8Array.from(lines, (line) => Number(holds(line)));
  const tail = mark((line) => line.length < SHORT && hasStrongCue(line, TAIL_KINDS, cues));
  return {
    tail,
    byline: mark((line) => line.length < CREDIT_AT_MOST && hasStrongCue(line, ["byline"], cues)),
    date: mark(({ length, isDated }) => length < CREDIT_AT_MOST && isDated),
    headlike: mark(
      ({ length, isProse, isEnded }) =>
        length >= HEADLIKE_AT_LEAST && length < HEADLIKE_AT_MOST && !isProse && !isEnded,
    ),
    prose: Float64Array.from(lines, ({ isProse, length }) => (isProse ? length : 0)),
    values: Float64Array.from(lines, ({ isProse, length }, at) => {
      const value = isProse
        ? Math.min(length, PARAGRAPH_AT_MOST)
        : -(LINE_COST + CHARACTER_COST * Math.min(length, SHORT));
      return tail[at] === 1 ? value - TAIL_COST : value;
    }),
  };
}

export const TEXT_SEQUENCE_FEATURES = [
  // Where it stands.
  "position",
  "place",
  "linesAbove",
  "linesBelow",
  "lines",
  // Against the run of prose.
  "inRun",
  "aboveRun",
  "belowRun",
  "fromRun",
  "runWeight",
  "runShare",
  "runPlace",
  "ownShareOfRun",
  "tailInRun",
  // Prose around it.
  "proseNearAbove",
  "proseNearBelow",
  "proseAroundAbove",
  "proseAroundBelow",
  "proseAbove",
  "proseBelow",
  "proseShare",
  "linesSinceProse",
  "linesToProse",
  "charactersSinceProse",
  // Streaks, and what stands far and near.
  "proseStreak",
  "shortStreak",
  "headlikeStreak",
  "tailLines",
  "tailAbove",
  "tailBelow",
  "bylineAbove",
  "bylineBelow",
  "dateAbove",
  "dateBelow",
  "meanLength3",
  "meanLength8",
  "ends3",
  "ends8",
  "dates8",
] as const;

export function textSequenceFeatures(
  lines: readonly TextLine[],
  own: Columns<OwnFeature>,
  { tail, byline, date, headlike, prose, values }: TextMarks,
): Columns<(typeof TEXT_SEQUENCE_FEATURES)[number]> {
  const size = lines.length;
  const perLine = (value: (at: number) => number) => column(lines.length, value);
  const log = (values: Float32Array) => perLine((at) => Math.log1p(values[at]!));
  const logProse = prose.map(Math.log1p);
  const isProse = Uint8Array.from(prose, (length) => Number(length > 0));
  const isShort = Uint8Array.from(lines, ({ length }, at) => Number(length < SHORT && isProse[at] === 0));
  const proseSums = sums(prose);
  const lengthSums = sums(lines.map(({ length }) => length));
  const tailSums = sums(tail);
  const allProse = proseSums[size]!;
  const allLength = Math.max(lengthSums[size]!, 1);
  const runs = runsWithoutSelf(values);
  /** Prose of the run, without the line itself. */
  const proseInRun = (at: number) =>
    proseSums[runs.to[at]!]! - proseSums[runs.from[at]!]! - (runs.holds(at) ? prose[at]! : 0);
  const sinceProse = unmarkedAbove(isProse);
  return {
    position: perLine((at) => at / Math.max(size - 1, 1)),
    place: perLine((at) => lengthSums[at]! / allLength),
    linesAbove: perLine(Math.log1p),
    linesBelow: perLine((at) => Math.log1p(size - 1 - at)),
    lines: perLine(() => Math.log1p(size)),
    inRun: perLine((at) => Number(runs.holds(at))),
    aboveRun: perLine((at) => Math.log1p(runs.above(at))),
    belowRun: perLine((at) => Math.log1p(runs.below(at))),
    fromRun: perLine((at) => Math.log1p(runs.above(at) + runs.below(at))),
    runWeight: perLine((at) => Math.log1p(runs.sums[at]!)),
    runShare: perLine((at) => proseInRun(at) / Math.max(allProse - prose[at]!, 1)),
    runPlace: perLine((at) => {
      const place = (at - runs.from[at]!) / Math.max(runs.to[at]! - runs.from[at]!, 1);
      return Math.min(Math.max(place, -1), 2);
    }),
    ownShareOfRun: perLine((at) => prose[at]! / Math.max(proseInRun(at), 1)),
    tailInRun: perLine((at) =>
      Math.min(tailSums[at]! - tailSums[Math.min(runs.from[at]!, at)]!, TAIL_LINES_AT_MOST),
    ),
    proseNearAbove: decayed(logProse, 0.7),
    proseNearBelow: decayedUpwards(logProse, 0.7),
    proseAroundAbove: decayed(logProse, 0.92),
    proseAroundBelow: decayedUpwards(logProse, 0.92),
    proseAbove: perLine((at) => proseSums[at]! / Math.max(allProse, 1)),
    proseBelow: perLine((at) => 1 - proseSums[at + 1]! / Math.max(allProse, 1)),
    proseShare: perLine(() => allProse / allLength),
    linesSinceProse: log(sinceProse),
    linesToProse: log(unmarkedAbove(isProse.toReversed()).toReversed()),
    charactersSinceProse: perLine((at) => Math.log1p(lengthSums[at]! - lengthSums[at - sinceProse[at]!]!)),
    proseStreak: log(streaks(isProse)),
    shortStreak: log(streaks(isShort)),
    headlikeStreak: log(streaks(headlike)),
    tailLines: perLine((at) => Math.log1p(tailSums[at]!)),
    tailAbove: log(distanceAbove(tail, FAR)),
    tailBelow: log(distanceBelow(tail, FAR)),
    bylineAbove: log(distanceAbove(byline, FAR)),
    bylineBelow: log(distanceBelow(byline, FAR)),
    dateAbove: log(distanceAbove(date, FAR)),
    dateBelow: log(distanceBelow(date, FAR)),
    meanLength3: meanAround(own.length, 3),
    meanLength8: meanAround(own.length, 8),
    ends3: meanAround(own.ends, 3),
    ends8: meanAround(own.ends, 8),
    dates8: meanAround(
      lines.map(({ isDated }) => Number(isDated)),
      8,
    ),
  };
}

/** What of a line its neighbours are told. */
const TOLD = ["length", "labelled", "digits", "stops"] as const;
const REACH = [-2, -1, 1, 2] as const;

type NeighbourFeature = `${(typeof TOLD)[number]}${Sign}`;
type Sign = "-2" | "-1" | "+1" | "+2";

const signs: Readonly<Record<(typeof REACH)[number], Sign>> = { [-2]: "-2", [-1]: "-1", 1: "+1", 2: "+2" };

/** `length+1`: the length of the line below. */
export const NEIGHBOUR_FEATURES: readonly NeighbourFeature[] = TOLD.flatMap((name) =>
  REACH.map((step) => `${name}${signs[step]}` as const),
);

export function neighbourFeatures(own: Columns<OwnFeature>): Columns<NeighbourFeature> {
  const columns = TOLD.flatMap((name) =>
    REACH.map((step) => [`${name}${signs[step]}`, shifted(own[name], step, -1)] as const),
  );
  return Object.fromEntries(columns) as Record<NeighbourFeature, Float32Array>;
}
