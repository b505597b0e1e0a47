/** clean/ holds the texts that stand for their pages; those of superseded versions lie apart. */
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openDecisions } from "../../../src/archive/records/decisions.ts";
import { lockWorkspace } from "../../../src/archive/upkeep/lock.ts";
import { parseId } from "../../../src/archive/raw/numbering.ts";
import { openRawStore } from "../../../src/archive/raw/raw.ts";
import type { Workspace } from "../../../src/archive/files/workspace.ts";
import { run } from "../../support/cli-run.ts";
import { archive, cleanAll, copyOf, filesWith, pageAbout, problemsOf, runUntilKilled } from "../../support/kept-house.ts";
import { temporaryWorkspace } from "../../support/store-workspace.ts";

const river = "https://river.example/1.html";
const shell = (at: number) =>
  `<!doctype html><html><head><meta charset="utf-8"><title>渡口</title></head><body><div id="app"></div><!-- ${at} --></body></html>`;
const words = ["青石", "白石", "红石", "黑石", "黄石"];

const numbersIn = (folder: string): readonly number[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".txt"))
    .map((name) => parseId(name.slice(0, -4))!.number);

/** Numbers of the texts in clean/ itself, and of the superseded ones. */
function texts({ cleanDir, supersededDir }: Workspace): readonly [readonly number[], readonly number[]] {
  mkdirSync(supersededDir, { recursive: true });
  return [numbersIn(cleanDir), numbersIn(supersededDir)];
}

/** A: an article, x: a shell; each a version of one page. */
async function workspaceWith(history: string): Promise<Workspace> {
  const workspace = temporaryWorkspace();
  await archive(
    workspace,
    Array.from(history, (letter, at) => [river, letter === "A" ? pageAbout(words[at]!) : shell(at)] as const),
  );
  return workspace;
}

describe("of the versions of a page", () => {
  test.for([
    ["A", [0], []],
    ["AA", [1], [0]],
    ["AAA", [2], [0, 1]],
    ["Ax", [0], []],
    ["AAx", [1], [0]],
    ["AxA", [2], [0]],
    ["xA", [1], []],
    ["x", [], []],
    ["xx", [], []],
  ] as const)("%s, those lie in clean/ itself that stand for it", async ([history, current, superseded]) => {
    const workspace = await workspaceWith(history);
    await cleanAll(workspace);
    expect(texts(workspace)).toEqual([current, superseded]);
    await cleanAll(workspace);
    expect(texts(workspace)).toEqual([current, superseded]);
    expect(await problemsOf(workspace)).toBe("");
  });

  test("it does not matter which is cleaned first", async () => {
    const workspace = await workspaceWith("AAA");
    for (const id of (await openRawStore(workspace).list()).toReversed()) {
      expect((await run(["clean", id, "--workspace", workspace.dir])).code).toBe(0);
    }
    expect(texts(workspace)).toEqual([[2], [0, 1]]);
  });

  test("the one before takes the place of one that a person rejects, until that is undone", async () => {
    const workspace = await workspaceWith("AA");
    await cleanAll(workspace);
    const [, second] = await openRawStore(workspace).list();
    const decisions = openDecisions(workspace);
    const { id } = decisions.append({ action: "verdict", document: second!, verdict: "spam" });
    await cleanAll(workspace);
    expect(texts(workspace)).toEqual([[0], []]);
    expect(await problemsOf(workspace)).toBe("");
    decisions.append({ action: "undo", document: second!, undoes: id });
    await cleanAll(workspace);
    expect(texts(workspace)).toEqual([[1], [0]]);
    expect(await problemsOf(workspace)).toBe("");
  });

  test("pages do not concern each other", async () => {
    const workspace = temporaryWorkspace();
    await archive(workspace, [
      [river, pageAbout("青石")],
      ["https://river.example/2.html", pageAbout("青石")],
      [river, pageAbout("白石")],
    ]);
    await cleanAll(workspace);
    expect(texts(workspace)).toEqual([[1, 2], [0]]);
  });
});

describe("what reads a superseded text finds it", () => {
  async function twoVersions(): Promise<Workspace> {
    const workspace = await workspaceWith("AA");
    writeFileSync(join(workspace.dir, "config/newsift.yaml"), "keep: {versions: 1}\n");
    await cleanAll(workspace);
    return workspace;
  }

  test("diff sets it beside the later one", async () => {
    const workspace = await twoVersions();
    const [, second] = await openRawStore(workspace).list();
    const { code, stdout } = await run(["diff", "--before", second!, "--workspace", workspace.dir]);
    expect(code).toBe(0);
    expect(stdout).toContain("青石");
  });

  test("verify finds it wrong where it was changed", async () => {
    const workspace = await twoVersions();
    const [first] = await openRawStore(workspace).list();
    writeFileSync(join(workspace.supersededDir, `${first}.txt`), "改过\n");
    expect(await problemsOf(workspace)).toMatch(/is not what follows from raw file and receipt/u);
  });

  test.for([
    ["prune", []],
    ["takedown", [river, "--yes"]],
  ] as const)("%s removes it", async ([command, words]) => {
    const workspace = await twoVersions();
    expect((await run([command, ...words, "--workspace", workspace.dir])).code).toBe(0);
    expect(texts(workspace)[1]).toEqual([]);
    expect(filesWith(workspace, "青石渡口").filter((name) => !name.startsWith(".newsift/"))).toEqual([]);
  });
});

describe("a workspace from before there was clean/superseded/", () => {
  async function mixed(): Promise<Workspace> {
    const workspace = await workspaceWith("AAx");
    await cleanAll(workspace);
    for (const name of readdirSync(workspace.supersededDir)) {
      renameSync(join(workspace.supersededDir, name), join(workspace.cleanDir, name));
    }
    return workspace;
  }

  test("is put in order by the next command that writes", async () => {
    const workspace = await mixed();
    const before = filesWith(workspace, "渡口").length;
    (await lockWorkspace(workspace, "newsift clean")).release();
    expect(texts(workspace)).toEqual([[1], [0]]);
    expect(filesWith(workspace, "渡口")).toHaveLength(before);
    expect(await problemsOf(workspace)).toBe("");
  });

  test("verify says so, and what to do", async () => {
    const workspace = await mixed();
    const [first] = await openRawStore(workspace).list();
    expect(await problemsOf(workspace)).toContain(
      `The text of ${first} is superseded by another version, but does not lie in clean/superseded/: \`newsift rebuild\` puts it there.`,
    );
    expect((await run(["rebuild", "--workspace", workspace.dir])).code).toBe(0);
    expect(await problemsOf(workspace)).toBe("");
  });

  test("a text that somebody put on its head is turned by rebuild", async () => {
    const workspace = await workspaceWith("AA");
    await cleanAll(workspace);
    const [first, second] = await openRawStore(workspace).list();
    renameSync(join(workspace.supersededDir, `${first}.txt`), join(workspace.cleanDir, `${first}.txt`));
    renameSync(join(workspace.cleanDir, `${second}.txt`), join(workspace.supersededDir, `${second}.txt`));
    expect(await problemsOf(workspace)).toMatch(/stands for its page, but does not lie in clean\//u);
    expect((await run(["rebuild", "--workspace", workspace.dir])).code).toBe(0);
    expect(texts(workspace)).toEqual([[1], [0]]);
  });
});

test(
  "a kill at any step loses no text, and the next command puts them in their places",
  { timeout: 300_000 },
  async () => {
    const template = await workspaceWith("AA");
    const [first, second] = await openRawStore(template).list();
    await run(["clean", first!, "--workspace", template.dir]);
    const decided = copyOf(template);
    await cleanAll(decided);
    openDecisions(decided).append({ action: "verdict", document: second!, verdict: "spam" });
    let kills = 0;
    for (const [start, end] of [
      [template, [[1], [0]]],
      [decided, [[0], []]],
    ] as const) {
      for (let at = 1; ; at += 1) {
        const workspace = copyOf(start);
        if (!runUntilKilled(["clean", "--workspace", workspace.dir], at)) break;
        kills += 1;
        const [current, superseded] = texts(workspace);
        expect(current.length).toBeGreaterThan(0);
        expect([...current, ...superseded]).toContain(0);
        (await lockWorkspace(workspace, "newsift clean")).release();
        expect(texts(workspace)[0]).toHaveLength(1);
        await cleanAll(workspace);
        expect(texts(workspace)).toEqual(end);
        expect(await problemsOf(workspace)).toBe("");
        const path = join(workspace.cleanDir, `${[first, second][end[0][0]!]}.txt`);
        expect(readFileSync(path, "utf8")).toContain(words[end[0][0]!]!);
      }
    }
    expect(kills).toBeGreaterThan(5);
  },
);
