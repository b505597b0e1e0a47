/** A look at a site, and the source file that comes of it. */
import { parse } from "yaml";
import { describe, expect, onTestFinished, test } from "vitest";
import { Page } from "../../../src/core/page/page.ts";
import { sourceSchema } from "../../../src/config/schema.ts";
import { addressShapes } from "../../../src/crawl/addresses/address-shapes.ts";
import type { Browser } from "../../../src/crawl/browser/browser.ts";
import { createFetcher } from "../../../src/crawl/fetch/fetch-page.ts";
import { lookAtSite } from "../../../src/crawl/discover/look-at-site.ts";
import {
  proposeId,
  proposeName,
  proposeSource,
  sourceFile,
} from "../../../src/crawl/discover/propose-source.ts";
import { ChromiumMissingError, ClientStatusError } from "../../../src/core/errors.ts";
import { crawlConfig, listPage, startSite, type Routes } from "../../support/crawl-site.ts";

const HOST = "https://www.qinghe.invalid";

describe("what addresses have in common", () => {
  test.each<[addresses: readonly string[], pattern: string]>([
    [
      ["/news/202605/t20260518_1001.html", "/news/202604/t20260402_99.html"],
      String.raw`/news/\d{6}/t\d{8}_\d+\.html$`,
    ],
    [["/2026/05/18/1.html", "/2026/04/02/22.html"], String.raw`^https?://[^/]+/\d{4}/\d+/\d+/\d+\.html$`],
    [["/a/1.html", "/b/c/22.html"], String.raw`^https?://[^/]+/(?:[\w-]+/)*\d+\.html$`],
    [["/show.php?id=1", "/show.php?id=22"], String.raw`^https?://[^/]+/show\.php\?id=\d+$`],
    [["/show.php?id=1", "/view.php?id=22"], String.raw`^https?://[^/]+/[\w%-]+\.php\?id=\d+$`],
    [
      ["/2026/05/18/content.html", "/2026/05/19/content.html"],
      String.raw`^https?://[^/]+/\d{4}/\d+/\d+/content\.html$`,
    ],
    [["/doc/4f2a9c0be1d34455aa.html", "/doc/5f2a9c0be1d34455aa.html"], String.raw`/doc/[0-9a-f]{16,}\.html$`],
    [
      ["/story/stone-bridge-opens.html", "/story/tea-harvest-begins-early.html"],
      String.raw`/story/[\w%-]+\.html$`,
    ],
    [["/a+b(1)/1.html", "/a+b(1)/2.html"], String.raw`^https?://[^/]+/a\+b\(\d+\)/\d+\.html$`],
    [["/p/12345/", "/p/67890/"], String.raw`/p/\d+/$`],
  ])("%j: %s", (paths, pattern) => {
    const addresses = paths.map((path) => HOST + path);
    expect(addressShapes(addresses)).toEqual([{ pattern, count: addresses.length }]);
    for (const address of addresses) expect(address).toMatch(new RegExp(pattern, "u"));
    expect(`${HOST}/about/`).not.toMatch(new RegExp(pattern, "u"));
  });

  test("the most common comes first", () => {
    const shapes = addressShapes(["/x/1.html", "/a/2026/1", "/a/2025/2", "/y-1"].map((path) => HOST + path));
    expect(shapes.map(({ count }) => count)).toEqual([2, 1, 1]);
  });
});

describe("names", () => {
  test.each([
    ["https://www.qinghe-news.com.cn/", "qinghe-news"],
    ["https://news.qinghe.gov.cn/", "news-qinghe"],
    ["http://m.qinghe.cn/", "qinghe"],
    ["http://127.0.0.1:8080/", "127-0-0-1"],
    ["http://localhost/", "localhost"],
    ["http://[::1]/", "1"],
    ["http://青禾.cn/", "xn-2lzs91d"],
  ])("%s is called %s", (url, id) => {
    expect(proposeId(new URL(url))).toBe(id);
    expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u);
  });

  test.each([
    ["青禾新闻网 - 青禾第一新闻门户", "青禾新闻网"],
    ["首页_青禾日报", "青禾日报"],
    ["今日青禾|青禾县融媒体中心主办", "今日青禾"],
    ["青禾新闻网首页", "青禾新闻网"],
    ["Qinghe Daily News", "Qinghe Daily News"],
    ["", "www.qinghe.invalid"],
    [" - ", "www.qinghe.invalid"],
  ])("%s → %s", (title, name) => {
    expect(proposeName(title, new URL(HOST))).toBe(name);
  });
});

const article = (n: number) => `/news/202605/t202605${10 + n}_${1000 + n}.html`;
const title = (n: number) => `青禾镇第${n}座石桥昨天正式通车`;
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n);
const links = (from: number, to: number) => numbers(from, to).map((n) => [article(n), title(n)] as const);

const front = listPage([
  ...links(0, 4),
  ["/news/", "要闻"],
  ["/sports/", "体育"],
  ["/about/", "关于我们"],
  ["http://elsewhere.invalid/news/", "友情新闻"],
])
  .replace("<title>要闻</title>", "<title>青禾新闻网 - 首页</title>")
  .replace(
    "</head>",
    `<link rel="alternate" type="application/rss+xml" href="/rss.xml"><link rel="alternate" type="application/atom+xml" href="/gone.xml"></head>`,
  );

const routes: Routes = {
  "/": front,
  "/robots.txt": "User-agent: *\nDisallow: /admin/\nSitemap: /maps.xml\n",
  "/rss.xml": `<rss><channel>${links(4, 7).map(([link]) => `<item><link>${link}</link></item>`)}</channel></rss>`,
  "/maps.xml":
    "<sitemapindex><sitemap><loc>/map-1.xml</loc></sitemap><sitemap><loc>/map-2.xml</loc></sitemap></sitemapindex>",
  "/map-1.xml": `<urlset>${links(0, 9).map(([link]) => `<url><loc>${link}</loc></url>`)}</urlset>`,
  "/news/": listPage([...links(2, 12), ["index_2.html", "下一页"]]),
};

async function look(served: Routes, path = "/", browser?: Pick<Browser, "render">) {
  const site = await startSite(served);
  const fetcher = createFetcher({ config: crawlConfig(), allowPrivate: ["127.0.0.1"] });
  onTestFinished(() => fetcher.close());
  const failures: Error[] = [];
  const found = await lookAtSite(site.url + path, {
    fetcher,
    ...(browser === undefined ? {} : { browser }),
    onListing: () => {},
    onFailure: (error) => failures.push(error),
  });
  return { site, found, failures };
}

test("a site is looked at with few requests, and its source proposed", async () => {
  const { site, found, failures } = await look(routes);
  expect(site.hits.map(({ path }) => path)).toEqual([
    "/robots.txt",
    "/",
    "/rss.xml",
    "/gone.xml",
    "/maps.xml",
    "/map-1.xml",
    "/news/",
  ]);
  expect(failures.map((error) => error.constructor)).toEqual([ClientStatusError]);

  const file = sourceFile(proposeSource(found), found.url, "2026-05-20");
  expect(file.replaceAll(site.url, "http://site.invalid")).toMatchInlineSnapshot(`
    "# yaml-language-server: $schema=../source.schema.json
    #
    # Proposed by \`newsift add\` after a look at http://site.invalid/ on 2026-05-20.
    # Read it and change it; \`newsift discover 127-0-0-1\` shows what a crawl would fetch.

    name: 青禾新闻网

    start:
      - http://site.invalid/news/ # 10 articles that it links to

    feeds:
      - http://site.invalid/rss.xml # 3 entries

    sitemaps:
      - http://site.invalid/maps.xml # 9 articles in it, or in the first sitemap that it names

    # The next page of a list: http://site.invalid/news/index_2.html
    pages: 3

    # Matches 12 of 12 addresses that look like articles, 0 of 5 others.
    article: /news/\\d{6}/t\\d{8}_\\d{4}\\.html$

    # Articles that are known to be older are not fetched.
    # since: 30d

    checkedLive: never
    "
  `);
  expect(sourceSchema.parse(parse(file))).toMatchObject({
    name: "青禾新闻网",
    start: [`${site.url}/news/`],
    feeds: [`${site.url}/rss.xml`],
    sitemaps: [`${site.url}/maps.xml`],
    pages: 3,
    article: /\/news\/\d{6}\/t\d{8}_\d{4}\.html$/u,
    checkedLive: "never",
  });
});

test("where shapes differ, none is proposed, and all are shown", async () => {
  const { found } = await look({
    "/": listPage([
      ...links(0, 5),
      ...numbers(0, 5).map((n) => [`/a/${12_345 + n}.html`, title(n)] as const),
    ]),
  });
  const file = sourceFile(proposeSource(found), found.url, "2026-05-20");
  expect(sourceSchema.parse(parse(file)).article).toBeUndefined();
  expect(file).toContain(String.raw`# article: /a/\d+\.html$`);
  expect(file).toContain(String.raw`# article: /news/\d{6}/t\d{8}_\d{4}\.html$`);
  expect(file).toContain("5 of 10 addresses that look like articles, 0 of 0 others");
});

test("a list is looked at by itself", async () => {
  const { site, found } = await look(routes, "/news/");
  expect(site.paths()).not.toContain("/");
  expect(proposeSource(found)).toMatchObject({ nextPage: `${site.url}/news/index_2.html` });
});

test("few articles on each of several lists: all of these", async () => {
  const { found } = await look({
    "/": listPage([...links(0, 2), ["/news/", "要闻"]]),
    "/news/": listPage(links(2, 5)),
  });
  expect(proposeSource(found).listings.list).toHaveLength(2);
});

test("a page of scripts is one for a browser", async () => {
  const { found } = await look({
    "/": `<title>青禾</title><div id="app"></div><script src="/app.js"></script>`,
  });
  expect(found).toMatchObject({ listings: [], needsBrowser: true });
});

describe("one article is opened, to see whether scripts fill the pages:", () => {
  const prose = "青禾镇的石桥昨天通车，镇上的居民都到河边去看，老人说等这一天等了三十年。";
  const full = `<h1>${title(3)}</h1>${`<p>${prose}</p>`.repeat(5)}`;
  const frame = `<h1>${title(3)}</h1><div id="app"></div><script src="/app.js"></script>`;
  const list = listPage(links(0, 6));
  const emptyList = `<title>青禾</title><div id="list"></div><script src="/app.js"></script>`;
  const missing = () => Promise.reject(new ChromiumMissingError("no Chromium is here"));

  /** @param made what a browser makes of the pages with these texts */
  function browserThat(made: Readonly<Record<string, string>>) {
    const shown: string[] = [];
    const render: Browser["render"] = async (received) => {
      const { text, url, charset } = received.page;
      shown.push(text);
      const rendered = new Page(Buffer.from(made[text] ?? text), { url, renderedFrom: charset });
      return { received, rendered };
    };
    return { shown, render };
  }

  async function proposed(pages: Routes, browser: Pick<Browser, "render">) {
    const { found, failures, site } = await look(pages, "/", browser);
    const file = sourceFile(proposeSource(found), found.url, "2026-05-20");
    const { render } = sourceSchema.parse(parse(file));
    const comments = file.replaceAll(site.url, "").match(/^# \/.*$/gmu) ?? [];
    return { render, comments, failures, site, found };
  }

  test.each<
    [
      what: string,
      render: string,
      pages: Routes,
      made: Readonly<Record<string, string>>,
      said: readonly string[],
    ]
  >([
    [
      "an article that scripts fill",
      "auto",
      { "/": list, [article(0)]: frame },
      { [frame]: full },
      [
        `# ${article(0)} holds 0 characters of running text without its scripts, ${5 * [...prose].length} with them.`,
      ],
    ],
    [
      "a list that scripts fill",
      "auto",
      { "/": emptyList, [article(0)]: full },
      { [emptyList]: list },
      ["# / names no articles without its scripts."],
    ],
    [
      "both",
      "auto",
      { "/": emptyList, [article(0)]: frame },
      { [emptyList]: list, [frame]: full },
      [
        "# / names no articles without its scripts.",
        `# ${article(0)} holds 0 characters of running text without its scripts, ${5 * [...prose].length} with them.`,
      ],
    ],
    ["a static article", "http", { "/": list, [article(0)]: full }, {}, []],
    [
      "a static article beside scripts",
      "http",
      { "/": list, [article(0)]: `${full}<script src="/app.js"></script>` },
      {},
      [],
    ],
    ["a short one that scripts add nothing to", "http", { "/": list, [article(0)]: frame }, {}, []],
    ["a short one without scripts", "http", { "/": list, [article(0)]: "<p>图为新桥。</p>" }, {}, []],
    ["one that is gone", "http", { "/": list }, {}, []],
  ])("%s: render: %s", async (_, render, pages, made, said) => {
    const result = await proposed(pages, browserThat(made));
    expect(result).toMatchObject({ render, comments: said });
    expect(result.site.paths().filter((path) => path.startsWith("/news/"))).toEqual([article(0)]);
  });

  test("static pages need no browser", async () => {
    const browser = browserThat({});
    await proposed({ "/": list, [article(0)]: full }, browser);
    expect(browser.shown).toEqual([]);
  });

  test("where there is no Chromium, what may be is said", async () => {
    const { render, comments, failures } = await proposed(
      { "/": list, [article(0)]: frame },
      { render: missing },
    );
    expect(render).toBe("auto");
    expect(comments).toEqual([
      `# ${article(0)} holds 0 characters of running text: its scripts may add to it, and no browser could tell.`,
    ]);
    expect(failures.filter((error) => error instanceof ChromiumMissingError)).toHaveLength(1);
  });

  test("it is one of the most common kind", async () => {
    const pages = { "/": listPage([["/special/2026/", title(1)], ...links(0, 6)]), [article(0)]: full };
    const { found } = await proposed(pages, browserThat({}));
    expect(new URL(found.article!.url).pathname).toBe(article(0));
  });
});

test("what a site says cannot break out of the file", async () => {
  const { found } = await look({
    ...routes,
    "/": front.replace("青禾新闻网 - 首页", "x: [&#10;start: evil # \u2028 {网"),
  });
  const file = sourceFile(proposeSource(found), found.url, "2026-05-20");
  expect(sourceSchema.parse(parse(file)).name).toContain("start: evil");
});
