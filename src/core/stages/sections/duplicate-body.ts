import { duplicateShare, findDuplicateBodies } from "../../structure/duplicate-body.ts";
import { hundredths } from "../../text/numbers.ts";
import { defineStage } from "../../document/stage.ts";

/** Removes repeated renderings of the article body (mobile, print). */
export const duplicateBody = defineStage({
  name: "duplicate-body",
  kind: "beside",
  zone: "any",
  mayTakeHeadline: true,
  summary: "Removes repeated renderings of the article (mobile, print).",
  reasons: { "printed-again": "in paragraphs in the order in which most of the text stands elsewhere" },
  defaults: {
    // Of the text, each paragraph counted once. Copies for other screens are all of it; a chorus, the same terms for
    // two lots, a list of entries that stands there twice are less.
    shareAtLeast: 0.8,
    // The same where each copy has an element of its own: a text for machines may lack some paragraphs.
    shareApart: 0.5,
  },
  *run({ blocks }, { shareAtLeast, shareApart }) {
    const found = findDuplicateBodies(blocks);
    const share = duplicateShare(blocks, found);
    if (share < (found.apart ? shareApart : shareAtLeast)) return;
    const evidence = { share: hundredths(share), apart: found.apart };
    for (const at of found.at) yield { block: blocks[at]!.index, reason: "printed-again", evidence };
  },
});
