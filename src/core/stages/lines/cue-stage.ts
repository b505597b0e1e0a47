import { matchCuePart } from "../../structure/cue-line.ts";
import { linePositions } from "../../structure/line-positions.ts";
import type { Stage, StageKind } from "../../document/stage.ts";
import { defineStage } from "../../document/stage.ts";

/** Makes a stage that removes single lines below the text by the cue file of its own name. */
export function cueStage<Reason extends string>(stage: {
  name: string;
  /** Default: words of the site. */
  kind?: StageKind;
  summary: string;
  reason: Reason;
  meaning: string;
  /** Exceptions: lines with such words that must stay. */
  exception?: RegExp;
}): Stage {
  return defineStage({
    name: stage.name,
    kind: stage.kind ?? "site",
    zone: "tail",
    isSiteSpeech: true,
    summary: stage.summary,
    reasons: { [stage.reason]: stage.meaning } as Record<Reason, string>,
    defaults: {},
    *run({ blocks }, _options, { cues }) {
      const positionIn = linePositions(blocks, cues);
      for (const [at, block] of blocks.entries()) {
        if (stage.exception?.test(block.text)) continue;
        const found = matchCuePart(block, positionIn(at), stage.name, cues);
        if (found) yield { block: block.index, reason: stage.reason, ...found };
      }
    },
  });
}
