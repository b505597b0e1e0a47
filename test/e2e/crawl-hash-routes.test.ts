/** Addresses that differ only behind `#`: pages of their own where a source says so, else named and left out. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { Page } from "../../src/core/page/page.ts";
import { sourceSchema } from "../../src/config/schema.ts";
import type { CrawlEvent } from "../../src/crawl/run/crawl.ts";
import { fetchPage } from "../../src/crawl/fetch/fetch-page.ts";
import { addressOfRoute, hashRoute } from "../../src/crawl/addresses/hash-route.ts";
import { readListing, type Wanted } from "../../src/crawl/discover/listing.ts";
import { HashRouteError, NothingFoundError } from "../../src/core/errors.ts";
import { openRawStore } from "../../src/archive/raw/raw.ts";
import { openWorkspace } from "../../src/archive/files/workspace.ts";
import { run as runMain } from "../support/cli-run.ts";
import { crawlOnce } from "../support/crawl-once.ts";
import { crawlConfig, sourceOf, startSite } from "../support/crawl-site.ts";
import { say } from "../../src/core/words/say.ts";
import { en } from "../../src/core/words/en.ts";
import { chromium, needsChromium } from "../support/needs.ts";

const HOST = "http://www.qinghe.invalid";
const HEADLINES = [
  "青禾镇新修石桥昨天正式通车",
  "老码头停了十九年昨天重新开渡",
  "白石村的孩子乘船上学只要一刻钟",
];

test.each([
  ["#/article/1", "#/article/1", "/article/1"],
  ["#!/article/1", "#!/article/1", "/article/1"],
  ["#!article=1", "#!article=1", "/article=1"],
  ["#/a/1?from=list", "#/a/1?from=list", "/a/1"],
  ["#/新闻/1", "#/%E6%96%B0%E9%97%BB/1", "/%E6%96%B0%E9%97%BB/1"],
  ["", "", "/x/"],
  ["#", "", "/x/"],
  ["#/", "", "/x/"],
  ["#!/", "", "/x/"],
  ["#!", "", "/x/"],
  ["#top", "", "/x/"],
  ["#comment-12", "", "/x/"],
  ["#access_token=secret", "", "/x/"],
  ["#1", "", "/x/"],
])("the route of %j is %j", (fragment, route, path) => {
  const url = new URL(`${HOST}/x/${fragment}`);
  expect(hashRoute(url)).toBe(route);
  expect(addressOfRoute(url).pathname).toBe(path);
});

describe("a list", () => {
  const read = (links: readonly (readonly [href: string, text: string])[], wanted: Wanted = {}) => {
    const html = links.map(([href, text]) => `<li><a href="${href}">${text}</a></li>`).join("");
    const { articles, leftOut } = readListing(
      new Page(Buffer.from(html), { url: `${HOST}/x/` }),
      "list",
      wanted,
    );
    return {
      articles: articles.map(({ url }) => url.replace(HOST, "")),
      leftOut: leftOut.map(
        ({ url, because }) => [url.replace(HOST, ""), say(en.addressReasons, because)] as const,
      ),
    };
  };
  const three = HEADLINES.map((text, n) => [`#/article/${n + 1}`, text] as const);

  test.each<readonly [what: string, links: readonly (readonly [string, string])[], found: readonly string[]]>(
    [
      ["its own routes", three, ["/x/#/article/1", "/x/#/article/2", "/x/#/article/3"]],
      ["routes with !", [["#!/a/7", HEADLINES[0]!]], ["/x/#!/a/7"]],
      ["routes of another page", [["/h5/index.html#/a/7", HEADLINES[0]!]], ["/h5/index.html#/a/7"]],
      [
        "routes that name a day, with a short link",
        [["#/2026/03/09/77", "石桥昨天通车"]],
        ["/x/#/2026/03/09/77"],
      ],
      [
        "routes beside pages",
        [
          ["#/a/1", HEADLINES[0]!],
          ["/2026/03/09/10001.html", HEADLINES[1]!],
        ],
        ["/x/#/a/1", "/2026/03/09/10001.html"],
      ],
      ["no route to its front page", [["#/", HEADLINES[0]!]], []],
      ["no route that a label leads to", [["#/about", "关于我们"]], []],
      [
        "no route that lists",
        [
          ["#/list", HEADLINES[0]!],
          ["#/search/?q=1", HEADLINES[1]!],
        ],
        [],
      ],
      ["no place in a page", [["#comments", HEADLINES[0]!]], []],
    ],
  )("of a source that says so leads to %s", (_, links, found) => {
    expect(read(links, { hashRoutes: true }).articles).toEqual(found);
  });

  test("is matched with its route by a pattern", () => {
    expect(read(three, { hashRoutes: true, article: /#\/article\/[12]$/u }).articles).toHaveLength(2);
  });

  test("of another source names them, and what would fetch them", () => {
    const { articles, leftOut } = read(three);
    expect(articles).toEqual([]);
    expect(leftOut.map(([url]) => url)).toEqual(["/x/#/article/1", "/x/#/article/2", "/x/#/article/3"]);
    for (const [, because] of leftOut)
      expect(because).toMatch(/behind # .*hashRoutes: true and render: browser/u);
  });

  test.each<readonly [what: string, links: readonly (readonly [string, string])[], found: readonly string[]]>(
    [
      [
        "a page that is named with its comments",
        [["/2026/03/09/10001.html#/comments", HEADLINES[0]!]],
        ["/2026/03/09/10001.html"],
      ],
      [
        "a page that is named twice",
        [
          ["/2026/03/09/10001.html", HEADLINES[0]!],
          ["/2026/03/09/10001.html#/c", "评论"],
        ],
        ["/2026/03/09/10001.html"],
      ],
      [
        "a page that is named with a place",
        [["/2026/03/09/10001.html#p2", HEADLINES[0]!]],
        ["/2026/03/09/10001.html"],
      ],
      [
        "a page with a share mark",
        [["/2026/03/09/10001.html#!share", HEADLINES[0]!]],
        ["/2026/03/09/10001.html"],
      ],
      [
        "pages beside a menu of routes",
        [
          ["#/login", "登录"],
          ["/2026/03/09/10001.html", HEADLINES[1]!],
        ],
        ["/2026/03/09/10001.html"],
      ],
    ],
  )("of another source leads to %s as ever", (_, links, found) => {
    expect(read(links).articles).toEqual(found);
  });

  test("may be a sitemap", () => {
    const xml = `<urlset>${[1, 2].map((n) => `<url><loc>${HOST}/#!/news/${n}</loc></url>`).join("")}</urlset>`;
    const page = new Page(Buffer.from(xml), { url: `${HOST}/sitemap.xml` });
    expect(readListing(page, "sitemap", { hashRoutes: true }).articles).toHaveLength(2);
    expect(readListing(page, "sitemap", {}).leftOut.map(({ url }) => url)).toEqual([
      `${HOST}/#!/news/1`,
      `${HOST}/#!/news/2`,
    ]);
  });
});

test("one page by its route, without a browser: an error that names it, and nothing is asked for", async () => {
  const site = await startSite({ "/": "<p>青禾</p>" });
  const page = fetchPage(`${site.url}/#/article/1`, { config: crawlConfig(), allowPrivate: true });
  await expect(page).rejects.toThrow(HashRouteError);
  await expect(page).rejects.toThrow(/#\/article\/1 .* behind #.*hashRoutes: true/u);
  expect(site.hits).toEqual([]);
  for (const fragment of ["#top", "#/", ""]) {
    const { arrival } = await fetchPage(`${site.url}/${fragment}`, {
      config: crawlConfig(),
      allowPrivate: true,
    });
    expect(arrival.url).toBe(`${site.url}/`);
  }
});

test("a source may say so where a browser shows its pages", () => {
  const source = (more: object) =>
    sourceSchema.safeParse({ name: "青禾", start: [HOST], ...more }).error?.issues[0];
  expect(source({ hashRoutes: true, render: "browser" })).toBeUndefined();
  expect(source({ hashRoutes: false })).toBeUndefined();
  for (const render of [undefined, "http", "auto"]) {
    expect(source({ hashRoutes: true, render })).toMatchObject({
      path: ["render"],
      message: /hashRoutes is true/u as never,
    });
  }
});

describe("the commands name them", () => {
  const links = HEADLINES.map((text, n) => `<a href="#/article/${n + 1}">${text}</a>`).join("");
  const page = `<!doctype html><meta charset="utf-8"><title>青禾</title>${links}`;

  async function run(...argv: readonly string[]) {
    const folder = mkdtempSync(join(tmpdir(), "newsift-routes-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    await runMain(["init", "."], { cwd: folder });
    writeFileSync(join(folder, "config/newsift.yaml"), "crawl:\n  delaySeconds: 0\n  retries: 0\n");
    const site = await startSite({ "/": page });
    writeFileSync(join(folder, "config/sources/qinghe.yaml"), `name: 青禾\nstart: [${site.url}/]\n`);
    return runMain([...argv.map((word) => word.replace("SITE", site.url)), "--allow-private"], {
      cwd: folder,
    });
  }

  test("discover", async () => {
    const { code, stdout, stderr } = await run("discover");
    expect(code).toBe(NothingFoundError.exitCode);
    expect(stdout).toContain("#/article/1");
    expect(stderr).toMatch(/differ only behind #.*hashRoutes: true and render: browser/su);
  });

  test("add", async () => {
    const { code, stderr } = await run("add", "SITE/", "--id", "other");
    expect(code).toBe(NothingFoundError.exitCode);
    expect(stderr).toMatch(/differ only behind #.*hashRoutes: true and render: browser/su);
  });

  test("ingest", async () => {
    const { code, stderr } = await run("ingest", "SITE/#/article/1");
    expect(code).toBe(HashRouteError.exitCode);
    expect(stderr).toMatch(/#\/article\/1 .*behind #.*hashRoutes: true/su);
  });
});

describe("a crawl with a browser", { ...needsChromium, timeout: 120_000 }, () => {
  const body = "青禾镇的石桥昨天通车，镇上的居民都到河边去看，老人说等这一天等了三十年。".repeat(6);
  const shell = `<!doctype html><html><head><meta charset="utf-8"><title>青禾</title></head><body><div id="app"></div><script>
    const headlines = ${JSON.stringify(HEADLINES)};
    const [, at] = /^#\\/article\\/(\\d)$/.exec(location.hash) ?? [];
    document.getElementById("app").innerHTML = at === undefined
      ? headlines.map((text, n) => '<p><a href="#/article/' + (n + 1) + '">' + text + "</a></p>").join("")
      : "<h1>" + headlines[at - 1] + "</h1><p>" + headlines[at - 1] + "。${body}</p>";
  </script></body></html>`;

  test("archives each route as a page of its own, once", async () => {
    const folder = mkdtempSync(join(tmpdir(), "newsift-routes-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    await runMain(["init", "."], { cwd: folder });
    const workspace = openWorkspace(folder);
    const site = await startSite({ "/": shell });
    const store = openRawStore(workspace);
    const events: CrawlEvent[] = [];
    const crawl = () =>
      crawlOnce({
        sources: [sourceOf("qinghe", `${site.url}/`, { render: "browser", hashRoutes: true })],
        config: crawlConfig({ recrawl: "never" }),
        browser: { executablePath: chromium },
        store,
        frontierPath: join(workspace.stateDir, "frontier.db"),
        allowPrivate: true,
        onEvent: (event) => events.push(event),
      });
    expect(await crawl()).toMatchObject({ found: 4, new: 4, failed: 0 });
    const pages = await Promise.all((await store.list()).map((id) => store.read(id)));
    const routes = pages.map(({ sidecar }) => sidecar.url!.replace(site.url, ""));
    expect(routes.toSorted()).toEqual(["/", "/#/article/1", "/#/article/2", "/#/article/3"]);
    for (const { sidecar } of pages) expect(sidecar.finalUrl).toBe(sidecar.url);
    const texts = pages.map(({ page }) => Buffer.from(page.bytes).toString());
    for (const [n, headline] of HEADLINES.entries()) {
      expect(texts[routes.indexOf(`/#/article/${n + 1}`)]).toContain(`<h1>${headline}</h1>`);
    }
    // Servers do not see what stands behind #.
    expect(new Set(site.paths())).toEqual(new Set(["/"]));
    expect(await crawl()).toMatchObject({ new: 0, failed: 0 });
  });
});
