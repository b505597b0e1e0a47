import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { WorkspaceError } from "../../../../src/core/errors.ts";
import type { Workspace } from "../../../../src/archive/files/workspace.ts";
import type { Receipt } from "../../../../src/core/document/receipt.ts";
import { run as runMain } from "../../../support/cli-run.ts";
import {
  ABOUT,
  archiveHost,
  CLOSING,
  headlineOf,
  HOST,
  numbers,
  SLOGAN,
  storyOf,
} from "../../../support/host-pages.ts";
import { namesIn, temporaryWorkspace } from "../../../support/store-workspace.ts";

let workspace: Workspace;

beforeEach(async () => {
  workspace = temporaryWorkspace();
  await archiveHost(workspace, numbers(15));
});

const run = (...argv: readonly string[]) => runMain(argv, { cwd: workspace.dir });

/** Content of clean/, by file name. */
function cleaned(): Readonly<Record<string, string>> {
  const names = namesIn(workspace).filter((name) => name.startsWith("clean/"));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(workspace.dir, name), "utf8")]));
}

type Files = ReturnType<typeof cleaned>;

const textsIn = (files: Files) => contentOf(files, ".txt");
const receiptsIn = (files: Files) => contentOf(files, ".json").map((text) => JSON.parse(text) as Receipt);

function contentOf(files: Files, extension: string): readonly string[] {
  return Object.keys(files)
    .filter((name) => name.endsWith(extension))
    .map((name) => files[name]!);
}

describe("profile", () => {
  test("says what to do while nothing is known", async () => {
    expect(await run("profile")).toMatchObject({ code: 0, stderr: "" });
    expect((await run("profile")).stdout).toContain("newsift profile --learn");
    const { code, stdout, stderr } = await run("profile", HOST);
    expect({ code, stdout }).toEqual({ code: WorkspaceError.exitCode, stdout: "" });
    expect(stderr).toContain("newsift profile --learn");
  });

  test("--learn lists the hosts", async () => {
    const { code, stdout, stderr } = await run("profile", "--learn");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/15 +\d+ +2031-05-01 +2031-05-15 +www\.qingwan\.example\n/u);
    expect((await run("profile")).stdout).toBe(stdout);
  });

  test("a host: what it repeats, in which share, and when it was seen", async () => {
    const { stdout } = await run("profile", HOST, "--learn");
    expect(stdout).toMatch(new RegExp(`100 % +15 +2031-05-01 +2031-05-15 +${SLOGAN}\n`, "u"));
    expect(stdout).toMatch(/\d+ blocks that 15 documents of www\.qingwan\.example repeat\n$/u);
  });

  test("--json", async () => {
    const all = JSON.parse((await run("profile", "--learn", "--json")).stdout);
    expect(all).toMatchObject({ profiles: [{ host: HOST, documents: 15 }], failures: [] });
    const one = JSON.parse((await run("profile", HOST, "--json")).stdout);
    expect(one).toMatchObject({ host: HOST, hash: all.profiles[0].hash });
    expect(one.blocks).toContainEqual(expect.objectContaining({ text: SLOGAN, documents: 15, share: 1 }));
  });
});

describe("cleaning with what was learned", () => {
  test("takes off what no other stage knew, and nothing of the text", async () => {
    await run("profile", "--learn");
    expect(await run("clean")).toMatchObject({ code: 0, stderr: "" });
    const after = cleaned();
    expect(textsIn(after).toSorted()).toEqual(
      numbers(15)
        .map((number) => `${[headlineOf(number), ...storyOf(number), CLOSING].join("\n")}\n`)
        .toSorted(),
    );
    for (const { changes } of receiptsIn(after)) {
      const taken = changes.filter(({ stage }) => stage === "site-template").map(({ before }) => before);
      expect(taken).toEqual(expect.arrayContaining([SLOGAN, ABOUT]));
    }

    await run("clean");
    expect(cleaned()).toEqual(after);
  });

  test("is undone with the profile, and verifying needs none", async () => {
    await run("clean");
    const before = cleaned();
    await run("profile", "--learn");
    await run("clean");
    rmSync(join(workspace.stateDir, "profiles"), { recursive: true });
    expect(await run("verify")).toMatchObject({ code: 0, stderr: "" });
    await run("clean");
    expect(cleaned()).toEqual(before);
  });

  test("says in the receipt with which profile", async () => {
    await run("profile", "--learn");
    await run("clean");
    const { profiles } = JSON.parse((await run("profile", "--json")).stdout);
    const receipts = receiptsIn(cleaned());
    expect(receipts).toHaveLength(15);
    for (const { pipeline } of receipts) expect(pipeline?.split("+")[1]).toBe(profiles[0].hash);
  });

  test("serves a single page that comes later", async () => {
    await run("profile", "--learn");
    await archiveHost(workspace, [20]);
    await run("clean", "15");
    const [text] = textsIn(cleaned());
    expect(text).toBe(`${[headlineOf(20), ...storyOf(20), CLOSING].join("\n")}\n`);
  });
});
