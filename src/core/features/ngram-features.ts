/** N-gram scores of the lines around a line, without the line itself. */
import { column, decayed, decayedUpwards, meanAround, shifted, sums } from "../lines/along-lines.ts";
import type { Columns } from "../text/columns.ts";
import { runsWithoutSelf } from "../structure/runs-without-self.ts";
import type { TextLine } from "./text-lines.ts";

/** Log-odds are clamped to this. */
const SURE = 4;

/** A line counts by the root of its length, within these: visible code points. */
const LENGTH_AT_LEAST = 2;
const LENGTH_AT_MOST = 200;

const DECAY = 0.85;
const UNIT = 8;

export const NGRAM_FEATURES = [
  "ngrams",
  "ngrams-3",
  "ngrams-2",
  "ngrams-1",
  "ngrams+1",
  "ngrams+2",
  "ngrams+3",
  "ngramsMean2",
  "ngramsMean5",
  "ngramsMean15",
  "ngramsNearAbove",
  "ngramsNearBelow",
  "inNgramRun",
  "aboveNgramRun",
  "belowNgramRun",
  "ngramRunWeight",
  "ngramRunShare",
  "ngramsAbove",
  "ngramsBelow",
] as const;

/** @param logOdds of each line, by its n-grams */
export function ngramFeatures(
  lines: readonly TextLine[],
  logOdds: ArrayLike<number>,
): Columns<(typeof NGRAM_FEATURES)[number]> {
  const odds = Float64Array.from(lines, (_, at) => Math.max(-SURE, Math.min(SURE, logOdds[at]!)));
  const roots = Float64Array.from(lines, ({ chars }) =>
    Math.sqrt(Math.max(LENGTH_AT_LEAST, Math.min(LENGTH_AT_MOST, chars))),
  );
  const values = odds.map((odd, at) => odd * roots[at]!);
  const units = values.map((value) => value / UNIT);
  const runs = runsWithoutSelf(values);
  const positive = sums(values.map((value) => Math.max(value, 0)));
  const all = positive[lines.length]!;
  const perLine = (value: (at: number) => number) => column(lines.length, value);
  const neighbour = (step: number) => shifted(odds, step, -SURE);
  return {
    ngrams: Float32Array.from(odds),
    "ngrams-3": neighbour(-3),
    "ngrams-2": neighbour(-2),
    "ngrams-1": neighbour(-1),
    "ngrams+1": neighbour(1),
    "ngrams+2": neighbour(2),
    "ngrams+3": neighbour(3),
    ngramsMean2: meanAround(odds, 2, roots),
    ngramsMean5: meanAround(odds, 5, roots),
    ngramsMean15: meanAround(odds, 15, roots),
    ngramsNearAbove: decayed(units, DECAY),
    ngramsNearBelow: decayedUpwards(units, DECAY),
    inNgramRun: perLine((at) => Number(runs.holds(at))),
    aboveNgramRun: perLine((at) => Math.log1p(runs.above(at))),
    belowNgramRun: perLine((at) => Math.log1p(runs.below(at))),
    ngramRunWeight: perLine((at) => Math.log1p(runs.sums[at]!)),
    ngramRunShare: perLine((at) => runs.sums[at]! / Math.max(all - Math.max(values[at]!, 0), 1)),
    ngramsAbove: perLine((at) => positive[at]! / Math.max(all, 1)),
    ngramsBelow: perLine((at) => 1 - positive[at + 1]! / Math.max(all, 1)),
  };
}
