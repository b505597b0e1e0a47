/** Damaged SQLite files and locks: each is named, with what to do, by every command that meets it. */
import { closeSync, openSync, statSync, truncateSync, writeFileSync, writeSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { articlePage, listPage, startSite } from "../support/crawl-site.ts";
import { run } from "../support/cli-run.ts";
import { temporaryFolder } from "../support/store-workspace.ts";

async function crawled(): Promise<string> {
  const folder = temporaryFolder();
  await run(["init", "."], { cwd: folder });
  const links = Array.from({ length: 3 }, (_, n) => [`/2026/03/09/${n}1111.html`, title(n)] as const);
  const site = await startSite({
    "/": listPage(links),
    ...Object.fromEntries(links.map(([path, text]) => [path, articlePage(text)])),
  });
  writeFileSync(
    join(folder, "config/sources/a.yaml"),
    `name: 青禾\nstart: ["${site.url}/"]\ndelaySeconds: 0\n`,
  );
  const { code } = await run(["crawl", "--allow-private"], { cwd: folder });
  expect(code).toBe(0);
  return folder;
}

const title = (n: number) => `青禾镇第${n}座石桥昨天上午正式通车`;

const damages: Readonly<Record<string, (path: string) => void>> = {
  "of text": (path) => writeFileSync(path, "no database".repeat(1000)),
  "with a torn head": (path) => overwrite(path, 0, 100),
  "torn in the middle": (path) => overwrite(path, 4096, statSync(path).size),
  "cut short": (path) => truncateSync(path, 5000),
};

function overwrite(path: string, from: number, to: number): void {
  const file = openSync(path, "r+");
  writeSync(file, Buffer.alloc(Math.max(0, to - from), 0xa5), 0, undefined, from);
  closeSync(file);
}

function damage(folder: string, name: string, how: string): string {
  const path = join(folder, ".newsift", name);
  for (const suffix of ["-wal", "-shm"]) rmSync(path + suffix, { force: true });
  damages[how]!(path);
  return path;
}

test.each(Object.keys(damages))("a frontier %s", async (how) => {
  const folder = await crawled();
  const path = damage(folder, "frontier.sqlite", how);
  for (const argv of [["crawl", "--allow-private"], ["status"], ["rebuild"]]) {
    const { code, stderr } = await run(argv, { cwd: folder });
    expect(stderr).toContain(`newsift: The frontier ${path} is damaged: delete it`);
    expect(code).toBe(4);
  }
  rmSync(path);
  expect((await run(["rebuild"], { cwd: folder })).stdout).toContain("Nothing is damaged.");
  expect((await run(["crawl", "--allow-private"], { cwd: folder })).code).toBe(0);
});

test.each(Object.keys(damages))("a catalogue %s", async (how) => {
  const folder = await crawled();
  const path = damage(folder, "catalogue.sqlite", how);
  const { code, stderr } = await run(["crawl", "--allow-private"], { cwd: folder });
  expect(stderr).toContain(`newsift: ${path} is damaged: \`newsift rebuild\` makes it anew from the files.`);
  expect(code).toBe(4);
  expect((await run(["rebuild"], { cwd: folder })).code).toBe(0);
  expect((await run(["crawl", "--allow-private"], { cwd: folder })).code).toBe(0);
});

test.each(["of text", "with a torn head"])("a mutex %s", async (how) => {
  const folder = await crawled();
  const path = join(folder, ".newsift", "mutex.sqlite");
  writeFileSync(path, "x".repeat(8192));
  damages[how]!(path);
  for (const argv of [["clean"], ["rebuild"], ["crawl", "--allow-private"]]) {
    const { code, stderr } = await run(argv, { cwd: folder });
    expect(stderr).toContain(`newsift: ${path} is damaged: delete it.`);
    expect(code).toBe(4);
  }
  rmSync(path);
  expect((await run(["clean"], { cwd: folder })).code).toBe(0);
});

test("a frontier that a full disk left bare is none yet", async () => {
  const folder = await crawled();
  const path = join(folder, ".newsift", "frontier.sqlite");
  for (const suffix of ["", "-wal", "-shm"]) rmSync(path + suffix, { force: true });
  writeFileSync(path, "");
  expect((await run(["status"], { cwd: folder })).stdout).toContain("Nothing was crawled here yet");
  expect((await run(["crawl", "--allow-private"], { cwd: folder })).code).toBe(0);
});

test("a lock that says nothing", async () => {
  const folder = await crawled();
  writeFileSync(join(folder, ".newsift/lock"), "\u0000".repeat(200));
  const { code, stderr } = await run(["rebuild"], { cwd: folder });
  expect(stderr).toContain("does not say who holds it: delete it");
  expect(code).toBe(5);
});
