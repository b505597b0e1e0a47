import { appendFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { Page } from "../../../src/core/page/page.ts";
import { LockedError, WorkspaceError } from "../../../src/core/errors.ts";
import { createPipeline } from "../../../src/core/pipeline/create-pipeline.ts";
import { openDecisionService } from "../../../src/desk/quality/decision-service.ts";
import { openCatalogue } from "../../../src/archive/records/catalogue.ts";
import { lockWorkspace } from "../../../src/archive/upkeep/lock.ts";
import { openRawStore } from "../../../src/archive/raw/raw.ts";
import type { Workspace } from "../../../src/archive/files/workspace.ts";
import { run } from "../../support/cli-run.ts";
import { archive, cleanAll, pageAbout, problemsOf } from "../../support/kept-house.ts";
import { daysAgo, writeRun } from "../../support/run-records.ts";
import { temporaryWorkspace } from "../../support/store-workspace.ts";

const rebuild = (workspace: Workspace, ...argv: readonly string[]) =>
  run(["rebuild", ...argv, "--workspace", workspace.dir]);

const words = ["青石", "白石", "红石"];

async function cleanedWorkspace(): Promise<Workspace> {
  const workspace = temporaryWorkspace();
  await archive(
    workspace,
    words.map((word, n) => [`https://river.example/${n}.html`, pageAbout(word)] as const),
  );
  await cleanAll(workspace);
  return workspace;
}

function titlesIn(workspace: Workspace): readonly (string | undefined)[] {
  const catalogue = openCatalogue(workspace);
  try {
    return catalogue.list.page({}, 0, 9).map(({ title }) => title);
  } finally {
    catalogue.close();
  }
}

const titles = words.map((word) => `${word}渡口的新船下水了`);

test("says what was read", async () => {
  const workspace = await cleanedWorkspace();
  const desk = openDecisionService(workspace, createPipeline());
  const [id] = await desk.raw.list();
  await desk.approve(id!);
  writeRun(workspace, daysAgo(1));
  rmSync(join(workspace.receiptDir, `${id}.json`));
  rmSync(join(workspace.cleanDir, `${id}.txt`));
  expect(await rebuild(workspace)).toEqual({
    code: 0,
    stdout:
      "Read 3 archived documents, 2 receipts, 1 decision, 1 run.\nNot cleaned yet: 1. newsift clean does it.\nNothing is damaged.\n",
    stderr: "",
  });
  expect(JSON.parse((await rebuild(workspace, "--json")).stdout)).toEqual({
    archived: 3,
    cleaned: 2,
    decisions: 1,
    runs: 1,
    failures: [],
  });
});

test.for([
  ["that is wrong", (workspace: Workspace) => spoil(workspace)],
  [
    "that is no catalogue any more",
    ({ stateDir }: Workspace) => writeFileSync(join(stateDir, "catalogue.sqlite"), "x".repeat(5000)),
  ],
  ["that is gone, with all of .newsift/", ({ stateDir }: Workspace) => rmSync(stateDir, { recursive: true })],
] as const)("makes anew a catalogue %s", async ([, damage]) => {
  const workspace = await cleanedWorkspace();
  damage(workspace);
  expect((await rebuild(workspace)).code).toBe(0);
  expect(titlesIn(workspace)).toEqual(titles);
  expect(await problemsOf(workspace)).toBe("");
});

/** It takes the documents for known, and is mistaken. */
function spoil(workspace: Workspace): void {
  const database = new DatabaseSync(join(workspace.stateDir, "catalogue.sqlite"));
  database.exec("UPDATE document SET title = 'wrong'");
  database.close();
  expect(titlesIn(workspace)).toEqual(["wrong", "wrong", "wrong"]);
}

test("names everything that is damaged, and reads the rest", async () => {
  const workspace = await cleanedWorkspace();
  const ids = await openRawStore(workspace).list();
  writeFileSync(join(workspace.receiptDir, `${ids[0]}.json`), "{");
  writeFileSync(join(workspace.metaDir, `${ids[1]}.json`), "{");
  rmSync(join(workspace.rawDir, `${ids[2]}.html`));
  mkdirSync(workspace.reviewDir);
  appendFileSync(join(workspace.reviewDir, "decisions.jsonl"), "no decision\n");
  const [sound, broken] = [writeRun(workspace, daysAgo(2)), writeRun(workspace, daysAgo(1))];
  writeFileSync(join(workspace.runsDir, broken, "run.json"), "{");
  const { code, stdout, stderr } = await rebuild(workspace);
  expect(code).toBe(WorkspaceError.exitCode);
  expect(stdout).toMatch(/^Read 2 archived documents, 3 receipts, 0 decisions, 2 runs\.\n/u);
  expect(stdout).toMatch(/\nDamaged or missing: 5, named above\.\n$/u);
  const lines = stderr.trimEnd().split("\n");
  expect(lines).toHaveLength(5);
  for (const [at, words] of [
    `receipts/${ids[0]}.json is damaged`,
    `meta/${ids[1]}.json is damaged`,
    `clean/ holds ${ids[2]}, but raw/ does not: restore its page`,
    "decisions.jsonl:1 is no decision: mend it, or delete it.",
    `${broken}/run.json is damaged`,
  ].entries()) {
    expect(lines[at]).toContain(words);
  }
  expect(stderr).not.toContain(sound);
});

test("names a rendered page that is missing, and none that is there or never was", async () => {
  const workspace = await cleanedWorkspace();
  const store = openRawStore(workspace);
  const rendered = async (n: number) => {
    const url = `https://river.example/shown-${n}.html`;
    const arrival = { url, fetchedAt: "2026-05-01T00:00:00Z", fetcher: "browser" as const };
    const shown = new Page(Buffer.from(pageAbout(`第${n}`)), { renderedFrom: { used: "utf-8" } });
    return (await store.add(new Page(Buffer.from("<p></p>")), arrival, { rendered: shown })).id;
  };
  const [kept, gone] = [await rendered(1), await rendered(2)];
  await cleanAll(workspace);
  expect((await rebuild(workspace)).code).toBe(0);
  rmSync(join(workspace.renderedDir, `${gone}.html`));
  const { code, stderr } = await rebuild(workspace);
  expect(code).toBe(WorkspaceError.exitCode);
  expect(stderr).toMatch(/rendered\/[^/]+ is missing, though its sidecar names it: restore it/u);
  expect(stderr).toContain(gone);
  expect(stderr).not.toContain(kept);
});

test("waits for nobody: another run at work is named", async () => {
  const workspace = await cleanedWorkspace();
  const lock = await lockWorkspace(workspace, "newsift crawl");
  try {
    const { code, stderr } = await rebuild(workspace);
    expect(code).toBe(LockedError.exitCode);
    expect(stderr).toContain("`newsift crawl`");
  } finally {
    lock.release();
  }
});
