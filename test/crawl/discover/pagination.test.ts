import { describe, expect, test } from "vitest";
import { Page } from "../../../src/core/page/page.ts";
import { readPageLinks } from "../../../src/crawl/discover/page-links.ts";
import { isPagerText, nextPage } from "../../../src/crawl/discover/pagination.ts";
import { startCpuClock } from "../../support/cpu-time.ts";

const HOST = "http://www.qinghe.invalid";

function nextOf(html: string, path: string): string | undefined {
  const page = new Page(Buffer.from(html), { url: HOST + path });
  return nextPage(page, readPageLinks(page))?.replace(HOST, "");
}

const link = (href: string, text: string) => `<a href="${href}">${text}</a>`;
const numbers = (address: (n: number) => string, ...shown: readonly number[]) =>
  shown.map((n) => (n < 0 ? `<b>${-n}</b>` : link(address(n), `${n}`))).join(" … ");

const found: readonly (readonly [what: string, path: string, html: string, next: string])[] = [
  ["rel=next in the head", "/news/", `<link rel="next" href="/news/?p=2">`, "/news/?p=2"],
  ["rel=next of a link", "/news/", `<a rel="nofollow next" href="b.html">更早</a>`, "/news/b.html"],
  ["class=next", "/news/", `<a class="btn next" href="b.html"><i></i></a>`, "/news/b.html"],
  ...[
    "下一页",
    "下页",
    "下一頁",
    "后一页",
    " 下一页 > ",
    "[下一页]",
    "下一页»",
    "Next",
    "next page",
    "›",
    "»",
    ">>",
    "&gt;",
    "→",
  ].map((text) => [text, "/news/list.html", link("list_b.html", text), "/news/list_b.html"] as const),
  [
    "a title under a picture",
    "/news/",
    `<a href="b.html" title="下一页"><img src="r.gif"></a>`,
    "/news/b.html",
  ],
  ["words before marks", "/news/", link("z.html", "&gt;&gt;") + link("b.html", "下一页"), "/news/b.html"],
  [
    "numbers: the first page has no link",
    "/news/",
    numbers((n) => `index_${n - 1}.html`, -1, 2, 3, 4, 20),
    "/news/index_1.html",
  ],
  [
    "numbers: in the middle",
    "/news/index_6.html",
    numbers((n) => `index_${n - 1}.html`, 1, 5, 6, -7, 8, 9, 20),
    "/news/index_7.html",
  ],
  [
    "numbers: the page links to itself",
    "/news/list_1.html",
    numbers((n) => `list_${n}.html`, 1, 2, 3),
    "/news/list_2.html",
  ],
  ["numbers in brackets", "/news/", `[1] ${link("2.html", "[2]")} ${link("3.html", "[3]")}`, "/news/2.html"],
  [
    "numbers in a query",
    "/list.php?cat=3",
    numbers((n) => `?cat=3&page=${n}`, -1, 2, 3),
    "/list.php?cat=3&page=2",
  ],
  [
    "an address with the next number",
    "/news/list_2.html",
    link("list_3.html", "更多内容"),
    "/news/list_3.html",
  ],
  [
    "the same of a section with a number",
    "/news/list_12_2.html",
    link("list_12_3.html", "▶") + link("list_13_3.html", "▶"),
    "/news/list_12_3.html",
  ],
  [
    "the first address with a number",
    "/news/",
    link("index_2.html", "更多") + link("index_3.html", "更多"),
    "/news/index_2.html",
  ],
  ["folders of page numbers", "/news/", link("/news/page/2/", "较早的文章"), "/news/page/2/"],
  [
    "folders of page numbers, further on",
    "/news/page/2/",
    link("/news/page/3", "较早的文章"),
    "/news/page/3",
  ],
  ["a folder without its slash", "/news", link("/news/page/2", "下一页"), "/news/page/2"],
  ["a query with the next number", "/news/?page=2", link("?page=3", "加载更多"), "/news/?page=3"],
  [
    "a script that writes the links",
    "/news/",
    `<script>createPageHTML(12, 0, "index", "html");</script>`,
    "/news/index_1.html",
  ],
  [
    "such a script, further on",
    "/news/index_3.shtml",
    `<script>createPageHTML('12','3','index','shtml')</script>`,
    "/news/index_4.shtml",
  ],
];

describe("the next page", () => {
  test.each(found)("%s", (_what, path, html, next) => {
    expect(nextOf(html, path)).toBe(next);
  });
});

const none: readonly (readonly [what: string, path: string, html: string])[] = [
  ["no links", "/news/", "<p>共1页</p>"],
  ["the next article", "/news/", link("b.html", "下一篇")],
  ["the last page", "/news/", link("z.html", "尾页") + link("z.html", "末页") + link("z.html", ">|")],
  ["another folder", "/news/", link("/sports/", "下一页")],
  ["the front page", "/news/list_2.html", link("/", "下页") + link("/", "[2]")],
  ["another host", "/news/", link("http://elsewhere.invalid/news/", "下一页")],
  ["itself", "/news/", link("/news/#", "下一页") + link("#2", "2")],
  ["another section", "/news/list_12.html", link("list_13.html", "体育") + link("list_14.html", "财经")],
  ["a section of the front page", "/", link("list_1.html", "要闻") + link("list_2.html", "更多")],
  ["notes to a text", "/news/", link("#note1", "[1]") + link("#note2", "[2]")],
  ["a script", "/news/", link("javascript:go(2)", "下一页") + link("javascript:go(2)", "2")],
  ["numbers on the last page", "/news/list_3.html", numbers((n) => `list_${n}.html`, 1, 2, -3)],
  ["an earlier page", "/news/list_3.html", link("list_2.html", "更多")],
  ["pages of another list", "/news/list_12_2.html", link("list_13_3.html", "更多")],
  [
    "the last page of a script",
    "/news/index_11.html",
    `<script>createPageHTML(12, 11, "index", "html")</script>`,
  ],
  ["a script of one page", "/news/", `<script>createPageHTML(1, 0, "index", "html")</script>`],
  ["more of something else", "/news/", link("more.html", "更多>>")],
];

describe("no next page", () => {
  test.each(none)("%s", (_what, path, html) => {
    expect(nextOf(html, path)).toBeUndefined();
  });
});

test("a page of the worst kind is read in no time", () => {
  const spent = startCpuClock();
  nextOf(`createPageHTML(${" ".repeat(100_000)}`.repeat(3), "/news/");
  nextOf(link(`list${"-1_".repeat(600)}.html`, "1").repeat(200), "/news/");
  nextOf(
    numbers((n) => `list_${n}.html`, ...Array.from({ length: 9000 }, (_, n) => n + 2)),
    "/news/",
  );
  expect(spent()).toBeLessThan(20_000);
});

const pagerTexts = [
  "下一页",
  "下页",
  "下一頁 >",
  "上一页",
  "< 上一页",
  "上页",
  "前一页",
  "首页",
  "首頁",
  "尾页",
  "末页",
  "第一页",

  "最后一页",
  "最後一頁",
  "[下一页]",
  "2",
  "[3]",
  "（4）",
  "128",
  "第2页",
  "第 12 頁",
  "5页",
  "Next page",
  "« Prev",
  "last",

  ">",
  "»",
  "<<",
  "←",
];
/** Headlines, years and sections that look like it. */
const headlines = [
  "首页改版后村里的消息更好找了",
  "下一站，云溪",
  "翻开新的一页",
  "第一页日记写在雨天里",
  "2026",
  "2025年",
  "12345",
  "第3届渔火节",

  "10月1日起停水",
  "300 villages",
  "Next year's harvest",
  "最后一页账本",
  "上一届村委会的三件事",
  "7·20",
  "十二",
  "更多新闻",
];

describe("a link's text", () => {
  test.each(pagerTexts)("「%s」 turns the pages of a list", (text) => expect(isPagerText(text)).toBe(true));
  test.each(headlines)("「%s」 names something else", (text) => expect(isPagerText(text)).toBe(false));
});
