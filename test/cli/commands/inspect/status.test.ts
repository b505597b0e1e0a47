import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { width } from "../../../../src/cli/terminal/terminal.ts";
import type { FrontierReport } from "../../../../src/crawl/frontier/frontier-report.ts";
import { NewerFormatError, WriteError } from "../../../../src/core/errors.ts";
import type { Workspace } from "../../../../src/archive/files/workspace.ts";
import { run } from "../../../support/cli-run.ts";
import { articlePage, listPage, startSite, type Site } from "../../../support/crawl-site.ts";
import { temporaryWorkspace } from "../../../support/store-workspace.ts";

const path = (n: number) => `/2026/03/09/${10_000 + n}.html`;
const title = (n: number) => `青禾镇第${n}座石桥昨天正式通车`;

async function newsSite(): Promise<Site> {
  return startSite({
    "/news/": listPage([1, 2, 3].map((n) => [path(n), title(n)])),
    [path(1)]: articlePage(title(1)),
    [path(3)]: (_, response) => response.writeHead(500, { "content-type": "text/html" }).end("坏了"),
  });
}

function newsWorkspace(sources: Readonly<Record<string, readonly [name: string, start: string]>>): Workspace {
  const workspace = temporaryWorkspace();
  mkdirSync(join(workspace.dir, "config/sources"), { recursive: true });
  writeFileSync(join(workspace.dir, "config/newsift.yaml"), "crawl: {delaySeconds: 0, retries: 0}\n");
  for (const [id, [name, start]] of Object.entries(sources)) {
    writeFileSync(join(workspace.dir, `config/sources/${id}.yaml`), `name: ${name}\nstart: [${start}]\n`);
  }
  return workspace;
}

const status = (workspace: Workspace, ...argv: readonly string[]) =>
  run(["status", "--workspace", workspace.dir, ...argv]);

test("before the first crawl it says so", async () => {
  const workspace = newsWorkspace({});
  expect(await status(workspace)).toMatchObject({
    code: 0,
    stdout: "Nothing was crawled here yet: newsift crawl begins.\n",
  });
  expect(JSON.parse((await status(workspace, "--json")).stdout)).toEqual({
    sources: [],
    hosts: [],
    failures: [],
  });
});

test("shows by source and host what waits and what failed, why, and when it is tried again", async () => {
  const site = await newsSite();
  const { host } = new URL(site.url);
  const workspace = newsWorkspace({
    qinghe: ["青禾县新闻网", `${site.url}/news/`],
    away: ["Away", "http://127.0.0.1:9/"],
  });
  await run(["crawl", "--allow-private", "--workspace", workspace.dir]);

  const report = JSON.parse((await status(workspace, "--json")).stdout) as FrontierReport;
  expect(report.sources).toMatchObject([
    { source: "away", runs: 1, articles: 0, waiting: 0, retry: 1, failed: 0, gone: 0 },
    { source: "qinghe", runs: 1, articles: 1, waiting: 0, retry: 1, failed: 0, gone: 1 },
  ]);
  const { began, ended, retryDue } = report.sources[1]!;
  expect(Date.parse(ended!)).toBeGreaterThanOrEqual(Date.parse(began!));
  expect(Date.parse(retryDue!) - Date.parse(ended!)).toBeGreaterThan(500_000);
  expect(report.hosts).toMatchObject(
    [
      { host: "127.0.0.1:9", retry: 1, failuresInARow: 1 },
      { host, retry: 1, failed: 0 },
    ].toSorted((a, b) => (a.host < b.host ? -1 : 1)),
  );
  expect(report.failures).toHaveLength(3);
  expect(report.failures).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        url: site.url + path(2),
        state: "gone",
        error: "ClientStatusError",
        tries: 1,
      }),
      expect.objectContaining({ url: site.url + path(3), state: "retry", error: "ServerStatusError" }),
      expect.objectContaining({ url: "http://127.0.0.1:9/", kind: "list", error: "ConnectionError" }),
    ]),
  );

  const { stdout, code } = await status(workspace);
  expect(code).toBe(0);
  const [head, away, qinghe] = stdout.split("\n");
  expect(qinghe).toContain("青禾县新闻网");
  const column = (line: string, words: string) => width(line.slice(0, line.indexOf(words)));
  expect(column(qinghe!, "ended")).toBe(column(head!, "last run"));
  expect(column(away!, "ended")).toBe(column(head!, "last run"));
  expect(stdout).toMatch(new RegExp(`^gone  ${site.url}${path(2)}  ClientStatusError: `, "mu"));
  expect(stdout).toMatch(/^again after \d{4}-\d\d-\d\d \d\d:\d\d UTC  \S+  ServerStatusError: /mu);
});

test("shows a run that was stopped, and looks on while a crawl is at work", async () => {
  const stop = new AbortController();
  const site = await startSite({
    "/news/": listPage([1, 2].map((n) => [path(n), title(n)])),
    [path(1)]: () => stop.abort(),
  });
  const workspace = newsWorkspace({ qinghe: ["青禾县新闻网", `${site.url}/news/`] });
  const crawling = run(["crawl", "--allow-private", "--workspace", workspace.dir], { signal: stop.signal });
  await expect.poll(() => site.paths()).toContain("/news/");
  expect((await status(workspace)).code).toBe(0);
  await crawling;
  const { stdout } = await status(workspace);
  expect(stdout).toMatch(/begun \d{4}-\d\d-\d\d \d\d:\d\d UTC, not finished/u);
  expect(JSON.parse((await status(workspace, "--json")).stdout)).toMatchObject({ sources: [{ waiting: 2 }] });
});

test.each([
  [
    "a newer",
    99,
    NewerFormatError,
    /frontier\.sqlite was written by a newer newsift \(version 99; [^\n]+update newsift/u,
  ],
  ["an older", 0, WriteError, /written by an older newsift\. Crawl once, and look again\./u],
])("a frontier of %s newsift is refused with a word on what to do", async (_, version, error, words) => {
  const workspace = newsWorkspace({});
  mkdirSync(workspace.stateDir);
  const database = new DatabaseSync(join(workspace.stateDir, "frontier.sqlite"));
  database.exec("CREATE TABLE page (url TEXT); PRAGMA user_version = " + version);
  database.close();
  const { code, stderr } = await status(workspace);
  expect(code).toBe(error.exitCode);
  expect(stderr).toMatch(words);
});
