/** Files of a newer newsift are named as such, whatever they hold; older ones are read, and damage stays damage. */
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { NewerFormatError, ScoreError } from "../../src/core/errors.ts";
import {
  parseOwnJson,
  parseOwnLine,
  refuseNewer,
  refuseReplacingNewer,
} from "../../src/config/format-version.ts";
import { readFloors } from "../../eval/scoring/floors.ts";
import { beginRun, NO_COUNTS } from "../../src/archive/records/runs.ts";
import { initWorkspace, type Workspace } from "../../src/archive/files/workspace.ts";
import { article } from "../support/cleaning-samples.ts";
import { run } from "../support/cli-run.ts";
import { temporaryFolder } from "../support/store-workspace.ts";

describe("a version", () => {
  test.each([2, 3, 1e6, Number.MAX_SAFE_INTEGER])("%s is newer", (version) => {
    expect(() => refuseNewer({ version }, "runs/a/run.json")).toThrow(
      new NewerFormatError(
        `runs/a/run.json was written by a newer newsift (version ${version}; this one knows 1): update newsift.`,
      ),
    );
  });

  test.each([
    [{ version: 1 }],
    [{}],
    [{ version: 0 }],
    [{ version: -2 }],
    [{ version: 1.5 }],
    [{ version: "3" }],
    [{ version: [2] }],
    [{ version: null }],
    [[2, 3]],
    [null],
    ["version 3"],
    [3],
  ])("%j is not", (content) => {
    expect(() => refuseNewer(content, "a.json")).not.toThrow();
  });

  test("is compared with the one that the format has come to", () => {
    expect(() => refuseNewer({ version: 4 }, "a", 4)).not.toThrow();
    expect(() => refuseNewer({ version: 5 }, "a", 4)).toThrow(/version 5; this one knows 4/u);
  });

  test("keeps a file from being written anew; damage and older versions do not", () => {
    expect(() => refuseReplacingNewer('{"version": 2}', "a.json")).toThrow(NewerFormatError);
    for (const text of ['{"version": 1}', "{}", "", "{", '{"version": 2', "null"]) {
      expect(() => refuseReplacingNewer(text, "a.json")).not.toThrow();
    }
  });

  test("is looked at before the rest: what a newer newsift wrote fits no schema of this one", () => {
    const schema = z.object({ version: z.literal(1), name: z.string() });
    const damaged = () => new Error("damaged");
    const newer = `{"version": 2, "names": []}`;
    expect(() => parseOwnJson(newer, "a.json", schema, damaged)).toThrow(NewerFormatError);
    expect(() => parseOwnLine(newer, "a.jsonl:3", schema)).toThrow(/^a\.jsonl:3 was written by a newer/u);
    for (const text of [`{"version": 2, "na`, "[]", `{"version": 1}`]) {
      expect(() => parseOwnJson(text, "a.json", schema, damaged)).toThrow("damaged");
      expect(parseOwnLine(text, "a.jsonl:3", schema)).toBeUndefined();
    }
  });
});

describe("in a workspace", () => {
  let workspace: Workspace;
  let id: string;
  let record: string;

  beforeEach(async () => {
    workspace = initWorkspace(join(temporaryFolder(), "corpus"));
    writeFileSync(join(workspace.dir, "page.html"), article);
    const { stdout } = await command("ingest", "page.html", "--json");
    id = (JSON.parse(stdout) as { documents: [{ document: string }] }).documents[0].document;
    const crawl = beginRun(workspace, { by: "person", sources: [], pipeline: "0" });
    crawl.end({
      outcome: "ok",
      problems: [],
      counts: NO_COUNTS,
      bySource: {},
      byHost: {},
      errors: {},
      verdicts: {},
    });
    record = `runs/${crawl.id}/run.json`;
  });

  const command = (...argv: readonly string[]) => run(argv, { cwd: workspace.dir });

  /** Writes a file of a version to come, as far as this one can guess. */
  function write(file: string, text: string): void {
    const path = join(workspace.dir, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  const newer = (file: string) => write(file, `{"version": 3, "document": "${id}", "changes": {}}\n`);

  test.each<[what: string, file: () => string, argv: () => readonly string[]]>([
    ["a receipt", () => `clean/receipts/${id}.json`, () => ["diff", id]],
    ["a receipt, verified", () => `clean/receipts/${id}.json`, () => ["verify"]],
    ["a receipt that cleaning would write anew", () => `clean/receipts/${id}.json`, () => ["clean"]],
    ["a sidecar", () => `raw/meta/${id}.json`, () => ["clean"]],
    ["a run record", () => record, () => ["runs", "show", "last"]],
    ["a run record among others", () => record, () => ["runs"]],
    ["the decisions", () => "review/decisions.jsonl", () => ["clean"]],
    ["the removals", () => "raw/meta/removals.jsonl", () => ["ingest", "page.html"]],
    ["the schedule's journal", () => "runs/schedule.jsonl", () => ["runs"]],
    ["a sample", () => "review/samples/n1-seed1.json", () => ["health"]],
    ["a case", () => "test/cases/story/case.json", () => ["cases"]],
  ])("%s is named", async (_, file, argv) => {
    newer(file());
    const before = readFileSync(join(workspace.dir, file()));
    const { code, stderr } = await command(...argv());
    expect(stderr).toMatch(
      /^newsift: [^\n]* was written by a newer newsift \(version 3; this one knows [12]\): update newsift\.$/mu,
    );
    expect(stderr).toContain(file().split("/").at(-1));
    expect(stderr).not.toMatch(/damaged|mend|delete/iu);
    expect(code).toBe(NewerFormatError.exitCode);
    expect(readFileSync(join(workspace.dir, file()))).toEqual(before);
  });

  test.each([
    ["the settings", "config/newsift.yaml"],
    ["a source", "config/sources/town.yaml"],
    ["cues", "config/cues/share.yaml"],
  ])("%s of the config are named, before the keys that are new", async (_, file) => {
    write(file, "version: 3\nwhatever: {is: new}\n");
    const { code, stderr } = await command(...(file.includes("sources") ? ["discover"] : ["clean"]));
    expect(stderr).toMatch(/^newsift: \S+\.yaml was written by a newer newsift \(version 3; [^\n]+\n$/u);
    expect(code).toBe(NewerFormatError.exitCode);
  });

  test("doctor says what to do", async () => {
    write("config/newsift.yaml", "version: 3\n");
    const { stdout } = await command("doctor");
    expect(stdout).toMatch(
      /✗ Workspace: config\/newsift\.yaml was written by a newer newsift [^\n]+: update newsift\.$/mu,
    );
    expect(stdout.match(/update newsift/giu)).toHaveLength(1);
  });

  test("the version of today may stand in the config", async () => {
    appendFileSync(join(workspace.dir, "config/newsift.yaml"), "\nversion: 1\n");
    expect(await command("clean")).toMatchObject({ code: 0 });
  });

  test("a decision without a version is read, and damage is still called damage", async () => {
    write("review/decisions.jsonl", `{"action": "dance"}\n`);
    const { code, stderr } = await command("clean");
    expect(code).toBe(0);
    expect(stderr).toContain("is no decision");
    write(`clean/receipts/${id}.json`, "{");
    expect((await command("diff", id)).stderr).toContain("is damaged");
  });
});

test("floors", () => {
  const path = join(temporaryFolder(), "floors.json");
  writeFileSync(path, `{"version": 3, "html": []}`);
  expect(() => readFloors(path)).toThrow(NewerFormatError);
  writeFileSync(path, `{"html": []}`);
  expect(() => readFloors(path)).toThrow(ScoreError);
});
