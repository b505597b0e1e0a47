import { appendFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { UsageError, WorkspaceError } from "../../../../src/core/errors.ts";
import { NO_COUNTS, type PageEvent, type RunRecord } from "../../../../src/archive/records/runs.ts";
import type { Workspace } from "../../../../src/archive/files/workspace.ts";
import { run } from "../../../support/cli-run.ts";
import { writeRun } from "../../../support/run-records.ts";
import { temporaryWorkspace } from "../../../support/store-workspace.ts";
import { startCpuClock } from "../../../support/cpu-time.ts";

const runs = (workspace: Workspace, ...argv: readonly string[]) =>
  run(["runs", ...argv, "--workspace", workspace.dir]);

/** One each morning of March. */
const morning = (day: number) => `2026-03-${String(day).padStart(2, "0")}T06:30:00.123Z`;

function note(workspace: Workspace, entry: object): void {
  mkdirSync(workspace.runsDir, { recursive: true });
  appendFileSync(join(workspace.runsDir, "schedule.jsonl"), `${JSON.stringify(entry)}\n`);
}

async function listed(workspace: Workspace, ...argv: readonly string[]) {
  const { stdout } = await runs(workspace, "--json", ...argv);
  return JSON.parse(stdout) as { runs: RunRecord[]; schedule: { what: string }[]; failures: object[] };
}

test("before the first run it says so", async () => {
  const workspace = temporaryWorkspace();
  expect(await runs(workspace)).toEqual({
    code: 0,
    stdout: "There is no such run here: newsift crawl begins one.\n",
    stderr: "",
  });
  expect(await listed(workspace)).toEqual({ runs: [], schedule: [], failures: [] });
});

test("lists the latest twenty, the latest first, with what they came to and how long they took", async () => {
  const workspace = temporaryWorkspace();
  const ids = Array.from({ length: 25 }, (_, day) => writeRun(workspace, morning(day + 1))).toReversed();
  writeRun(workspace, morning(26), {
    by: "person",
    outcome: "degraded",
    counts: { ...NO_COUNTS, new: 7, changed: 3, errors: 2 },
    problems: [{ source: "qinghe", id: "said", evidence: { sentence: "Articles were expected.\u001b[31m" } }],
  });
  const { code, stdout, stderr } = await runs(workspace);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const [, degraded, ...others] = stdout.trimEnd().split("\n");
  expect(degraded).toMatch(
    /^2026-03-26T063000123Z-[0-9a-f]{8} +degraded +person +1 min 5 s +7 +3 +2 +qinghe: Articles were expected\.\\u\{1b\}\[31m$/u,
  );
  expect(others.map((line) => line.split(" ")[0])).toEqual(ids.slice(0, 19));
  expect((await listed(workspace)).runs).toHaveLength(20);
  expect((await listed(workspace, "--last", "3")).runs.map(({ id }) => id).slice(1)).toEqual(ids.slice(0, 2));
  expect((await listed(workspace, "--all")).runs).toHaveLength(26);
});

test("lists those of a source, and those that came to something", async () => {
  const workspace = temporaryWorkspace();
  writeRun(workspace, morning(1), { sources: ["qinghe", "lanxi"], outcome: "failed" });
  writeRun(workspace, morning(2), { sources: ["lanxi"] });
  writeRun(workspace, morning(3), { outcome: "running" });
  const days = async (...argv: readonly string[]) =>
    (await listed(workspace, ...argv)).runs.map(({ began }) => Number(began.slice(8, 10)));
  expect(await days("--source", "lanxi")).toEqual([2, 1]);
  expect(await days("--source", "lanxi", "--last", "1")).toEqual([2]);
  expect(await days("--source", "elsewhere")).toEqual([]);
  expect(await days("--outcome", "failed")).toEqual([1]);
  // Its process is gone.
  expect(await days("--outcome", "interrupted")).toEqual([3]);
  expect(await days("--outcome", "running")).toEqual([]);
});

test("shows what the scheduler did among the runs, in order of time", async () => {
  const workspace = temporaryWorkspace();
  note(workspace, { at: "2026-02-01T00:00:00.000Z", what: "started" });
  for (const day of [1, 3]) writeRun(workspace, morning(day));
  note(workspace, { at: morning(1), what: "begun", source: "qinghe" });
  note(workspace, {
    at: "2026-03-02T06:30:00.000Z",
    what: "skipped",
    source: "qinghe",
    why: "It still ran.",
  });
  note(workspace, { at: "2026-03-02T07:00:00.000Z", what: "reloaded" });
  note(workspace, { at: morning(3), what: "ended", source: "qinghe", run: "its own record tells" });
  appendFileSync(join(workspace.runsDir, "schedule.jsonl"), '{"at": "2026-03-04T');
  const { stdout } = await runs(workspace);
  const rows = stdout.trimEnd().split("\n").slice(1);
  expect(rows.map((row) => row.slice(0, 15))).toEqual([
    "2026-03-03T0630",
    "2026-03-02T0700",
    "2026-03-02T0630",
    "2026-03-01T0630",
    "2026-02-01T0000",
  ]);
  expect(rows[2]).toMatch(/ {2}– +schedule +qinghe: skipped: It still ran\.$/u);
  const kinds = async (...argv: readonly string[]) =>
    (await listed(workspace, ...argv)).schedule.map(({ what }) => what);
  expect(await kinds()).toEqual(["reloaded", "skipped", "started"]);
  expect(await kinds("--source", "qinghe")).toEqual(["skipped"]);
  expect(await kinds("--source", "lanxi")).toEqual([]);
  // Not what came before the runs that are shown.
  expect(await kinds("--last", "2")).toEqual(["reloaded", "skipped"]);
  expect(await kinds("--last", "1")).toEqual([]);
  expect(await kinds("--outcome", "ok")).toEqual([]);
});

test.for([
  ["no JSON", "{"],
  ["another JSON", "{}"],
])("a record that is damaged (%s) is named, and the others are shown", async ([, text]) => {
  const workspace = temporaryWorkspace();
  const [first, second, third] = [1, 2, 3].map((day) => writeRun(workspace, morning(day)));
  writeFileSync(join(workspace.runsDir, second!, "run.json"), text!);
  const { code, stdout, stderr } = await runs(workspace);
  expect(code).toBe(WorkspaceError.exitCode);
  expect(stderr).toMatch(new RegExp(`^newsift: \\S+${second}/run\\.json is damaged`, "u"));
  expect(stdout).toContain(first);
  expect(stdout).toContain(third);
  const { failures, ...shown } = await listed(workspace);
  expect(shown.runs.map(({ id }) => id)).toEqual([third, first]);
  expect(failures).toMatchObject([{ error: "WorkspaceError" }]);
  expect((await runs(workspace, "show", second!)).code).toBe(WorkspaceError.exitCode);
});

test("a run that was killed as it began is no run, and takes no one's place", async () => {
  const workspace = temporaryWorkspace();
  const id = writeRun(workspace, morning(1));
  rmSync(join(workspace.runsDir, writeRun(workspace, morning(2)), "run.json"));
  expect((await listed(workspace, "--last", "1")).runs.map((one) => one.id)).toEqual([id]);
  expect((await runs(workspace, "show", "last")).stdout).toContain(id);
});

const counts = {
  ...NO_COUNTS,
  links: 40,
  fetched: 9,
  new: 7,
  errors: 2,
  articles: 6,
  rawChars: 900,
  cleanChars: 300,
};

function writeFullRun(workspace: Workspace): string {
  const id = writeRun(workspace, morning(9), {
    outcome: "degraded",
    problems: [
      {
        source: "qinghe",
        id: "pages-failed",
        evidence: { asked: 4, failed: 3, errors: "3 ConnectionError" },
      },
      { id: "stopped-by-error", evidence: { error: "WriteError", message: "The disk is full." } },
    ],
    counts,
    bySource: { qinghe: counts },
    byHost: { "qinghe.example": counts },
    errors: { ServerStatusError: 1, ConnectionError: 3 },
    verdicts: { article: 6, thin: 1 },
  });
  const fates: readonly PageEvent[] = [
    { url: "https://qinghe.example/1.html", source: "qinghe", fate: "found" },
    { url: "https://qinghe.example/2.html", source: "qinghe", fate: "found" },
    { url: "https://qinghe.example/1.html", source: "qinghe", fate: "new", document: "001_00" },
    {
      url: "https://qinghe.example/1.html",
      source: "qinghe",
      fate: "cleaned",
      document: "001_00",
      verdict: "thin",
    },
    {
      url: "https://qinghe.example/3.html",
      source: "qinghe",
      fate: "failed",
      error: "ServerStatusError",
      message: "500\n",
    },
  ];
  const lines = fates.map((fate) => `${JSON.stringify(fate)}\n`).join("");
  writeFileSync(join(workspace.runsDir, id, "pages.jsonl"), lines);
  return id;
}

test("show tells of one run: times, who, outcome, problems, counts, errors by class, verdicts", async () => {
  const workspace = temporaryWorkspace();
  const id = writeFullRun(workspace);
  const { code, stdout } = await runs(workspace, "show", id);
  expect(code).toBe(0);
  const lines = stdout.split("\n");
  expect(lines.slice(0, 7)).toEqual([
    id,
    "began    2026-03-09 06:30:00 UTC, by the schedule",
    "ended    2026-03-09 06:31:05 UTC, after 1 min 5 s",
    "outcome  degraded",
    "sources  qinghe",
    "! qinghe: 4 articles were asked for, but 3 failed (3 ConnectionError). `newsift status` names them.",
    "! The disk is full.",
  ]);
  expect(stdout).toMatch(
    /^source +links +fetched +new +changed +errors +articles +kept\nqinghe +40 +9 +7 +0 +2 +6 +33 %$/mu,
  );
  expect(stdout).toMatch(/^qinghe\.example /mu);
  expect(stdout).toContain("\nerrors: 3 ConnectionError, 1 ServerStatusError\nverdicts: 6 article, 1 thin\n");
  expect(stdout).not.toContain("1.html");
});

test("show --pages lists what became of every address in the end", async () => {
  const workspace = temporaryWorkspace();
  writeFullRun(workspace);
  const { stdout } = await runs(workspace, "show", "last", "--pages");
  expect(stdout.trimEnd().split("\n").slice(-3)).toEqual([
    "thin  https://qinghe.example/1.html → 001_00",
    "not asked for  https://qinghe.example/2.html",
    "failed  https://qinghe.example/3.html  ServerStatusError: 500\\u{a}",
  ]);
  const json = JSON.parse((await runs(workspace, "show", "last", "--pages", "--json")).stdout) as object;
  expect(json).toMatchObject({
    outcome: "degraded",
    pages: [{ verdict: "thin" }, { fate: "found" }, { fate: "failed" }],
  });
  expect(JSON.parse((await runs(workspace, "show", "last", "--json")).stdout)).not.toHaveProperty("pages");
});

test("show takes enough of an id's beginning, and last", async () => {
  const workspace = temporaryWorkspace();
  const ids = [9, 10, 11].map((day) => writeRun(workspace, morning(day)));
  for (const [name, id] of [
    ["last", ids[2]],
    ["2026-03-09", ids[0]],
    [ids[1]!.slice(0, -2), ids[1]],
  ] as const) {
    expect((await runs(workspace, "show", name!)).stdout).toMatch(new RegExp(`^${id}\n`, "u"));
  }
});

test.for([
  [
    ["show", "2026-03-1"],
    UsageError,
    /^newsift: 2 runs begin with "2026-03-1", \S+ to \S+: give more of the id\.\n$/u,
  ],
  [
    ["show", "2025"],
    WorkspaceError,
    /^newsift: There is no run "2025" in \S+: newsift runs lists them\.\n$/u,
  ],
  [["show", "../../x"], WorkspaceError, /no run "\.\.\/\.\.\/x"/u],
  [["show"], UsageError, /missing required argument 'run'/iu],
  [["--last", "0"], UsageError, /whole number from 1 on/u],
  [["--last", "3", "--all"], UsageError, /--all.*cannot be used with.*--last/iu],
  [["--outcome", "good"], UsageError, /ok, degraded, failed, interrupted, running/u],
  [["yesterday"], UsageError, /too many arguments/iu],
] as const)("%j is refused in one sentence", async ([argv, error, message]) => {
  const workspace = temporaryWorkspace();
  for (const day of [10, 11]) writeRun(workspace, morning(day));
  const { code, stdout, stderr } = await runs(workspace, ...argv);
  expect({ code, stdout }).toEqual({ code: error.exitCode, stdout: "" });
  expect(stderr).toMatch(message);
});

test("where there is no run at all, show says how to begin one", async () => {
  const { code, stderr } = await runs(temporaryWorkspace(), "show", "last");
  expect(code).toBe(WorkspaceError.exitCode);
  expect(stderr).toMatch(/runs holds no run: newsift crawl begins one\.\n$/u);
});

test("500 sources and 10,000 runs are listed at once", { timeout: 120_000 }, async () => {
  const workspace = temporaryWorkspace();
  const start = Date.parse("2026-01-01T00:00:00.000Z");
  const journal = Array.from({ length: 10_000 }, (_, at) => {
    const began = new Date(start + at * 240_000).toISOString();
    const source = `source-${at % 500}`;
    writeRun(workspace, began, { sources: [source] });
    return `${JSON.stringify({ at: began, what: "begun", source, slot: began })}\n`;
  });
  writeFileSync(join(workspace.runsDir, "schedule.jsonl"), journal.join(""));
  const took = async (...argv: readonly string[]) => {
    const spent = startCpuClock();
    expect((await listed(workspace, ...argv)).runs).toHaveLength(20);
    return spent();
  };
  await took();
  expect(await took()).toBeLessThan(500);
  expect(await took("--source", "source-7")).toBeLessThan(5_000);
});
