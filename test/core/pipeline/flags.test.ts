/** What is kept and should be looked at: found in lines, told in receipts, in nobody's way. */
import { describe, expect, test } from "vitest";
import { findFlags } from "../../../src/core/pipeline/flags.ts";
import { cleanText } from "../../../src/index.ts";
import { readText } from "../../../src/core/page/read.ts";
import { replay, textOf } from "../../../src/core/pipeline/replay.ts";
import { HEADLINE, STORY } from "../../support/stage-tables.ts";

const flagsOf = (text: string) => findFlags([{ index: 7, text }]);

describe("flagged", () => {
  test.for([
    ["加大***力度", "masked-word", "***"],
    ["他叫王**，住在青禾。", "masked-word", "**"],
    ["某****局", "masked-word", "****"],
    ["＊＊＊同志", "masked-word", "＊＊＊"],
    ["姓名：林**", "masked-word", "**"],
    ["三\ue003楼", "private-use", "\ue003"],
    ["\uf0b7\uf0b7第一项", "private-use", "\uf0b7\uf0b7"],
    ["㙍\u{f0000}镇", "private-use", "\u{f0000}"],
    ["记者林\ufffd远", "lost", "\ufffd"],
    ["青禾锟斤拷云溪", "mojibake", "锟斤拷"],
    ["ï»¿青禾", "mojibake", "ï»¿"],
  ] as const)("%s", ([line, reason, text]) => {
    const at = line.indexOf(text);
    expect(flagsOf(line)).toEqual([{ block: 7, span: [at, at + text.length], reason, text }]);
  });

  test("in order of their places", () => {
    expect(flagsOf("锟斤拷，加大***力度\ue003\ufffd").map(({ reason }) => reason)).toEqual([
      "mojibake",
      "masked-word",
      "private-use",
      "lost",
    ]);
  });
});

describe("not flagged", () => {
  test.for([
    "青禾镇今年种下三千亩稻子。",
    "***",
    "* * *",
    "3*4=12",
    "2**10",
    "**重点**是修渠",
    "5*青禾",
    "某某××公司",
    "□□□",
    "①②③㎡№",
    "👩‍👧",
    "𠮷野",
    "",
  ])("%j", (line) => {
    expect(flagsOf(line)).toEqual([]);
  });
});

describe("in a receipt", () => {
  const lines = [
    HEADLINE,
    ...STORY,
    "县里说，今年要加大***力度,把\ue003里的水渠修好。",
    "锟斤拷是他写的,我们没有改。",
  ];
  const raw = lines.join("\n");
  const { text, receipt } = cleanText(raw);

  test("flags name places of the clean text", () => {
    const kept = text.split("\n");
    const document = readText(raw);
    const blocks = replay(document.blocks, receipt.changes);
    expect(textOf(blocks)).toBe(text);
    expect(receipt.flags?.map(({ reason }) => reason)).toEqual(["masked-word", "private-use", "mojibake"]);
    for (const flag of receipt.flags!) {
      const block = blocks.find(({ index }) => index === flag.block)!;
      expect(block.text.slice(...flag.span)).toBe(flag.text);
      expect(kept).toContain(block.text);
    }
  });

  test("what is flagged is kept, and no change", () => {
    expect(text).toContain("加大***力度，把\ue003里");
    expect(text).toContain("锟斤拷");
    expect(receipt.changes.filter(({ before }) => before.includes("*"))).toEqual([]);
  });

  test("the verdict says that the page was decoded wrongly", () => {
    expect(receipt.verdict.kind).toBe("article");
    expect(receipt.verdict.reasons.at(-1)).toMatchObject({ evidence: { places: 1, example: "锟斤拷" } });
  });

  test("a text without any has none", () => {
    const { receipt: plain } = cleanText([HEADLINE, ...STORY].join("\n"));
    expect(plain).not.toHaveProperty("flags");
    expect(plain.verdict.reasons).toHaveLength(1);
  });
});
