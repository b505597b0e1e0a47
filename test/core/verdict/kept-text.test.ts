/** What was kept of a document, counted: letters, complete lines, and the fields of a notice. */
import { describe, expect, test } from "vitest";
import { readHtml, readText } from "../../../src/core/page/read.ts";
import { inHan, isComplete, readKept } from "../../../src/core/verdict/kept-text.ts";
import { shapeOf } from "../../../src/core/cues/line-shape.ts";

const kept = (...lines: readonly string[]) => readKept(readText(`${lines.join("\n")}\n`));

test("rulers, and the title of the page, are no text", () => {
  expect(kept("——————", "* * *", "老粮站")).toMatchObject({ chars: 3, completeChars: 0 });
  expect(readKept(readHtml("<title>青湾镇新闻网</title><p>老粮站</p>"))).toMatchObject({ chars: 3 });
});

describe("a line is complete", () => {
  test.each([
    "粮满仓，",
    "灯亮了。”",
    "谁来读？",
    "三月：开门；",
    "木板、旧书、",
    "The end.",
    "He said so!)",
    "老人说：“来坐。”　",
  ])("%s", (line) => {
    expect(isComplete(shapeOf(readText(line).blocks[0]!))).toBe(true);
  });

  test.each(["粮满仓", "灯亮了……", "灯亮了...", "2031-03-02", "粮满仓。余"])("%s is not", (line) => {
    expect(isComplete(shapeOf(readText(line).blocks[0]!))).toBe(false);
  });
});

describe("the fields of a notice are told", () => {
  const fields = ["项目名称：老粮站修缮", "中标人：白石村修造队", "中标金额：86.42万元", "工期: 60天"];
  const labels = ["修造一队", "修造二队", "修造三队"];
  const told = (...lines: readonly string[]) => kept(...lines).completeChars > 0;

  test.each([
    "老粮站修缮公告",
    "修缮款公示",
    "晒谷场封闭通告",
    "阅览室开放通知",
    "修缮中标结果",
    "修缮成交结果",
    "青湾镇农业公报",
  ])("under the headline %s", (headline) => {
    expect(told(headline, ...fields)).toBe(true);
  });

  test.each([
    ["no such headline", ["老粮站修缮", ...fields]],
    ["a result that is none of a bid", ["晒谷比赛结果", ...fields]],
    ["three fields only", ["老粮站修缮公告", ...fields.slice(1)]],
    ["less than a third of the lines", ["老粮站修缮公告", ...fields, ...labels, ...labels, ...labels]],
    [
      "a label without a value",
      ["老粮站修缮公告", ...fields.map((field) => field.replace(/[:：].*/u, "："))],
    ],
    [
      "a label of one character",
      ["老粮站修缮公告", ...fields.map((field) => field.replace(/.*[:：]/u, "注："))],
    ],
  ])("not with %s", (_, lines) => {
    expect(told(...lines)).toBe(false);
  });

  test("and what stands beside them is not", () => {
    const chars = fields.join("").replaceAll(/\s/gu, "").length;
    expect(kept("老粮站修缮公告", ...fields, ...labels, ...labels).completeChars).toBe(chars);
  });
});

test("three letters of another script say as much as a Chinese character", () => {
  expect(inHan({ chars: 10, hanChars: 4 })).toBe(6);
});
