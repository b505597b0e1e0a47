import { describe, expect, test } from "vitest";
import {
  isBracketed,
  isDay,
  isHeadlike,
  isSubtitle,
  textLines,
} from "../../../src/core/features/text-lines.ts";
import { textBlocks } from "../../../src/core/page/text-blocks.ts";

const linesOf = (text: string) => textLines(textBlocks(text).blocks);
const lineOf = (text: string) => linesOf(text)[0]!;

test("blank lines and lines of code alone are no lines", () => {
  expect(linesOf("老粮站\n\n\u3000\n<br>\n&nbsp;\n阅览室").map(({ block }) => block.index)).toEqual([0, 5]);
});

test("code left in a line is not read", () => {
  expect(lineOf('<p class="a">一、收书</p>').text).toBe("一、收书");
  // No tag: a comparison.
  expect(lineOf("3 < 5，书比人多").text).toBe("3 < 5，书比人多");
});

describe("prose", () => {
  test.each([
    "管阅览室的是退休教师沈月桥，她收来三千多册旧书。",
    "镇里打算明年把晒谷场也整修出来，放一台旧打谷机，让孩子们知道碗里的饭是怎么来的",
    "The old granary stood empty for twenty years, and now it holds books.",
    // A long one may ask.
    "到了冬天，屋里生起炉子，来的人比夏天还多，镇里要不要把旁边的晒谷场也整修出来，放一台旧打谷机？",
  ])("%s", (line) => {
    expect(lineOf(line).isProse).toBe(true);
  });

  test.each([
    "老粮站改成了阅览室。",
    // A headline, or a link to one.
    "空了二十六年的老粮站，如今为谁亮着灯呢？",
    "镇内新闻 网上书屋 镇长信箱 办事大厅 便民服务 政务公开 今日天气",
    "白石村修好了晒坝，柳林村的茶农赶制春茶",
  ])("not %s", (line) => {
    expect(lineOf(line).isProse).toBe(false);
  });

  test("a line of a megabyte is read", () => {
    expect(lineOf("镇里收书，人人都来。".repeat(100_000)).isProse).toBe(true);
  });
});

test.each([
  [isDay, "2031年3月2日", true],
  [isDay, "2031-03-02", true],
  [isDay, "2031-03-02 10:21", false],
  [isDay, "2031年3月2日，镇里收书。", false],
  [isSubtitle, "——三千册旧书有了新家", true],
  [isSubtitle, "三千册旧书——有了新家", false],
  [isSubtitle, "----------", false],
  [isBracketed, "（此件公开发布）", true],
  [isBracketed, "（此件公开发布）附件", false],
  [isHeadlike, "白石村修好了晒坝", true],
  [isHeadlike, "你的茶，今年喝过了吗？", true],
  [isHeadlike, "晒坝", false],
  [isHeadlike, "一、白石村修好了晒坝", false],
  [isHeadlike, "联系人：白石村沈月桥", false],
  [isHeadlike, "白石村修好了晒坝；", false],
])("%o of 「%s」 is %s", (holds, line, expected) => {
  expect(holds(lineOf(line))).toBe(expected);
});
