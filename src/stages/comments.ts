import { cueWeight } from "../cues/match.ts";
import { isLabel, linkShare } from "../measures/lines.ts";
import { positionOf, proseRange } from "../measures/prose-range.ts";
import { defineStage } from "./define.ts";

export const comments = defineStage({
  name: "comments",
  summary: "The readers' comments below an article.",
  reasons: {
    heading: "the heading or rules of a comment section",
    comment: "below such a heading",
  },
  defaults: {},
  *run({ blocks }, _options, { cues }) {
    const range = proseRange(blocks, cues);
    let under = false;
    for (const [at, block] of blocks.entries()) {
      const tail = positionOf(at, range) === "tail";
      const heading =
        isLabel(block.text) &&
        cueWeight(block, "comment", cues) >= 2 &&
        block.facts.headingLevel !== 1 &&
        block.kind !== "title";
      if (heading && (tail || linkShare(block) > 0.5)) {
        yield { block: block.index, reason: "heading", evidence: { position: tail ? "tail" : "body" } };
        under ||= tail;
      } else if (under) yield { block: block.index, reason: "comment" };
    }
  },
});
