/**
 * The schedule as people run it: a process of its own, with signals, kills, and others in the same workspace.
 * `npm run test:chaos` kills 50 times; the test suite, a few times.
 */
import { spawn, spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { LockedError } from "../../src/core/errors.ts";
import { type JournalEntry, openJournal } from "../../src/archive/records/journal.ts";
import { openRawStore } from "../../src/archive/raw/raw.ts";
import { readRuns } from "../../src/archive/records/runs.ts";
import type { Workspace } from "../../src/archive/files/workspace.ts";
import { listPage, type Route, type Routes, type Site, startSite } from "../support/crawl-site.ts";
import { pageAbout } from "../support/kept-house.ts";
import { isLong } from "../support/long.ts";
import { temporaryFolder, temporaryWorkspace } from "../support/store-workspace.ts";

const KILLS = isLong ? 50 : 5;

/** Milliseconds for what takes a moment on a machine that does nothing else. */
const PATIENCE = 30_000;

const newsift = join(import.meta.dirname, "../../src/cli/newsift.ts");

const path = (n: number) => `/2026/03/09/${10_000 + n}.html`;
const title = (n: number) => `青禾镇第${n}座渡口的新船下水了`;

const hang: Route = () => {};

/**
 * Two more articles whenever its list is read, each of which takes its time.
 *
 * `hangs` while it is set, nobody gets an article; `hung` counts who asked for one in vain.
 */
async function startGrowingSite() {
  const routes: Record<string, Route> = {};
  const answers = { hangs: false, hung: 0 };
  let articles = 0;
  routes["/news/"] = (_, response) => {
    for (let more = 0; more < 2; more += 1) routes[path((articles += 1))] = slowly(articles);
    const numbers = Array.from({ length: articles }, (_, n) => n + 1);
    response
      .writeHead(200, { "content-type": "text/html; charset=utf-8" })
      .end(listPage(numbers.map((n) => [path(n), title(n)])));
  };
  const slowly =
    (n: number): Route =>
    (_, response) => {
      if (answers.hangs) return void (answers.hung += 1);
      setTimeout(
        () =>
          response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(pageAbout(`第${n}`)),
        Math.random() * 200,
      );
    };
  return { site: await startSite(routes), answers };
}

async function startSmallSite(routes: Routes = {}): Promise<Site> {
  const list = listPage([1, 2].map((n) => [path(n), title(n)]));
  return startSite({ "/news/": list, [path(1)]: pageAbout("青禾"), [path(2)]: pageAbout("白石"), ...routes });
}

const EVERY_TWO_SECONDS = '{cron: "*/2 * * * * *"}';

function workspaceOf(site: Pick<Site, "url">, schedule = EVERY_TWO_SECONDS): Workspace {
  const workspace = temporaryWorkspace();
  mkdirSync(join(workspace.dir, "config/sources"));
  writeFileSync(
    join(workspace.dir, "config/newsift.yaml"),
    "crawl: {delaySeconds: 0, retries: 0}\nschedule: {jitterSeconds: 0}\n",
  );
  writeSource(workspace, "qinghe", site, schedule);
  return workspace;
}

function writeSource({ dir }: Workspace, id: string, { url }: Pick<Site, "url">, schedule: string): void {
  const text = `name: 青禾新闻\nstart: [${url}/news/]\nschedule: ${schedule}\n`;
  writeFileSync(join(dir, `config/sources/${id}.yaml`), text);
}

function start(
  command: string,
  { dir }: Workspace,
  argv: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
) {
  const child = spawn(process.execPath, [newsift, command, "--allow-private", "--workspace", dir, ...argv], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, ...env },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let said = "";
  child.stderr.on("data", (piece: Buffer) => (said += piece.toString()));
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return {
    child,
    ended,
    said: () => said,
    /** Waits until it says something, from here on. */
    async says(pattern: RegExp, from = said.length): Promise<void> {
      await expect.poll(() => said.slice(from), { timeout: PATIENCE, interval: 50 }).toMatch(pattern);
    },
  };
}

/** Stops it as systemd does. @returns its exit code */
function stop({ child, ended }: ReturnType<typeof start>) {
  child.kill("SIGTERM");
  return ended;
}

/** Nothing that began is left open but by the next beginning, which says that it goes on. */
function expectHonest(workspace: Workspace, entries: readonly JournalEntry[]): void {
  const begunAndEnded = entries.filter(({ what }) => ["begun", "ended"].includes(what));
  for (const [at, { what }] of begunAndEnded.entries()) {
    const next = begunAndEnded[at + 1];
    if (what === "begun" && next?.what === "begun") expect(next.why).toMatch(/^It goes on/u);
    if (what === "ended") expect(next?.what ?? "begun").toBe("begun");
  }
  const runs = new Map(readRuns(workspace).map((run) => [run.id, run.outcome]));
  expect([...runs.values()]).not.toContain("running");
  for (const { run, why } of entries) {
    if (run !== undefined) expect(runs.get(run)).toBe(why);
  }
}

/** Every page is there once, cleaned, and what follows from it is what is there. */
async function expectWhole(workspace: Workspace): Promise<void> {
  const ids = await openRawStore(workspace).list();
  const urls: string[] = [];
  for (const id of ids) {
    const { url } = (await openRawStore(workspace).read(id)).sidecar;
    if (!url!.endsWith("/news/")) urls.push(url!);
  }
  expect(urls.length).toBeGreaterThan(1);
  expect(new Set(urls).size).toBe(urls.length);
  const receipts = readdirSync(workspace.receiptDir).map((name) => name.replace(/\.json$/u, ""));
  expect(receipts.toSorted()).toEqual(ids.toSorted());
  const verified = spawnSync(process.execPath, [newsift, "verify", "--workspace", workspace.dir]);
  expect(verified.status).toBe(0);
}

test(
  `${KILLS} kills at random moments: the history never lies, and nothing is doubled`,
  { timeout: 60_000 + KILLS * 20_000 },
  async () => {
    const { site, answers } = await startGrowingSite();
    const workspace = workspaceOf(site);
    const journal = openJournal(workspace);
    for (let kill = 0; kill < KILLS; kill += 1) {
      // The first one in the midst of a run for certain; then half of them while it fetches and cleans, the others
      // as it starts.
      answers.hangs = kill === 0;
      const service = start("schedule", workspace);
      if (answers.hangs) {
        await expect.poll(() => answers.hung, { timeout: PATIENCE, interval: 10 }).toBeGreaterThan(0);
      } else if (kill % 2 === 0) {
        const pages = site.paths().length + 1 + Math.floor(Math.random() * 4);
        await expect
          .poll(() => site.paths().length, { timeout: PATIENCE, interval: 10 })
          .toBeGreaterThan(pages);
        await sleep(Math.random() * 500);
      } else {
        await sleep(Math.random() * 3000);
      }
      service.child.kill("SIGKILL");
      expect(await service.ended).toBeNull();
      expectHonest(workspace, journal.read());
    }
    const last = start("schedule", workspace);
    await last.says(/qinghe · ended · \S+ · ok/u, 0);
    expect(await stop(last)).toBe(143);
    const entries = journal.read();
    expectHonest(workspace, entries);
    expect(entries.some(({ why }) => why?.startsWith("It goes on"))).toBe(true);
    expect(readRuns(workspace).map(({ outcome }) => outcome)).toContain("interrupted");
    // What the last one had fetched when it was stopped.
    expect(await start("crawl", workspace).ended).toBe(0);
    await expectWhole(workspace);
  },
);

test("SIGTERM drains while a page hangs, and the next start goes on", { timeout: 90_000 }, async () => {
  const site = await startSmallSite({ [path(2)]: hang });
  const workspace = workspaceOf(site);
  const port = await freePort();
  const service = start("schedule", workspace, ["--metrics", String(port)]);
  await expect.poll(() => site.paths(), { timeout: PATIENCE }).toContain(path(2));
  const health = await fetch(`http://127.0.0.1:${port}/healthz`);
  expect(health.status).toBe(200);
  expect(await health.json()).toMatchObject({ status: "ok", running: ["qinghe"] });

  expect(await stop(service)).toBe(143);
  const ended = openJournal(workspace).read().slice(-2);
  expect(ended).toMatchObject([{ what: "ended", why: "interrupted" }, { what: "stopped" }]);

  site.serve({ "/news/": listPage([[path(2), title(2)]]), [path(2)]: pageAbout("白石") });
  const again = start("schedule", workspace, ["--metrics", String(port)]);
  await again.says(/It goes on with a run that was cut short[^]*ended · \S+ · ok/u, 0);
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  expect(metrics).toMatch(/^newsift_runs_total\{source="qinghe",outcome="ok"\} [1-9]/mu);
  await stop(again);
  expectHonest(workspace, openJournal(workspace).read());
  await expectWhole(workspace);
});

test(
  "SIGHUP and changed files are taken, a broken one is not, and a second schedule ends at once",
  { timeout: 120_000 },
  async () => {
    const site = await startSmallSite();
    const workspace = workspaceOf(site);
    const service = start("schedule", workspace);
    await service.says(/qinghe · begun/u, 0);

    const second = start("schedule", workspace);
    expect(await second.ended).toBe(LockedError.exitCode);
    expect(second.said()).toContain(`\`newsift schedule\` (process ${service.child.pid} on `);

    writeSource(workspace, "qinghe", site, "{every: never}");
    await service.says(/kept old settings · config\/sources\/qinghe\.yaml:3: /u);
    await service.says(/qinghe · begun/u);

    writeSource(workspace, "qinghe", site, EVERY_TWO_SECONDS);
    writeSource(workspace, "baishi", site, "{every: 1d}");
    await service.says(/reloaded · 2 sources are planned/u);

    service.child.kill("SIGHUP");
    await service.says(/reloaded · 2 sources are planned/u);
    await service.says(/qinghe · begun/u);
    expect(await stop(service)).toBe(143);
    const whats = openJournal(workspace)
      .read()
      .map(({ what }) => what);
    expect(whats.filter((what) => /reloaded|kept/u.test(what))).toEqual([
      "kept old settings",
      "reloaded",
      "reloaded",
    ]);
  },
);

test("people may crawl between the runs, and the service waits for them", { timeout: 90_000 }, async () => {
  const site = await startSmallSite({ [path(2)]: hang });
  const workspace = workspaceOf(site);
  const person = start("crawl", workspace);
  await expect.poll(() => site.paths(), { timeout: PATIENCE }).toContain(path(2));
  const service = start("schedule", workspace);
  await service.says(
    new RegExp(`\`newsift crawl\` \\(process ${person.child.pid} on .*has been at work`, "u"),
    0,
  );
  expect(readRuns(workspace).map(({ by, outcome }) => `${by} ${outcome}`)).toEqual(["person running"]);

  site.serve({ "/news/": listPage([[path(2), title(2)]]), [path(2)]: pageAbout("白石") });
  expect(await stop(person)).toBe(143);
  await service.says(/qinghe · ended · \S+ · ok/u);
  await stop(service);
  expect(readRuns(workspace).map(({ by }) => by)).toContain("schedule");
  expectHonest(workspace, openJournal(workspace).read());
});

test("whom the config names is told of a bad run", async () => {
  const workspace = workspaceOf(await startSite({ "/news/": listPage([]) }));
  const told = join(workspace.dir, "told.json");
  appendFileSync(
    join(workspace.dir, "config/newsift.yaml"),
    'notices: {command: [sh, -c, "cat > told.part && mv told.part told.json"]}\n',
  );
  const service = start("schedule", workspace);
  await expect.poll(() => existsSync(told), { timeout: PATIENCE }).toBe(true);
  await stop(service);
  expect(JSON.parse(readFileSync(told, "utf8"))).toMatchObject({
    outcome: "degraded",
    sources: ["qinghe"],
    problems: [{ source: "qinghe" }],
  });
});

test("what crawls is not loaded before the first run begins", async () => {
  const loaded = temporaryFolder();
  const workspace = workspaceOf({ url: "http://127.0.0.1:9" }, "{every: 1d}");
  const argv = ["--metrics", String(await freePort())];
  const service = start("schedule", workspace, argv, { NODE_V8_COVERAGE: loaded });
  await service.says(/started · 1 sources are planned/u, 0);
  await stop(service);
  const files = readdirSync(loaded).flatMap((name) => {
    const report = JSON.parse(readFileSync(join(loaded, name), "utf8")) as {
      readonly result: readonly { readonly url: string }[];
    };
    return report.result.map(({ url }) => url);
  });
  expect(files.some((url) => url.endsWith("src/service/service.ts"))).toBe(true);
  const heavy =
    /\/node_modules\/(?:crawlee|@crawlee|playwright|playwright-core|undici|parse5)\/|src\/crawl\/run\/run\.ts/u;
  expect(files.filter((url) => heavy.test(url))).toEqual([]);
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
