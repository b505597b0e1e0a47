/** Crawls that start from feeds and sitemaps, go through pages of lists, and meet traps. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import iconv from "iconv-lite";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Source } from "../../../src/config/schema.ts";
import type { CrawlEvent } from "../../../src/crawl/run/crawl.ts";
import { openRawStore } from "../../../src/archive/raw/raw.ts";
import { initWorkspace, type Workspace } from "../../../src/archive/files/workspace.ts";
import { crawlOnce, type OneCrawlOptions } from "../../support/crawl-once.ts";
import {
  articlePage,
  crawlConfig,
  listPage,
  sourceOf,
  startSite,
  type Route,
  type Site,
} from "../../support/crawl-site.ts";

const path = (n: number) => `/2026/03/09/${10_000 + n}.html`;
const title = (n: number) => `青禾镇第${n}座石桥昨天正式通车`;
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n);
const links = (from: number, to: number) => numbers(from, to).map((n) => [path(n), title(n)] as const);
const articles = (count: number) =>
  Object.fromEntries(numbers(0, count).map((n) => [path(n), articlePage(title(n))]));

function newWorkspace(): Workspace {
  const dir = mkdtempSync(join(tmpdir(), "newsift-listings-"));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  return initWorkspace(dir);
}

async function run(
  site: Site,
  changes: Partial<Source>,
  { workspace = newWorkspace(), ...options }: Partial<OneCrawlOptions> & { workspace?: Workspace } = {},
) {
  const store = openRawStore(workspace);
  const events: CrawlEvent[] = [];
  const summary = await crawlOnce({
    sources: [sourceOf("qinghe", `${site.url}/news/`, changes)],
    config: crawlConfig(),
    browser: {},
    store,
    frontierPath: join(workspace.stateDir, "frontier.sqlite"),
    allowPrivate: ["127.0.0.1"],
    onEvent: (event) => events.push(event),
    ...options,
  });
  const pages = await Promise.all((await store.list()).map((id) => store.read(id)));
  const archived = pages.map(({ sidecar }) => new URL(sidecar.url!).pathname);
  return { summary, archived, listed: events.filter((event) => event.type === "listed") };
}

const send =
  (body: string | Buffer, type: string): Route =>
  (_, response) =>
    response.writeHead(200, { "content-type": type }).end(body);

const urlset = (paths: readonly string[]) =>
  `<urlset>${paths.map((path) => `<url><loc>${path}</loc></url>`).join("")}</urlset>`;

describe("feeds and sitemaps", () => {
  const routes = {
    ...articles(6),
    "/news/": listPage(links(0, 2)),
    "/rss": send(
      `<rss><channel>${links(1, 4).map(([link, text]) => `<item><title>${text}</title><link>${link}</link></item>`)}</channel></rss>`,
      "application/rss+xml",
    ),
    "/sitemap.xml": send(
      "<sitemapindex><sitemap><loc>/a.xml.gz</loc></sitemap><sitemap><loc>/sitemap.xml</loc></sitemap></sitemapindex>",
      "text/xml",
    ),
    "/a.xml.gz": send(gzipSync(urlset(numbers(3, 6).map(path))), "application/gzip"),
  };

  test("are read, lead to their articles, and are not archived", async () => {
    const site = await startSite(routes);
    const { summary, archived, listed } = await run(site, {
      feeds: [`${site.url}/rss`],
      sitemaps: [`${site.url}/sitemap.xml`],
    });
    expect(archived.toSorted()).toEqual(["/news/", ...numbers(0, 6).map(path)].toSorted());
    expect(summary).toMatchObject({ found: 10, fetched: 10, new: 7, failed: 0, waiting: 0 });
    expect(listed.map(({ kind, links }) => [kind, links])).toEqual([
      ["list", 2],
      ["feed", 3],
      ["sitemap", 0],
      ["sitemap", 3],
    ]);
    expect(site.paths().length).toBe(10);
  });

  test("are recognised under the address of a list", async () => {
    const site = await startSite(routes);
    const { archived } = await run(site, { start: [`${site.url}/rss`] });
    expect(archived).toEqual(numbers(1, 4).map(path));
  });

  test("a page in place of a feed is read as what it is, and not archived", async () => {
    const site = await startSite(routes);
    const { archived } = await run(site, { start: [], feeds: [`${site.url}/news/`] });
    expect(archived).toEqual([path(0), path(1)]);
  });

  test("alone are enough, and are asked again in the next crawl", async () => {
    const workspace = newWorkspace();
    const site = await startSite(routes);
    await run(site, { start: [], feeds: [`${site.url}/rss`] }, { workspace });
    const { summary } = await run(site, { start: [], feeds: [`${site.url}/rss`] }, { workspace });
    expect(summary).toMatchObject({ new: 0, failed: 0 });
    expect(site.paths().filter((path) => path === "/rss")).toHaveLength(2);
  });

  test("without what is known to be too old", async () => {
    const site = await startSite(routes);
    const { archived } = await run(site, { start: [], feeds: [`${site.url}/rss`], since: "2026-03-10" });
    expect(archived).toEqual([]);
  });
});

describe("pages of a list", () => {
  const PAGES = 6;
  const pageOf = (n: number) => [...links(5 * n, 5 * n + 5), [`index_${n + 1}.html`, "下一页"]] as const;
  const routes = {
    ...articles(5 * PAGES),
    "/news/": listPage(pageOf(0)),
    ...Object.fromEntries(numbers(1, PAGES).map((n) => [`/news/index_${n}.html`, listPage(pageOf(n))])),
  };

  test.each([
    [1, 1],
    [3, 3],
    [100, PAGES],
  ])("pages: %d reads %d of them", async (pages, lists) => {
    const site = await startSite(routes);
    const { archived } = await run(site, { pages });
    expect(archived.filter((path) => path.startsWith("/2026/")).toSorted()).toEqual(
      numbers(0, 5 * lists).map(path),
    );
    expect(site.paths().filter((path) => path.startsWith("/news/")).length).toBe(
      lists === PAGES ? PAGES + 1 : lists,
    );
  });

  test("each crawl goes through them again: what is new may stand on any", async () => {
    const workspace = newWorkspace();
    const site = await startSite(routes);
    await run(site, { pages: 3 }, { workspace });
    site.serve({
      ...routes,
      [path(999)]: articlePage(title(999)),
      "/news/index_2.html": listPage([...pageOf(2), [path(999), title(999)]]),
    });
    expect((await run(site, { pages: 3 }, { workspace })).archived).toContain(path(999));
  });

  test("that a feed names its articles does not end a list", async () => {
    const site = await startSite({
      ...routes,
      "/rss": send(
        `<rss><channel>${numbers(0, 20).map((n) => `<item><link>${path(n)}</link></item>`)}</channel></rss>`,
        "text/xml",
      ),
    });
    await run(site, { pages: PAGES, feeds: [`${site.url}/rss`] });
    expect(site.paths().filter((path) => path.startsWith("/news/")).length).toBe(PAGES);
  });

  test("a pattern that takes them for articles hides none", async () => {
    const workspace = newWorkspace();
    const site = await startSite({
      ...routes,
      "/": listPage([["/news/index_1.html", "青禾镇的要闻与动态第二页"], ...links(0, 2)]),
    });
    const article = /\.html$/u;
    const start = [`${site.url}/`, `${site.url}/news/`];
    const first = await run(site, { start, article, pages: 3 }, { workspace });
    expect(first.archived).toEqual(expect.arrayContaining(numbers(0, 15).map(path)));

    // Known as an article, and named as a list from now on.
    const later = await run(
      site,
      { start: [`${site.url}/news/index_3.html`], article, pages: 1 },
      { workspace },
    );
    expect(later.archived).toEqual(expect.arrayContaining(numbers(15, 20).map(path)));
  });

  test("a crawl that was stopped on the way goes on with them", async () => {
    const workspace = newWorkspace();
    const stop = new AbortController();
    const site = await startSite({ ...routes, [path(6)]: () => stop.abort() });
    await run(site, { pages: 4 }, { workspace, signal: stop.signal });
    site.serve(routes);
    const { archived } = await run(site, { pages: 4 }, { workspace });
    expect(archived.filter((path) => path.startsWith("/2026/")).toSorted()).toEqual(numbers(0, 20).map(path));
    const asked = site.paths().filter((path) => path.startsWith("/news/"));
    expect(asked).toHaveLength(4);
  });
});

/** Each of its pages makes up new addresses: sessions, months to come, folders within folders, pages without end. */
function trapSite(count: number): Readonly<Record<string, Route>> {
  let visits = 0;
  const session = () => (visits += 1).toString(16).padStart(32, "0");
  const list: Route = (request, response) => {
    const { pathname, searchParams } = new URL(request.url!, "http://x");
    const month = Number(searchParams.get("month") ?? 5);
    const page = Number(searchParams.get("page") ?? 1);
    response
      .writeHead(200, { "content-type": "text/html; charset=utf-8" })
      .end(
        listPage([
          ...links(0, count).map(
            ([link, text]) => [`${link};jsessionid=${session()}?sid=${session()}`, text] as const,
          ),
          [`${pathname}a/a/a/a/${session()}.html`, title(1)],
          [`/a/b/a/b/a/b/${session()}.html`, title(2)],
          [`/2031/05/05/${page}.html`, "青禾镇五月的活动安排与日程"],
          [`/rili?date=2031-${month}-01`, "青禾镇五月的活动安排与日程"],
          [`?page=${page + 1}&sid=${session()}`, "下一页"],
          [`?year=2026&month=${month + 1}`, ">"],
        ]),
      );
  };
  const story: Route = (_, response) =>
    response
      .writeHead(200, { "content-type": "text/html; charset=utf-8" })
      .end(
        articlePage(`${title(0)}${session()}`).replace(
          "</body>",
          `<a href="/news/?page=${session()}">下一页</a></body>`,
        ),
      );
  return new Proxy({} as Record<string, Route>, {
    get: (_, name) => {
      if (name === "/robots.txt") return undefined;
      return String(name).startsWith("/2026/03/09/") ? story : list;
    },
  });
}

test("a site of traps: few requests more than it has articles, and all of these", async () => {
  const site = await startSite(trapSite(60));
  const { archived } = await run(site, { pages: 1000 });
  const found = archived.filter((path) => path.startsWith("/2026/"));
  expect(found.toSorted()).toEqual(numbers(0, 60).map(path));
  expect(site.paths().length).toBeLessThanOrEqual(60 + 5);
});

test("what a list page in GBK links to, next page included, is asked for in GBK", async () => {
  const CAT = "cat=%D2%AA%CE%C5";
  const gbk = (html: string) => send(iconv.encode(`<meta charset="gb2312">${html}`, "gbk"), "text/html");
  const link = (n: number) => `<li><a href="/show.asp?cat=要闻&id=${10_000 + n}">${title(n)}</a></li>`;
  const next = '<a href="/news/?cat=要闻&page=2">下一页</a>';
  const site = await startSite({
    [`/news/?${CAT}`]: gbk(`<ul>${link(0)}</ul>${next}`),
    [`/news/?${CAT}&page=2`]: gbk(`<ul>${link(1)}</ul>`),
    [`/show.asp?${CAT}&id=10000`]: articlePage(title(0)),
    [`/show.asp?${CAT}&id=10001`]: articlePage(title(1)),
  });
  const { summary } = await run(site, { start: [`${site.url}/news/?${CAT}`], pages: 2 });
  expect(site.paths().toSorted()).toEqual([
    `/news/?${CAT}`,
    `/news/?${CAT}&page=2`,
    `/show.asp?${CAT}&id=10000`,
    `/show.asp?${CAT}&id=10001`,
  ]);
  expect(summary.failed).toBe(0);
});
