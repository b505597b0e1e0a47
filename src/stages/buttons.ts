import { isSiteWord } from "../cues/site-words.ts";
import { positionOf, proseRange } from "../measures/prose-range.ts";
import type { Cues } from "../types.ts";
import { defineStage } from "./define.ts";

const BETWEEN = /[\s|｜·•/()（）[\]【】«»<>:：]+/u;

/** 「12」, 「3.2万」, 「共3页」, 「第1页」. */
const NUMBER = /^(?:[第共]?\d{1,9}页?|\d{1,9}(?:\.\d)?[万wWkK]?\+?)$/u;

export const buttons = defineStage({
  name: "buttons",
  summary: "Rows of buttons, counters and page numbers: nothing but words that sites set on them.",
  reasons: { buttons: "a line of only such words and numbers, outside the text" },
  defaults: {
    // A row of buttons is not longer than this many code units.
    unitsAtMost: 120,
  },
  *run({ blocks }, { unitsAtMost }, { cues }) {
    const range = proseRange(blocks, cues);
    for (const [at, { index, kind, text }] of blocks.entries()) {
      if (kind === "title" || text.length > unitsAtMost || positionOf(at, range) === "body") continue;
      const words = buttonsIn(text, cues);
      if (words > 0) yield { block: index, reason: "buttons", evidence: { words } };
    }
  },
});

/**
 * How many words and numbers a row has: 「打印 收藏」, 「顶 0 踩 0」, 「[1] [2] [3] 下一页」. 0 where something else stands
 * among them, where all are numbers, or where one word is all: that may be a heading.
 */
function buttonsIn(text: string, cues: Cues): number {
  const parts = text.split(BETWEEN).filter((part) => part !== "");
  const words = parts.filter((part) => !NUMBER.test(part));
  const isRow = parts.length >= 2 && words.length > 0 && words.every((word) => isSiteWord(word, cues));
  return isRow ? parts.length : 0;
}
