import { stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { cut, hasColor, painter, table, visible } from "../../../src/cli/terminal/terminal.ts";

const terminal = { isTTY: true, write: () => undefined };
const pipe = { isTTY: false, write: () => undefined };

describe("colours", () => {
  test.each([
    ["a terminal", terminal, {}, true],
    ["a pipe", pipe, {}, false],
    ["NO_COLOR", terminal, { NO_COLOR: "1" }, false],
    ["an empty NO_COLOR", terminal, { NO_COLOR: "" }, true],
    ["FORCE_COLOR on a pipe", pipe, { FORCE_COLOR: "1" }, true],
    ["FORCE_COLOR=0", terminal, { FORCE_COLOR: "0" }, false],
    ["FORCE_COLOR against NO_COLOR", pipe, { FORCE_COLOR: "1", NO_COLOR: "1" }, true],
    ["a dumb terminal", terminal, { TERM: "dumb" }, false],
  ])("%s", (_, output, env, expected) => {
    expect(hasColor(output, env)).toBe(expected);
    expect(painter(output, env)("red", "错") !== "错").toBe(expected);
  });
});

test.each([
  ["\u001b[31m红\u001b[0m", "\\u{1b}[31m红\\u{1b}[0m"],
  ["标题\u0007\r\n下一行", "标题\\u{7}\\u{d}\\u{a}下一行"],
  ["\u009b2J", "\\u{9b}2J"],
  ["前\u202e后", "前\\u{202e}后"],
  ["全角　空格，“引号”", "全角　空格，“引号”"],
])("visible: %j", (text, shown) => expect(visible(text)).toBe(shown));

test.each([
  ["青石镇通水", 10, "青石镇通水"],
  ["青石镇通水", 9, "青石镇通…"],
  ["青石镇通水", 8, "青石镇…"],
  ["a青石", 4, "a青…"],
  ["ok", 2, "ok"],
])("cut: %j to %i columns", (text, columns, shown) => expect(cut(text, columns)).toBe(shown));

describe("table", () => {
  const columns = [{ name: "文件", max: 8 }, { name: "n", align: "right" }, { name: "why" }] as const;
  const rows = [
    ["青石镇通水", "7", "导航 12"],
    ["ab", "1234", "-"],
  ];

  test("Chinese columns line up", () => {
    const lines = table(columns, rows, (_, text) => text);
    expect(lines).toEqual(["文件        n  why", "青石镇…     7  导航 12", "ab       1234  -"]);
    expect(new Set(lines.map((line) => stringWidth(line.slice(0, line.lastIndexOf("  ")))))).toHaveProperty(
      "size",
      1,
    );
  });

  test("painted cells line up too", () => {
    const paint = painter(terminal, {});
    const painted = table(columns, [["ab", paint("red", "7"), "-"]], paint);
    expect(painted.map(stripVTControlCharacters)).toEqual(["文件  n  why", "ab    7  -"]);
  });

  test("the last cell is cut to the room that is left", () => {
    expect(table(columns, rows, (_, text) => text, 22)[1]).toBe("青石镇…     7  导航 12");
    expect(table(columns, rows, (_, text) => text, 19)[1]).toBe("青石镇…     7  导…");
  });
});
