/** What machines that watch the service are told, and who is told nothing. */
import { createServer, request as ask } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { ListenError, UsageError } from "../../src/core/errors.ts";
import { healthOf } from "../../src/service/health.ts";
import { createMetrics, type Metrics } from "../../src/service/metrics.ts";
import { serveMetrics, type Watched } from "../../src/service/metrics-server.ts";
import type { Standing } from "../../src/service/service.ts";
import type { JournalEntry } from "../../src/archive/records/journal.ts";
import { NO_COUNTS, type RunRecord } from "../../src/archive/records/runs.ts";
import { run } from "../support/cli-run.ts";
import { temporaryWorkspace } from "../support/store-workspace.ts";
import { startCpuClock } from "../support/cpu-time.ts";

const AT = Date.parse("2026-03-09T06:00:00.000Z");

function standingOf(changes: Partial<Standing> = {}): Standing {
  return {
    running: new Set(["north"]),
    sources: () => ["north", "south"],
    next: () => [
      ["north", AT + 60_000],
      ["south", AT + 30_000],
    ],
    isDraining: () => false,
    lookedAt: () => performance.now(),
    ...changes,
  };
}

function recordOf(source: string, changes: Partial<RunRecord> = {}): RunRecord {
  const counts = {
    ...NO_COUNTS,
    fetched: 9,
    new: 3,
    changed: 1,
    unchanged: 5,
    notModified: 4,
    errors: 2,
    articles: 3,
    rejected: 1,
    cleanChars: 1200,
    removed: { navigation: 300, copyright: 20 },
  };
  return {
    version: 2,
    id: "2026-03-09T060000000Z-00000000",
    by: "schedule",
    sources: [source],
    began: new Date(AT).toISOString(),
    ended: new Date(AT + 12_000).toISOString(),
    outcome: "ok",
    problems: [],
    pipeline: "",
    counts,
    bySource: { [source]: counts },
    byHost: {},
    errors: {},
    verdicts: {},
    ...changes,
  };
}

const ended = (source: string, why: string): JournalEntry => ({
  at: new Date(AT - 3_600_000).toISOString(),
  what: "ended",
  source,
  why,
});

const valuesOf = async (metrics: Metrics) =>
  (await metrics.text()).split("\n").filter((line) => line.startsWith("newsift_"));

test("counts runs, pages, articles and characters, and says what the sources are at", async () => {
  const metrics = createMetrics([ended("south", "degraded")], () => standingOf());
  metrics.seeRun(recordOf("north"));
  metrics.seeRun(recordOf("north", { outcome: "degraded" }));
  expect(await valuesOf(metrics)).toEqual(
    expect.arrayContaining([
      'newsift_runs_total{source="north",outcome="ok"} 1',
      'newsift_runs_total{source="north",outcome="degraded"} 1',
      'newsift_pages_total{source="north",fate="new"} 6',
      'newsift_pages_total{source="north",fate="changed"} 2',
      'newsift_pages_total{source="north",fate="unchanged"} 2',
      'newsift_pages_total{source="north",fate="not-modified"} 8',
      'newsift_pages_total{source="north",fate="failed"} 4',
      'newsift_articles_total{source="north"} 6',
      "newsift_characters_kept_total 2400",
      'newsift_characters_removed_total{stage="navigation"} 600',
      'newsift_run_duration_seconds_bucket{le="5"} 0',
      'newsift_run_duration_seconds_bucket{le="15"} 2',
      "newsift_run_duration_seconds_sum 24",
      `newsift_source_next_run_timestamp_seconds{source="south"} ${AT / 1000 + 30}`,
      `newsift_source_last_run_timestamp_seconds{source="south"} ${AT / 1000 - 3600}`,
      `newsift_source_last_run_timestamp_seconds{source="north"} ${AT / 1000 + 12}`,
      'newsift_source_last_run_outcome{source="south",outcome="degraded"} 1',
      'newsift_source_last_run_outcome{source="north",outcome="degraded"} 1',
      "newsift_sources_planned 2",
      "newsift_runs_under_way 1",
    ]),
  );
  expect(await metrics.text()).toMatch(/^process_resident_memory_bytes \d+/mu);
});

test("of each source one outcome is the last, and of those given up none", async () => {
  const metrics = createMetrics(
    [ended("south", "ok"), ended("south", "failed: The disk is full."), ended("gone", "ok")],
    () => standingOf(),
  );
  metrics.seeRun(recordOf("north"));
  metrics.seeRun(recordOf("north", { outcome: "failed" }));
  const values = await valuesOf(metrics);
  expect(values.filter((line) => line.includes("last_run_outcome"))).toEqual([
    'newsift_source_last_run_outcome{source="north",outcome="failed"} 1',
    'newsift_source_last_run_outcome{source="south",outcome="failed"} 1',
  ]);
  expect(values.join("\n")).not.toContain("gone");
});

test("a scrape of 500 sources is quick, and holds no more than a few lines for each", async () => {
  const ids = Array.from({ length: 500 }, (_, n) => `source-${n}`);
  const standing = standingOf({ sources: () => ids, next: () => ids.map((id, n) => [id, AT + n] as const) });
  const metrics = createMetrics([], () => standing);
  for (const id of ids) metrics.seeRun(recordOf(id));
  await metrics.text();
  const spent = startCpuClock();
  const text = await metrics.text();
  expect(spent()).toBeLessThan(1000);
  expect(text.split("\n").length / 500).toBeLessThan(15);
});

test.for([
  ["it looks at the clock", { status: "ok" }, {}],
  ["it has not begun", { status: "starting", running: [] }, undefined],
  ["it is being stopped", { status: "draining" }, { isDraining: () => true }],
  ["it has not looked for two minutes", { status: "silent" }, { lookedAt: () => 0 }],
] as const)("where %s, its health says so", ([, expected, standing]) => {
  const began = standing && standingOf({ lookedAt: () => 119_000, ...standing });
  const seen = healthOf(AT, began, 120_000);
  expect(seen).toMatchObject(expected);
  expect(seen.since).toBe("2026-03-09T06:00:00.000Z");
  if (standing !== undefined) {
    expect(seen.running).toEqual(["north"]);
    expect(seen.next).toEqual({ source: "south", at: "2026-03-09T06:00:30.000Z" });
  }
});

const healthy: Watched = {
  metrics: { contentType: "text/plain; version=0.0.4", text: async () => "newsift_sources_planned 2\n" },
  health: () => healthOf(AT, standingOf()),
};

async function served(watched: Watched = healthy, host = "127.0.0.1"): Promise<string> {
  const server = await serveMetrics({ host, port: 0 }, watched);
  onTestFinished(() => server.close());
  return server.url;
}

function get(url: string, options: { readonly method?: string; readonly host?: string } = {}) {
  const { method = "GET", host } = options;
  return new Promise<{ status: number; type: string | undefined; body: string }>((resolve, reject) => {
    const asked = ask(url, { method, ...(host === undefined ? {} : { headers: { host } }) }, (response) => {
      let body = "";
      response.on("data", (piece: Buffer) => (body += piece.toString()));
      response.on("end", () =>
        resolve({ status: response.statusCode!, type: response.headers["content-type"], body }),
      );
    });
    asked.on("error", reject);
    asked.end();
  });
}

test("serves /metrics and /healthz", async () => {
  const url = await served();
  expect(await get(`${url}/metrics`)).toEqual({
    status: 200,
    type: "text/plain; version=0.0.4",
    body: "newsift_sources_planned 2\n",
  });
  expect(await get(`${url}/metrics`, { method: "HEAD" })).toMatchObject({ status: 200, body: "" });
  const { status, type, body } = await get(`${url}/healthz`);
  expect([status, type]).toEqual([200, "application/json; charset=utf-8"]);
  expect(JSON.parse(body)).toMatchObject({ status: "ok", running: ["north"], next: { source: "south" } });
});

test("a service that drains is not healthy", async () => {
  const standing = standingOf({ isDraining: () => true });
  const url = await served({ ...healthy, health: () => healthOf(AT, standing) });
  const { status, body } = await get(`${url}/healthz`);
  expect(status).toBe(503);
  expect(JSON.parse(body)).toMatchObject({ status: "draining" });
});

test.for([
  ["another path", "/", {}, 404],
  ["a path below", "/metrics/raw", {}, 404],
  ["a POST", "/metrics", { method: "POST" }, 405],
  ["a DELETE", "/healthz", { method: "DELETE" }, 405],
  ["a foreign host", "/metrics", { host: "attacker.example" }, 403],
  ["a foreign host that looks like ours", "/metrics", { host: "127.0.0.1.attacker.example" }, 403],
  ["ours before an at sign", "/metrics", { host: "127.0.0.1@attacker.example" }, 403],
  ["the address of another machine", "/metrics", { host: "192.0.2.7" }, 403],
  ["localhost", "/metrics", { host: "localhost:9464" }, 200],
  ["IPv6's loopback", "/metrics", { host: "[::1]:9464" }, 200],
] as const)("answers to %s as it should", async ([, path, options, status]) => {
  expect((await get(`${await served()}${path}`, options)).status).toBe(status);
});

test("where it is served to others, addresses are answered to, and foreign names are not", async () => {
  const url = (await served(healthy, "0.0.0.0")).replace("0.0.0.0", "127.0.0.1");
  expect((await get(`${url}/metrics`, { host: "192.0.2.7:9464" })).status).toBe(200);
  expect((await get(`${url}/metrics`, { host: "attacker.example" })).status).toBe(403);
});

function scheduled(): string {
  const { dir } = temporaryWorkspace();
  mkdirSync(join(dir, "config/sources"));
  writeFileSync(
    join(dir, "config/sources/qinghe.yaml"),
    "name: 青禾新闻\nstart: [http://127.0.0.1:9/]\nschedule: {every: 1d}\n",
  );
  return dir;
}

test.for(["nonsense", "127.0.0.1", "127.0.0.1:", ":9464", "99999", "0", "::1:9464", "http://127.0.0.1:9464"])(
  "--metrics %s is refused",
  async (address) => {
    const { code, stderr } = await run(["schedule", "--metrics", address, "--workspace", scheduled()]);
    expect(code).toBe(UsageError.exitCode);
    expect(stderr).toMatch(/^newsift: [^\n]*--metrics[^\n]*\n$/u);
  },
);

test("a port that is taken is refused, and the service does not start", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  const dir = scheduled();
  for (const address of [String(port), `127.0.0.1:${port}`]) {
    const { code, stderr } = await run(["schedule", "--metrics", address, "--workspace", dir]);
    expect(code).toBe(ListenError.exitCode);
    expect(stderr).toMatch(/^newsift: The metrics could not be served at 127\.0\.0\.1:\d+: [^\n]*\n$/u);
  }
});
