/** What stands where a file should, and is none: refused by name, at once, and the others go on. */
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { articlePage } from "./crawl-site.ts";
import { run } from "./cli-run.ts";
import { temporaryFolder } from "./store-workspace.ts";

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
