import { opensComments } from "../../structure/comment-section.ts";
import { isMostlyLink } from "../../text/lines.ts";
import { positionOf, proseRange } from "../../structure/prose-range.ts";
import { defineStage } from "../../document/stage.ts";

export const comments = defineStage({
  name: "comments",
  kind: "site",
  zone: "tail",
  isSiteSpeech: true,
  summary: "Removes the readers' comments below an article.",
  reasons: {
    heading: "the heading or rules of a comment section",
    comment: "below such a heading",
  },
  defaults: {},
  *run({ blocks }, _options, { cues }) {
    const range = proseRange(blocks, cues);
    let under = false;
    for (const [at, block] of blocks.entries()) {
      if (opensComments(blocks, at, cues)) {
        const position = positionOf(at, range);
        under ||= position === "tail";
        if (under || isMostlyLink(block))
          yield { block: block.index, reason: "heading", evidence: { position } };
      } else if (under) yield { block: block.index, reason: "comment" };
    }
  },
});
