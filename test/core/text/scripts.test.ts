/** Phrases of the cue files in both scripts. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { shippedCues } from "../../../src/core/cues/shipped.ts";
import { cueWeight } from "../../../src/core/cues/match.ts";
import { matchKey } from "../../../src/core/text/match-key.ts";
import { countScripts, isTraditional, toSimplified } from "../../../src/core/text/scripts.ts";
import { readText } from "../../../src/core/page/read.ts";

test.each([
  ["延伸閱讀", "related"],
  ["延伸阅读", "related"],
  ["您可能感興趣的文章", "related"],
  ["請輸入關鍵字", "navigation"],
  ["轉載請註明出處", "disclaimer"],
  ["掃描二維碼", "share"],
])("%s is a cue of %s", (text, kind) => {
  const [block] = readText(`${text}\n`).blocks;
  expect(cueWeight(block!, kind, shippedCues())).toBeGreaterThanOrEqual(2);
});

test("one key stands for both", () => {
  expect(matchKey("來源：青灣日報")).toBe(matchKey("来源：青湾日报"));
});

test("characters of both scripts stay what they are", () => {
  expect(matchKey("皇后的乾坤")).toBe("皇后的乾坤");
});

test.each([
  ["这条路通车了", { simplified: 3, traditional: 0 }],
  ["這條路通車了", { simplified: 0, traditional: 3 }],
  ["青山绿水", { simplified: 1, traditional: 0 }],
  ["皇后公里干部台州", { simplified: 0, traditional: 0 }],
  ["山上有人", { simplified: 0, traditional: 0 }],
])("%s: characters that one script alone writes", (text, counts) => {
  expect(countScripts(text)).toEqual(counts);
});

test("a text with as many of both is not traditional", () => {
  expect(isTraditional(["这条路", "這條路"])).toBe(false);
  expect(isTraditional(["这条路", "這條路很長"])).toBe(true);
  expect(isTraditional(["皇后"])).toBe(false);
});

test("places in a line stay the same", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(toSimplified(text)).toHaveLength(text.length);
    }),
  );
});
