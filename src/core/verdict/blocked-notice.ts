import { cueWeight } from "../cues/match.ts";
import { shapeOf } from "../cues/line-shape.ts";
import type { Cues } from "../document/cue.ts";
import type { Block } from "../document/document.ts";
import type { VerdictSignal } from "./signal.ts";
import type { ReasonId } from "./reasons.ts";

const thresholds = {
  // Code points. Such pages have little text besides the notice.
  noticeAtMost: 60,
  besideAtMost: 60,
};

/** The page is an error or access notice in place of the article. */
export const blockedNotice: VerdictSignal<ReasonId> = {
  id: "blocked-notice",
  kind: "blocked",
  overrulesProse: true,
  thresholds,
  find({ original, remaining, cues }) {
    const notice = original.blocks.find((block) => isNotice(block, cues));
    if (notice === undefined) return undefined;
    const beside = remaining.blocks.reduce((sum, block) => {
      const { isProse, chars } = shapeOf(block);
      return isProse && !isNotice(block, cues) ? sum + chars : sum;
    }, 0);
    if (beside >= thresholds.besideAtMost) return undefined;
    return [{ id: "blocked-notice", evidence: { notice: notice.text.trim() } }];
  },
};

function isNotice(block: Block, cues: Cues): boolean {
  return block.facts.chars <= thresholds.noticeAtMost && cueWeight(block, "blocked", cues) >= 2;
}
