/** A news site of some articles, a crawl of it, and what is then in the archive. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { openRawStore } from "../../src/archive/raw/raw.ts";
import { initWorkspace, type Workspace } from "../../src/archive/files/workspace.ts";
import type { CrawlEvent } from "../../src/crawl/run/crawl.ts";
import { crawlOnce, type OneCrawlOptions } from "./crawl-once.ts";
import { articlePage, crawlConfig, listPage, sourceOf, type Route, type Site } from "./crawl-site.ts";

export const path = (n: number) => `/2026/03/09/${10_000 + n}.html`;
export const title = (n: number) => `青禾镇第${n}座石桥昨天正式通车`;

/** A list page and this many articles, as routes. */
export function newsRoutes(articles: number): Record<string, Route> {
  const numbers = Array.from({ length: articles }, (_, n) => n);
  return {
    "/news/": listPage(numbers.map((n) => [path(n), title(n)])),
    ...Object.fromEntries(numbers.map((n) => [path(n), articlePage(title(n))])),
  };
}

export function newWorkspace(): Workspace {
  const dir = mkdtempSync(join(tmpdir(), "newsift-crawl-"));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  return initWorkspace(dir);
}

export async function run(workspace: Workspace, site: Site, changes: Partial<OneCrawlOptions> = {}) {
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
export async function archived(workspace: Workspace) {
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
