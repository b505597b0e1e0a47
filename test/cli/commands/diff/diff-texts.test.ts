import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DiffLine } from "../../../../src/cli/commands/diff/diff-lines.ts";
import { compareLines, compareTexts } from "../../../../src/cli/commands/diff/diff-texts.ts";
import type { Piece } from "../../../../src/core/pipeline/pieces.ts";

/** `全县[-12-]{+十四+}个乡镇` */
const shown = (pieces: readonly Piece[]) =>
  pieces
    .map(({ mark, text }) => (mark === "kept" ? text : mark === "removed" ? `[-${text}-]` : `{+${text}+}`))
    .join("");

const joined = (pieces: readonly Piece[], without: Piece["mark"]) =>
  pieces.map(({ mark, text }) => (mark === without ? "" : text)).join("");

const signs = { kept: " ", removed: "-", added: "+", changed: "~" } as const;

const outline = (lines: readonly DiffLine[]) => lines.map(({ fate, text }) => `${signs[fate]}${text}`);

describe("compareLines", () => {
  test.each([
    ["a number", "全县12个乡镇都修了路", "全县十四个乡镇都修了路", "全县[-12-]{+十四+}个乡镇都修了路"],
    ["a word, not a part of it", "渡口已经开放", "渡口将要开放", "渡口[-已经-]{+将要+}开放"],
    ["a mark", "播种已完成,人们回了家", "播种已完成，人们回了家", "播种已完成[-,-]{+，+}人们回了家"],
    ["what came at the end", "桥通车了", "桥通车了。记者沈一禾", "桥通车了{+。记者沈一禾+}"],
    ["nothing", "水渠修好了", "水渠修好了", "水渠修好了"],
  ])("marks %s", (_, before, after, expected) => {
    expect(shown(compareLines(before, after))).toBe(expected);
  });

  test("loses no character of either line", () => {
    const text = fc.string({
      unit: fc.constantFrom(..."水渠桥通 车，,12a\u{20000}\u200b\u0301"),
      maxLength: 30,
    });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pieces = compareLines(before, after);
        expect(joined(pieces, "added")).toBe(before);
        expect(joined(pieces, "removed")).toBe(after);
      }),
    );
  });
});

describe("compareTexts", () => {
  const story = [
    "水渠修了三年",
    "村里的老人每天都来看水",
    "今年的稻子不用等雨了",
    "渠水先过青石镇，再到下游的白苇镇",
  ];
  const text = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join("");

  test("puts a line beside the one that it became", () => {
    const after = story.with(1, "村里的孩子每天都来看水").toSpliced(3, 0, "水价也定了下来，每亩八元");
    const lines = compareTexts(text(story), text(after));
    expect(outline(lines)).toEqual([
      ` ${story[0]}`,
      `~${story[1]}`,
      ` ${story[2]}`,
      "+水价也定了下来，每亩八元",
      ` ${story[3]}`,
    ]);
    expect(shown(lines[1]!.pieces!)).toBe("村里的[-老人-]{+孩子+}每天都来看水");
  });

  test("finds the line that changed among others that went and came", () => {
    const before = text(["甲乙丙丁戊己", "渠水先过青石镇，再到白苇镇"]);
    const after = text(["渠水先过青石镇，再到桐树湾", "子丑寅卯辰巳"]);
    expect(outline(compareTexts(before, after))).toEqual([
      "-甲乙丙丁戊己",
      "~渠水先过青石镇，再到白苇镇",
      "+子丑寅卯辰巳",
    ]);
  });

  test.each([
    ["none before", "", text(story), "+"],
    ["none after", text(story), "", "-"],
    ["the same", text(story), text(story), " "],
  ])("texts: %s", (_, before, after, sign) => {
    expect(outline(compareTexts(before, after))).toEqual(story.map((line) => `${sign}${line}`));
  });

  test("both texts can be read off it", () => {
    const line = fc.string({ unit: fc.constantFrom(..."水渠桥通车，1"), minLength: 1, maxLength: 8 });
    const lines = fc.array(line, { maxLength: 8 });
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const compared = compareTexts(text(before), text(after));
        const was = compared.filter(({ fate }) => fate !== "added").map((one) => one.text);
        const is = compared
          .filter(({ fate }) => fate !== "removed")
          .map((one) => (one.pieces === undefined ? one.text : joined(one.pieces, "removed")));
        expect([was, is]).toEqual([before, after]);
      }),
    );
  });
});
