/** The run of blocks with the most prose, with and without the prose of records. */
import type { LineMeasures } from "./line-measures.ts";
import type { RepeatedSiblings } from "./repeated-siblings.ts";
import { maximumSumSegment } from "../structure/segments.ts";

/** Positions of blocks, both included. */
export interface ProseRun {
  readonly first: number;
  readonly last: number;
}

export interface ProseRuns {
  readonly run: ProseRun;
  /** The same where records speak against it. */
  readonly withoutRecords: ProseRun;
}

/** What a line without prose costs: few between paragraphs little, */
const LINE_COST = 6;
/** each of a longer row more, */
const ROW_LINE_COST = 14;
const ROW_AT_LEAST = 7;
/** a link besides as much as it has characters, up to this, */
const LINK_COST_AT_MOST = 60;
/** and what is said twice, or a label in the words of boilerplate, at least so much. So does a record, besides its length. */
const REPEAT_COST = 12;

export function findProseRuns(lines: LineMeasures, records: RepeatedSiblings): ProseRuns {
  const values = new Float64Array(lines.chars.length);
  let row = 0;
  for (const [at, weight] of lines.proseWeight.entries()) {
    row = weight > 0 ? 0 : row + 1;
    const chars = Math.min(lines.chars[at]!, LINK_COST_AT_MOST);
    let value = weight;
    if (weight === 0) {
      value = row >= ROW_AT_LEAST ? -ROW_LINE_COST : -LINE_COST;
      if (lines.linkShare[at]! > 0.5) value -= chars;
    }
    const isBoilerplate = lines.isLabel[at] === 1 && lines.cueKinds[at]! >= 2;
    if (lines.isRepeated[at] === 1 || isBoilerplate) value = Math.min(value, -REPEAT_COST);
    values[at] = value;
  }
  const run = maximumSumSegment(values) ?? { first: 0, last: values.length - 1 };
  const isRecord = (at: number) => records.isRecord[at] === 1;
  const withoutRecords = maximumSumSegment(
    values.map((value, at) =>
      isRecord(at) ? -REPEAT_COST - Math.min(lines.chars[at]!, LINK_COST_AT_MOST) : value,
    ),
  );
  return { run, withoutRecords: withoutRecords ?? run };
}
