/** What a crawl would fetch, on sites on loopback. */
import { gzipSync } from "node:zlib";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Source } from "../../../src/config/schema.ts";
import { discover, type Discovery } from "../../../src/crawl/discover/discover.ts";
import { createFetcher } from "../../../src/crawl/fetch/fetch-page.ts";
import { ClientStatusError, PrivateAddressError, RobotsError } from "../../../src/core/errors.ts";
import {
  crawlConfig,
  listPage,
  sourceOf,
  startSite,
  type Route,
  type Site,
} from "../../support/crawl-site.ts";

const NOW = new Date("2026-05-20T12:00:00+08:00");
const path = (n: number) => `/2026/03/09/${10_000 + n}.html`;
const title = (n: number) => `青禾镇第${n}座石桥昨天正式通车`;
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n);
const links = (from: number, to: number) => numbers(from, to).map((n) => [path(n), title(n)] as const);

async function discoverOn(
  site: Site,
  changes: Partial<Source>,
  { maxPages = 1000, maxDepth = Infinity } = {},
): Promise<Discovery & { readonly paths: readonly string[] }> {
  const fetcher = createFetcher({ config: crawlConfig(), allowPrivate: ["127.0.0.1"] });
  onTestFinished(() => fetcher.close());
  const source = sourceOf("qinghe", `${site.url}/news/`, changes);
  const found = await discover(source, { fetcher, maxPages, maxDepth, now: NOW, onListing: () => {} });
  return { ...found, paths: found.articles.map(({ url }) => url.replace(site.url, "")) };
}

const xml =
  (body: string | Buffer, type = "application/xml"): Route =>
  (_, response) =>
    response.writeHead(200, { "content-type": type }).end(body);

const urlset = (paths: readonly string[]) =>
  `<urlset>${paths.map((path) => `<url><loc>${path}</loc></url>`).join("")}</urlset>`;
const index = (paths: readonly string[]) =>
  `<sitemapindex>${paths.map((path) => `<sitemap><loc>${path}</loc></sitemap>`).join("")}</sitemapindex>`;
const feed = (paths: readonly string[], next = "") =>
  `<feed xmlns="http://www.w3.org/2005/Atom">${next && `<link rel="next" href="${next}"/>`}${paths.map((path) => `<entry><title>桥</title><link href="${path}"/></entry>`).join("")}</feed>`;

test("lists, feeds and sitemaps together: each article once, with where it stands first and why", async () => {
  const site = await startSite({
    "/news/": listPage(links(0, 3)),
    "/rss.xml": xml(feed([path(2), path(3), "/about/a.pdf"]), "application/rss+xml"),
    "/sitemap.xml": xml(index(["/1.xml.gz", "/2.txt"])),
    "/1.xml.gz": xml(gzipSync(urlset([path(4), path(0), "/news/"])), "application/x-gzip"),
    "/2.txt": xml(`${path(5)}`, "text/plain"),
  });
  const { articles, leftOut, listings, paths } = await discoverOn(site, {
    feeds: [`${site.url}/rss.xml`],
    sitemaps: [`${site.url}/sitemap.xml`],
  });
  expect(paths).toEqual(numbers(0, 5).map(path));
  expect(articles.map(({ because }) => because.id)).toEqual([
    ...Array.from({ length: 3 }, () => "day-or-document"),
    "named-by-feed",
    "day-or-document",
  ]);
  expect(articles[3]!.foundOn).toBe(`${site.url}/rss.xml`);
  expect(leftOut.map(({ url, because }) => [url.replace(site.url, ""), because.id])).toEqual([
    ["/about/a.pdf", "file"],
  ]);
  expect(listings.map(({ kind, articles }) => [kind, articles])).toEqual([
    ["list", 3],
    ["feed", 2],
    ["sitemap", 0],
    ["sitemap", 2],
    ["list", 0],
  ]);
  expect(site.paths().filter((path) => path.startsWith("/2026/"))).toEqual([]);
});

describe("further pages", () => {
  const pageOf = (n: number, last: number) =>
    listPage([
      ...links(10 * n, 10 * n + 10),
      ...(n < last ? [[`index_${n + 1}.html`, "下一页"] as const] : []),
    ]);
  const routes = {
    "/news/": pageOf(0, 5),
    ...Object.fromEntries(numbers(1, 6).map((n) => [`/news/index_${n}.html`, pageOf(n, 5)])),
  };

  test.each([
    [1, 1],
    [3, 3],
    [100, 6],
  ])("pages: %d reads %d lists", async (pages, lists) => {
    const site = await startSite(routes);
    const { listings, paths } = await discoverOn(site, { pages });
    expect(listings.map(({ depth }) => depth)).toEqual(numbers(0, lists));
    expect(paths).toEqual(numbers(0, 10 * lists).map(path));
  });

  test("a page that brings nothing new is the last", async () => {
    const site = await startSite({
      ...routes,
      "/news/index_2.html": listPage([...links(0, 20), ["index_3.html", "下一页"]]),
    });
    expect((await discoverOn(site, { pages: 100 })).listings).toHaveLength(3);
  });

  test("of a feed as well", async () => {
    const site = await startSite({
      "/feed": xml(feed([path(1)], "/feed?page=2")),
      "/feed?page=2": xml(feed([path(2)], "/feed?page=3")),
      "/feed?page=3": xml(feed([path(3)])),
    });
    const { paths } = await discoverOn(site, { start: [], feeds: [`${site.url}/feed`], pages: 2 });
    expect(paths).toEqual([path(1), path(2)]);
  });
});

describe("sitemaps that lead into each other", () => {
  test("each is read once", async () => {
    const site = await startSite({
      "/a.xml": xml(index(["/b.xml", "/a.xml"])),
      "/b.xml": xml(index(["/a.xml", "/b.xml", "/c.xml"])),
      "/c.xml": xml(urlset([path(1)])),
    });
    const { paths } = await discoverOn(site, { start: [], sitemaps: [`${site.url}/a.xml`] });
    expect(paths).toEqual([path(1)]);
    expect(site.paths()).toEqual(["/a.xml", "/b.xml", "/c.xml"]);
  });

  test("and not without end", async () => {
    const site = await startSite(
      Object.fromEntries(
        numbers(0, 50).map((n) => [`/${n}.xml`, xml(index([`/${n + 1}.xml`, `/${n + 100}.xml`]))]),
      ),
    );
    await discoverOn(site, { start: [], sitemaps: [`${site.url}/0.xml`] });
    expect(site.paths().length).toBeLessThan(10);
  });
});

test("the limit of depth counts steps from what the source names, whatever the source wants", async () => {
  const site = await startSite({
    "/news/": `${listPage(links(0, 3))}<a href="/news/index_2.html">下一页</a>`,
    "/news/index_2.html": `${listPage(links(3, 6))}<a href="/news/index_3.html">下一页</a>`,
    "/news/index_3.html": listPage(links(6, 9)),
  });
  const read = async (maxDepth: number) => (await discoverOn(site, { pages: 9 }, { maxDepth })).paths;
  expect(await read(0)).toEqual(numbers(0, 3).map(path));
  expect(await read(1)).toEqual(numbers(0, 6).map(path));
  expect(await read(2)).toEqual(numbers(0, 9).map(path));
});

test("the limit of pages counts lists, and says what it leaves out", async () => {
  const site = await startSite({ "/news/": listPage(links(0, 10)) });
  const { paths, leftOut } = await discoverOn(site, {}, { maxPages: 4 });
  expect(paths).toEqual(numbers(0, 3).map(path));
  expect(leftOut).toHaveLength(7);
  expect(leftOut[0]!.because).toEqual({ id: "page-limit", evidence: { most: 4 } });
});

test("what cannot be had is told of, and the others go on", async () => {
  const site = await startSite({
    "/robots.txt": "User-agent: *\nDisallow: /private/",
    "/news/": listPage(links(0, 2)),
    "/inner.xml": xml(index(["http://127.0.0.2/x.xml"])),
    "/moved.xml": (_, response) => response.writeHead(302, { location: "http://10.0.0.1/" }).end(),
  });
  const { paths, listings } = await discoverOn(site, {
    feeds: [`${site.url}/missing.xml`, `${site.url}/private/rss.xml`],
    sitemaps: [`${site.url}/inner.xml`, `${site.url}/moved.xml`],
  });
  expect(paths).toHaveLength(2);
  expect(listings.map(({ error }) => error?.constructor)).toEqual([
    undefined,
    ClientStatusError,
    RobotsError,
    undefined,
    PrivateAddressError,
  ]);
});

/** A site that makes up addresses: every page of it leads to more. */
function trapSite(articles: number): Readonly<Record<string, Route>> {
  const session = () => Math.random().toString(16).slice(2).padEnd(16, "0");
  const trap: Route = (request, response) => {
    const url = new URL(request.url!, "http://x");
    const month = Number(url.searchParams.get("month") ?? 5);
    response
      .writeHead(200, { "content-type": "text/html; charset=utf-8" })
      .end(
        listPage([
          ...numbers(0, articles).map(
            (n) => [`${path(n)};jsessionid=${session()}?PHPSESSID=${session()}`, title(n)] as const,
          ),
          [`${url.pathname}a/a/a/a/${session()}.html`, title(1)],
          [`/a/b/a/b/a/b/${session()}.html`, title(2)],
          [`/rili/2031/05/${session().slice(0, 5)}.html`, "青禾镇五月的活动安排与日程"],
          [`?year=2026&month=${month + 1}`, "下一页"],
          [`?page=${Number(url.searchParams.get("page") ?? 1) + 1}&sid=${session()}`, ">"],
          [`?page=${Math.random()}`, "下页"],
        ]),
      );
  };
  return new Proxy({} as Record<string, Route>, {
    get: (_, name) => (name === "/robots.txt" ? undefined : trap),
  });
}

test("a site of traps: few requests, and every article", async () => {
  const site = await startSite(trapSite(40));
  const { paths } = await discoverOn(site, { pages: 1000 });
  expect(paths).toEqual(numbers(0, 40).map(path));
  expect(site.paths().length).toBeLessThanOrEqual(3);
});
