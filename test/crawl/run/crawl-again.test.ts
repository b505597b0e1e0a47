/** The second day: what is asked for again, what is kept anew, and what is recognised. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { readFrontier } from "../../../src/crawl/frontier/frontier-report.ts";
import { DegradedError } from "../../../src/core/errors.ts";
import { openRawStore } from "../../../src/archive/raw/raw.ts";
import { readRuns } from "../../../src/archive/records/runs.ts";
import type { Workspace } from "../../../src/archive/files/workspace.ts";
import { run as runCli } from "../../support/cli-run.ts";
import { listPage, startSite, type Route, type Site } from "../../support/crawl-site.ts";
import { temporaryWorkspace } from "../../support/store-workspace.ts";
import { say } from "../../../src/core/words/say.ts";
import { en } from "../../../src/core/words/en.ts";

const path = (n: number) => `/2026/03/09/${10_000 + n}.html`;
const title = (n: number) => `青禾镇第${n}座石桥昨天正式通车`;
const body = (n: number) =>
  [
    `三月九日上午，青禾镇第${n}座石桥举行了通车仪式，两岸的居民早早地来到河边，等着走上新桥。`,
    `这座桥长${60 + n}米，由邻县请来的石匠用本地的青石砌成，前后花了一年零三个月的时间。`,
    `镇上的老人说，过去到对岸的集市要绕十里山路，如今走过去只要一顿饭的工夫。`,
  ]
    .map((paragraph) => `<p>${paragraph}</p>`)
    .join("\n");

const article = (n: number, chrome = "", text = body(n)) =>
  `<!doctype html><html><head><meta charset="utf-8"><title>${title(n)}</title></head><body><h1>${title(n)}</h1><div>${text}</div><div class="foot">${chrome}</div></body></html>`;

const html = (page: string, headers: Readonly<Record<string, string>> = {}): Route => {
  return (request, response) => {
    const { etag, "last-modified": modified } = headers;
    const isKnown =
      (etag !== undefined && request.headers["if-none-match"] === etag) ||
      (modified !== undefined && request.headers["if-modified-since"] === modified);
    response.writeHead(isKnown ? 304 : 200, { "content-type": "text/html", ...headers });
    response.end(isKnown ? undefined : page);
  };
};

const news = (...numbers: readonly number[]) => listPage(numbers.map((n) => [path(n), title(n)]));

function newsWorkspace(site: Site, settings = "", recrawl = "0d", delaySeconds = 0): Workspace {
  const workspace = temporaryWorkspace();
  mkdirSync(join(workspace.dir, "config/sources"), { recursive: true });
  writeFileSync(
    join(workspace.dir, "config/newsift.yaml"),
    `crawl: {delaySeconds: ${delaySeconds}, retries: 0}\n${settings}`,
  );
  writeFileSync(
    join(workspace.dir, "config/sources/qinghe.yaml"),
    `name: 青禾新闻\nstart: [${site.url}/news/]\nrecrawl: ${recrawl}\n`,
  );
  return workspace;
}

async function crawl(workspace: Workspace) {
  const done = await runCli(["crawl", "--json", "--allow-private", "--workspace", workspace.dir]);
  return { ...done, ...(JSON.parse(done.stdout) as CrawlOutput) };
}

interface CrawlOutput {
  readonly pages: Readonly<Record<string, number>>;
  readonly documents: readonly {
    readonly document: string;
    readonly url: string;
    readonly verdict: string;
    readonly duplicateOf?: string;
    readonly parts?: readonly string[];
    readonly incomplete?: true;
  }[];
}

const files = async (workspace: Workspace) => (await openRawStore(workspace).list()).length;

describe("the second day", () => {
  test("a page that its server knows to be unchanged is not sent again, by either validator", async () => {
    const site = await startSite({
      "/news/": html(news(1, 2), { etag: '"list"' }),
      [path(1)]: html(article(1), { etag: '"1"' }),
      [path(2)]: html(article(2), { "last-modified": "Mon, 09 Mar 2026 02:00:00 GMT" }),
    });
    const workspace = newsWorkspace(site);
    expect((await crawl(workspace)).pages).toMatchObject({ new: 3, notModified: 0 });
    const { pages, code } = await crawl(workspace);
    expect(code).toBe(0);
    expect(pages).toMatchObject({ found: 3, fetched: 3, unchanged: 3, notModified: 3, new: 0, changed: 0 });
    expect(await files(workspace)).toBe(3);
  });

  test("a page that is not the one that was validated is sent whole", async () => {
    const site = await startSite({ "/news/": news(1), [path(1)]: html(article(1), { etag: '"1"' }) });
    const workspace = newsWorkspace(site);
    await crawl(workspace);
    site.serve({
      "/news/": news(1),
      [path(1)]: (_, response) => response.writeHead(302, { location: path(7) }).end(),
      [path(7)]: html(article(7), { etag: '"1"' }),
    });
    expect((await crawl(workspace)).pages).toMatchObject({ new: 1, notModified: 0 });
  });

  test("an article whose text is the same is not kept again, however the rest changed; a corrected one is, once", async () => {
    const site = await startSite({
      "/news/": news(1),
      [path(1)]: html(article(1, "阅读：12 次"), { etag: '"1"' }),
    });
    const workspace = newsWorkspace(site);
    await crawl(workspace);
    site.serve({ "/news/": news(1), [path(1)]: html(article(1, "阅读：98 次"), { etag: '"2"' }) });
    expect((await crawl(workspace)).pages).toMatchObject({ changed: 0, unchanged: 2, notModified: 0 });
    // What the server says now is remembered, though its bytes were not kept.
    expect((await crawl(workspace)).pages).toMatchObject({ unchanged: 2, notModified: 1 });
    expect(await files(workspace)).toBe(2);

    const corrected = article(1, "阅读：99 次", body(1).replace("一年零三个月", "一年零四个月"));
    site.serve({ "/news/": news(1), [path(1)]: html(corrected, { etag: '"3"' }) });
    expect((await crawl(workspace)).pages).toMatchObject({ changed: 1 });
    expect((await crawl(workspace)).pages).toMatchObject({ changed: 0, unchanged: 2 });
    const ids = await openRawStore(workspace).list();
    expect(ids).toHaveLength(3);
    expect((await openRawStore(workspace).read(ids[2]!)).sidecar.replaces).toBe(ids[1]);
  });

  test("fetched by hand, it is recognised as well", async () => {
    const site = await startSite({ "/news/": news(1), [path(1)]: article(1, "阅读：12 次") });
    const workspace = newsWorkspace(site);
    await crawl(workspace);
    site.serve({ [path(1)]: article(1, "阅读：98 次") });
    const ingest = ["ingest", site.url + path(1), "--allow-private", "--workspace", workspace.dir];
    expect((await runCli(ingest)).code).toBe(0);
    expect(await files(workspace)).toBe(2);
  });

  test("a known article is asked for when it is due, the list in every run", async () => {
    const site = await startSite({ "/news/": news(1, 2), [path(1)]: article(1), [path(2)]: article(2) });
    const workspace = newsWorkspace(site, "", "never");
    await crawl(workspace);
    expect((await crawl(workspace)).pages).toMatchObject({ found: 1, unchanged: 1 });
    expect(site.paths()).toEqual(["/news/", path(1), path(2), "/news/"]);
  });

  test("without its frontier it asks again, but for what has changed only", async () => {
    const site = await startSite({ "/news/": news(1), [path(1)]: html(article(1), { etag: '"1"' }) });
    const workspace = newsWorkspace(site);
    await crawl(workspace);
    for (const suffix of ["", "-wal", "-shm"]) {
      const file = join(workspace.stateDir, `frontier.sqlite${suffix}`);
      writeFileSync(file, "");
    }
    expect((await crawl(workspace)).pages).toMatchObject({ found: 2, unchanged: 2, notModified: 1 });
  });

  test("a page that is gone stays as it was, and is not asked for again", async () => {
    const site = await startSite({ "/news/": news(1), [path(1)]: article(1) });
    const workspace = newsWorkspace(site);
    await crawl(workspace);
    const clean = (await openRawStore(workspace).list()).map((id) =>
      join(workspace.cleanDir, `${id}.txt`),
    )[1]!;
    const text = readFileSync(clean, "utf8");
    site.serve({ "/news/": news(1) });
    expect((await crawl(workspace)).pages).toMatchObject({ failed: 1 });
    expect((await crawl(workspace)).pages).toMatchObject({ failed: 0, fetched: 1 });
    expect(readFileSync(clean, "utf8")).toBe(text);
    expect(readFrontier(join(workspace.stateDir, "frontier.sqlite"))!.failures).toMatchObject([
      { url: site.url + path(1), state: "gone", error: "ClientStatusError" },
    ]);
  });
});

describe("a known article that comes back as none", () => {
  const shell = (n: number, more = "") =>
    `<!doctype html><html><head><meta charset="utf-8"><title>${title(n)}</title></head><body><div id="app"></div>${more}</body></html>`;
  const loggedOut = `<!doctype html><html><head><meta charset="utf-8"><title>请登录</title></head><body><p>您没有访问权限，请登录后再试。</p></body></html>`;
  const links = Array.from({ length: 40 }, (_, n) => `<li><a href="${path(n + 50)}">${title(n)}</a></li>`);
  const listing = `<!doctype html><html><head><meta charset="utf-8"><title>要闻</title></head><body><ul>${links.join("")}</ul></body></html>`;
  const known = {
    "/news/": news(1, 2, 3),
    [path(1)]: article(1),
    [path(2)]: article(2),
    [path(3)]: article(3),
  };
  const lastProblems = (workspace: Workspace) =>
    readRuns(workspace, 1)[0]!.problems.map((problem) => say(en.runProblems, problem));

  test.for([
    ["an empty shell", shell(1), "1 thin"],
    ["an empty shell with a notice", shell(1, "<noscript>请启用脚本</noscript>"), "1 thin"],
    ["a page for those who are logged in", loggedOut, "1 blocked"],
    ["a list that says the same again and again", listing, "1 spam"],
    ["a page that says nothing at all", "<!doctype html><title>x</title><p>正在加载</p>", "1 thin"],
  ] as const)(
    "%s: the run is degraded, names it, and the article stands for the page",
    async ([, page, kind]) => {
      const site = await startSite(known);
      const workspace = newsWorkspace(site);
      expect((await crawl(workspace)).code).toBe(0);
      const before = (await openRawStore(workspace).versions(site.url + path(1))).at(-1)!;
      site.serve({ ...known, [path(1)]: page });
      const { code, stderr } = await crawl(workspace);
      expect(code).toBe(DegradedError.exitCode);
      const after = (await openRawStore(workspace).versions(site.url + path(1))).at(-1)!;
      expect(after).not.toBe(before);
      expect(lastProblems(workspace)).toEqual([
        expect.stringContaining(
          `1 known article came back as none (${kind}): ${site.url}${path(1)} (${after}). `,
        ),
      ]);
      expect(stderr).toContain(`qinghe: 1 known article came back as none`);
      expect(readFileSync(join(workspace.cleanDir, `${before}.txt`), "utf8")).toContain(title(1));
      // As long as the lists name it, it is missed: the server says that the shell has not changed.
      expect((await crawl(workspace)).code).toBe(DegradedError.exitCode);
      site.serve(known);
      expect((await crawl(workspace)).code).toBe(0);
    },
  );

  test.for([
    ["an article that was corrected", { [path(1)]: article(1, "", body(1).replace("三月", "四月")) }],
    ["an article in other chrome", { [path(1)]: article(1, "阅读：98 次") }],
    ["an article that is gone", { [path(1)]: (_, response) => response.writeHead(410).end() }],
    ["a new page that is none", { "/news/": news(1, 2, 3, 4), [path(4)]: shell(4) }],
    ["an article that is not named any more", { "/news/": news(2, 3), [path(1)]: shell(1) }],
  ] as const satisfies readonly (readonly [string, Record<string, Route>])[])(
    "%s is no such page",
    async ([, changed]) => {
      const site = await startSite(known);
      const workspace = newsWorkspace(site);
      await crawl(workspace);
      site.serve({ ...known, ...changed });
      await crawl(workspace);
      expect(lastProblems(workspace)).toEqual([]);
    },
  );

  test("a page that never was an article is none now either", async () => {
    const site = await startSite({ ...known, [path(1)]: shell(1) });
    const workspace = newsWorkspace(site);
    await crawl(workspace);
    site.serve({ ...known, [path(1)]: shell(1, "<p>x</p>") });
    await crawl(workspace);
    expect(lastProblems(workspace)).toEqual([]);
  });
});

describe("what a host is owed outlives the run", () => {
  const SECONDS = 2;
  /** Milliseconds from the end of the last request of one run to the start of the first of the next. */
  async function gapBetweenRuns(site: Site, workspace: Workspace): Promise<number> {
    await crawl(workspace);
    const before = site.hits.length;
    await crawl(workspace);
    return site.hits[before]!.start - site.hits[before - 1]!.end;
  }

  test("its pause", async () => {
    const site = await startSite({ "/news/": news() });
    const workspace = newsWorkspace(site, "", "0d", SECONDS);
    expect(await gapBetweenRuns(site, workspace)).toBeGreaterThanOrEqual(SECONDS * 1000 - 50);
  });

  test("its Retry-After", async () => {
    const site = await startSite({
      "/news/": (_, response) =>
        response.writeHead(503, { "content-type": "text/html", "retry-after": String(SECONDS) }).end(),
    });
    const workspace = newsWorkspace(site);
    expect(await gapBetweenRuns(site, workspace)).toBeGreaterThanOrEqual(SECONDS * 1000 - 50);
  });
});

describe("one text at two addresses", () => {
  test("is kept twice, and said to be the same", async () => {
    const site = await startSite({
      "/news/": news(1, 2, 3),
      [path(1)]: article(1),
      [path(2)]: article(2),
      [path(3)]: article(1, "阅读：12 次"),
    });
    const workspace = newsWorkspace(site);
    const { documents } = await crawl(workspace);
    expect(await files(workspace)).toBe(4);
    const [, first, , third] = documents;
    expect(third!.duplicateOf).toBe(first!.document);
    expect(documents.filter(({ duplicateOf }) => duplicateOf !== undefined)).toHaveLength(1);
    const shown = await runCli(["clean", "--workspace", workspace.dir]);
    expect(shown.stdout).toContain("duplicates: 1");
  });

  test("of hosts that config calls twins is one page", async () => {
    const site = await startSite({ "/news/": news(1), [path(1)]: html(article(1)) });
    const twin = site.url.replace("127.0.0.1", "localhost");
    const workspace = newsWorkspace(site, `twins: {"${new URL(twin).host}": "${new URL(site.url).host}"}\n`);
    await crawl(workspace);
    writeFileSync(
      join(workspace.dir, "config/sources/qinghe.yaml"),
      `name: 青禾新闻\nstart: [${twin}/news/]\nrecrawl: 0d\n`,
    );
    expect((await crawl(workspace)).pages).toMatchObject({ new: 0, unchanged: 2 });
  });
});

describe("an article on three pages", () => {
  const part = (n: number, page: number) => path(n).replace(".html", page === 1 ? ".html" : `_${page}.html`);
  const paragraphs = [
    "三月九日上午，青禾镇的石桥举行了通车仪式，两岸的居民早早地来到河边，等着走上新桥。",
    "这座桥长六十米，由邻县请来的石匠用本地的青石砌成，前后花了一年零三个月的时间。",
    "镇上的老人说，过去到对岸的集市要绕十里山路，如今走过去只要一顿饭的工夫。",
    "为了凑够修桥的钱，村民们卖掉了两片竹林，又向在外地做工的同乡写了三十封信。",
    "石匠老周在工地上住了整整四百天，他说这是他这辈子砌过的最长的一座桥。",
    "桥头立了一块碑，上面刻着所有出过力的人的名字，一共二百一十七个。",
  ];
  const page = (n: number) => {
    const numbers = [1, 2, 3].map((other) =>
      other === n ? ` ${n} ` : `<a href="${part(1, other)}">[${other}]</a>`,
    );
    const next = n < 3 ? `<a href="${part(1, n + 1)}">下一页</a>` : "";
    const own = paragraphs.slice(2 * n - 2, 2 * n).map((text) => `<p>${text}</p>`);
    return `<!doctype html><html><head><meta charset="utf-8"><title>${title(1)}</title></head><body><h1>${title(1)}${n > 1 ? `（${n}）` : ""}</h1><div class="text">${own.join("\n")}</div><div class="pager">${numbers.join("")}${next}</div></body></html>`;
  };
  const routes = {
    "/news/": news(1),
    [part(1, 1)]: page(1),
    [part(1, 2)]: page(2),
    [part(1, 3)]: page(3),
  };
  const whole = `${[title(1), ...paragraphs].join("\n")}\n`;

  async function cleanTexts(workspace: Workspace): Promise<readonly string[]> {
    const ids = await openRawStore(workspace).list();
    return ids.flatMap((id) => {
      try {
        return [readFileSync(join(workspace.cleanDir, `${id}.txt`), "utf8")];
      } catch {
        return [];
      }
    });
  }

  test("is one text, and its receipt and sidecars say so; cleaning raw/ again gives the same, and verify rebuilds it", async () => {
    const site = await startSite(routes);
    const workspace = newsWorkspace(site);
    const { documents, pages } = await crawl(workspace);
    expect(pages).toMatchObject({ found: 4, new: 4, failed: 0 });
    const ids = await openRawStore(workspace).list();
    expect(ids).toHaveLength(4);
    const [, first, second, third] = ids;
    expect(await cleanTexts(workspace)).toEqual([whole]);
    expect(documents.find(({ document }) => document === first)).toMatchObject({ parts: [second, third] });
    expect((await openRawStore(workspace).read(third!)).sidecar).toMatchObject({ continues: first, part: 3 });
    const receipts = join(workspace.cleanDir, "receipts");
    const read = () => ids.map((id) => readFileSync(join(receipts, `${id}.json`), "utf8"));
    const before = read();
    expect(JSON.parse(before[2]!)).toMatchObject({ continues: first });

    expect((await runCli(["verify", "--workspace", workspace.dir])).code).toBe(0);
    expect((await runCli(["diff", first!, "--workspace", workspace.dir])).stdout).toContain(paragraphs[5]);
    await runCli(["clean", "--workspace", workspace.dir]);
    expect(read()).toEqual(before);
    expect(await cleanTexts(workspace)).toEqual([whole]);
  });

  test("is fetched whole by ingest too; a page that cannot be had is named, and makes it incomplete", async () => {
    const site = await startSite(routes);
    const workspace = newsWorkspace(site);
    const ingest = () =>
      runCli(["ingest", `${site.url}${part(1, 1)}`, "--allow-private", "--workspace", workspace.dir]);
    const { code, stdout } = await ingest();
    expect(code).toBe(0);
    expect(await cleanTexts(workspace)).toEqual([whole]);
    const [first, second, third] = await openRawStore(workspace).list();
    expect(stdout).toContain(`goes on in ${second}, ${third}\n`);
    expect((await openRawStore(workspace).read(third!)).sidecar).toMatchObject({ continues: first, part: 3 });

    const broken = newsWorkspace(site);
    site.serve({ ...routes, [part(1, 2)]: (_, response) => response.writeHead(404).end() });
    const address = `${site.url}${part(1, 1)}`;
    const again = await runCli(["ingest", address, "--allow-private", "--workspace", broken.dir]);
    expect(again).toMatchObject({ code: 0, stderr: expect.stringContaining("404") });
    expect(again.stdout).toContain("incomplete: further pages of it are missing\n");
  });

  test("without its last page it is incomplete, until a later run brings it", async () => {
    const site = await startSite({
      ...routes,
      [part(1, 3)]: (_, response) => response.writeHead(503, { "content-type": "text/html" }).end(),
    });
    const workspace = newsWorkspace(site, "", "never");
    const { documents } = await crawl(workspace);
    expect(documents.find(({ parts }) => parts !== undefined)).toMatchObject({ incomplete: true });
    expect(await cleanTexts(workspace)).toEqual([whole.split("\n").slice(0, 5).join("\n").concat("\n")]);
    expect((await runCli(["verify", "--workspace", workspace.dir])).code).toBe(0);

    site.serve(routes);
    const frontier = join(workspace.stateDir, "frontier.sqlite");
    await crawl(workspace);
    expect(readFrontier(frontier)!.failures).toMatchObject([
      { state: "retry", error: "ServerStatusError", tries: 1 },
    ]);
    const database = new DatabaseSync(frontier);
    database.exec("UPDATE page SET due = 0");
    database.close();
    expect((await crawl(workspace)).documents.find(({ parts }) => parts?.length === 2)).toBeDefined();
    expect(await cleanTexts(workspace)).toEqual([whole]);
  });

  test("goes without a page that turns out to be none, and says that it is incomplete", async () => {
    const notice = `<!doctype html><html><head><title>提示</title></head><body><p>您访问的页面不存在或已被删除</p></body></html>`;
    const site = await startSite({ ...routes, [part(1, 2)]: notice });
    const workspace = newsWorkspace(site);
    const { documents } = await crawl(workspace);
    const ids = await openRawStore(workspace).list();
    const first = documents.find(({ document }) => document === ids[1]);
    expect(first).toMatchObject({ verdict: "article", incomplete: true });
    expect((await runCli(["verify", "--workspace", workspace.dir])).code).toBe(0);
  });

  test.for([
    ["an empty shell", `<!doctype html><title>${title(1)}</title><div id="app"></div>`],
    ["a notice", `<!doctype html><title>提示</title><p>您访问的页面不存在或已被删除</p>`],
  ])("keeps the text of a page that turned into %s, and the run says so", async ([, nothing]) => {
    const site = await startSite(routes);
    const workspace = newsWorkspace(site);
    await crawl(workspace);
    site.serve({ ...routes, [part(1, 2)]: nothing! });
    const { code, stderr } = await crawl(workspace);
    expect(stderr).toContain(`${part(1, 2)} (`);
    expect(code).toBe(DegradedError.exitCode);
    await runCli(["clean", "--workspace", workspace.dir]);
    expect(await cleanTexts(workspace)).toEqual([whole]);
    expect((await runCli(["verify", "--workspace", workspace.dir])).code).toBe(0);
  });

  test("keeps the pages that went with it when it was the latest version", async () => {
    const site = await startSite(routes);
    const workspace = newsWorkspace(site);
    await crawl(workspace);
    const changed = (n: number) => page(n).replaceAll("石匠", "木匠");
    site.serve({
      "/news/": news(1),
      [part(1, 1)]: changed(1),
      [part(1, 2)]: changed(2),
      [part(1, 3)]: changed(3),
    });
    expect((await crawl(workspace)).pages).toMatchObject({ changed: 2 });
    await runCli(["clean", "--workspace", workspace.dir]);
    expect(await cleanTexts(workspace)).toEqual([whole.replaceAll("石匠", "木匠")]);
    const superseded = (await openRawStore(workspace).list())[1]!;
    expect(readFileSync(join(workspace.supersededDir, `${superseded}.txt`), "utf8")).toBe(whole);
    expect((await runCli(["verify", "--workspace", workspace.dir])).code).toBe(0);
  });

  test("when one of its pages is corrected, its text is", async () => {
    const site = await startSite(routes);
    const workspace = newsWorkspace(site);
    await crawl(workspace);
    site.serve({ ...routes, [part(1, 2)]: page(2).replace("三十封信", "四十封信") });
    expect((await crawl(workspace)).pages).toMatchObject({ changed: 1 });
    expect(await cleanTexts(workspace)).toEqual([whole.replace("三十封信", "四十封信")]);
    expect((await runCli(["verify", "--workspace", workspace.dir])).code).toBe(0);
  });
});
