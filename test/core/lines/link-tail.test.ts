/** Links to other pages in lines of a text, and links that belong to their sentences. */
import { describe, expect, test } from "vitest";
import { findLinkTail, isHeaded, isHeadedLink } from "../../../src/core/lines/link-tail.ts";
import { readHtml } from "../../../src/core/page/read.ts";

const blockOf = (html: string) => readHtml(`<body><p>${html}</p></body>`).blocks[0]!;
const link = (text: string) => `<a href="/2.html">${text}</a>`;
const tailOf = (html: string, isLast = true) => {
  const block = blockOf(html);
  const span = findLinkTail(block, isLast);
  return span && block.text.slice(...span);
};

describe("behind the last sentence", () => {
  test.each([
    [`灯亮了。${link("返回青湾网，查看更多")}`, "返回青湾网，查看更多"],
    [`他说：“灯亮了。”${link("返回青湾网首页>>")}`, "返回青湾网首页>>"],
    [`灯亮了。（${link("白石村修好了晒坝")}）`, "（白石村修好了晒坝）"],
    [`燈亮了。${link("延伸閱讀：白石村")}`, "延伸閱讀：白石村"],
  ])("%s", (html, tail) => {
    expect(tailOf(html)).toBe(tail);
  });

  test.each([
    // A part of the sentence.
    `灯亮了，${link("查看更多")}`,
    `灯亮了。名单${link("查看更多")}`,
    // Not all of the line's links.
    `${link("灯")}亮了。${link("查看更多")}`,
    // No link at all.
    "灯亮了。查看更多",
    `灯亮了。（${link("见阅览室管理办法")}）`,
    `灯亮了。（${link("附件一")}）`,
    `灯亮了。（${link("全文刊于镇报")}）`,
    `灯亮了。${link("白石村修好了晒坝")}`,
  ])("%s stays", (html) => {
    expect(tailOf(html)).toBeUndefined();
  });

  test("a headline in brackets goes only where nothing follows", () => {
    expect(tailOf(`灯亮了。（${link("白石村修好了晒坝")}）`, false)).toBeUndefined();
  });
});

describe("behind its own heading", () => {
  test.each([
    `此前报道：${link("白石村修好了晒坝")}`,
    link("【延伸閱讀】白石村修好了曬壩"),
    `相关资讯请关注:${link("粮站专区")}`,
    `你可能还想看：${link("白石村修好了晒坝")}`,
  ])("%s", (html) => {
    expect(isHeadedLink(blockOf(html))).toBe(true);
  });

  test.each([
    "此前报道：白石村修好了晒坝",
    `此前报道：${link("白石村")}修好了晒坝`,
    `据此前报道：${link("白石村修好了晒坝")}`,
    link("白石村修好了晒坝"),
    `相关人员：${link("许三桥")}`,
  ])("%s is none", (html) => {
    expect(isHeadedLink(blockOf(html))).toBe(false);
  });
});

test.each([
  ["更多新聞：白石村修好了曬壩", true],
  ["相關報導》白石村修好了曬壩", true],
  ["推荐阅读：《青湾镇志》《河边的石头》", false],
  ["【延伸阅读】", false],
  ["相关新闻 更多>>", false],
  ["更多新闻工作者来到白石村", false],
])("%s has its own heading: %s", (text, expected) => {
  expect(isHeaded(blockOf(text))).toBe(expected);
});
