/** Features of the neighbourhood of a block in page order. */
import { columnFrom, type Columns } from "../text/columns.ts";
import { NONE, RunningSums } from "../structure/element-tree.ts";
import type { LineMeasures } from "./line-measures.ts";
import type { PageMeasures } from "./page-measures.ts";
import type { ProseRun } from "./prose-runs.ts";

export const SEQUENCE_FEATURES = [
  "position",
  "charsBefore",
  "proseOnPage",
  "proseBefore",
  "proseAfter",
  "shortLinesSinceProse",
  "fromHeadline",
  "besideLinks",
  "linked3",
  "linked20",
  "inRun",
  "beforeRun",
  "inRunWithoutRecords",
  "beforeRunWithoutRecords",
  "tailLinesSince",
  "labelsSince",
  "linkedSince",
  "proseSince",
  "headingsSince",
] as const;

/** Link share of a line that is a link elsewhere. */
const LINKED = 0.6;

/** Upper limit of a run of short lines. */
const ROW = 10;

export function sequenceFeatures(
  { blocks, lines, runs }: PageMeasures,
  headline: number,
): Columns<(typeof SEQUENCE_FEATURES)[number]> {
  const { chars, proseWeight, linkShare, isLabel } = lines;
  const size = blocks.length;
  const perBlock = (measure: (at: number) => number | boolean) => columnFrom(blocks.length, measure);
  const allChars = new RunningSums(chars);
  const prose = new RunningSums(proseWeight);
  const wholeProse = Math.max(prose.total, 1);
  const linked = perBlock((at) => linkShare[at]! > LINKED);
  const linkedSums = new RunningSums(linked);
  const tail = tailLines(lines);
  const start = Math.min(runs.run.first, runs.withoutRecords.first);
  /** Log of the sum from the beginning of the text on. */
  const since = (values: ArrayLike<number>) => {
    const sums = new RunningSums(values);
    return perBlock((at) => Math.log1p(sums.between(start, at)));
  };
  const around = (run: ProseRun) => ({
    inside: perBlock((at) => at >= run.first && at <= run.last),
    before: perBlock((at) => Math.log1p(Math.max(run.first - at, 0))),
  });
  const run = around(runs.run);
  const withoutRecords = around(runs.withoutRecords);
  let row = 0;
  return {
    position: perBlock((at) => at / size),
    charsBefore: perBlock((at) => allChars.before(at) / Math.max(allChars.total, 1)),
    proseOnPage: perBlock(() => Math.log1p(wholeProse)),
    proseBefore: perBlock((at) => prose.before(at) / wholeProse),
    proseAfter: perBlock((at) => 1 - prose.before(at + 1) / wholeProse),
    shortLinesSinceProse: perBlock((at) => {
      row = lines.isProse[at] === 1 ? 0 : row + 1;
      return Math.min(row / ROW, 1);
    }),
    fromHeadline: perBlock((at) =>
      headline === NONE ? 0 : Math.sign(at - headline) * Math.log1p(Math.abs(at - headline)),
    ),
    besideLinks: perBlock((at) => Math.max(linkShare[at - 1] ?? 0, linkShare[at + 1] ?? 0)),
    linked3: perBlock((at) => linkedSums.meanAround(at, 3)),
    linked20: perBlock((at) => linkedSums.meanAround(at, 20)),
    inRun: run.inside,
    beforeRun: run.before,
    inRunWithoutRecords: withoutRecords.inside,
    beforeRunWithoutRecords: withoutRecords.before,
    tailLinesSince: since(tail),
    labelsSince: since(isLabel),
    linkedSince: since(linked),
    proseSince: since(proseWeight),
    headingsSince: since(perBlock((at) => blocks[at]!.facts.headingLevel > 0)),
  };
}

/** 1 for a label in the words of what stands below articles. */
function tailLines({ isLabel, cues }: LineMeasures): Uint8Array {
  const { related, nextPage, copyright, comments, share, disclaimer } = cues;
  return isLabel.map(
    (label, at) =>
      label & (related[at]! | nextPage[at]! | copyright[at]! | comments[at]! | share[at]! | disclaimer[at]!),
  );
}
