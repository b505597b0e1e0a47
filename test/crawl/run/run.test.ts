/** How a run ends, and what is written down of it. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { DegradedError } from "../../../src/core/errors.ts";
import { readPageEvents, readRun, readRuns } from "../../../src/archive/records/runs.ts";
import type { Workspace } from "../../../src/archive/files/workspace.ts";
import { run } from "../../support/cli-run.ts";
import { listPage, type Route, startSite, type Site } from "../../support/crawl-site.ts";
import { temporaryWorkspace } from "../../support/store-workspace.ts";
import { sayProblem } from "../../../src/core/words/words.ts";
import { en } from "../../../src/core/words/en.ts";

const path = (n: number) => `/2026/03/09/${10_000 + n}.html`;
const title = (n: number) => `青禾镇第${n}座石桥昨天正式通车`;
const numbers = [1, 2, 3, 4];
const list = listPage(numbers.map((n) => [path(n), title(n)]));
const articles = Object.fromEntries(numbers.map((n) => [path(n), article(n)]));

function article(n: number): string {
  const text = [
    `三月九日上午，青禾镇第${n}座石桥举行了通车仪式，两岸的居民早早地来到河边，等着走上新桥。`,
    `记者在桥头看到，这座桥长${60 + n}米，由邻县请来的石匠用本地的青石砌成，前后花了一年零三个月的时间。`,
    `镇上的老人说，过去到对岸的集市要绕十里山路，如今走过去只要一顿饭的工夫，孩子们上学也不用再蹚水了。`,
  ];
  return `<!doctype html><meta charset="utf-8"><title>${title(n)}</title><h1>${title(n)}</h1><div>${text.map((line) => `<p>${line}</p>`).join("")}</div>`;
}

/** Says 200, and is none of its pages. */
const errorPage = `<!doctype html><meta charset="utf-8"><title>系统维护中</title><h1>系统维护中</h1><p>系统正在升级维护，请您稍后再来访问。</p>`;

const answers =
  (status: number, body = ""): Route =>
  (_, response) =>
    response.writeHead(status, { "content-type": "text/html; charset=utf-8" }).end(body);

/** Its end is announced, and does not come. */
const breaksOff =
  (body: string): Route =>
  (_, response) => {
    response.writeHead(200, {
      "content-type": "text/html; charset=utf-8",
      "content-length": body.length * 9,
    });
    response.write(body, () => response.destroy());
  };

function workspaceOf(site: Pick<Site, "url">, settings = ""): Workspace {
  const workspace = temporaryWorkspace();
  mkdirSync(join(workspace.dir, "config/sources"), { recursive: true });
  writeFileSync(
    join(workspace.dir, "config/newsift.yaml"),
    "crawl: {delaySeconds: 0, retries: 0, recrawl: 0h}\n",
  );
  writeSource(workspace, site, settings);
  return workspace;
}

function writeSource({ dir }: Workspace, { url }: Pick<Site, "url">, settings: string): void {
  writeFileSync(
    join(dir, "config/sources/qinghe.yaml"),
    `name: 青禾新闻\nstart: [${url}/news/]\n${settings.replace("%", url)}\n`,
  );
}

const crawl = (workspace: Workspace) =>
  run(["crawl", "--allow-private", "--workspace", workspace.dir], { cwd: workspace.dir });

test("a run that brings what is expected is ok, and its record says what came", async () => {
  const site = await startSite({ "/news/": list, ...articles, [path(4)]: answers(404) });
  const workspace = workspaceOf(site);
  expect((await crawl(workspace)).code).toBe(0);

  const [record] = readRuns(workspace);
  const { host } = new URL(site.url);
  expect(record).toMatchObject({
    by: "person",
    sources: ["qinghe"],
    outcome: "ok",
    problems: [],
    counts: { found: 5, fetched: 4, new: 4, articles: 3, rejected: 0, errors: 1 },
    errors: { ClientStatusError: 1 },
    verdicts: { article: 3 },
  });
  expect(record!.bySource["qinghe"]).toEqual(record!.counts);
  expect(record!.byHost[host]).toEqual(record!.counts);
  expect(record!.counts.cleanChars).toBeGreaterThan(300);
  expect(Date.parse(record!.ended!)).toBeGreaterThanOrEqual(Date.parse(record!.began));

  const fates = new Map<string, string>();
  for await (const { url, fate } of readPageEvents(workspace, record!.id))
    fates.set(url.slice(site.url.length), fate);
  expect(Object.fromEntries(fates)).toEqual({
    "/news/": "cleaned",
    [path(1)]: "cleaned",
    [path(2)]: "cleaned",
    [path(3)]: "cleaned",
    [path(4)]: "failed",
  });
});

test("the next run cleans what a kill left with a text and without a receipt", async () => {
  const workspace = workspaceOf(await startSite({ "/news/": list, ...articles }));
  // Nothing is asked for again.
  writeFileSync(join(workspace.dir, "config/newsift.yaml"), "crawl: {delaySeconds: 0, retries: 0}\n");
  await crawl(workspace);
  const receipts = readdirSync(workspace.receiptDir);
  const last = receipts.toSorted().at(-1)!;
  expect(readdirSync(workspace.cleanDir)).toContain(last.replace(".json", ".txt"));
  rmSync(join(workspace.receiptDir, last));
  await crawl(workspace);
  expect(readdirSync(workspace.receiptDir)).toEqual(receipts);
});

test("the next run says what is unchanged", async () => {
  const workspace = workspaceOf(await startSite({ "/news/": list, ...articles }));
  await crawl(workspace);
  expect((await crawl(workspace)).code).toBe(0);
  const runs = readRuns(workspace);
  expect(runs.map(({ outcome }) => outcome)).toEqual(["ok", "ok"]);
  expect(runs[0]).toMatchObject({ counts: { new: 0, unchanged: 5, articles: 0, rejected: 0 } });
  expect(readRuns(workspace, 1)).toEqual([runs[0]]);
  expect(readRun(workspace, runs[1]!.id)).toEqual(runs[1]);
});

test.for([
  [
    "a pattern that nothing matches",
    "article: /artikel/",
    {},
    /\/news\/ was expected to name articles that match .*artikel/u,
  ],
  [
    "a selector that nothing matches",
    "links: ul.nothing",
    {},
    /\/news\/ was expected to name articles inside "ul\.nothing"/u,
  ],
  [
    "a list that is suddenly empty",
    "",
    { "/news/": listPage([]) },
    /\/news\/ was expected to name articles/u,
  ],
  [
    "an error page instead of the list",
    "",
    { "/news/": answers(200, errorPage) },
    /\/news\/ was expected to name articles/u,
  ],
  [
    "a list that breaks off",
    "",
    { "/news/": breaksOff(list.slice(0, -40)) },
    /\/news\/ was expected to be read to its end, but broke off/u,
  ],
  [
    "a sitemap that breaks off",
    "sitemaps: [%/sitemap.xml]",
    { "/sitemap.xml": "<urlset><url><loc>/2026/03/09/10001.html</loc></url>" },
    /\/sitemap\.xml was expected to be read to its end, but broke off/u,
  ],
  [
    "a feed without end",
    "feeds: [%/feed]",
    { "/feed": `<rss>${"<item><link>/news/</link></item>".repeat(10_001)}</rss>` },
    /\/feed was expected to be read to its end, but has more than 10,000 entries/u,
  ],
  [
    "half of the lists gone",
    "feeds: [%/feed]",
    { "/feed": answers(404) },
    /\/feed was expected to list articles.*404/u,
  ],
  [
    "error pages instead of the articles",
    "",
    Object.fromEntries(numbers.map((n) => [path(n), answers(200, errorPage)])),
    /Articles were expected, but none of the 4 pages that came is one/u,
  ],
  [
    "articles that fail",
    "",
    Object.fromEntries(numbers.slice(1).map((n) => [path(n), answers(500)])),
    /4 articles were asked for, but 3 failed \(3 ServerStatusError\)/u,
  ],
  [
    "articles that break off",
    "",
    Object.fromEntries(numbers.slice(1).map((n) => [path(n), breaksOff(article(n))])),
    /4 articles were asked for, but 3 failed \(3 BrokenOffError\)/u,
  ],
] as const)(
  "%s makes it degraded, at the first run and after good ones",
  async ([, settings, routes, what]) => {
    const bad = { "/news/": list, ...articles, ...routes } as Readonly<Record<string, string | Route>>;
    const site = await startSite(bad);
    const fresh = workspaceOf(site, settings);
    const { code, stderr } = await crawl(fresh);
    expect(code).toBe(DegradedError.exitCode);
    expect(stderr).toMatch(/^newsift: qinghe: /mu);
    const { outcome, problems } = readRuns(fresh)[0]!;
    expect([outcome, problems.map((problem) => sayProblem(en, problem))]).toEqual([
      "degraded",
      [expect.stringMatching(what)],
    ]);

    site.serve({ "/news/": list, ...articles });
    const settled = workspaceOf(site);
    expect((await crawl(settled)).code).toBe(0);
    site.serve(bad);
    writeSource(settled, site, settings);
    expect((await crawl(settled)).code).toBe(DegradedError.exitCode);
  },
);

test("a host that is gone makes it failed: nothing came of it", async () => {
  const workspace = workspaceOf({ url: "http://127.0.0.1:1" });
  const { code, stdout } = await crawl(workspace);
  expect(code).toBe(DegradedError.exitCode);
  expect(stdout).toMatch(/^failed: runs\//mu);
  expect(readRuns(workspace)[0]).toMatchObject({
    outcome: "failed",
    problems: [{ source: "qinghe", id: "listing-lost", evidence: { url: "http://127.0.0.1:1/news/" } }],
  });
});

test("a run that was stopped is interrupted, and so is one whose process is gone", async () => {
  const stop = new AbortController();
  const site = await startSite({
    "/news/": list,
    ...articles,
    [path(2)]: (_, response) => {
      stop.abort();
      response.end();
    },
  });
  const workspace = workspaceOf(site);
  await run(["crawl", "--allow-private", "--workspace", workspace.dir], { signal: stop.signal });
  const [record] = readRuns(workspace);
  expect(record).toMatchObject({ outcome: "interrupted", problems: [] });

  const file = join(workspace.runsDir, record!.id, "run.json");
  const written = JSON.parse(readFileSync(file, "utf8"));
  const gone = { ...written, outcome: "running", holder: { ...written.holder, pid: 2 ** 22 + 1, start: 1 } };
  writeFileSync(file, JSON.stringify(gone));
  expect(readRuns(workspace)[0]).toMatchObject({ outcome: "interrupted" });
  writeFileSync(file, JSON.stringify({ ...written, outcome: "running" }));
  expect(readRuns(workspace)[0]).toMatchObject({ outcome: "running" });
});

test("a line that is no decision is named, and the others are applied", async () => {
  const workspace = workspaceOf(await startSite({ "/news/": list, ...articles }));
  mkdirSync(workspace.reviewDir);
  writeFileSync(join(workspace.reviewDir, "decisions.jsonl"), '{"id": "0"}\n');
  const { code, stderr } = await crawl(workspace);
  expect(code).toBe(0);
  expect(stderr).toMatch(/^newsift: line 1 of \S+decisions\.jsonl is no decision/mu);
});

test("a damaged record is named, and what a kill left half written is left out", async () => {
  const workspace = workspaceOf(await startSite({ "/news/": list, ...articles }));
  await crawl(workspace);
  const { id } = readRuns(workspace)[0]!;
  const pages = join(workspace.runsDir, id, "pages.jsonl");
  const lines = readFileSync(pages, "utf8");
  writeFileSync(pages, `${lines}{"url": "htt`);
  let fates = 0;
  for await (const _ of readPageEvents(workspace, id)) fates += 1;
  expect(fates).toBe(lines.trimEnd().split("\n").length);
  writeFileSync(join(workspace.runsDir, id, "run.json"), "{");
  expect(() => readRuns(workspace)).toThrow(/run\.json is damaged/u);
  expect(() => readRun(workspace, "2026-03-09T000000000Z-00000000")).toThrow(/There is no run/u);
  expect(() => readRun(workspace, "../..")).toThrow(/There is no run/u);
});
