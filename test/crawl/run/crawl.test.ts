import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { CrawlEvent } from "../../../src/crawl/run/crawl.ts";
import { findChromium } from "../../../src/crawl/browser/chromium.ts";
import {
  BinaryInputError,
  ChromiumMissingError,
  ClientStatusError,
  PrivateAddressError,
  RobotsError,
  ServerStatusError,
  WriteError,
} from "../../../src/core/errors.ts";
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

/** A list page and this many articles, as routes. */
function newsRoutes(articles: number): Record<string, Route> {
  const numbers = Array.from({ length: articles }, (_, n) => n);
  return {
    "/news/": listPage(numbers.map((n) => [path(n), title(n)])),
    ...Object.fromEntries(numbers.map((n) => [path(n), articlePage(title(n))])),
  };
}

function newWorkspace(): Workspace {
  const dir = mkdtempSync(join(tmpdir(), "newsift-crawl-"));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  return initWorkspace(dir);
}

async function run(workspace: Workspace, site: Site, changes: Partial<OneCrawlOptions> = {}) {
  const events: CrawlEvent[] = [];
  const summary = await crawlOnce({
    sources: [sourceOf("qinghe", `${site.url}/news/`)],
    config: crawlConfig(),
    browser: {},
    store: openRawStore(workspace),
    frontierPath: join(workspace.stateDir, "frontier.db"),
    allowPrivate: ["127.0.0.1"],
    onEvent: (event) => events.push(event),
    ...changes,
  });
  return { summary, events, failures: events.filter((event) => event.type === "failed") };
}

/** Every archived page: its address and its bytes. */
async function archived(workspace: Workspace) {
  const store = openRawStore(workspace);
  const ids = await store.list();
  const pages = await Promise.all(ids.map((id) => store.read(id)));
  for (const id of ids) expect(await store.faults(id)).toEqual([]);
  return pages.map(({ page, sidecar }) => ({
    path: new URL(sidecar.url!).pathname,
    text: Buffer.from(page.bytes).toString(),
    sidecar,
  }));
}

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

describe("SIGKILL", () => {
  test("at any moment: the same crawl again has every page once", async () => {
    const PAGES = 40;
    const KILLS = 4;
    const workspace = newWorkspace();
    const site = await startSite(
      Object.fromEntries(
        Object.entries(newsRoutes(PAGES)).map(
          ([url, body]) =>
            [
              url,
              (_, response) =>
                setTimeout(
                  () => response.writeHead(200, { "content-type": "text/html" }).end(body as string),
                  5,
                ),
            ] as [string, Route],
        ),
      ),
    );
    let kills = 0;
    for (let code: number | null = null; code !== 0;) {
      expect(kills).toBeLessThanOrEqual(KILLS);
      code = await crawlProcess(workspace, site, () => kills < KILLS && Math.random() < 0.2);
      if (code === null) kills += 1;
    }
    const pages = await archived(workspace);
    expect(pages.map((page) => page.path).toSorted()).toEqual(
      ["/news/", ...Array.from({ length: PAGES }, (_, n) => path(n))].toSorted(),
    );
    for (const page of pages.filter(({ path }) => path !== "/news/"))
      expect(page.text).toMatch(/^<!doctype html>.*<\/html>$/su);
    expect(site.paths().length).toBeLessThanOrEqual(1 + PAGES + kills);
    expect(kills).toBeGreaterThan(0);
    const strangers = readdirSync(workspace.rawDir).filter(
      (name) => !/^\d{3,}_[0-9a-f]{16}\.html$|^meta$/u.test(name),
    );
    expect(strangers).toEqual([]);
  }, 120_000);
});

/** @returns its exit code, or null where it was killed because a line of its output let `mustDie` say so */
function crawlProcess(
  workspace: Workspace,
  site: Site,
  mustDie: () => boolean,
  render = "http",
): Promise<number | null> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, "../../support/crawl-child.ts"), workspace.dir, `${site.url}/news/`, render],
    {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, CRAWL_TEST: workspace.dir },
    },
  );
  child.stdout.on("data", () => {
    if (mustDie()) setTimeout(() => child.kill("SIGKILL"), Math.random() * 20);
  });
  return new Promise((resolve) => child.once("close", (code) => resolve(code)));
}

const chromium = await findChromium();

describe.skipIf(chromium === undefined)("a browser", { timeout: 120_000 }, () => {
  const written = (n: number) => `<!doctype html><html><head><meta charset="utf-8"><title>${title(n)}</title>
    <link rel="stylesheet" href="/a.css"></head><body><img src="/a.png"><div id="body"></div>
    <script>fetch("/data/${n}.json").then((r) => r.json()).then(({ text }) => { document.getElementById("body").innerHTML = "<p>" + text + "</p>"; });</script></body></html>`;
  const data =
    (n: number): Route =>
    (_, response) =>
      setTimeout(
        () =>
          response
            .writeHead(200, { "content-type": "application/json" })
            .end(JSON.stringify({ text: `${title(n)}，镇上的人都去看。` })),
        100,
      );
  const list = `<!doctype html><html><head><meta charset="utf-8"></head><body><ul id="list"></ul><script>
    document.getElementById("list").innerHTML = '<li><a href="${path(1)}">${title(1)}</a><li><a href="${path(2)}">${title(2)}</a>';</script></body></html>`;
  const routes = {
    "/news/": list,
    [path(1)]: written(1),
    [path(2)]: written(2),
    "/data/1.json": data(1),
    "/data/2.json": data(2),
  };

  function browse(workspace: Workspace, site: Site, changes: Partial<OneCrawlOptions> = {}) {
    return run(workspace, site, {
      sources: [sourceOf("qinghe", `${site.url}/news/`, { render: "browser" })],
      ...changes,
    });
  }

  test("runs the scripts of lists and articles, and loads nothing that text does not need", async () => {
    const workspace = newWorkspace();
    const site = await startSite(routes);
    const { summary } = await browse(workspace, site);
    expect(summary).toMatchObject({ found: 3, fetched: 3, failed: 0 });
    const pages = await archived(workspace);
    expect(pages.map((page) => page.path)).toEqual(["/news/", path(1), path(2)]);
    expect(pages[1]!.text).toContain(`<p>${title(1)}，镇上的人都去看。</p>`);
    expect(pages[1]!.sidecar).toMatchObject({ fetcher: "browser", status: 200, charset: { used: "utf-8" } });
    expect(site.paths().filter((path) => /\.(?:css|png|ico)$/u.test(path))).toEqual([]);
  });

  test("goes nowhere that the guard forbids: not by redirect, script, frame or socket", async () => {
    const inner = await startSite({ "/": "<p>内部的秘密</p>" });
    const innerUrl = inner.url.replace("127.0.0.1", "localhost");
    const page = (body: string) => `<!doctype html><meta charset="utf-8"><p>正文</p>${body}`;
    const site = await startSite({
      "/news/": listPage([1, 2, 3, 4].map((n) => [path(n), title(n)])),
      [path(1)]: (_, response) => response.writeHead(302, { location: innerUrl }).end(),
      [path(2)]: page(`<script>location.href = "${innerUrl}"</script>`),
      [path(3)]: page(
        `<iframe src="${innerUrl}"></iframe><script>fetch("${innerUrl}", { mode: "no-cors" }).catch(() => {}); new WebSocket("${innerUrl.replace("http", "ws")}");</script>`,
      ),
      [path(4)]: page(`<meta http-equiv="refresh" content="0;url=${innerUrl}">`),
    });
    const workspace = newWorkspace();
    const { failures } = await browse(workspace, site);
    expect(inner.hits).toHaveLength(0);
    expect(failures.map(({ url }) => new URL(url).pathname)).toContain(path(1));
    expect(failures.find(({ url }) => url.endsWith(path(1)))!.error).toBeInstanceOf(PrivateAddressError);
    for (const { text } of await archived(workspace)) expect(text).not.toContain("秘密");
  });

  test("a 404 and a redirect in a circle fail, a page that never comes to rest is taken as it stands", async () => {
    const site = await startSite({
      "/news/": listPage([1, 2, 3, 4].map((n) => [path(n), title(n)])),
      [path(2)]: (_, response) => response.writeHead(302, { location: path(2) }).end(),
      [path(3)]:
        `<!doctype html><meta charset="utf-8"><p>正文</p><script>setInterval(() => fetch("/tick"), 50); setTimeout(() => alert("关注我们"), 10); window.open("/popup");</script>`,
      [path(4)]: `<!doctype html><p>x</p><script>setTimeout(() => { for (;;); }, 10)</script>`,
    });
    const { failures, summary } = await browse(newWorkspace(), site, {
      config: crawlConfig({ totalTimeoutSeconds: 8 }),
    });
    expect(summary).toMatchObject({ fetched: 2, failed: 3 });
    expect(failures.map(({ error }) => error.name).toSorted()).toEqual([
      "ClientStatusError",
      "ConnectionError",
      "RedirectError",
    ]);
  });

  test("asks robots.txt where a redirect leads, and keeps nothing that it forbids", async () => {
    const target = await startSite({
      "/": articlePage(title(9)),
      "/robots.txt": "User-agent: *\nDisallow: /",
    });
    const site = await startSite({
      "/news/": (_, response) => response.writeHead(302, { location: `${target.url}/` }).end(),
    });
    const workspace = newWorkspace();
    const { failures } = await browse(workspace, site);
    expect(failures.map(({ error }) => error.constructor)).toEqual([RobotsError]);
    expect(await archived(workspace)).toEqual([]);
  });

  test("a signal stops it in the middle of a page", async () => {
    const stop = new AbortController();
    const site = await startSite({
      ...routes,
      [path(1)]: (_, response) => {
        response.writeHead(200, { "content-type": "text/html" }).write("<p>");
        setTimeout(() => stop.abort(), 200);
      },
    });
    const { summary } = await browse(newWorkspace(), site, { signal: stop.signal });
    expect(summary).toMatchObject({ fetched: 1, failed: 0, waiting: 2 });
  });

  test.skipIf(process.platform !== "linux")("leaves no process behind, even when killed", async () => {
    const workspace = newWorkspace();
    const site = await startSite(routes);
    expect(await crawlProcess(workspace, site, () => true, "browser")).toBeNull();
    await expect.poll(processesOf(workspace)).toEqual([]);
    expect(await crawlProcess(workspace, site, () => false, "browser")).toBe(0);
    await expect.poll(processesOf(workspace)).toEqual([]);
  });

  test.each([
    ["does not start", process.execPath],
    ["is not where it is said to be", "/nowhere/chromium"],
  ])("that %s fails its sources, and no other", async (_, executablePath) => {
    const site = await startSite(newsRoutes(2));
    const { summary, failures } = await run(newWorkspace(), site, {
      sources: [
        sourceOf("plain", `${site.url}/news/`),
        sourceOf("scripted", `${site.url}/js/`, { render: "browser" }),
      ],
      browser: { executablePath },
    });
    expect(summary).toMatchObject({ fetched: 3, failed: 1 });
    expect(failures.map(({ source, error }) => [source, error.constructor])).toEqual([
      ["scripted", ChromiumMissingError],
    ]);
  });
});

/** Processes that were started for this workspace, and theirs: they inherit its name. */
function processesOf(workspace: Workspace): () => readonly string[] {
  return () =>
    readdirSync("/proc").filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, "utf8").includes(`CRAWL_TEST=${workspace.dir}`);
      } catch {
        return false; // no process, or gone meanwhile
      }
    });
}
