import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Page } from "../../../src/core/page/page.ts";
import { ConfigError, LockedError, WorkspaceError } from "../../../src/core/errors.ts";
import { openDecisionService } from "../../../src/desk/quality/decision-service.ts";
import { writeCase } from "../../../src/desk/quality/case.ts";
import { lockWorkspace } from "../../../src/archive/upkeep/lock.ts";
import { parseId } from "../../../src/archive/raw/numbering.ts";
import { openRawStore } from "../../../src/archive/raw/raw.ts";
import { readRemovals } from "../../../src/archive/raw/removals.ts";
import type { Workspace } from "../../../src/archive/files/workspace.ts";
import { createPipeline } from "../../../src/core/pipeline/create-pipeline.ts";
import { run } from "../../support/cli-run.ts";
import {
  archive,
  cleanAll,
  copyOf,
  filesWith,
  pageAbout,
  problemsOf,
  runUntilKilled,
} from "../../support/kept-house.ts";
import { daysAgo, writeRun } from "../../support/run-records.ts";
import { namesIn, temporaryWorkspace } from "../../support/store-workspace.ts";

const prune = (workspace: Workspace, ...argv: readonly string[]) =>
  run(["prune", ...argv, "--workspace", workspace.dir]);

function keepingHouse(keep: string): Workspace {
  const workspace = temporaryWorkspace();
  writeFileSync(join(workspace.dir, "config/newsift.yaml"), `keep: {${keep}}\n`);
  return workspace;
}

const numbersIn = async (workspace: Workspace) =>
  (await openRawStore(workspace).list()).map((id) => parseId(id)!.number);

const river = "https://river.example/1.html";

describe("versions", () => {
  /** Of one page four versions, of another one. */
  async function fourVersions(keep: string): Promise<Workspace> {
    const workspace = keepingHouse(keep);
    await archive(workspace, [
      [river, pageAbout("青石")],
      [river, pageAbout("白石")],
      ["https://river.example/2.html", pageAbout("红石")],
      [river, pageAbout("黑石")],
      [river, pageAbout("黄石")],
    ]);
    await cleanAll(workspace);
    return workspace;
  }

  test("are all kept by default", async () => {
    const workspace = await fourVersions("");
    const before = namesIn(workspace);
    expect(await prune(workspace)).toMatchObject({
      code: 0,
      stdout: "There is nothing to prune: all that is here is kept by config/newsift.yaml (keep:).\n",
    });
    expect(namesIn(workspace)).toEqual(before);
  });

  test("that are superseded go with text, receipt and sidecar; the latest stay", async () => {
    const workspace = await fourVersions("versions: 2");
    const { code, stdout } = await prune(workspace);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^2 superseded versions: 000_[0-9a-f]{16}, 001_[0-9a-f]{16}\nFreed [\d.]+ kB\.\n$/u,
    );
    expect(await numbersIn(workspace)).toEqual([2, 3, 4]);
    expect(namesIn(workspace).filter((name) => /\/00[01]_/u.test(name))).toEqual([]);
    expect(filesWith(workspace, "白石").filter((name) => !name.startsWith(".newsift/"))).toEqual([]);
    expect(await problemsOf(workspace)).toBe("");
    expect((await prune(workspace)).stdout).toMatch(/^There is nothing to prune/u);
  });

  test("--dry-run says the same and removes nothing", async () => {
    const workspace = await fourVersions("versions: 1");
    const before = namesIn(workspace);
    const { stdout } = await prune(workspace, "--dry-run");
    expect(stdout).toMatch(/^3 superseded versions: .*\nWould free [\d.]+ kB\.\n$/u);
    expect(namesIn(workspace)).toEqual(before);
    expect(existsSync(join(workspace.metaDir, "removals.jsonl"))).toBe(false);
    const dry = JSON.parse((await prune(workspace, "--dry-run", "--json")).stdout) as object;
    expect(JSON.parse((await prune(workspace, "--json")).stdout)).toEqual(dry);
    expect(dry).toMatchObject({
      versions: [/^000_/, /^001_/, /^003_/].map((id) => expect.stringMatching(id)),
      failures: [],
    });
  });

  test("never give their numbers to others, not even the highest", async () => {
    const workspace = keepingHouse("versions: 1");
    const [first] = await archive(workspace, [
      [river, pageAbout("青石")],
      ["https://river.example/2.html", pageAbout("红石")],
    ]);
    const taken = await run([
      "takedown",
      "https://river.example/2.html",
      "--yes",
      "--workspace",
      workspace.dir,
    ]);
    expect(taken.code).toBe(0);
    const [second] = await archive(workspace, [[river, pageAbout("白石")]]);
    expect([first, second].map((id) => parseId(id!)!.number)).toEqual([0, 2]);
    expect((await prune(workspace)).code).toBe(0);
    const name = `000_${"0".repeat(16)}.txt`;
    const imported = await openRawStore(workspace).add(
      new Page(Buffer.from("石桥"), { format: "text" }),
      { fetchedAt: daysAgo(0), fetcher: "import" },
      { name },
    );
    expect(parseId(imported.id)!.number).toBe(3);
  });

  test("stay where somebody judged them, or made a case of them, or drew them into a sample", async () => {
    const workspace = await fourVersions("versions: 1");
    const [approved, caseOf, , sampled] = await openRawStore(workspace).list();
    const desk = openDecisionService(workspace, createPipeline());
    await desk.approve(approved!);
    await desk.approve(caseOf!);
    await writeCase(desk, caseOf!, "The page before it was rewritten.");
    const decisions = join(workspace.reviewDir, "decisions.jsonl");
    writeFileSync(decisions, readFileSync(decisions, "utf8").split("\n")[0]!);
    mkdirSync(join(workspace.reviewDir, "samples"));
    writeFileSync(
      join(workspace.reviewDir, "samples/n1-seed1.json"),
      JSON.stringify({
        version: 1,
        name: "n1-seed1",
        seed: 1,
        drawnAt: daysAgo(3),
        population: 5,
        documents: [sampled],
      }),
    );
    expect((await prune(workspace)).stdout).toMatch(/^There is nothing to prune/u);
    expect(await numbersIn(workspace)).toEqual([0, 1, 2, 3, 4]);
  });

  test("stay while a page of the same article that stays names them", async () => {
    const workspace = keepingHouse("versions: 1");
    const next = `<div><a href="1_2.html">下一页</a></div>`;
    const second = "https://river.example/1_2.html";
    const [first] = await archive(workspace, [[river, pageAbout("青石", next)]]);
    await archive(workspace, [
      [second, pageAbout("白石"), { continues: first!, part: 2 }],
      [river, pageAbout("红石", next)],
      [river, pageAbout("黑石", next)],
    ]);
    await cleanAll(workspace);
    const { stdout } = await prune(workspace);
    // The second page is what it was: the last version of the article has it, and it names the first one.
    expect(stdout).toMatch(/^1 superseded version: 002_/u);
    expect(await numbersIn(workspace)).toEqual([0, 1, 3]);
    expect(await problemsOf(workspace)).toBe("");
  });

  test("stay where their receipts are damaged, and are named", async () => {
    const workspace = await fourVersions("versions: 1");
    const [id] = await openRawStore(workspace).list();
    writeFileSync(join(workspace.receiptDir, `${id}.json`), "{");
    const { code, stdout, stderr } = await prune(workspace);
    expect(code).toBe(WorkspaceError.exitCode);
    expect(stderr).toMatch(new RegExp(`${id}\\.json is damaged`, "u"));
    expect(stdout).toMatch(/^2 superseded versions/u);
    expect(await numbersIn(workspace)).toEqual([0, 2, 4]);
  });

  test("a kill at any step is finished by the next prune", { timeout: 300_000 }, async () => {
    const template = await fourVersions("versions: 2, runs: 90d");
    for (const days of [200, 100])
      writeFileSync(join(template.runsDir, writeRun(template, daysAgo(days)), "run.json"), "{");
    writeRun(template, daysAgo(1));
    let kills = 0;
    for (let at = 1; ; at += 1) {
      const workspace = copyOf(template);
      if (!runUntilKilled(["prune", "--workspace", workspace.dir], at)) break;
      kills += 1;
      expect((await prune(workspace)).code).toBe(0);
      expect(await numbersIn(workspace)).toEqual([2, 3, 4]);
      expect(namesIn(workspace).filter((name) => /\/00[01]_|\.tmp$/u.test(name))).toEqual([]);
      expect(readdirSync(workspace.runsDir)).toHaveLength(1);
      expect(await problemsOf(workspace)).toBe("");
      expect(parseId((await archive(workspace, [[river, pageAbout("蓝石")]]))[0]!)!.number).toBe(5);
    }
    expect(kills).toBeGreaterThan(10);
  });
});

describe("runs", () => {
  /** The latest thirty of a source are kept, old or not. */
  function writeLatest(workspace: Workspace, runs: number): void {
    for (let hours = 1; hours <= runs; hours += 1) writeRun(workspace, daysAgo(hours / 24));
  }

  test("older than they are kept go, the latest of each source stay, and logs go before them", async () => {
    const workspace = keepingHouse("");
    writeLatest(workspace, 28);
    const [ancient, old, lone, recent, fresh] = [
      writeRun(workspace, daysAgo(200)),
      writeRun(workspace, daysAgo(91)),
      writeRun(workspace, daysAgo(150), { sources: ["lanxi"] }),
      writeRun(workspace, daysAgo(40)),
      writeRun(workspace, daysAgo(2)),
    ];
    const all = [ancient, old, lone, recent, fresh];
    for (const id of all) {
      for (const name of ["log.jsonl", "pages.jsonl"])
        writeFileSync(join(workspace.runsDir, id, name), "{}\n");
    }
    const { stdout } = await prune(workspace);
    expect(stdout).toMatch(
      new RegExp(`^2 runs, ${ancient} to ${old}\nthe logs of 2 runs\nFreed [\\d.]+ kB\\.\n$`, "u"),
    );
    const left = readdirSync(workspace.runsDir);
    expect(left).toHaveLength(31);
    expect(all.filter((id) => left.includes(id))).toEqual([lone, recent, fresh]);
    const withLogs = all.filter((id) => existsSync(join(workspace.runsDir, id, "log.jsonl")));
    expect(withLogs).toEqual([fresh]);
    expect(existsSync(join(workspace.runsDir, lone, "pages.jsonl"))).toBe(true);
    expect((await run(["runs", "--all", "--workspace", workspace.dir])).stdout).toContain(lone);
  });

  test("that are under way, and what people put there, stay", async () => {
    const workspace = keepingHouse("runs: 1d, logs: 1d");
    const holder = { host: "elsewhere", pid: 1, start: 1 };
    const running = writeRun(workspace, daysAgo(9), { outcome: "running", holder });
    writeLatest(workspace, 30);
    writeRun(workspace, daysAgo(8));
    writeFileSync(join(workspace.runsDir, running, "log.jsonl"), "{}\n");
    mkdirSync(join(workspace.runsDir, "notes"));
    await prune(workspace);
    expect(readdirSync(workspace.runsDir)).toContain("notes");
    expect(readdirSync(workspace.runsDir)).toHaveLength(32);
    expect(existsSync(join(workspace.runsDir, running, "log.jsonl"))).toBe(true);
  });

  test("are all kept where the config says so", async () => {
    const workspace = keepingHouse("runs: all, logs: all");
    for (const days of [900, 800]) {
      writeFileSync(join(workspace.runsDir, writeRun(workspace, daysAgo(days)), "log.jsonl"), "{}\n");
    }
    expect((await prune(workspace)).stdout).toMatch(/^There is nothing to prune/u);
  });

  test("that are damaged, or were killed as they began, go by their age", async () => {
    const workspace = keepingHouse("");
    const damaged = writeRun(workspace, daysAgo(100));
    writeFileSync(join(workspace.runsDir, damaged, "run.json"), "{");
    mkdirSync(join(workspace.runsDir, "2026-01-02T030405678Z-01234567"));
    writeFileSync(join(workspace.runsDir, writeRun(workspace, daysAgo(3)), "run.json"), "{");
    expect((await prune(workspace)).code).toBe(0);
    expect(readdirSync(workspace.runsDir)).toHaveLength(1);
  });

  test("of the journal go with them, but for what the schedule goes on from", async () => {
    const workspace = keepingHouse("");
    mkdirSync(workspace.runsDir);
    const path = join(workspace.runsDir, "schedule.jsonl");
    const entries = [
      { at: daysAgo(200), what: "begun", source: "qinghe" },
      { at: daysAgo(199), what: "begun", source: "lanxi" },
      { at: daysAgo(150), what: "begun", source: "qinghe" },
      { at: daysAgo(3), what: "begun", source: "qinghe" },
    ].map((entry) => JSON.stringify(entry));
    appendFileSync(path, `${entries.join("\n")}\nno entry\n`);
    expect((await prune(workspace)).stdout).toMatch(
      /^2 lines of runs\/schedule\.jsonl\nFreed \d+ bytes\.\n$/u,
    );
    expect(readFileSync(path, "utf8")).toBe(`${entries[1]}\n${entries[3]}\nno entry\n`);
  });
});

test.for([
  ["versions: 0", /"keep\.versions" must be a whole number from 1 to 1000, but is 0/u],
  ["versions: some", /"keep\.versions" must be all, or a whole number/u],
  ["runs: 3 weeks", /"keep\.runs" must be all, or a time like 90d or 12h/u],
  ["run: 90d", /"keep\.run"/u],
] as const)("a policy that says %s is refused", async ([keep, message]) => {
  const { code, stderr } = await prune(keepingHouse(keep));
  expect(code).toBe(ConfigError.exitCode);
  expect(stderr).toMatch(message);
});

test("nothing is pruned while another run is at work; --dry-run looks all the same", async () => {
  const workspace = keepingHouse("");
  const lock = await lockWorkspace(workspace, "newsift crawl");
  try {
    expect((await prune(workspace)).code).toBe(LockedError.exitCode);
    expect((await prune(workspace, "--dry-run")).code).toBe(0);
  } finally {
    lock.release();
  }
});

test("a damaged list of removals is named, and nothing is archived over it", async () => {
  const workspace = keepingHouse("versions: 1");
  await archive(workspace, [[river, pageAbout("青石")]]);
  writeFileSync(join(workspace.metaDir, "removals.jsonl"), '{"at":\n');
  await expect(archive(workspace, [[river, pageAbout("白石")]])).rejects.toThrow(
    /removals\.jsonl:1 is damaged/u,
  );
  const { code, stderr } = await prune(workspace);
  expect(code).toBe(WorkspaceError.exitCode);
  expect(stderr).toMatch(/Restore the file/u);
  expect(() => readRemovals(workspace)).toThrow(WorkspaceError);
});
