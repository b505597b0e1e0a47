import { readDate } from "../measures/dates.ts";
import { isLabel } from "../measures/lines.ts";
import { positionOf, proseRange } from "../measures/prose-range.ts";
import { runsOf } from "../measures/runs.ts";
import { defineStage } from "./define.ts";

const NUMBER = /^\s*[[(（【]?\s*(\d{1,3})\s*[\])）】.、．:：\s]/u;

/** Lists of other articles by their headlines. Measures and steps are numbered too, but they are sentences. */
export const headlineList = defineStage({
  name: "headline-list",
  summary: "Numbered or dated lists of other articles' headlines.",
  reasons: {
    "numbered-headlines": "a long numbered list without a sentence, outside the text",
    "dated-headlines": "several headlines with a date each, outside the text",
  },
  defaults: {
    numberedAtLeast: 6,
    datedAtLeast: 3,
  },
  *run({ blocks }, { numberedAtLeast, datedAtLeast }, { cues }) {
    const range = proseRange(blocks, cues);
    const outside = (at: number) => positionOf(at, range) !== "body";
    const numberOf = (at: number) => Number(NUMBER.exec(blocks[at]?.text ?? "")?.[1] ?? Number.NaN);
    const counted = (at: number) =>
      numberOf(at) === numberOf(at - 1) + 1 || numberOf(at) + 1 === numberOf(at + 1);
    for (const [first, last] of runsOf(
      blocks,
      numberedAtLeast,
      ({ text }, at) => outside(at) && isLabel(text) && counted(at),
    )) {
      for (const block of blocks.slice(first, last + 1)) {
        yield { block: block.index, reason: "numbered-headlines", evidence: { lines: last - first + 1 } };
      }
    }
    const isDated = (text: string) =>
      isLabel(text) && !NUMBER.test(text) && /\D{6}/u.test(text) && readDate(text) !== undefined;
    for (const [first, last] of runsOf(
      blocks,
      datedAtLeast,
      ({ text }, at) => outside(at) && isDated(text),
    )) {
      for (const block of blocks.slice(first, last + 1)) {
        yield { block: block.index, reason: "dated-headlines", evidence: { lines: last - first + 1 } };
      }
    }
  },
});
