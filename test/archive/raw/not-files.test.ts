/** What stands where a file should, and is none: refused by name, at once, and the others go on. */
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { UnreadableInputError, WriteError } from "../../../src/core/errors.ts";
import { makeFolder } from "../../../src/archive/files/atomic.ts";
import { articlePage } from "../../support/crawl-site.ts";
import { run } from "../../support/cli-run.ts";
import { temporaryFolder } from "../../support/store-workspace.ts";

const kinds: Readonly<Record<string, (path: string) => unknown>> = {
  "a named pipe": (path) => spawnSync("mkfifo", [path]),
  "a folder": (path) => mkdirSync(path),
  "a device": (path) => symlinkSync("/dev/zero", path),
  "a socket": async (path) => {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(path, listening));
    onTestFinished(() => void server.close());
  },
};

const ID = "900_0123456789abcdef";

test("a folder is made below what is there, once, and not below a file", () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "file"), "");
  symlinkSync("nowhere", join(folder, "dangling"));
  mkdirSync(join(folder, "real"));
  symlinkSync("real", join(folder, "link"));
  for (const path of ["a/b/c", "a/b/c", "a/b/d", "link/e", "link"]) {
    makeFolder(join(folder, path));
    expect(statSync(join(folder, path)).isDirectory()).toBe(true);
  }
  for (const path of ["file", "file/a", "file/a/b", "dangling", "dangling/a"]) {
    expect(() => makeFolder(join(folder, path))).toThrow(WriteError);
  }
});

test("a folder without any page is named by ingest", async () => {
  const folder = temporaryFolder();
  await run(["init", "."], { cwd: folder });
  mkdirSync(join(folder, "bare"));
  writeFileSync(join(folder, "bare/a.jpg"), "x");
  const { code, stderr } = await run(["ingest", "bare"], { cwd: folder });
  expect(code).toBe(UnreadableInputError.exitCode);
  expect(stderr).toMatch(/^newsift: \S+\/bare holds no \.html, \.htm or \.txt: name a folder of pages\.\n$/u);
});

test("pages put into raw/ by hand are named by clean, and left out", async () => {
  const folder = await emptyWorkspace();
  expect((await run(["clean"], { cwd: folder })).stderr).toBe("");
  writeFileSync(join(folder, "raw/bridge.html"), articlePage("青禾镇石桥昨天上午正式通车"));
  writeFileSync(join(folder, "raw/notes.md"), "x");
  const one = await run(["clean"], { cwd: folder });
  expect(one.stderr).toMatch(/^raw\/bridge\.html was not archived by newsift, and is left out: [^\n]+\n$/u);
  expect(one.code).toBe(0);
  writeFileSync(join(folder, `raw/${ID}\n.txt`), "x");
  const two = await run(["clean"], { cwd: folder });
  expect(two.stderr).toMatch(/^raw\/\S+, and 1 more, was not archived by newsift, [^\n]+\n$/u);
});

test.each([
  ["stone.example/1.html", "https://stone.example/1.html"],
  ["www.stone.example", "https://www.stone.example"],
])("an address without its scheme is told from a file: %s", async (input, meant) => {
  const { code, stderr } = await run(["ingest", input], { cwd: await emptyWorkspace() });
  expect(code).toBe(UnreadableInputError.exitCode);
  expect(stderr).toContain(`If an address is meant: ${meant}`);
});

test.each([
  "1.html",
  "pages/1.html",
  "./stone.example/1.html",
  "../in.d/1.html",
  "/in.d/x",
  "青禾.txt",
  "a b.c/d",
])("a path is no address: %s", async (input) => {
  const { stderr } = await run(["ingest", input], { cwd: await emptyWorkspace() });
  expect(stderr).toContain("there is no such file or folder");
  expect(stderr).not.toContain("address");
});

async function emptyWorkspace(): Promise<string> {
  const folder = temporaryFolder();
  await run(["init", "."], { cwd: folder });
  return folder;
}

async function withStranger(kind: string) {
  const folder = temporaryFolder();
  await run(["init", "."], { cwd: folder });
  writeFileSync(join(folder, "a.html"), articlePage("青禾镇石桥昨天上午正式通车"));
  await run(["ingest", "a.html"], { cwd: folder });
  // Shorter than a socket's path may be.
  const path = join(folder, "raw", `${ID}.html`);
  await kinds[kind]!(path);
  return { folder, path };
}

test.each(Object.keys(kinds))("%s in raw/", async (kind) => {
  const { folder, path } = await withStranger(kind);
  const says = new RegExp(`newsift: \\S*/raw/${ID}\\.html (?:could not be read: it )?is ${kind}`, "u");
  for (const argv of [["clean"], ["clean", "900"], ["verify"], ["rebuild"], ["ingest", "a.html"]]) {
    const { code, stderr } = await run(argv, { cwd: folder });
    expect(stderr).toMatch(says);
    expect(stderr).toContain("ove it away");
    expect(stderr).not.toContain("unexpected");
    expect(code).not.toBe(0);
  }
  const { code } = await run(["clean", "0"], { cwd: folder });
  expect(code).toBe(0);
  rmSync(path, { recursive: true });
  expect((await run(["rebuild"], { cwd: folder })).code).toBe(0);
});

test.each(Object.keys(kinds))("%s that is named, or lies in a folder that is", async (kind) => {
  const { folder } = await withStranger(kind);
  mkdirSync(join(folder, "in"));
  await kinds[kind]!(join(folder, "in", "b.html"));
  for (const argv of [
    ["ingest", "in/b.html"],
    ["clean", "--from", "in", "--to", "out"],
  ]) {
    // A folder within a folder is none of its pages; one that is named is opened.
    if (kind === "a folder") continue;
    const { code, stderr } = await run(argv, { cwd: folder });
    expect(stderr).toContain(`b.html could not be read: it is ${kind}`);
    expect(code).toBe(10);
  }
});

test.each([
  [".newsift/lock", 10],
  ["raw/meta/900_0123456789abcdef.json", 10],
  ["review/decisions.jsonl", 10],
] as const)("a named pipe at %s", async (name, code) => {
  const { folder } = await withStranger("a folder");
  rmSync(join(folder, name), { force: true });
  mkdirSync(join(folder, name, ".."), { recursive: true });
  spawnSync("mkfifo", [join(folder, name)]);
  const failed = await run(["clean"], { cwd: folder });
  expect(failed.stderr).toContain("named pipe");
  expect(failed.code).toBe(code);
});

test("control characters in names are escaped wherever names are said", async () => {
  const folder = temporaryFolder();
  await run(["init", "."], { cwd: folder });
  mkdirSync(join(folder, "in"));
  const name = "a\nb\u001b[31m\u2028\u202e.html";
  writeFileSync(join(folder, "in", name), articlePage("青禾镇石桥昨天上午正式通车"));
  writeFileSync(join(folder, "in", `c\nd.html`), "");
  const runs = [
    await run(["clean", "--from", "in", "--to", "out"], { cwd: folder }),
    await run(["ingest", `in/${name}`, "in/c\nd.html", "in/no\nne.html"], { cwd: folder }),
    await run(["clean", "--trace", `in/${name}`], { cwd: folder }),
    await run(["diff", `in/${name}`], { cwd: folder }),
    await run(["takedown", `in/${name}`], { cwd: folder }),
  ];
  for (const { stdout, stderr } of runs) {
    expect(stdout + stderr).not.toMatch(/[\u001b\u2028\u202e]|^(?:b\\u|d\.html|ne\.html)/mu);
  }
  const [loose, ingested] = runs as [(typeof runs)[0], (typeof runs)[0]];
  expect(loose.stdout).toContain(String.raw`a\u{a}b\u{1b}[31m`);
  expect(loose.stderr).toContain(String.raw`c\u{a}d.html is empty`);
  expect(ingested.stderr).toContain(String.raw`no\u{a}ne.html could not be read`);
  expect(ingested.code).toBe(11);
});
