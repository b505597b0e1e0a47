/** Feeds, sitemaps and list pages: what is read of them, whatever they were asked for as. */
import { gzipSync } from "node:zlib";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { Page } from "../../../src/core/page/page.ts";
import type { ListingKind } from "../../../src/crawl/addresses/candidate.ts";
import { readFeedDate } from "../../../src/crawl/discover/feed.ts";
import {
  isListingFile,
  readListing,
  type Listing,
  type ListingOptions,
  type Wanted,
} from "../../../src/crawl/discover/listing.ts";
import { readXmlList, rootName } from "../../../src/crawl/discover/xml.ts";
import { BinaryInputError, EmptyInputError, TooLargeError } from "../../../src/core/errors.ts";
import { say } from "../../../src/core/words/say.ts";
import { en } from "../../../src/core/words/en.ts";
import { startCpuClock } from "../../support/cpu-time.ts";

const HOST = "http://www.qinghe.invalid";
const NOW = new Date("2026-05-20T12:00:00+08:00");
const HEADLINE = "青禾镇新修石桥昨天正式通车";

function read(
  content: string | Uint8Array,
  {
    kind = "list",
    wanted = {},
    url = `${HOST}/x/feed`,
    ...options
  }: ListingOptions & { kind?: ListingKind; wanted?: Wanted; url?: string } = {},
) {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  return readListing(new Page(bytes, { url }), kind, wanted, { now: NOW, ...options });
}

const paths = (articles: readonly { readonly url: string }[]) =>
  articles.map(({ url }) => url.replace(HOST, ""));

const rss = (items: string, attributes = "") =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" ${attributes}><channel><title>青禾新闻网</title><link>${HOST}/</link>${items}</channel></rss>`;
const urlset = (urls: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">${urls}</urlset>`;
const index = (urls: string) =>
  `<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls}</sitemapindex>`;

describe("feeds", () => {
  const article = { url: `${HOST}/news/1`, title: HEADLINE, because: { id: "named-by-feed", evidence: {} } };
  const formats: readonly (readonly [name: string, xml: string, found: object])[] = [
    [
      "RSS 0.91",
      `<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.invalid/rss-0.91.dtd"><rss version="0.91"><channel><item><title>${HEADLINE}</title><link>${HOST}/news/1</link></item></channel></rss>`,
      article,
    ],
    [
      "RSS 1.0",
      `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="${HOST}/"><items><rdf:Seq><rdf:li rdf:resource="${HOST}/news/1"/></rdf:Seq></items></channel><item rdf:about="${HOST}/news/1"><title>${HEADLINE}</title><link>${HOST}/news/1</link><dc:date>2026-05-18T08:00:00+08:00</dc:date></item></rdf:RDF>`,
      { ...article, published: "2026-05-18T08:00:00+08:00" },
    ],
    [
      "RSS 2.0",
      rss(
        `<item><title><![CDATA[${HEADLINE}]]></title><link><![CDATA[ ${HOST}/news/1 ]]></link><description>&lt;p&gt;正文&lt;/p&gt;</description><pubDate>Mon, 18 May 2026 00:00:00 GMT</pubDate></item>`,
      ),
      { ...article, published: "2026-05-18T00:00:00Z" },
    ],
    [
      "RSS 2.0 with guids only",
      rss(`<item><title>${HEADLINE}</title><guid>${HOST}/news/1</guid></item>`),
      article,
    ],
    [
      "Atom",
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>青禾</title><link href="${HOST}/"/><entry><title type="text">${HEADLINE}</title><link rel="enclosure" href="/a.mp3"/><link rel="alternate" type="text/html" href="/news/1"/><id>urn:1</id><published>2026-05-18T08:00:00Z</published><updated>2026-05-19T08:00:00Z</updated><source><title>别处</title><link href="http://elsewhere.invalid/"/></source></entry></feed>`,
      { ...article, published: "2026-05-18T08:00:00Z", modified: "2026-05-19T08:00:00Z" },
    ],
    [
      "Atom with a prefix",
      `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>${HEADLINE}</a:title><a:link href="${HOST}/news/1"/></a:entry></a:feed>`,
      article,
    ],
    ["relative links", rss(`<item><title>${HEADLINE}</title><link>../news/1</link></item>`), article],
    [
      "xml:base",
      `<feed xml:base="${HOST}/a/"><entry xml:base="b/"><title>${HEADLINE}</title><link href="../../news/1"/></entry></feed>`,
      article,
    ],
    [
      "a comment and white space before the root",
      `\ufeff \n<?xml version="1.0"?>\n<!-- <html> --><?xml-stylesheet href="a.xsl"?>${rss(`<item><title>${HEADLINE}</title><link>/news/1</link></item>`).replace(/^<\?.*\?>/u, "")}`,
      article,
    ],
    [
      "bare ampersands, items that do not end, a file that breaks off",
      `<rss><channel><item><title>${HEADLINE}</title><link>/news/1</link><item><title>广播 & 电视</title><link>/news/2?a=1&b=2</link></item><item><title>断</title><link>/news/3`,
      article,
    ],
  ];

  test.each(formats)("%s", (_name, xml, found) => {
    const listing = read(xml, { kind: "feed" });
    expect(listing.kind).toBe("feed");
    expect(listing.articles[0]).toEqual(found);
  });

  test("what a broken one still says counts", () => {
    expect(paths(read(formats.at(-1)![1]).articles)).toEqual(["/news/1", "/news/2?a=1&b=2"]);
  });

  test.each([
    ["gbk", "gbk"],
    ["gb2312", "gbk"],
    ["big5", "big5"],
    ["utf-16le", "utf-16le"],
  ])("in %s, which only the declaration says", (label, encoding) => {
    const text = encoding === "big5" ? "橋樑通車典禮昨日舉行，鎮民歡欣鼓舞" : `${HEADLINE}，镇上的人都去看`;
    const xml = `<?xml version="1.0" encoding="${label}"?><rss><channel><item><title>${text}</title><link>/news/1</link></item></channel></rss>`;
    const [article] = read(iconv.encode(xml, encoding)).articles;
    expect(article!.title).toBe(text);
  });

  test("its further pages are named", () => {
    const xml = rss(`<atom:link rel="next" href="/x/feed?page=2"/><item><link>/news/1</link></item>`);
    expect(read(xml).further).toEqual([{ url: `${HOST}/x/feed?page=2`, kind: "feed" }]);
  });

  test("hosts of the same site are its own, others are not", () => {
    const links = [
      "http://news.qinghe.invalid/1",
      "http://elsewhere.invalid/2",
      "file:///etc/passwd",
      "javascript:x",
    ];
    const listing = read(rss(links.map((link) => `<item><link>${link}</link></item>`).join("")));
    expect(listing.articles.map(({ url }) => url)).toEqual([links[0]]);
    expect(listing.leftOut).toEqual([{ url: links[1], because: { id: "other-host", evidence: {} } }]);
  });

  test.each([
    ["http://www.a.gov.cn/rss", "http://www.b.gov.cn/1.html", false],
    ["http://www.a.gov.cn/rss", "http://news.a.gov.cn/1.html", true],
    ["http://127.0.0.1:80/rss", "http://127.0.0.1:81/1.html", false],
    ["http://10.1.0.1/rss", "http://10.2.0.1/1.html", false],
    ["http://a.zj.cn/rss", "http://b.zj.cn/1.html", false],
  ])("%s may name %s: %s", (url, link, may) => {
    expect(read(rss(`<item><link>${link}</link></item>`), { url }).articles).toHaveLength(may ? 1 : 0);
  });
});

describe("dates of feeds", () => {
  test.each<[text: string, date: string | undefined]>([
    ["Mon, 18 May 2026 08:00:00 +0800", "2026-05-18T08:00:00+08:00"],
    ["Mon, 18 May 2026 08:00 GMT", "2026-05-18T08:00:00Z"],
    ["18 May 26 8:05:07 Z", "2026-05-18T08:05:07Z"],
    ["Mon, 18 May 2026 08:00:00 CST", "2026-05-18T08:00:00+08:00"],
    ["Mon, 18 May 2026 08:00:00", "2026-05-18T08:00:00+08:00"],
    ["Mon, 18 May 2026 08:00:00 EST", "2026-05-18"],
    ["Mon, 18 May 2026", "2026-05-18"],
    ["Mon May 18 08:00:00 CST 2026", "2026-05-18T08:00:00+08:00"],
    ["2026-05-18T08:00:00Z", "2026-05-18T08:00:00Z"],
    ["2026-05-18T08:00:00.123+08:00", "2026-05-18T08:00:00+08:00"],
    ["2026-05-18 08:00:00", "2026-05-18T08:00:00+08:00"],
    ["2026年5月18日", "2026-05-18"],
    ["Tue, Apr 18 2026 02:54:55 CST", "2026-04-18T02:54:55+08:00"],
    ["April 18, 2026 8:00 PM", "2026-04-18T20:00:00+08:00"],
    ["Sept 5, 2026", "2026-09-05"],
    ["Sat Apr 18 2026 08:00:00 GMT+0800 (中国标准时间)", "2026-04-18T08:00:00+08:00"],
    ["星期六, 18 四月 2026 08:00:00 +0800", "2026-04-18T08:00:00+08:00"],
    ["周六, 18 4月 2026 08:00:00 +0800", "2026-04-18T08:00:00+08:00"],
    ["十二月 31, 2026 20:00", "2026-12-31T20:00:00+08:00"],
    ["2026年4月18日 下午8:00", "2026-04-18T20:00:00+08:00"],
    ["2026/4/18 下午 08:00:00", "2026-04-18T20:00:00+08:00"],
    ["Sat, 18 Apr 2026 08:00:00 GMT+8", "2026-04-18T08:00:00+08:00"],
    ["Sat, 18 Apr 2026 08:00:00 UTC+08:00", "2026-04-18T08:00:00+08:00"],
    ["Sat, 18 Apr 2026 08:00:00 GMT-5", "2026-04-18T08:00:00-05:00"],
    ["4/18/2026 8:00:00 PM", "2026-04-18T20:00:00+08:00"],
    ["18/4/2026", "2026-04-18"],
    ["民國115年4月18日 上午8:00", "2026-04-18T08:00:00+08:00"],
    // Which of the two is the month, nobody says.
    ["4/5/2026 8:00:00 PM", undefined],
    ["Sat, 31 Feb 2026 08:00:00 +0800", undefined],
    ["May the 4th be with 18 of you in 2026", undefined],
    ["1月 2月 3月", undefined],
    ["18 2026", undefined],
    [`Apr 18 2026${" ".repeat(200_000)}x`, undefined],
    ["Mon, 99 May 2026 99:00:00 GMT", undefined],
    ["昨天", undefined],
  ])("%s", (text, date) => {
    expect(readFeedDate(text)).toBe(date);
  });
});

test("entries of a feed are dated whatever program wrote it", () => {
  const dates = ["周六, 18 四月 2026 08:00:00 GMT+8", "2026年4月18日 下午8:00", "昨天"];
  const items = dates.map((date, n) => `<item><link>/news/${n}</link><pubDate>${date}</pubDate></item>`);
  expect(read(rss(items.join(""))).articles.map(({ published }) => published)).toEqual([
    "2026-04-18T08:00:00+08:00",
    "2026-04-18T20:00:00+08:00",
    undefined,
  ]);
});

describe("sitemaps", () => {
  const urls = `<url><loc>${HOST}/a/10001.html</loc><lastmod>2026-05-01</lastmod></url>
    <url><loc>${HOST}/news/</loc></url>
    <url><loc> ${HOST}/a/10002.html </loc><lastmod>2026-05-18T08:00:00+08:00</lastmod><image:image><image:loc>${HOST}/i.jpg</image:loc></image:image></url>
    <url><loc>${HOST}/bridge</loc><news:news><news:publication><news:name>青禾</news:name></news:publication><news:publication_date>2026-05-19T09:00:00+08:00</news:publication_date><news:title>${HEADLINE}</news:title></news:news></url>`;

  const expected = {
    kind: "sitemap",
    articles: [
      {
        url: `${HOST}/bridge`,
        title: HEADLINE,
        published: "2026-05-19T09:00:00+08:00",
        because: { id: "named-by-news-sitemap", evidence: {} },
      },
      {
        url: `${HOST}/a/10002.html`,
        modified: "2026-05-18T08:00:00+08:00",
        because: { id: "day-or-document", evidence: {} },
      },
      {
        url: `${HOST}/a/10001.html`,
        modified: "2026-05-01",
        because: { id: "day-or-document", evidence: {} },
      },
    ],
    leftOut: [{ url: `${HOST}/news/`, because: { id: "index", evidence: {} } }],
    further: [],
    isEmpty: false,
  };

  test.each<[ListingKind]>([["sitemap"], ["list"], ["feed"]])("asked for as a %s: newest first", (kind) => {
    expect(read(urlset(urls), { kind })).toEqual(expected);
  });

  test("with a prefix, and compressed, whatever the server calls it", () => {
    const prefixed = urlset(urls)
      .replaceAll(/<(\/?)(urlset|url|loc|lastmod)\b/gu, "<$1sm:$2")
      .replace("xmlns=", "xmlns:sm=");
    expect(read(prefixed)).toEqual(expected);
    expect(read(gzipSync(urlset(urls)), { contentType: "application/octet-stream" })).toEqual(expected);
  });

  test("an index leads to its sitemaps, the newest first, and to none that is too old, a trap or elsewhere", () => {
    const children = [
      [`${HOST}/1.xml`, "2024-01-01"],
      [`${HOST}/2.xml.gz`, "2026-05-01"],
      [`${HOST}/3.xml`, "2026-05-18"],
      [`${HOST}/a/a/a/a/4.xml`, "2026-05-18"],
      ["http://elsewhere.invalid/5.xml", "2026-05-18"],
    ].map(([loc, date]) => `<sitemap><loc>${loc}</loc><lastmod>${date}</lastmod></sitemap>`);
    const undated = `<sitemap><loc>/6.xml</loc></sitemap>`;
    const { articles, further } = read(index([...children, undated].join("")), { wanted: { since: "30d" } });
    expect(articles).toEqual([]);
    expect(paths(further)).toEqual(["/3.xml", "/2.xml.gz", "/6.xml"]);
  });

  test("plain text", () => {
    const text = `${HOST}/a/10001.html\r\n${HOST}/about/\r\n\r\n/a/10002.html\nfile:///etc/passwd\n`;
    const listing = read(text, { kind: "sitemap", contentType: "text/plain" });
    expect(listing.kind).toBe("sitemap");
    expect(paths(listing.articles)).toEqual(["/a/10001.html", "/a/10002.html"]);
  });

  const addresses = (count: number) =>
    Array.from({ length: count }, (_, n) => `${HOST}/a/${100_000 + n}.html`);
  const locs = (count: number) => addresses(count).map((url) => `<url><loc>${url}</loc></url>`);

  test.each<[name: string, limit: number, listOf: (count: number) => string]>([
    ["sitemap", 50_000, (count) => urlset(locs(count).join("\n"))],
    ["index", 50_000, (count) => index(locs(count).join("").replaceAll("url>", "sitemap>"))],
    ["text of addresses", 50_000, (count) => `${addresses(count).join("\n\n")}\n\n`],
    [
      "feed",
      10_000,
      (count) =>
        rss(
          addresses(count)
            .map((url) => `<item><link>${url}</link></item>`)
            .join(""),
        ),
    ],
  ])("a %s of more than %d entries is read so far, and says so", (_, limit, listOf) => {
    const listed = ({ articles, further }: Listing) => articles.length + further.length;
    const whole = read(listOf(limit), { kind: "sitemap" });
    expect([listed(whole), whole.cut]).toEqual([limit, undefined]);
    const cut = read(listOf(limit + 1), { kind: "sitemap" });
    expect([listed(cut), cut.cut]).toEqual([limit, "too-long"]);
  });

  test.each<[name: string, content: string | Uint8Array, isBrokenOff?: boolean]>([
    ["an answer, of a list page", "<ul><li><a href='/a/10001.html'>", true],
    ["an answer, of addresses", addresses(2).join("\n"), true],
    ["a sitemap, between two entries", urlset(locs(3).join("")).replace(/<.urlset>/u, "")],
    ["a sitemap, in an entry", urlset(locs(3).join("")).slice(0, -30)],
    ["a feed, in a title", rss("<item><title>青禾").slice(0, -20)],
    ["a compressed file", gzipSync(urlset(locs(3000).join(""))).subarray(0, 2000)],
    ["a file that is compressed twice", gzipSync(gzipSync(urlset(locs(3000).join(""))).subarray(0, 2000))],
  ])("what breaks off says so: %s", (_, content, isBrokenOff = false) => {
    expect(read(content, { kind: "sitemap", isBrokenOff }).cut).toBe("broken-off");
  });

  test.each<[name: string, content: string | Uint8Array]>([
    ["a list page without ends", "<ul><li><a href='/a/10001.html'>"],
    ["addresses without a last line end", addresses(2).join("\n")],
    ["a sitemap with something behind it", `${urlset(locs(3).join(""))}\n<!-- 0.3 s -->\n`],
    ["an entry without its end", urlset(locs(3).join("").replace("</url>", ""))],
    ["a feed without entries", rss("")],
    [
      "bytes behind a compressed file",
      Buffer.concat([gzipSync(urlset(locs(3).join(""))), Buffer.from("\n\n")]),
    ],
    [
      "two compressed files in one",
      Buffer.concat([gzipSync(urlset("").slice(0, 60)), gzipSync(urlset("").slice(60))]),
    ],
  ])("what comes to its end does not: %s", (_, content) => {
    expect(read(content, { kind: "sitemap" }).cut).toBeUndefined();
  });

  test("one that breaks off is read as far as it goes, compressed or not", () => {
    const many = urlset(
      Array.from({ length: 3000 }, (_, n) => `<url><loc>${HOST}/a/${100_000 + n}.html</loc></url>`).join(""),
    );
    const half = gzipSync(many);
    for (const cut of [Buffer.from(many).subarray(0, 100_010), half.subarray(0, half.length / 2)]) {
      const { articles } = read(cut);
      expect(articles.length).toBeGreaterThan(100);
      expect(articles.length).toBeLessThan(3000);
      for (const { url } of articles) expect(url).toMatch(/\/a\/\d{6}\.html$/u);
    }
  });
});

describe("bombs", () => {
  test("entities are not what the file says they are", () => {
    const levels = Array.from({ length: 10 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`);
    const bomb = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "哈"><!ENTITY file SYSTEM "file:///etc/passwd">${levels.join("")}]><rss><channel><item><title>&l10; &file; &amp; &#x6865;</title><link>/news/1</link></item></channel></rss>`;
    const [article] = read(bomb).articles;
    expect(article!.title).toBe("&l10; &file; & 桥");
  });

  test.each([
    ["zeros", Buffer.alloc(60 * 1024 * 1024)],
    ["addresses", Buffer.from(urlset("<url><loc>/a/10001.html</loc></url>".repeat(1_700_000)))],
  ])("a file of %s that unpacks to more than a sitemap may hold is refused", (_name, content) => {
    expect(content.length).toBeGreaterThan(50 * 1024 * 1024);
    expect(() => read(gzipSync(content, { level: 1 }))).toThrow(TooLargeError);
  });

  test("four within each other are no sitemap", () => {
    const thrice = gzipSync(gzipSync(gzipSync(urlset(""))));
    expect(read(thrice).kind).toBe("sitemap");
    expect(() => read(gzipSync(thrice))).toThrow(BinaryInputError);
  });

  test("what only begins like a compressed file is none", () => {
    expect(() => read(Uint8Array.of(0x1f, 0x8b, 1, 2, 3, 4))).toThrow(BinaryInputError);
  });

  test.each([
    ["deep", `<rss><channel><item>${"<a>".repeat(100_000)}<link>/no</link>`],
    ["an item of a million elements", rss(`<item><link>/news/1</link>${"<a/>".repeat(1_000_000)}</item>`)],
    [
      "a title of ten megabytes",
      rss(`<item><title>${"长".repeat(3_000_000)}</title><link>/news/1</link></item>`),
    ],
    [
      "a million attributes",
      rss(
        `<item ${Array.from({ length: 100_000 }, (_, n) => `a${n}=""`).join(" ")}><link>/news/1</link></item>`,
      ),
    ],
    ["comments without end", `${"<!-- a -->".repeat(20_000)}<!-- `],
    ["declarations without end", "<?a?>".repeat(20_000)],
  ])("%s: read in no time", (_name, xml) => {
    const spent = startCpuClock();
    try {
      for (const { title = "" } of read(xml).articles) expect(title.length).toBeLessThan(100_000);
    } catch (error) {
      expect(error).toBeInstanceOf(BinaryInputError);
    }
    expect(spent()).toBeLessThan(20_000);
  });
});

describe("what it is, its content says", () => {
  test.each<[name: string, content: string, contentType: string, kind: string]>([
    ["a feed served as a page", rss(""), "text/html", "feed"],
    ["a sitemap served as text", urlset(""), "text/plain", "sitemap"],
    ["a page served as XML", "<!doctype html><html><body>x</body></html>", "application/xhtml+xml", "list"],
    ["a page asked for as a sitemap", "<p>x</p>", "text/html", "list"],
  ])("%s", (_name, content, contentType, kind) => {
    expect(read(content, { kind: "sitemap", contentType }).kind).toBe(kind);
  });

  test.each([
    ["an image", Buffer.from("89504e470d0a1a0a", "hex"), BinaryInputError],
    ["other XML", "<?xml version='1.0'?><opml/>", BinaryInputError],
    ["nothing", "", EmptyInputError],
  ])("%s is refused", (_name, content, error) => {
    expect(() => read(content, { contentType: "application/xml" })).toThrow(error);
  });

  test("a page is told from what is no page", () => {
    expect(isListingFile(new Page(Buffer.from(rss(""))))).toBe(true);
    expect(isListingFile(new Page(gzipSync(urlset(""))))).toBe(true);
    expect(isListingFile(new Page(Buffer.from("<!doctype html><title>rss</title>")))).toBe(false);
  });

  test.each([
    ["<rss>", "rss"],
    ["<!-- <a> --> <!DOCTYPE x [ <!ENTITY a '>'> ]> <rdf:RDF>", "rdf"],
    ["<!doctype html><html>", "html"],
    ["plain text <rss>", ""],
    ["<!-- never ends <rss>", ""],
    ["", ""],
  ])("the root of %s", (text, name) => {
    expect(rootName(text)).toBe(name);
  });

  test("records that begin within each other end each other", () => {
    const { records } = readXmlList("<r><i><t>1</t><i><t>2</t></i></i></r>", new Set(["i"]), 10);
    expect(records.map(({ elements }) => elements.map(({ text }) => text))).toEqual([["1"], ["2"]]);
  });
});

describe("a list that is none any more", () => {
  const link = `<a href="/a/10001.html">${HEADLINE}</a>`;
  test.each<[name: string, content: string, wanted: Wanted, isEmpty: boolean]>([
    ["a list", link, {}, false],
    ["an error page with status 200", "<p>系统维护中</p><a href='/'>返回首页</a>", {}, true],
    ["a list that its pattern does not fit", link, { article: /nothing/u }, true],
    ["a list of old articles", `<li>${link}<i>2020-01-01</i></li>`, { since: "14d" }, false],
    ["an index of sitemaps", index("<sitemap><loc>/1.xml</loc></sitemap>"), {}, false],
    ["a feed of nothing", rss(""), {}, true],
  ])("%s", (_name, content, wanted, isEmpty) => {
    expect(read(content, { wanted }).isEmpty).toBe(isEmpty);
  });
});

describe("the window of days", () => {
  const list = `<ul>
    <li><a href="/a/10001.html">${HEADLINE}</a><span>2026-05-19</span></li>
    <li><span>[2026/04/01]</span> · <a href="/a/10002.html">${HEADLINE}</a></li>
    <li><a href="/a/10003.html"><b>${HEADLINE}</b><em>2026年4月2日</em></a></li>
    <li><a href="/a/10004.html">2008年5月12日的那场大雨，镇上的人都还记得</a></li>
    <li><a href="/202604/10005.html">${HEADLINE}</a></li>
    <li><a href="/202605/10006.html">${HEADLINE}</a></li>
    <li><a href="/a/10007.html">${HEADLINE}</a><a href="/a/10008.html">${HEADLINE}</a><i>2026-01-01</i></li>
    <li><a href="/a/10009.html"><img></a><h3><a href="/a/10009.html">${HEADLINE}</a></h3><p>发布时间：2026-03-01 08:30</p></li>
    </ul><table><tr><td><a href="/a/10010.html">${HEADLINE}</a></td><td>2026-05-01</td></tr></table>`;

  test("without one, all are wanted", () => {
    expect(read(list, { contentType: "text/html" }).articles).toHaveLength(10);
  });

  test.each<[since: string]>([["2026-05-10"], ["10d"]])(
    "since %s: what is known to be older is left out",
    (since) => {
      const { articles, leftOut } = read(list, { contentType: "text/html", wanted: { since } });
      expect(paths(articles)).toEqual([
        "/a/10001.html",
        "/a/10004.html",
        "/202605/10006.html",
        "/a/10007.html",
        "/a/10008.html",
      ]);
      expect(
        leftOut.map(({ url, because }) => `${url.replace(HOST, "")}: ${say(en.addressReasons, because)}`),
      ).toEqual([
        "/a/10002.html: its date (2026-04-01) is before 2026-05-10",
        "/a/10003.html: its date (2026-04-02) is before 2026-05-10",
        "/202604/10005.html: its date (2026-04) is before 2026-05-10",
        "/a/10009.html: its date (2026-03-01) is before 2026-05-10",
        "/a/10010.html: its date (2026-05-01) is before 2026-05-10",
      ]);
    },
  );
});
