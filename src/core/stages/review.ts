import { rewrite } from "../structure/rewriting.ts";
import { defineStage } from "../document/stage.ts";

type Reason = "removed" | "edited";

export const review = defineStage<Reason, object>({
  name: "review",
  kind: "person",
  zone: "any",
  mayTakeHeadline: true,
  summary: "Applies people's decisions: blocks that they removed, words that they edited.",
  reasons: {
    removed: "a person took the block away",
    edited: "a person wrote it anew",
  },
  defaults: {},
  isLast: true,
  *run({ blocks }, _, { overrides }) {
    if (overrides === undefined) return;
    const edits = Map.groupBy(overrides.edits, ({ block }) => block);
    for (const { index: block, text } of blocks) {
      const decision = overrides.remove.get(block);
      if (decision !== undefined) {
        yield { block, reason: "removed", evidence: { decisions: decision } };
        continue;
      }
      for (const { span, replacement, decisions } of rewrite(text, edits.get(block) ?? [])) {
        yield { block, span, replacement, reason: "edited", evidence: { decisions: decisions.join(" ") } };
      }
    }
  },
});
