import { expect, test } from "vitest";
import { Page } from "../../../src/core/page/page.ts";
import { furtherPages, PARTS_AT_MOST } from "../../../src/core/page/further-pages.ts";

const TEXT = `<h1>青禾镇修桥记</h1>${"<p>春天来的时候，镇上的人决定把河上的老木桥换成石桥。石匠从邻县请来，材料就地取。</p>".repeat(3)}`;
const URL_1 = "http://news.yunxi.invalid/2026/03/09/t20260309_4711.html";
const pageAt = (url: string, below: string, above = TEXT) =>
  new Page(
    Buffer.from(
      `<!doctype html><div class="nav"><a href="/">首页</a></div>${above}${below}<p>责任编辑：某某</p>`,
    ),
    { url },
  );
const link = (href: string, text: string) => `<a href="${href}">${text}</a>`;

const found: readonly (readonly [what: string, url: string, below: string, ...parts: readonly string[]])[] = [
  [
    "[1][2][3]",
    URL_1,
    `[1]${link("t20260309_4711_2.html", "[2]")}${link("t20260309_4711_3.html", "[3]")}`,
    "t20260309_4711_2.html",
    "t20260309_4711_3.html",
  ],
  [
    "numbers counted from 0",
    URL_1,
    `1 ${link("t20260309_4711_1.html", "2")} ${link("t20260309_4711_2.html", "3")}`,
    "t20260309_4711_1.html",
    "t20260309_4711_2.html",
  ],
  ["下一页 alone", URL_1, link("./t20260309_4711_2.html", "下一页&gt;&gt;"), "t20260309_4711_2.html"],
  [
    "第2页 in brackets, doubled above and below",
    URL_1,
    `${link("t20260309_4711-2.html", "【第2页】")}${link("t20260309_4711-2.html", "下一页")}`,
    "t20260309_4711-2.html",
  ],
  [
    "a label in its own element",
    URL_1,
    `<ul><li><a href="t20260309_4711_2.html"><span> 2 </span></a></li></ul>`,
    "t20260309_4711_2.html",
  ],
  ["a folder", "http://news.yunxi.invalid/a/4711/", link("index_2.html", "下一页"), "/a/4711/index_2.html"],
  [
    "an index page",
    "http://news.yunxi.invalid/a/4711/index.html",
    link("index_1.html", "[2]"),
    "/a/4711/index_1.html",
  ],
  ["a number as a folder", "http://news.yunxi.invalid/a/4711", link("/a/4711/2", "2"), "/a/4711/2"],
  [
    "the query",
    "http://news.yunxi.invalid/show?id=4711",
    `${link("?id=4711&amp;page=2", "2")}${link("?id=4711&amp;page=3", "3")}`,
    "/show?id=4711&page=2",
    "/show?id=4711&page=3",
  ],
  [
    "a script that writes the pager",
    URL_1,
    `<script>createPageHTML(3, 0, "t20260309_4711", "html");</script>`,
    "t20260309_4711_1.html",
    "t20260309_4711_2.html",
  ],
];

test.for(found)("finds further pages by %s", ([, url, below, ...parts]) => {
  expect(furtherPages(pageAt(url, below))).toEqual(
    parts.map((part, at) => ({ url: new URL(part, url).href, part: at + 2 })),
  );
});

const lookAlikes: readonly (readonly [what: string, below: string, above?: string])[] = [
  [
    "the next article",
    `上一篇：${link("t20260309_4710.html", "老桥的故事")} 下一篇：${link("t20260309_4712.html", "新桥通车")}`,
  ],
  ["the next article, called 下一页", link("t20260310_4712.html", "下一页")],
  ["an article whose number follows", link("t20260309_4712.html", "2")],
  ["a pager above the text", "", `${link("t20260309_4711_2.html", "2")}${TEXT}`],
  [
    "a list's pager: no running text above",
    link("t20260309_4711_2.html", "下一页"),
    `<ul>${`<li>${link("/a.html", "青禾镇石桥昨天通车。两岸的人都来看了。")}</li>`.repeat(20)}</ul>`,
  ],
  [
    "a gallery: a caption, then pictures",
    link("t20260309_4711_2.html", "2"),
    `<img src="1.jpg"><p>图为通车的石桥。</p>`,
  ],
  ["a gallery's next picture", link("t20260309_4711_2.html", "下一张")],
  ["another host", link("http://m.yunxi.invalid/2026/03/09/t20260309_4711_2.html", "2")],
  ["a section's list", link("/2026/index_2.html", "下一页")],
  ["comments", `<h3>网友评论</h3><p>真好。</p>${link("t20260309_4711_2.html", "2")}`],
  ["a place on the page", link("t20260309_4711.html#2", "2")],
  ["a number that does not go with the label", link("t20260309_4711_7.html", "2")],
  ["slides", `${link("javascript:show(2)", "2")}${link("#", "3")}`],
  ["a script for one page", `<script>createPageHTML(1, 0, "t20260309_4711", "html");</script>`],
  ["a sentence", "<p>他翻到下一页，看见了 2 张照片。</p>"],
];

test.for(lookAlikes)("takes for none: %s", ([, below, above]) => {
  expect(furtherPages(pageAt(URL_1, below, above))).toEqual([]);
});

test("on a later page, addresses go out from the article's own", () => {
  const below = `${link("t20260309_4711.html", "1")} 2 ${link("t20260309_4711_3.html", "3")} ${link("t20260309_4711_3.html", "下一页")}`;
  const url = URL_1.replace(".html", "_2.html");
  expect(furtherPages(pageAt(url, below), { article: URL_1, part: 2 })).toEqual([
    { url: URL_1.replace(".html", "_3.html"), part: 3 },
  ]);
});

test("a pager without end ends", () => {
  const below = Array.from({ length: 99 }, (_, n) =>
    link(`t20260309_4711_${n + 1}.html`, String(n + 1)),
  ).join("");
  expect(furtherPages(pageAt(URL_1, below))).toHaveLength(PARTS_AT_MOST - 1);
});
