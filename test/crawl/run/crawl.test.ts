import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import {
  BinaryInputError,
  ClientStatusError,
  PrivateAddressError,
  ServerStatusError,
  WriteError,
} from "../../../src/core/errors.ts";
import { openRawStore } from "../../../src/archive/raw/raw.ts";
import {
  articlePage,
  crawlConfig,
  listPage,
  sourceOf,
  startSite,
  type Route,
} from "../../support/crawl-site.ts";

import { archived, newsRoutes, newWorkspace, path, run, title } from "../../support/crawled-news.ts";

describe("a crawl", () => {
  test("leaves a host alone for as long as it asks, ends, and goes on with it when that is over", async () => {
    vi.useFakeTimers({ now: Date.now(), toFake: ["Date"] });
    onTestFinished(() => void vi.useRealTimers());
    const workspace = newWorkspace();
    let isBusy = true;
    const site = await startSite({
      ...newsRoutes(3),
      [path(0)]: (_, response) =>
        isBusy
          ? response.writeHead(429, { "retry-after": "7200" }).end()
          : response
              .writeHead(200, { "content-type": "text/html; charset=utf-8" })
              .end(articlePage(title(0))),
    });
    const options = { config: crawlConfig({ retries: 3 }) };
    expect((await run(workspace, site, options)).summary).toMatchObject({ found: 4, failed: 1, waiting: 2 });
    expect(site.paths()).toEqual(["/news/", path(0)]);

    vi.setSystemTime(Date.now() + 3_600_000);
    expect((await run(workspace, site, options)).summary).toMatchObject({ failed: 0, new: 0 });
    expect(site.paths()).toHaveLength(2);

    isBusy = false;
    vi.setSystemTime(Date.now() + 3_700_000);
    expect((await run(workspace, site, options)).summary).toMatchObject({ failed: 0, waiting: 0 });
    expect(new Set(site.paths().slice(2))).toEqual(new Set(["/news/", path(0), path(1), path(2)]));
  });

  test("says in the sidecar what was tolerated, and nothing where all was right", async () => {
    const workspace = newWorkspace();
    const site = await startSite({
      ...newsRoutes(2),
      [path(1)]: (_, response) =>
        response
          .writeHead(200, { "content-type": "text/html", "content-encoding": "none" })
          .end(articlePage(title(1))),
    });
    await run(workspace, site);
    const pages = await archived(workspace);
    const tolerated = Object.fromEntries(pages.map((page) => [page.path, page.sidecar.tolerated]));
    expect(tolerated).toEqual({ "/news/": undefined, [path(0)]: undefined, [path(1)]: ["unknown-encoding"] });
  });

  test("archives the list and its articles as they came, and says so", async () => {
    const workspace = newWorkspace();
    const site = await startSite(newsRoutes(5));
    const { summary, events } = await run(workspace, site);
    expect(summary).toEqual({
      found: 6,
      fetched: 6,
      new: 6,
      changed: 0,
      unchanged: 0,
      notModified: 0,
      failed: 0,
      waiting: 0,
      waitingBySource: { qinghe: 0 },
    });
    expect(events.filter(({ type }) => type === "listed")).toEqual([
      {
        type: "listed",
        url: `${site.url}/news/`,
        source: "qinghe",
        kind: "list",
        links: 5,
        isEmpty: false,
      },
    ]);

    const pages = await archived(workspace);
    expect(pages.map((page) => page.path)).toEqual(["/news/", ...[0, 1, 2, 3, 4].map(path)]);
    expect(pages[3]!.text).toBe(articlePage(title(2)));
    expect(pages[3]!.sidecar).toMatchObject({
      source: "qinghe",
      fetcher: "http",
      status: 200,
      robots: "none",
    });
    expect(existsSync("storage")).toBe(false);
    expect(existsSync(join(workspace.dir, "storage"))).toBe(false);
  });

  test("once more: the list is looked at again, and only what changed is archived anew", async () => {
    const workspace = newWorkspace();
    const site = await startSite(newsRoutes(3));
    await run(workspace, site);
    site.serve({ ...newsRoutes(4), [path(1)]: articlePage("更正：青禾镇石桥今天通车") });
    const { summary } = await run(workspace, site, { config: crawlConfig({ recrawl: "0d" }) });
    expect(summary).toMatchObject({ found: 5, new: 1, changed: 2, unchanged: 2 });
  });

  test("reads links in whatever charset the list page is", async () => {
    // "青禾镇石桥通车" in GBK, which only a late <meta> says.
    const text = Buffer.from("c7e0bad6d5f2caafc7c5cda8b3b5c7e0bad6d5f2caafc7c5cda8b3b5", "hex");
    const filler = Buffer.from(`<!--${" ".repeat(3000)}-->`);
    const list = Buffer.concat([
      Buffer.from("<html><head>"),
      filler,
      Buffer.from(`<meta charset="gbk"></head><a href="/xinwen/qiao.html">`),
      text,
      Buffer.from("</a>"),
    ]);
    const site = await startSite({
      "/news/": (_, response) => response.writeHead(200, { "content-type": "text/html" }).end(list),
      "/xinwen/qiao.html": articlePage(title(1)),
    });
    const { summary } = await run(newWorkspace(), site);
    expect(summary).toMatchObject({ found: 2, fetched: 2 });
  });

  test("a page that cannot be had is told of, and the others go on", async () => {
    const status =
      (code: number): Route =>
      (_, response) =>
        response.writeHead(code, { "content-type": "text/html" }).end("<h1>no</h1>");
    const site = await startSite({
      ...newsRoutes(6),
      [path(0)]: status(404),
      [path(1)]: status(500),
      [path(2)]: (_, response) => response.writeHead(200, { "content-type": "image/png" }).end("png"),
      [path(3)]: (_, response) => response.writeHead(302, { location: "http://10.0.0.1/" }).end(),
    });
    const workspace = newWorkspace();
    const { summary, failures } = await run(workspace, site);
    expect(summary).toMatchObject({ found: 7, fetched: 3, failed: 4 });
    expect(failures.map(({ error }) => error.constructor)).toEqual([
      ClientStatusError,
      ServerStatusError,
      BinaryInputError,
      PrivateAddressError,
    ]);
    expect((await archived(workspace)).map((page) => page.path)).toEqual(["/news/", path(4), path(5)]);
  });

  test("keeps to its limit of pages", async () => {
    const site = await startSite(newsRoutes(30));
    const { summary } = await run(newWorkspace(), site, { maxPages: 5 });
    expect(summary).toMatchObject({ found: 5, fetched: 5 });
    expect(site.paths()).toHaveLength(5);
  });

  test("asks one host for one page at a time, with the pause between them, over all its sources", async () => {
    const site = await startSite({
      ...newsRoutes(4),
      "/more/": listPage([
        [path(0), title(0)],
        [path(3), title(3)],
      ]),
    });
    await run(newWorkspace(), site, {
      sources: [sourceOf("qinghe", `${site.url}/news/`), sourceOf("more", `${site.url}/more/`)],
      config: crawlConfig({ delaySeconds: 0.1 }),
    });
    expect(site.paths().toSorted()).toEqual(["/news/", "/more/", ...[0, 1, 2, 3].map(path)].toSorted());
    const gaps = site.hits.slice(1).map((hit, index) => hit.start - site.hits[index]!.end);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(95);
  });

  test("hosts do not wait for each other", async () => {
    const silent = { "/robots.txt": "", "/news/": () => {} };
    const slow = await Promise.all([1, 2, 3, 4].map(() => startSite(silent)));
    const quick = await startSite(newsRoutes(3));
    let meanwhile: readonly string[] | undefined;
    const { summary } = await run(newWorkspace(), quick, {
      sources: [...slow, quick].map((site, n) => sourceOf(`source${n}`, `${site.url}/news/`)),
      config: crawlConfig({ headersTimeoutSeconds: 5 }),
      onEvent: (event) => {
        if (event.type === "failed") meanwhile ??= quick.paths();
      },
    });
    expect(summary).toMatchObject({ fetched: 4, failed: 4 });
    expect(meanwhile).toHaveLength(4);
  });

  test("a source that may not be fetched does not keep the others from it", async () => {
    const site = await startSite(newsRoutes(1));
    const { summary, failures } = await run(newWorkspace(), site, {
      sources: [sourceOf("inner", "http://10.0.0.1/"), sourceOf("qinghe", `${site.url}/news/`)],
    });
    expect(summary).toMatchObject({ fetched: 2, failed: 1 });
    expect(failures[0]!.error).toBeInstanceOf(PrivateAddressError);
  });

  test("a signal stops it; the next one goes on where it stood", async () => {
    const workspace = newWorkspace();
    const stop = new AbortController();
    const routes = newsRoutes(10);
    const site = await startSite({ ...routes, [path(4)]: () => stop.abort() });
    const { summary, failures } = await run(workspace, site, { signal: stop.signal });
    expect(summary).toMatchObject({ fetched: 5, failed: 0, waiting: 6 });
    expect(failures).toEqual([]);

    site.serve(routes);
    expect((await run(workspace, site)).summary).toMatchObject({ fetched: 6, new: 6, waiting: 0 });
    expect(site.paths()).toHaveLength(12);
  });

  test("a store that cannot write ends it, and nothing is lost", async () => {
    const workspace = newWorkspace();
    const site = await startSite(newsRoutes(5));
    const store = openRawStore(workspace);
    const full: typeof store = {
      ...store,
      add: async (...page) => {
        if (page[1].url!.endsWith(path(2))) throw new WriteError("The disk is full.");
        return store.add(...page);
      },
    };
    await expect(run(workspace, site, { store: full })).rejects.toThrow(WriteError);
    expect((await run(workspace, site)).summary).toMatchObject({ new: 3, unchanged: 0 });
  });
});
