/** Crawls by processes that are killed, and in Chromium. */
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ChromiumMissingError, PrivateAddressError, RobotsError } from "../../src/core/errors.ts";
import type { Workspace } from "../../src/archive/files/workspace.ts";
import type { OneCrawlOptions } from "../support/crawl-once.ts";
import {
  articlePage,
  crawlConfig,
  listPage,
  sourceOf,
  startSite,
  type Route,
  type Site,
} from "../support/crawl-site.ts";
import { archived, newsRoutes, newWorkspace, path, run, title } from "../support/crawled-news.ts";
import { needsChromium, needsLinux } from "../support/needs.ts";

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
    [join(import.meta.dirname, "../support/crawl-child.ts"), workspace.dir, `${site.url}/news/`, render],
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

describe("a browser", { ...needsChromium, timeout: 120_000 }, () => {
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

  test("leaves no process behind, even when killed", needsLinux, async () => {
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
