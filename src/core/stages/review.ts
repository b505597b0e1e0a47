import { rewrite } from "../structure/rewriting.ts";
import { defineStage } from "../document/stage.ts";

type Reason = "removed" | "edited";

export const review = defineStage<Reason, object>({
  name: "review",
  kind: "person",
  zone: "any",
  mayTakeHeadline: true,
  summary: "What people decided: blocks that they took away, words that they wrote anew.",
  reasons: {
    removed: "A person took the block away",
    edited: "A person wrote it anew",
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
