import { findRecords } from "../../structure/records.ts";
import { mostProse, proseWeights } from "../../structure/prose-range.ts";
import { positions } from "../../text/runs.ts";
import type { Block } from "../../document/document.ts";
import { defineStage } from "../../document/stage.ts";

/** Teasers of other articles, detected by their repeated structure, however long. */
export const records = defineStage({
  name: "records",
  kind: "links",
  zone: "any",
  summary:
    "Removes lists of teasers: several linked headlines of one layout, each with an excerpt or a date.",
  reasons: {
    record: "one of several neighbours of one make, each a linked headline with lines of its own",
    heading: "the heading over such a list",
  },
  defaults: {
    // Of so much text an article may consist beside them. Weighed characters of prose.
    proseAtLeast: 60,
    // The element of the text holds so much of it: single paragraphs may stand elsewhere.
    textShare: 0.8,
  },
  *run({ blocks }, { proseAtLeast, textShare }, { cues }) {
    const { lists, recordOf } = findRecords(blocks);
    if (lists.length === 0) return;
    // Their prose does not count as the article's, however long.
    const prose = proseWeights(blocks, cues).map((weight, at) =>
      Math.min(weight, recordOf[at] === -1 ? weight : 0),
    );
    const text = mostProse(blocks, prose);
    if (text === undefined) return;
    const paragraphs = positions(text.first, text.last).filter((at) => prose[at]! > 0);
    const sum = paragraphs.reduce((sum, at) => sum + prose[at]!, 0);
    if (sum < proseAtLeast) return;
    const holder = innermostWith(textShare * sum, blocks, paragraphs, prose);
    // Entries of a round-up and rows of a table stand in the element of the text itself.
    const beside = lists.filter(
      ({ records: [record] }) => !blocks[record!.first]!.facts.containers.includes(holder),
    );
    for (const heading of new Set(beside.map(({ heading }) => heading)))
      if (heading !== -1) yield { block: blocks[heading]!.index, reason: "heading" };
    for (const { records } of beside) {
      for (const { first, last } of records)
        for (const { index } of blocks.slice(first, last + 1))
          yield { block: index, reason: "record", evidence: { records: records.length } };
    }
  },
});

/** The innermost element around paragraphs that weigh so much: more than half, so that such elements stand within each other. */
function innermostWith(
  least: number,
  blocks: readonly Block[],
  paragraphs: readonly number[],
  weights: readonly number[],
): number {
  const sums = new Map<number, number>();
  for (const at of paragraphs)
    for (const id of blocks[at]!.facts.containers) sums.set(id, (sums.get(id) ?? 0) + weights[at]!);
  // An element comes before those within it.
  return [...sums].findLast(([, sum]) => sum >= least)?.[0] ?? -1;
}
