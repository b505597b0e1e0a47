/** Features of lists of records, and of the headings above them. */
import type { Columns } from "../text/columns.ts";
import type { PageMeasures } from "./page-measures.ts";

export const RECORD_FEATURES = [
  "siblings",
  "siblingsLinked",
  "siblingsProse",
  "sinceRecordHeading",
  "pathOfRecordHeading",
] as const;

/** A heading of records, where it is no `<h1>` to `<h6>`, is a label of at most so many visible code points. */
const HEADING_AT_MOST = 16;

/** So many of the next blocks are records or links below a heading of records. */
const BELOW = 4;
const RECORDS_BELOW = 3;
const LINKED = 0.6;

/** Maximum distance to a heading above. */
const FAR = 40;

export function recordFeatures({
  blocks,
  elements,
  lines,
  records,
}: PageMeasures): Columns<(typeof RECORD_FEATURES)[number]> {
  const since = new Float64Array(blocks.length).fill(Math.log1p(FAR));
  const path = new Float64Array(blocks.length);
  const isListed = (at: number) => records.isRecord[at] === 1 || (lines.linkShare[at] ?? 0) > LINKED;
  const isHeading = (at: number) =>
    blocks[at]!.facts.headingLevel > 0 ||
    (lines.isLabel[at] === 1 && lines.linkShare[at]! < 1 && lines.chars[at]! <= HEADING_AT_MOST);
  let heading: number | undefined;
  for (const at of blocks.keys()) {
    if (at + BELOW <= blocks.length && records.isRecord[at] === 0 && isHeading(at)) {
      let listed = 0;
      for (let below = at + 1; below <= at + BELOW; below += 1) listed += Number(isListed(below));
      if (listed >= RECORDS_BELOW) heading = at;
    }
    if (heading === undefined) continue;
    const own = elements.innermost[heading]!;
    since[at] = Math.log1p(Math.min(at - heading, FAR));
    path[at] = elements.commonDepth(own, elements.innermost[at]!) / Math.max(elements.depth(own), 1);
  }
  return {
    siblings: records.siblings.map(Math.log1p),
    siblingsLinked: records.linkedShare,
    siblingsProse: records.proseShare,
    sinceRecordHeading: since,
    pathOfRecordHeading: path,
  };
}
