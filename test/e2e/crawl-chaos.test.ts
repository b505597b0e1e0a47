/**
 * Kills at random moments, over the whole way of a page: after them raw/ and clean/ are those of a run that nobody
 * disturbed. `npm run test:chaos` kills 200 times; the test suite, a few times.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { LockedError, WriteError } from "../../src/core/errors.ts";
import { openRawStore } from "../../src/archive/raw/raw.ts";
import { parseId } from "../../src/archive/raw/numbering.ts";
import type { Workspace } from "../../src/archive/files/workspace.ts";
import { listPage, startSite, type Route, type Site } from "../support/crawl-site.ts";
import { namesIn, temporaryWorkspace } from "../support/store-workspace.ts";
import { contentsOf, readIfThere } from "../support/workspace-contents.ts";

const KILLS = Number(process.env["NEWSIFT_KILLS"] ?? 4);
const isLong = KILLS > 20;
const HOSTS = 3;
const PAGES = isLong ? 300 : 30;
const PAGE_MILLISECONDS = 30;

const newsift = join(import.meta.dirname, "../../src/cli/newsift.ts");

const title = (n: number) => `青禾镇第${n}座石桥昨天正式通车`;
const path = (n: number) => `/2026/03/09/${10_000 + n}.html`;

/** Every tenth article goes on, on a second page; every seventh says what the one before it says. */
function pagesOf(host: number): Readonly<Record<string, string>> {
  const numbers = Array.from({ length: PAGES / HOSTS }, (_, n) => 1000 * host + n);
  const pages: Record<string, string> = {
    "/news/": listPage(numbers.map((n) => [path(n), title(n)])),
  };
  for (const n of numbers) {
    const told = n % 7 === 6 ? n - 1 : n;
    const second = path(n).replace(".html", "_2.html");
    const isLongOne = n % 10 === 3;
    pages[path(n)] = article(told, isLongOne ? `<a href="${second}">下一页</a>` : "");
    if (isLongOne) pages[second] = article(told, `<a href="${path(n)}">[1]</a> 2`, "第二天，");
  }
  return pages;
}

function article(n: number, pager: string, when = "三月九日上午，"): string {
  const text = [
    `${when}青禾镇第${n}座石桥举行了通车仪式，两岸的居民早早地来到河边，等着走上新桥。`,
    `${when}记者在桥头看到，这座桥长${60 + (n % 40)}米，由邻县请来的石匠用本地的青石砌成。`,
    `${when}镇上的老人说，过去到对岸的集市要绕十里山路，如今走过去只要一顿饭的工夫。`,
  ];
  return `<!doctype html><html><head><meta charset="utf-8"><title>${title(n)}</title></head><body><h1>${title(n)}</h1><div>${text.map((line) => `<p>${line}</p>`).join("")}</div><div>${pager}</div></body></html>`;
}

async function startSites(milliseconds: number): Promise<readonly Site[]> {
  const slowly = (page: string): Route => {
    return (_, response) =>
      setTimeout(
        () => response.writeHead(200, { "content-type": "text/html" }).end(page),
        Math.random() * milliseconds,
      );
  };
  return Promise.all(
    Array.from({ length: HOSTS }, (_, host) =>
      startSite(Object.fromEntries(Object.entries(pagesOf(host)).map(([at, page]) => [at, slowly(page)]))),
    ),
  );
}

function newsWorkspace(sites: readonly Site[], workspace = temporaryWorkspace()): Workspace {
  mkdirSync(join(workspace.dir, "config/sources"), { recursive: true });
  writeFileSync(join(workspace.dir, "config/newsift.yaml"), "crawl: {delaySeconds: 0, retries: 0}\n");
  for (const [host, site] of sites.entries()) {
    writeFileSync(
      join(workspace.dir, `config/sources/host-${host}.yaml`),
      `name: 青禾新闻\nstart: [${site.url}/news/]\n`,
    );
  }
  return workspace;
}

function startCrawl(workspace: Workspace): ChildProcess {
  const child = spawn(process.execPath, [newsift, "crawl", "--allow-private", "--workspace", workspace.dir], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

/** @returns its exit code, or null where it was killed */
async function ended(child: ChildProcess): Promise<number | null> {
  child.stderr!.resume();
  const [code] = (await once(child, "close")) as [number | null];
  return code;
}

/** A line for each page; not so many come where there are no more. */
async function pagesCame(child: ChildProcess, count: number): Promise<void> {
  let lines = 0;
  await new Promise<void>((resolve) => {
    child.once("close", () => resolve());
    child.stderr!.on("data", (piece: Buffer) => {
      lines += piece.toString().split("\n").length - 1;
      if (lines >= count) resolve();
    });
  });
}

/** Whole, numbered without holes, and nothing else. */
async function expectWhole(workspace: Workspace): Promise<void> {
  const ids = await openRawStore(workspace).list();
  expect(ids.map((id) => parseId(id)!.number)).toEqual(ids.map((_, number) => number));
  const expected = ids.flatMap((id) => [
    `raw/${id}.html`,
    `raw/meta/${id}.json`,
    `clean/receipts/${id}.json`,
    ...(readIfThere(join(workspace.cleanDir, `${id}.txt`)) === undefined ? [] : [`clean/${id}.txt`]),
  ]);
  expect(namesIn(workspace)).toEqual(expected.toSorted());
  const verified = spawnSync(process.execPath, [newsift, "verify", "--workspace", workspace.dir]);
  expect(verified.status).toBe(0);
}

/** Requests for articles: lists are asked for in every run, and a kill while it cleans begins another. */
const asked = (sites: readonly Site[]) =>
  sites.flatMap((site) => site.paths()).filter((at) => at !== "/news/").length;

test(
  `${KILLS} kills at random moments lose nothing, double nothing, tear nothing`,
  { timeout: 60_000 + KILLS * 20_000 },
  async () => {
    const sites = await startSites(PAGE_MILLISECONDS);
    const undisturbed = newsWorkspace(sites);
    const started = performance.now();
    const whole = startCrawl(undisturbed);
    const isWhole = ended(whole);
    await once(whole.stderr!, "data");
    const toStart = performance.now() - started;
    expect(await isWhole).toBe(0);
    const pages = asked(sites);

    const workspace = newsWorkspace(sites);
    let kills = 0;
    for (let attempt = 0; kills < KILLS; attempt += 1) {
      const child = startCrawl(workspace);
      const hasEnded = ended(child);
      // Half of them after so many pages that they are spread over the whole crawl, the others at any time of its start.
      if (attempt % 2 === 0) await pagesCame(child, 1 + Math.floor((Math.random() * 4 * pages) / KILLS));
      await sleep(Math.random() * (attempt % 2 === 0 ? 3 * PAGE_MILLISECONDS : 1.5 * toStart));
      child.kill("SIGKILL");
      if ((await hasEnded) === null) kills += 1;
    }
    expect(await ended(startCrawl(workspace))).toBe(0);

    await expectWhole(workspace);
    expect(await contentsOf(workspace)).toEqual(await contentsOf(undisturbed));
    const repeated = asked(sites) - 2 * pages;
    expect(repeated).toBeLessThanOrEqual(HOSTS * KILLS);
    process.stdout.write(`${KILLS} kills over ${pages} pages: ${repeated} fetches repeated\n`);
  },
);

test(
  "a second run leaves at once and names the first, which is not disturbed",
  { timeout: 60_000 },
  async () => {
    const sites = await startSites(200);
    const workspace = newsWorkspace(sites);
    const first = startCrawl(workspace);
    const done = ended(first);
    await once(first.stderr!, "data");
    const second = startCrawl(workspace);
    let words = "";
    second.stderr!.on("data", (piece: Buffer) => (words += piece.toString()));
    expect((await once(second, "close"))[0]).toBe(LockedError.exitCode);
    expect(words).toMatch(/`newsift crawl` \(process \d+ on .*\) has been at work in/u);
    expect(await done).toBe(0);
    await expectWhole(workspace);
  },
);

function openFolders({ dir }: Workspace): void {
  for (const name of ["", ...readdirSync(dir, { recursive: true }).map(String)]) {
    chmodSync(join(dir, name), 0o777);
  }
}

const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

test.for([
  ["files may not grow", "ulimit -f 64", []],
  ["raw/ may not be written", "true", ["raw"]],
  ["clean/ may not be written", "true", ["clean", "clean/receipts"]],
  ["the frontier may not be written", "true", [".newsift"]],
] as const)(
  "where %s, it ends with its own code, and the next run completes",
  { timeout: 120_000 },
  async ([, limit, closed]) => {
    const sites = await startSites(1);
    const workspace = newsWorkspace(sites);
    for (const folder of [workspace.metaDir, workspace.receiptDir, workspace.stateDir]) {
      mkdirSync(folder, { recursive: true });
    }
    openFolders(workspace);
    for (const name of closed) chmodSync(join(workspace.dir, name), 0o555);
    const command = [process.execPath, newsift, "crawl", "--allow-private", "--workspace", workspace.dir];
    const child = spawn("bash", ["-c", `${limit}; exec "$@"`, "bash", ...command], {
      stdio: ["ignore", "ignore", "pipe"],
      ...nobody,
    });
    let words = "";
    child.stderr!.on("data", (piece: Buffer) => (words += piece.toString()));
    const [code] = (await once(child, "close")) as [number];
    expect(words).toMatch(/newsift: .*(?:could not be written|cannot be used)/u);
    expect(code).toBe(WriteError.exitCode);

    openFolders(workspace);
    expect(await ended(startCrawl(workspace))).toBe(0);
    await expectWhole(workspace);
  },
);
