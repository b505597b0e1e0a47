import { matchCueLine } from "../../structure/cue-line.ts";
import { cueWeight } from "../../cues/match.ts";
import { positionOf, proseRange } from "../../structure/prose-range.ts";
import { shapeOf } from "../../cues/line-shape.ts";
import type { Block } from "../../document/document.ts";
import { defineStage } from "../../document/stage.ts";

/** Digits to call: an area code, a 400 number, a mobile number, runs of them. */
const NUMBER = /(?:\+?\d[\d\s-]{6,}\d)|[\w.+-]{1,64}@[\w-]{1,64}\.\w/u;

/**
 * Sales lines. A notice's own 联系人 and 电话 lines are content: such labels go only beside a line
 * that sells.
 */
export const contact = defineStage({
  name: "contact",
  kind: "spam",
  zone: "tail",
  summary: "Removes sales lines with a number to call, an account to add or a form to fill in.",
  reasons: {
    contact: "words of a sales line, outside the text or alone on its line",
    "contact-detail": "a number or address beside a sales line",
  },
  defaults: {
    charsAtMost: 80,
  },
  *run({ blocks }, { charsAtMost }, { cues }) {
    const range = proseRange(blocks, cues);
    const sells = blocks.map((block, at) => {
      const evidence = matchCueLine(block, positionOf(at, range), "contact", cues);
      const phrase = evidence && shapeOf(block).chars <= charsAtMost;
      return phrase ? evidence : undefined;
    });
    let beside = false;
    for (const [at, block] of blocks.entries()) {
      const evidence = sells[at];
      if (evidence) yield { block: block.index, reason: "contact", evidence };
      const detail: boolean =
        !evidence &&
        positionOf(at, range) !== "body" &&
        isDetail(block, charsAtMost) &&
        (beside || sells[at + 1] !== undefined);
      if (detail) yield { block: block.index, reason: "contact-detail", evidence: { beside: true } };
      beside = evidence !== undefined || detail;
    }

    function isDetail(block: Block, atMost: number): boolean {
      return (
        shapeOf(block).chars <= atMost && (NUMBER.test(block.text) || cueWeight(block, "contact", cues) > 0)
      );
    }
  },
});
