/** What happens to the demo site, and that crawls of it notice. */
import { gunzipSync } from "node:zlib";
import { cpSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { configSchema } from "../../src/config/schema.ts";
import { openResourcesIn, runSources } from "../../src/crawl/run/run.ts";
import { pagesAt } from "../../src/demo/moment.ts";
import type { Scenario } from "../../src/demo/scenarios.ts";
import { startDemoSite } from "../../src/demo/server.ts";
import { demoAssets, demoPages, demoSources } from "../../src/demo/site.ts";
import { cleanHtml } from "../../src/index.ts";
import type { RunRecord } from "../../src/archive/records/runs.ts";
import { openWorkspace, type Workspace } from "../../src/archive/files/workspace.ts";
import { run, serveDemo } from "../support/cli-run.ts";
import { crawlConfig } from "../support/crawl-site.ts";
import { temporaryFolder, temporaryWorkspace } from "../support/store-workspace.ts";

const ferry = "/news/202603/t20260312_1010.html";
const gbk = "/show/1003.html";

function pageOf(path: string, scenario: Scenario): string {
  const page = pagesAt({ scenario, articles: Infinity }).find((one) => one.path === path)!;
  return new TextDecoder("utf-8", { fatal: true }).decode(page.bytes);
}

test("ordinarily every page is what its file is, byte for byte", () => {
  expect(pagesAt({ scenario: "ordinary", articles: Infinity })).toEqual([...demoPages, ...demoAssets]);
});

test.each([
  ["redesigned", "正在加载正文", /汪守田把缆绳/u],
  ["paywalled", "开通会员", /三条船只留一条/u],
  ["broken", "系统维护中", /汪守田/u],
] as const)("%s, an article has no text but %s", (scenario, words, text) => {
  const cleaned = cleanHtml(pageOf(ferry, scenario)).text;
  expect(pageOf(ferry, scenario)).toContain(words);
  expect(cleanHtml(pageOf(ferry, "ordinary")).text).toMatch(text);
  expect(cleaned).not.toMatch(text);
});

test("hacked, an article has its text and a link farm, which is cleaned away or makes it spam", () => {
  expect(pageOf(ferry, "hacked")).toMatch(/汪守田把缆绳.*spam\.invalid/su);
  expect(cleanHtml(pageOf(ferry, "hacked")).text).not.toContain("注册即送");
});

test("a page of another charset is sent as UTF-8 where it changed", () => {
  expect(pageOf(gbk, "paywalled")).toContain("开通会员");
});

test("articles appear one by one, and lists, feeds and sitemaps name those that have", () => {
  const counts = [0, 6, 19].map((articles) => {
    const pages = pagesAt({ scenario: "ordinary", articles });
    const missing = demoPages.filter(({ path }) => !pages.some((page) => page.path === path));
    for (const { path, bytes } of pages.filter(({ path }) => /^\/$|list_|\.xml/u.test(path))) {
      const text = String(path.endsWith(".gz") ? gunzipSync(bytes) : bytes);
      for (const later of missing) expect([path, text.includes(later.path)]).toEqual([path, false]);
    }
    return missing.length;
  });
  expect(counts).toEqual([19, 13, 0]);
});

test("the site that is served grows", async () => {
  let articles = 1;
  const site = await startDemoSite(0, { articles: () => articles });
  onTestFinished(() => site.close());
  const statusOf = async (path: string) => (await fetch(site.url + path)).status;
  expect(await statusOf(ferry)).toBe(404);
  articles = 19;
  expect(await statusOf(ferry)).toBe(200);
});

test("crawls notice each scenario at the first run, and nothing before", { timeout: 120_000 }, async () => {
  let articles = 0;
  const site = await startDemoSite(0, { articles: () => articles });
  const port = Number(new URL(site.url).port);
  const workspace = temporaryWorkspace();
  for (articles = 8; articles <= 19; articles += 2) {
    expect(await crawl(workspace, site.url)).toMatchObject({ outcome: "ok", problems: [] });
  }
  articles = 19;
  expect(await crawl(workspace, site.url)).toMatchObject({ outcome: "ok", problems: [] });
  await site.close();

  for (const scenario of ["redesigned", "paywalled", "hacked", "broken", "ordinary"] as const) {
    const folder = temporaryFolder();
    cpSync(workspace.dir, folder, { recursive: true });
    const changed = await startDemoSite(port, { scenario });
    const { outcome, problems } = await crawl(openWorkspace(folder), site.url);
    await changed.close();
    const isBad = scenario !== "ordinary";
    expect
      .soft([scenario, outcome, problems.length > 0])
      .toEqual([scenario, isBad ? "degraded" : "ok", isBad]);
  }
});

async function crawl(workspace: Workspace, url: string): Promise<RunRecord> {
  const config = { ...configSchema.parse({}), crawl: { ...crawlConfig(), recrawl: "0h" } } as const;
  const resources = openResourcesIn(workspace, config, { allowPrivate: true });
  const silent = { onEvent: () => undefined, onDocument: () => undefined };
  const sources = demoSources(url).slice(0, 1);
  const options = { config, sources, by: "schedule", ...silent } as const;
  const { record } = await runSources(workspace, resources, options).finally(() => resources.close());
  return record;
}

test.each([
  ["ordinary", 200],
  ["hacked", 200],
  ["growing", 404],
])("newsift demo --serve --as %s serves the site like that", async (scenario, status) => {
  const { site, stop } = await serveDemo("--as", scenario);
  expect((await fetch(site + ferry)).status).toBe(status);
  expect((await stop()).stdout).toContain(`The demo site (${scenario}) is served at ${site} `);
});

test("--as goes with --serve, and knows its scenarios", async () => {
  expect(await run(["demo", "--as", "hacked"])).toMatchObject({ code: 2 });
  expect(await run(["demo", "--serve", "--as", "sunny"])).toMatchObject({ code: 2 });
});
