import { describe, expect, test } from "vitest";
import { Page } from "../../../src/core/page/page.ts";
import { judge } from "../../../src/crawl/addresses/judge-address.ts";
import { readListing, type Wanted } from "../../../src/crawl/discover/listing.ts";
import { linksOf, readPageLinks } from "../../../src/crawl/discover/page-links.ts";

const HOST = "https://www.qinghe.invalid";
const HEADLINE = "青禾镇新修石桥昨天正式通车";

describe("links that look like articles", () => {
  test.each<[string, string]>([
    ["/2026/03/09/12345.html", HEADLINE],
    ["/202603/09/c_1128.htm", HEADLINE],
    ["/20260309/abc.shtml", HEADLINE],
    ["/news/202603/t20260309_998877.html", HEADLINE],
    ["/2026-03/09/content_5521.htm", HEADLINE],
    ["/2026/0309/c1001.html", HEADLINE],
    ["/2026/3/9/content.html", HEADLINE],
    ["/a/123456789.html", "县长调研防汛"],
    ["/system/2026/03/09/0301.shtml", HEADLINE],
    ["/show.php?id=98765", HEADLINE],
    ["/detail?newsId=123", HEADLINE],
    ["/info/1002/36781.htm", HEADLINE],
    ["/4f2a9c0be1d34455/detail.html", HEADLINE],
    ["/doc/4f2a9c0be1d34455aa.html", HEADLINE],
    ["/stone-bridge-opens-in-qinghe.html", "New stone bridge opens to traffic in Qinghe"],
    ["/news/2026/03/09/stone-bridge/", HEADLINE],
    ["/p/1234567/", HEADLINE],
    ["/xinwen/shiqiao.html", HEADLINE],
  ])("%s", (path, text) => {
    expect(judge({ url: HOST + path, title: text, namedBy: "link" }).isArticle).toBe(true);
  });
});

describe("links that do not", () => {
  test.each<[string, string]>([
    ["/", "青禾新闻网首页欢迎您的光临"],
    ["/news/", "本地新闻与周边新闻频道"],
    ["/index.html", HEADLINE],
    ["/news/index_2.html", "下一页"],
    ["/2026/03/09/index.html", HEADLINE],
    ["/2026-03/09/node_2.htm", "第二版：本地要闻与评论"],
    ["/news/list_12_3.html", "更多本地新闻请点击这里"],
    ["/channel_20123.html", "本地新闻与周边新闻频道"],
    ["/col/col10023/index.html", "领导信箱与民意征集专栏"],
    ["/about/10086.html", "关于我们"],
    ["/about/20260309.html", "青禾新闻网的历史与发展历程"],
    ["/a/10086.html", "联系我们"],
    ["/2026/03/09/12345.html", ""],
    ["/2026/03/09/12345.html", "[详细]"],
    ["/2026/03/09/12345.html", "更多"],
    ["/2026/03/09/report.pdf", HEADLINE],
    ["/2026/03/09/photo.jpg", HEADLINE],
    ["/2026/03/09/video.mp4", HEADLINE],
    ["/search?q=12345", HEADLINE],
    ["/list?page=20260309", HEADLINE],
    ["/tags/20260309/", HEADLINE],
    ["/epaper/20260309/", "青禾日报电子版三月九日"],
    ["/contact.html", "Contact us"],
    ["/terms.html", "Terms of service"],
    ["/login.php", "登录"],
    ["/xinwen/shiqiao", HEADLINE],
  ])("%s %s", (path, text) => {
    expect(judge({ url: HOST + path, title: text, namedBy: "link" }).isArticle).toBe(false);
  });
});

/** Addresses of the articles that a list page names. */
function articlesOf(html: string, url: string, wanted: Wanted = {}): readonly string[] {
  const { articles } = readListing(pageAt(url, html), "list", wanted, { contentType: "text/html" });
  return articles.map(({ url }) => url);
}

const pageAt = (url: string, html: string) => new Page(Buffer.from(html), { url });

describe("addresses of which nobody says anything", () => {
  test.each<[path: string, isArticle: boolean]>([
    ["/2026/03/09/12345.html", true],
    ["/xinwen/shiqiao.html", true],
    ["/news/2026/03/09/stone-bridge/", true],
    ["/news/", false],
    ["/about/1.html", false],
    ["/xinwen/shiqiao", false],
    ["/2026/03/09/report.pdf", false],
  ])("%s: %s", (path, isArticle) => {
    expect(judge({ url: HOST + path, namedBy: "sitemap" }).isArticle).toBe(isArticle);
  });
});

const LIST = `<!doctype html><html><head><base href="/news/"></head><body>
  <div class="nav"><a href="/">首页</a><a href="/sports/">体育</a></div>
  <ul>
    <li><a href="2026/03/09/10001.html"><img src="a.jpg"></a></li>
    <li><a href="2026/03/09/10001.html#top" title="${HEADLINE}">青禾镇新修石…</a></li>
    <li><a href="https://qinghe.invalid/news/2026/03/08/10002.html">茶山村春茶开采第一天<em>迎来</em>好天气</a></li>
    <li><a href="//www.qinghe.invalid/news/2026/03/07/10003.html"> 镇 中 心 小 学 图 书 馆 开 放 </a></li>
    <li><a href="https://elsewhere.invalid/2026/03/09/10004.html">${HEADLINE}</a></li>
    <li><a href="https://news.qinghe.invalid/2026/03/09/10005.html">${HEADLINE}</a></li>
    <li><a href="javascript:open('/2026/03/09/10006.html')">${HEADLINE}</a></li>
    <li><a href="mailto:a@qinghe.invalid">给编辑部写信说说您的想法吧</a></li>
    <li><a href="http://[bad">${HEADLINE}</a></li>
    <li><a href="story/shiqiao">${HEADLINE}</a></li>
    <li><a href="">${HEADLINE}</a></li>
    <li><a name="x">${HEADLINE}</a></li>
  </ul></body></html>`;

test("a list page: same host, page order, each once", () => {
  expect(articlesOf(LIST, `${HOST}/list/`)).toEqual([
    `${HOST}/news/2026/03/09/10001.html`,
    "https://qinghe.invalid/news/2026/03/08/10002.html",
    `${HOST}/news/2026/03/07/10003.html`,
  ]);
});

test("where the source says what an article's address looks like, nothing else counts", () => {
  expect(articlesOf(LIST, `${HOST}/list/`, { article: /\/story\//u })).toEqual([
    `${HOST}/news/story/shiqiao`,
  ]);
  expect(articlesOf(LIST, `${HOST}/list/`, { article: /10004/u })).toEqual([]);
});

test("a list page does not lead to itself", () => {
  const html = `<a href="?id=10001">${HEADLINE}</a><a href="#a">${HEADLINE}</a>`;
  expect(articlesOf(html, `${HOST}/2026/03/09/list.jsp?id=10001`)).toEqual([]);
});

test("a password in a link is dropped", () => {
  const html = `<a href="https://user:secret@qinghe.invalid/1#x">石桥</a>`;
  const [link] = linksOf(readPageLinks(pageAt(HOST, html)));
  expect(link!.url).toBe("https://qinghe.invalid/1");
});

test("an endless address is no address", () => {
  const html = `<a href="/2026/03/09/${"1".repeat(1_000_000)}.html">${HEADLINE}</a>`;
  expect(articlesOf(html, HOST)).toEqual([]);
});

test("a hundred thousand links are read in no time, a deep page is read at all", () => {
  const wide = `<a href="/2026/03/09/1.html">${HEADLINE}</a>`.repeat(100_000);
  expect(articlesOf(wide, HOST)).toHaveLength(1);
  const unclosed = Array.from(
    { length: 20_000 },
    (_, n) => `<a href="/2026/03/09/${n}.html">${HEADLINE}`,
  ).join("");
  expect(articlesOf(unclosed, HOST)).toHaveLength(20_000);
  const deep = `${"<div>".repeat(50_000)}<a href="/2026/03/09/1.html">${HEADLINE}</a>`;
  expect(articlesOf(deep, HOST)).toHaveLength(1);
});

test("a page of more elements than any list has is read so far, and says so", () => {
  const links = (count: number) =>
    Array.from({ length: count }, (_, n) => `<a href="/2026/03/09/${n}.html">${HEADLINE}</a>`).join("");
  expect(readPageLinks(pageAt(HOST, links(100_000))).isCut).toBe(false);
  for (const within of [undefined, "a", "ul li", ":not(p)"]) {
    const read = readPageLinks(pageAt(HOST, links(100_001)), within);
    expect(read.anchors).toHaveLength(100_000);
    expect(read.isCut).toBe(true);
  }
});

test.each([
  ["of a megabyte", "a/".repeat(500_000), "https://qinghe.invalid/news/b.html"],
  ["a little too long", `/${"a".repeat(2048)}/`, "https://qinghe.invalid/news/b.html"],
  ["of usual length", `/${"a".repeat(100)}/`, `https://qinghe.invalid/${"a".repeat(100)}/b.html`],
])("a base %s", (_, base, expected) => {
  const html = `<base href="${base}">${'<a href="b.html">石桥</a>'.repeat(1000)}`;
  const { anchors } = readPageLinks(pageAt("https://qinghe.invalid/news/", html));
  expect(new Set(anchors.map(({ url }) => url))).toEqual(new Set([expected]));
});
