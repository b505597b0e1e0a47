import { type Copy, copiedShare, findCopies } from "../measures/copied-runs.ts";
import { hundredths } from "../measures/rounding.ts";
import { shapeOf } from "../measures/shape.ts";
import type { Block, Evidence, Finding } from "../types.ts";
import { defineStage, firstOfEachBlock } from "./define.ts";

type Reason = "printed-again";

/** Wide screens, small ones and printers: pages print their text once for each. */
export const copies = defineStage<Reason, { readonly shareAtLeast: number }>({
  name: "copies",
  summary: "The text printed again, for another screen or for the printer: it stands once.",
  reasons: { "printed-again": "paragraphs in the order in which most of the text stands elsewhere" },
  defaults: {
    // Of the text, each paragraph counted once: a chorus, or the same terms for two lots, are less.
    shareAtLeast: 0.5,
  },
  *run({ blocks }, { shareAtLeast }) {
    const found = findCopies(blocks);
    const share = copiedShare(blocks, found);
    if (share < shareAtLeast) return;
    const evidence = { share: hundredths(share) };
    yield* firstOfEachBlock(found.flatMap((copy) => [...takeOne(blocks, copy, evidence)])).values();
  },
});

/** Of the two the one that no reader sees, else the second; other lines within it stay. */
function* takeOne(
  blocks: readonly Block[],
  { original, copy }: Copy,
  evidence: Evidence,
): Iterable<Finding<Reason>> {
  const isHidden = ({ first }: { readonly first: number }) => blocks[first]!.facts.hidden;
  const [kept, taken] = isHidden(original) && !isHidden(copy) ? [copy, original] : [original, copy];
  const said = new Set(blocks.slice(kept.first, kept.last + 1).map((block) => shapeOf(block).key));
  for (const block of blocks.slice(taken.first, taken.last + 1)) {
    if (said.has(shapeOf(block).key)) yield { block: block.index, reason: "printed-again", evidence };
  }
}
