import { describe, expect, test } from "vitest";
import { cueWeight, greatestWeight } from "../../../src/core/cues/match.ts";
import { visibleLength } from "../../../src/core/text/characters.ts";
import { isLabel } from "../../../src/core/text/lines.ts";
import { countSentenceEnds, isProse } from "../../../src/core/text/sentences.ts";
import { shapeOf } from "../../../src/core/cues/line-shape.ts";
import { readText } from "../../../src/core/page/read.ts";
import { lineOf } from "../../../src/core/page/text-blocks.ts";
import type { Cues } from "../../../src/core/document/cue.ts";

const blockOf = (text: string) => readText(text).blocks[0]!;

const TEXTS = [
  "首页",
  "青湾的渡口今天重新开航。",
  "　来源：青湾日报　",
  "𠮷村的路通了！真的？",
  "一行 文字".repeat(300),
];

describe("the shape of a block", () => {
  test.each(TEXTS)("says what is said of its text alone: %s", (text) => {
    const { chars, sentenceEnds, isLabel: label, isProse: prose } = shapeOf(blockOf(text));
    expect({ chars, sentenceEnds, label, prose }).toEqual({
      chars: visibleLength(text),
      sentenceEnds: countSentenceEnds(text),
      label: isLabel(text),
      prose: isProse(text),
    });
  });

  test("is that of the text as it was edited last, whatever was asked before", () => {
    const block = blockOf("首页 青湾的渡口今天重新开航。");
    expect(shapeOf(block)).toMatchObject({ chars: 14, sentenceEnds: 1, isLabel: false, isProse: true });
    const edited = { ...block, text: "首页" };
    expect(shapeOf(edited)).toMatchObject({ chars: 2, sentenceEnds: 0, isLabel: true, isProse: false });
    expect(shapeOf(block).chars).toBe(14);
  });

  test("is handed on to the line of a text that a block of a page becomes", () => {
    const block = { ...blockOf("首页 青湾的渡口今天重新开航。"), text: "青湾的渡口今天重新开航。" };
    const line = lineOf(block);
    expect(shapeOf(line)).toBe(shapeOf(block));
    expect(line.facts).toMatchObject({ chars: 12, hanChars: 11, sentenceEnds: 1 });
  });
});

describe("the cues of a block", () => {
  const cues: Cues = new Map([
    ["share", [{ phrase: "分享到", at: "anywhere", strength: "strong" }]],
    ["byline", [{ phrase: "来源", at: "anywhere", strength: "weak" }]],
  ]);

  test("are those of its text as it was edited last", () => {
    const block = blockOf("分享到：微信");
    expect(cueWeight(block, "share", cues)).toBe(2);
    expect(cueWeight({ ...block, text: "微信" }, "share", cues)).toBe(0);
  });

  test("are those of the cues that are asked for", () => {
    const block = blockOf("分享到：微信");
    expect(cueWeight(block, "share", cues)).toBe(2);
    expect(cueWeight(block, "share", new Map())).toBe(0);
    expect(cueWeight(block, "share", cues)).toBe(2);
  });

  test.each([
    ["来源：青湾，分享到", ["byline", "share"], 2],
    ["来源：青湾，分享到", ["byline"], 1],
    ["来源：青湾，分享到", ["copyright"], 0],
    ["渡口", ["byline", "share"], 0],
  ])("%s: the greatest weight of %s is %i", (text, kinds, weight) => {
    expect(greatestWeight(blockOf(text), kinds, cues)).toBe(weight);
  });
});
