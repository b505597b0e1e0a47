import { readDate } from "../../dates/dates.ts";
import { positionOf, proseRange } from "../../structure/prose-range.ts";
import { runsOf } from "../../text/runs.ts";
import { shapeOf } from "../../cues/line-shape.ts";
import type { Block } from "../../document/document.ts";
import { defineStage } from "../../document/stage.ts";

const NUMBER = /^\s*[[(（【]?\s*(\d{1,3})\s*[\])）】.、．:：\s]/u;

/**
 * 「1.禾坪镇队 3小时11分42秒」, 「1. 渔鼓《十送郎》 屠老满」: a name with its figure, a work with who performs it is a row
 * of a table. A date behind a headline is none.
 */
const ROW = /\s\d\S*$|》\s+\p{Script=Han}/u;

/** 「附件：1.…」 and 「请携带以下材料：」 announce a list of the text's own. */
const OPENS_LIST = /^\s*附[件录表]?\s?\d{0,2}\s?[:：]|[:：]\s{0,9}$/u;

/** Lists of headlines of other articles. Numbered measures and steps are sentences and stay. */
export const headlineList = defineStage({
  name: "headline-list",
  kind: "links",
  zone: "tail",
  isSiteSpeech: true,
  summary: "Removes numbered or dated lists of other articles' headlines.",
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
    const isRow = (text: string) => ROW.test(text) && readDate(text) === undefined;
    for (const [first, last] of runsOf(
      blocks,
      numberedAtLeast,
      (block, at) => outside(at) && shapeOf(block).isLabel && counted(at) && !isRow(block.text),
    )) {
      if (isIntroduced(first)) continue;
      for (const block of blocks.slice(first, last + 1)) {
        yield { block: block.index, reason: "numbered-headlines", evidence: { lines: last - first + 1 } };
      }
    }
    function isIntroduced(first: number): boolean {
      const above = blocks[first - 1];
      return above !== undefined && OPENS_LIST.test(above.text);
    }
    const isDated = (block: Block) =>
      shapeOf(block).isLabel &&
      !NUMBER.test(block.text) &&
      /\D{6}/u.test(block.text) &&
      readDate(block.text) !== undefined;
    for (const [first, last] of runsOf(blocks, datedAtLeast, (block, at) => outside(at) && isDated(block))) {
      for (const block of blocks.slice(first, last + 1)) {
        yield { block: block.index, reason: "dated-headlines", evidence: { lines: last - first + 1 } };
      }
    }
  },
});
