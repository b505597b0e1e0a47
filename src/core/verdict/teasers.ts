import { endsInEllipsis } from "../text/sentences.ts";
import { isComplete } from "./kept-text.ts";
import type { VerdictSignal } from "./signal.ts";
import type { ReasonId } from "./reasons.ts";

const thresholds = {
  // An article has one or two broken-off lines, a list one for each story:
  teasersAtLeast: 3,
  shareOfLines: 0.25,
  // an essay that likes to break off does not leave most of its paragraphs unfinished.
  unfinishedShare: 0.6,
};

/** Truncated paragraphs: 「……记者获悉...」. */
export const teasers: VerdictSignal<ReasonId> = {
  id: "teasers",
  kind: "listing",
  thresholds,
  find({ kept: { lines } }) {
    const { teasersAtLeast, shareOfLines, unfinishedShare } = thresholds;
    const count = lines.filter(({ text }) => endsInEllipsis(text)).length;
    const finished = lines.filter(isComplete).length;
    const isList =
      count >= teasersAtLeast &&
      count >= shareOfLines * lines.length &&
      count >= unfinishedShare * (count + finished);
    return isList ? [{ id: "teasers", evidence: { teasers: count, lines: lines.length } }] : undefined;
  },
};
