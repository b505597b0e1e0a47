import { describe, expect, test } from "vitest";
import { isLabel, isMostlyLink, linkShare, parts } from "../../../src/core/text/lines.ts";
import { readHtml, readText } from "../../../src/core/page/read.ts";

describe("a label", () => {
  test.each([
    "首页",
    "来源：青湾日报",
    "推荐阅读：",
    "相关链接: ",
    "老粮站改成了阅览室",
    "2031-03-02",
    "1.攻项目",
    "1. 白石村修好了晒坝",
    "100. 秋湖开闸放水",
    "《旧秤》",
    "站".repeat(60),
    "",
  ])("%s", (text) => {
    expect(isLabel(text)).toBe(true);
  });

  test.each(["门开了。", "门开了吗？", "门开了!", "晒坝已经修好……", "站".repeat(61), "一是修路；"])(
    "not %s",
    (text) => {
      expect(isLabel(text)).toBe(false);
    },
  );
});

describe("the share of links", () => {
  const shareOf = (html: string) => linkShare(readHtml(html).blocks[0]!);

  test.each([
    ["<p><a href='/'>老粮站</a></p>", 1],
    ["<p><a href='/'>老粮</a>站。</p>", 0.5],
    ["<p>老粮站</p>", 0],
    ["<p><a href='/'>老 粮</a> 站　。</p>", 0.5],
    ["<p><a href='/'>𠮷</a>𠮷</p>", 0.5],
  ])("%s: %f", (html, share) => {
    expect(shareOf(html)).toBe(share);
  });

  test("of a blank line is none", () => {
    expect(linkShare(readText("　\n站").blocks[0]!)).toBe(0);
  });
});

test.each([
  ["老粮站改成了阅览室", "", true],
  ["老粮站改成了", "阅览室", true],
  ["老粮站", "改成了", false],
  ["老粮站", "改成了阅览室", false],
])("a line with the link 「%s」 and behind it 「%s」 is mostly link: %s", (link, rest, expected) => {
  expect(isMostlyLink(readHtml(`<p><a href="/7.html">${link}</a>${rest}</p>`).blocks[0]!)).toBe(expected);
});

test.each([
  ["首页 新闻　政务\u00a0服务", ["首页", "新闻", "政务", "服务"]],
  ["首页|新闻｜政务、服务", ["首页", "新闻", "政务", "服务"]],
  ["首页 > 新闻 » 正文", ["首页", "新闻", "正文"]],
  ["青湾,白石，柳林/水口", ["青湾", "白石", "柳林", "水口"]],
  ["一句话。", ["一句话。"]],
  [" | ", []],
])("the parts of %s", (text, wanted) => {
  expect(parts(text)).toEqual(wanted);
});
