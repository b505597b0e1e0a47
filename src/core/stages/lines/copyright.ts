import { matchCuePart } from "../../structure/cue-line.ts";
import { cuesIn } from "../../cues/match.ts";
import { positionOf, proseRange } from "../../structure/prose-range.ts";
import { defineStage } from "../../document/stage.ts";

export const copyright = defineStage({
  name: "copyright",
  kind: "site",
  zone: "tail",
  isSiteSpeech: true,
  summary: "Removes the owner's line and the licences in the footer of a site.",
  reasons: { copyright: "an owner, a licence number or an operator, outside the text" },
  defaults: {
    // Events have hosts and notices have addresses too: those of a site stand this close to its owner or licence.
    linesApart: 3,
  },
  *run({ blocks }, { linesApart }, { cues }) {
    const range = proseRange(blocks, cues);
    const owned = blocks.map((block) => cuesIn(block, "copyright", cues).some(({ weight }) => weight >= 2));
    for (const [at, block] of blocks.entries()) {
      const found = matchCuePart(block, positionOf(at, range), "copyright", cues);
      const near = owned.slice(Math.max(at - linesApart, 0), at + linesApart + 1).includes(true);
      if (found && near) yield { block: block.index, reason: "copyright", ...found };
    }
  },
});
