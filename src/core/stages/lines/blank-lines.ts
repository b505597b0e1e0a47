import { defineStage } from "../../document/stage.ts";

/** Runs first, so that later stages see real neighbours. */
export const blankLines = defineStage({
  name: "blank-lines",
  kind: "characters",
  zone: "any",
  mayTakeHeadline: true,
  summary: "Removes lines without a visible character.",
  reasons: { blank: "only white space or zero-width characters" },
  defaults: {},
  *run(document) {
    for (const { index, facts } of document.blocks) {
      if (facts.chars === 0) yield { block: index, reason: "blank" };
    }
  },
});
