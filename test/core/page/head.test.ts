/** What a page says of itself where no reader looks. */
import { describe, expect, test } from "vitest";
import { readHtml } from "../../../src/core/page/read.ts";

const head = (html: string) => readHtml(`<html><head>${html}</head><body></body></html>`);
const linkedData = (value: unknown) =>
  `<script type="application/ld+json">${typeof value === "string" ? value : JSON.stringify(value)}</script>`;

describe("<meta>", () => {
  test.each<[string, object]>([
    [`<meta property="og:title" content="老粮站改成阅览室">`, { title: "老粮站改成阅览室" }],
    [`<meta name="ArticleTitle" content=" 老粮站改成阅览室 ">`, { title: "老粮站改成阅览室" }],
    [`<meta name="PubDate" content="2031-03-02 09:20">`, { published: "2031-03-02T09:20:00+08:00" }],
    [
      `<meta property="article:published_time" content="2031-03-02T01:20:00Z">`,
      { published: "2031-03-02T01:20:00Z" },
    ],
    [`<meta name="publishdate" content="2031年3月2日">`, { published: "2031-03-02" }],
    [`<meta name="ContentSource" content="青湾日报">`, { source: "青湾日报" }],
    [`<meta name="author" content="许三桥">`, { author: "许三桥" }],
    [`<meta name="editor" content="陆远山">`, { editor: "陆远山" }],
    [`<meta name="责任编辑" content="陆远山">`, { editor: "陆远山" }],
    [`<meta name="ColumnName" content="镇内新闻">`, { channel: "镇内新闻" }],
    [`<meta itemprop="datePublished" content="2031-03-02">`, { published: "2031-03-02" }],
    [`<title> 老粮站_青湾在线\n</title>`, { title: "老粮站_青湾在线" }],
  ])("%s", (html, metadata) => {
    expect(head(html).metadata).toEqual(metadata);
  });

  test.each([
    `<meta name="author" content="">`,
    `<meta name="author" content="  ">`,
    `<meta name="author">`,
    `<meta content="许三桥">`,
    `<meta name="pubdate" content="前天">`,
    `<meta name="pubdate" content="1970-01-01 08:00:00">`,
    `<meta property="article:author" content="https://www.people.example/xu">`,
    `<meta name="description" content="许三桥">`,
    `<title> </title>`,
    "",
  ])("says nothing: %s", (html) => {
    expect(head(html).metadata).toEqual({});
  });

  test("the more trusted name counts, and of one name the first", () => {
    const html = `<title>青湾在线</title><meta name="twitter:title" content="三"><meta property="og:title" content="一"><meta property="og:title" content="二">`;
    expect(head(html).metadata).toEqual({ title: "一" });
  });

  test("a date that is none does not hide one that is", () => {
    const html = `<meta name="pubdate" content="昨天"><meta name="publishdate" content="2031-03-02">`;
    expect(head(html).metadata).toEqual({ published: "2031-03-02" });
  });
});

describe("JSON-LD", () => {
  const article = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    headline: "老粮站改成阅览室",
    datePublished: "2031-03-02T09:20:00+08:00",
    author: { "@type": "Person", name: "许三桥" },
    publisher: { "@type": "Organization", name: "青湾日报" },
    articleSection: ["镇内新闻", "文化"],
  };
  const metadata = {
    title: "老粮站改成阅览室",
    published: "2031-03-02T09:20:00+08:00",
    author: "许三桥",
    source: "青湾日报",
    channel: "镇内新闻",
  };

  test.each<[string, unknown]>([
    ["an article", article],
    ["an article in a list", [{ "@type": "WebSite", name: "青湾在线" }, article]],
    ["an article in a graph", { "@graph": [{ "@type": "BreadcrumbList" }, article] }],
    ["an article of two types", { ...article, "@type": ["Report", "NewsArticle"] }],
    ["an article with one author in a list", { ...article, author: [{ name: "许三桥" }] }],
    ["an article whose author is a name", { ...article, author: "许三桥", publisher: "青湾日报" }],
  ])("%s", (_, value) => {
    expect(head(linkedData(value)).metadata).toEqual(metadata);
  });

  test("several authors are named as Chinese names them", () => {
    const html = linkedData({ ...article, author: [{ name: "许三桥" }, "陆远山", { name: "许三桥" }] });
    expect(head(html).metadata.author).toBe("许三桥、陆远山");
  });

  test("Baidu's form for articles has a context, but no type", () => {
    const html = linkedData({
      "@context": "https://ziyuan.baidu.com/contexts/cambrian.jsonld",
      title: "老粮站改成阅览室",
      pubDate: "2031-03-02T09:20:00",
    });
    expect(head(html).metadata).toEqual({
      title: "老粮站改成阅览室",
      published: "2031-03-02T09:20:00+08:00",
    });
  });

  test("line breaks within its strings do no harm", () => {
    const html = linkedData(`{"@type": "NewsArticle", "headline": "老粮站", "description": "一行\n又一行"}`);
    expect(head(html).metadata).toEqual({ title: "老粮站" });
  });

  test("its publisher is the site: <meta> names the source better", () => {
    const html = `${linkedData(article)}<meta name="ContentSource" content="白石日报">`;
    expect(head(html).metadata.source).toBe("白石日报");
  });

  test("is trusted more than <meta>, which says what it leaves out", () => {
    const html = `${linkedData({ "@type": "Article", headline: "老粮站" })}<meta property="og:title" content="青湾在线"><meta name="author" content="许三桥">`;
    expect(head(html).metadata).toEqual({ title: "老粮站", author: "许三桥" });
  });

  test.each<[string, unknown]>([
    ["broken JSON", `{"@type": "NewsArticle", "headline": `],
    ["no object", `"NewsArticle"`],
    ["null", "null"],
    ["no article", { "@type": "WebSite", name: "青湾在线", headline: "青湾在线" }],
    [
      "odd values",
      { "@type": "NewsArticle", headline: 5, author: null, publisher: { name: 7 }, articleSection: [] },
    ],
    ["a prototype", `{"@type": "NewsArticle", "__proto__": {"headline": "老粮站"}}`],
  ])("says nothing: %s", (_, value) => {
    expect(head(linkedData(value)).metadata).toEqual({});
  });

  test("that is broken does not hide the next", () => {
    expect(head(linkedData("{") + linkedData(article)).metadata).toEqual(metadata);
  });
});

describe("the page's own address", () => {
  test.each<[string, string | undefined]>([
    [
      `<link rel="canonical" href="https://www.qingwan.example/zhen/7060.html">`,
      "https://www.qingwan.example/zhen/7060.html",
    ],
    [
      `<meta property="og:url" content="https://www.qingwan.example/zhen/7060.html">`,
      "https://www.qingwan.example/zhen/7060.html",
    ],
    [
      `<meta property="og:url" content="https://m.qingwan.example/1"><link rel="canonical" href="https://www.qingwan.example/2">`,
      "https://www.qingwan.example/2",
    ],
    [`<link rel="canonical" href="/zhen/7060.html">`, undefined],
    [`<link rel="canonical">`, undefined],
    [`<link rel="stylesheet" href="https://www.qingwan.example/a.css">`, undefined],
  ])("%s", (html, url) => {
    expect(head(html).url).toBe(url);
  });

  test("is not asked where it is known", () => {
    const html = `<link rel="canonical" href="https://www.qingwan.example/zhen/7060.html">`;
    expect(readHtml(html, "", "https://www.qingwan.example/zhen/7060.html?from=list").url).toBe(
      "https://www.qingwan.example/zhen/7060.html?from=list",
    );
  });
});

describe("<time>", () => {
  const time = (attributes = "", date = "2031-03-02T09:20:00+08:00") =>
    `<time ${attributes} datetime="${date}">3月2日</time>`;
  const NINE = "2031-03-02T09:20:00+08:00";

  test.each<[string, html: string, published: string | undefined]>([
    ["below the headline", `<h1>老粮站</h1><div>${time()}</div>`, NINE],
    ["the first of them", `<h1>老粮站</h1>${time()}${time("", "2031-04-01")}`, NINE],
    [
      "that says it is the publication's, wherever it stands",
      `${time("itemprop=datePublished")}<h1>老粮站</h1>`,
      NINE,
    ],
    ["that says so in the words of old", `<h1>老粮站</h1>${time("", "2031-04-01")}${time("pubdate")}`, NINE],
    ["after that of a change", `<h1>老粮站</h1>${time("class=updated", "2031-04-01")}${time()}`, NINE],
    [
      "says less than <meta>",
      `<meta name=pubdate content="2031-03-01"><h1>老粮站</h1>${time()}`,
      "2031-03-01",
    ],
    ["without a date of its own", "<h1>老粮站</h1><time>2031-03-02</time>", undefined],
    ["above the headline", `${time()}<h1>老粮站</h1>`, undefined],
    ["of a page without a headline", time(), undefined],
    ["of another article, below its headline", `<h1>青湾在线</h1><h2>旧秤</h2>${time()}`, undefined],
    ["of another article, in a list", `<h1>老粮站</h1><ul><li>旧秤 ${time()}</ul>`, undefined],
    ["of another article, in a link", `<h1>老粮站</h1><a href="/2">旧秤 ${time()}</a>`, undefined],
    ["of another article, beside", `<h1>老粮站</h1><aside>${time()}</aside>`, undefined],
    ["of a change", `<h1>老粮站</h1>${time("itemprop=dateModified")}`, undefined],
    ["how long it takes", `<h1>老粮站</h1>${time("", "PT20M")}`, undefined],
  ])("%s", (_, html, published) => {
    expect(head(html).metadata.published).toBe(published);
  });
});

test.each([
  ["lists in lists", (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`],
  ["graphs in graphs", (depth: number) => `${'{"@graph":['.repeat(depth)}1${"]}".repeat(depth)}`],
  ["a kind in lists", (depth: number) => `{"@type":${"[".repeat(depth)}1${"]".repeat(depth)}}`],
  ["a context in lists", (depth: number) => `{"@context":${"[".repeat(depth)}1${"]".repeat(depth)}}`],
  [
    "names in names",
    (depth: number) => `{"@type":"Article","author":${'{"name":'.repeat(depth)}1${"}".repeat(depth)}}`,
  ],
])("JSON-LD of %s as deep as nobody writes says nothing", (_, json) => {
  const html = `<title>石桥通车</title><script type="application/ld+json">${json(50_000)}</script>`;
  expect(readHtml(html).metadata).toEqual({ title: "石桥通车" });
});

describe("declared of the article", () => {
  test("every title once, most trusted first", () => {
    const html = `<meta property="og:title" content="石桥通车"><meta name="twitter:title" content="石桥通车">
      <meta name="ArticleTitle" content="白石村的石桥通车了">${linkedData({ "@type": "Article", headline: "石桥" })}`;
    expect(head(html).declared?.titles).toEqual(["石桥", "石桥通车", "白石村的石桥通车了"]);
  });

  test("its description and its text", () => {
    const article = linkedData({
      "@type": "NewsArticle",
      description: "桥长三十米。",
      articleBody: "石桥今天通车。",
    });
    expect(head(article).declared).toMatchObject({ description: "桥长三十米。", body: "石桥今天通车。" });
    const meta = `<meta name="description" content="站点"><meta property="og:description" content="桥通了。">`;
    expect(head(meta + article).declared).toMatchObject({ description: "桥通了。", body: "石桥今天通车。" });
  });

  test.each<[string, true | undefined]>([
    [`<meta property="og:type" content="article">`, true],
    [`<meta property="og:type" content="News">`, true],
    [linkedData({ "@type": "NewsArticle" }), true],
    [`<meta property="og:type" content="website">${linkedData({ "@type": "BlogPosting" })}`, true],
    [`<meta property="og:type" content="website">`, undefined],
    [`<meta property="og:type" content="article_list">`, undefined],
    [linkedData({ "@type": "CollectionPage" }), undefined],
    [linkedData({ "@type": "ItemList", itemListElement: [{ "@type": "NewsArticle" }] }), undefined],
  ])("that it is one: %s", (html, isArticle) => {
    expect(head(html).declared?.isArticle).toBe(isArticle);
  });

  test("nothing where the page says nothing", () => {
    expect(head("").declared).toEqual({});
  });
});
