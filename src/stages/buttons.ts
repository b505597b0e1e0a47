import { findPageNumbers } from "../core/features/page-numbers.ts";
import { findPlayerLines } from "../core/features/player-lines.ts";
import { isSiteWord } from "../cues/site-words.ts";
import { positionOf, proseRange } from "../measures/prose-range.ts";
import { positions, runsOf } from "../measures/runs.ts";
import type { Cues } from "../types.ts";
import { defineStage } from "./define.ts";

const BETWEEN = /[\s|｜·•/()（）[\]【】«»<>:：]+/u;

/** 「【1】【2】【3】」 */
const PAGES = /^\s*[[【]1[\]】]\s*[[【]2[\]】](?:\s*[[【]\d{1,3}[\]】])*\s*$/u;

/** 「12」, 「3.2万」, 「共3页」, 「第1页」. */
const NUMBER = /^(?:[第共]?\d{1,9}页?|\d{1,9}(?:\.\d)?[万wWkK]?\+?)$/u;

export const buttons = defineStage({
  name: "buttons",
  summary:
    "Rows of buttons, counters and page numbers, settings of players: nothing but words that sites set on them.",
  reasons: {
    row: "a line of several such words and numbers, outside the text",
    column: "one of several lines of such words, outside the text",
    player: "one of several lines in which a video player has its time, speed and settings",
    "page-number": "the number of a printed page, which others count on",
  },
  defaults: {
    // A row of buttons is not longer than this many code units.
    unitsAtMost: 120,
    // A word alone on its line may be a heading; so many one below the other are none.
    linesAtLeast: 3,
  },
  *run({ blocks }, { unitsAtMost, linesAtLeast }, { cues }) {
    const range = proseRange(blocks, cues);
    const rows = blocks.map(({ kind, text }, at) =>
      kind === "title" || text.length > unitsAtMost || positionOf(at, range) === "body"
        ? 0
        : buttonsIn(text, cues),
    );
    const inColumn = new Set(
      runsOf(rows, linesAtLeast, (words) => words > 0).flatMap(([first, last]) => positions(first, last)),
    );
    const players = findPlayerLines(blocks);
    const pages = findPageNumbers(blocks);
    for (const [at, { index }] of blocks.entries()) {
      const words = rows[at]!;
      if (players.has(at)) yield { block: index, reason: "player" };
      else if (pages.has(at)) yield { block: index, reason: "page-number" };
      else if (words >= 2) yield { block: index, reason: "row", evidence: { words } };
      else if (inColumn.has(at)) yield { block: index, reason: "column" };
    }
  },
});

/**
 * How many words and numbers a row has: 「打印 收藏」, 「顶 0 踩 0」, 「[1] [2] [3] 下一页」. 0 where something else stands
 * among them, or where all are numbers but not those of pages.
 */
function buttonsIn(text: string, cues: Cues): number {
  if (PAGES.test(text)) return text.match(/\d+/gu)!.length;
  const parts = text.split(BETWEEN).filter((part) => part !== "");
  const words = parts.filter((part) => !NUMBER.test(part));
  return words.length > 0 && words.every((word) => isSiteWord(word, cues)) ? parts.length : 0;
}
