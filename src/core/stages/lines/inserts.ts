import { findPageNumbers } from "../../lines/page-numbers.ts";
import { findPlayerLines } from "../../lines/player-lines.ts";
import { defineStage } from "../../document/stage.ts";

export const inserts = defineStage({
  name: "inserts",
  kind: "site",
  zone: "body",
  summary: "Removes controls of video players and numbers of printed pages between paragraphs.",
  reasons: {
    player: "one of several lines in which a video player has its time, speed and settings",
    "page-number": "the number of a printed page, which others count on",
  },
  defaults: {},
  *run({ blocks }) {
    const players = findPlayerLines(blocks);
    const pages = findPageNumbers(blocks);
    for (const [at, { index }] of blocks.entries()) {
      if (players.has(at)) yield { block: index, reason: "player" };
      else if (pages.has(at)) yield { block: index, reason: "page-number" };
    }
  },
});
