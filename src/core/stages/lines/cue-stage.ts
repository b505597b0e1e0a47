import { matchCuePart } from "../../structure/cue-line.ts";
import { linePositions } from "../../structure/line-positions.ts";
import type { Stage, StageKind } from "../../document/stage.ts";
import { defineStage } from "../../document/stage.ts";

/** A stage that judges line by line, by the cue file of its own name: words of the site below the text. */
export function cueStage<Reason extends string>(stage: {
  name: string;
  /** Default: words of the site. */
  kind?: StageKind;
  summary: string;
  reason: Reason;
  meaning: string;
  /** What has the words of such a line and is none. */
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
