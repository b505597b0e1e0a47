import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { Page } from "../../src/core/page/page.ts";
import { WorkspaceError, WriteError } from "../../src/core/errors.ts";
import { makeFolder, writeAtomically } from "../../src/archive/files/atomic.ts";
import { openRawStore } from "../../src/archive/raw/raw.ts";
import { namesIn, temporaryFolder, temporaryWorkspace } from "../support/store-workspace.ts";
import { needs, needsLinux } from "../support/needs.ts";

const adder = fileURLToPath(new URL("../support/store-adder.ts", import.meta.url));
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
const canMount = spawnSync("unshare", ["-rm", "true"]).status === 0;

function shell(script: string, folder: string, options: { uid?: number; gid?: number } = {}) {
  const run = spawnSync("bash", ["--norc", "-c", script, "bash", process.execPath, adder, folder], {
    encoding: "utf8",
    ...options,
  });
  expect(run.stderr).toBe("");
  return { status: run.status, lines: run.stdout.trim().split("\n") };
}

test("a page larger than the largest file leaves nothing, and comes through later", async () => {
  const workspace = temporaryWorkspace();
  const failed = shell('ulimit -f 40; "$1" "$2" "$3" a 1 100000', workspace.dir);
  expect(failed).toEqual({
    status: WriteError.exitCode,
    lines: [
      expect.stringMatching(
        /^WriteError: \S+\/raw\/000_\w+\.html could not be written: it would exceed the largest file size allowed here/u,
      ),
    ],
  });
  expect(namesIn(workspace)).toEqual([]);
  expect(shell('"$1" "$2" "$3" a 1 100000', workspace.dir).lines).toEqual([
    expect.stringMatching(/^000_\w+ new$/u),
  ]);
});

test(
  "a full disk leaves nothing half-written, and the run comes through once there is room",
  needs("the right to mount", canMount),
  () => {
    const script = `
    mount -t tmpfs -o size=1m tmpfs "$3" && mkdir "$3/config" || exit 99
    "$1" "$2" "$3" a 20 100000
    echo "exit $?"
    find "$3/raw" -type f | wc -l
    find "$3" -name "*.tmp"
    mount -o remount,size=20m "$3"
    "$1" "$2" "$3" a 20 100000`;
    const { status, lines } = shell(`unshare -rm bash -c '${script}' bash "$1" "$2" "$3"`, temporaryFolder());
    const stopped = lines.findIndex((line) => line.startsWith("WriteError"));
    const before = lines.slice(0, stopped);
    expect(before.length).toBeGreaterThan(5);
    expect(before.every((line) => line.endsWith(" new"))).toBe(true);
    expect(lines[stopped]).toMatch(
      /could not be written: the disk is full\. Free some space and run the command again\.$/u,
    );
    expect(lines.slice(stopped + 1, stopped + 3)).toEqual([
      `exit ${WriteError.exitCode}`,
      String(before.length * 2),
    ]);
    const after = lines.slice(stopped + 3);
    expect(after).toHaveLength(20);
    expect(after.filter((line) => line.endsWith(" unchanged"))).toHaveLength(before.length);
    expect(status).toBe(0);
  },
);

test("a folder that may not be written is named", () => {
  const workspace = temporaryWorkspace();
  mkdirSync(workspace.metaDir, { recursive: true });
  mkdirSync(workspace.stateDir);
  chmodSync(workspace.stateDir, 0o777);
  chmodSync(workspace.rawDir, 0o555);
  chmodSync(workspace.dir, 0o755);
  const { status, lines } = shell('"$1" "$2" "$3" a 1 100', workspace.dir, nobody);
  expect(lines).toEqual([
    expect.stringMatching(
      /^WriteError: \S+\/raw\/\S+ could not be written: permission denied\. Check who owns the folder\.$/u,
    ),
  ]);
  expect(status).toBe(WriteError.exitCode);
  expect(namesIn(workspace)).toEqual([]);
});

test("a workspace that may not be written is named", () => {
  const workspace = temporaryWorkspace();
  chmodSync(workspace.dir, 0o555);
  const { status, lines } = shell('"$1" "$2" "$3" a 1 100', workspace.dir, nobody);
  expect(lines).toEqual([
    `WriteError: ${workspace.stateDir} could not be written: permission denied. Check who owns the folder.`,
  ]);
  expect(status).toBe(WriteError.exitCode);
});

// Where no folder can be made, Node's recursive mkdir does not end.
test("a folder where none can be made is named", needsLinux, () => {
  expect(() => makeFolder("/proc/newsift/workspace")).toThrow(
    /^\/proc\/newsift\/workspace could not be written/u,
  );
});

test("folders are made with all above them, and again is no fault", () => {
  const { dir } = temporaryWorkspace();
  const folder = join(dir, "a/b/c");
  makeFolder(folder);
  makeFolder(folder);
  expect(statSync(folder).isDirectory()).toBe(true);
});

test("a file in the place of a folder is named", async () => {
  const workspace = temporaryWorkspace();
  writeFileSync(workspace.rawDir, "");
  const adding = openRawStore(workspace).add(new Page(Uint8Array.of(1)), {
    fetchedAt: "",
    fetcher: "import",
  });
  await expect(adding).rejects.toThrow(WriteError);
});

test("a damaged mutex is named", async () => {
  const workspace = temporaryWorkspace();
  mkdirSync(workspace.stateDir);
  const path = join(workspace.stateDir, "mutex.sqlite");
  writeFileSync(path, "no database".repeat(1000));
  const adding = openRawStore(workspace).add(new Page(Uint8Array.of(1)), {
    fetchedAt: "",
    fetcher: "import",
  });
  await expect(adding).rejects.toThrow(WorkspaceError);
  await expect(adding).rejects.toThrow(`${path} is damaged: delete it.`);
});

test("an atomic write replaces the whole file and leaves no other", () => {
  const folder = temporaryFolder();
  const path = join(folder, "a.txt");
  writeAtomically(path, "一".repeat(1000));
  writeAtomically(path, "二");
  expect(readFileSync(path, "utf8")).toBe("二");
  expect(readdirSync(folder)).toEqual(["a.txt"]);
});

test("an atomic write that fails keeps the old file and leaves no other", () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "a.txt", "full"), { recursive: true });
  expect(() => writeAtomically(join(folder, "a.txt"), "二")).toThrow(WriteError);
  expect(readdirSync(folder)).toEqual(["a.txt"]);
});

test("an atomic write that breaks off keeps the old file and leaves no other", () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "a.txt"), "一");
  const program = `import { makeFolder, writeAtomically } from "${new URL("../../src/archive/files/atomic.ts", import.meta.url)}";
    try { writeAtomically(process.argv[1] + "/a.txt", "x".repeat(1e6)); } catch (error) { console.log(error.name); }`;
  const script = `ulimit -f 40; "$1" --input-type=module -e '${program}' "$3"`;
  expect(shell(script, folder).lines).toEqual(["WriteError"]);
  expect(readdirSync(folder)).toEqual(["a.txt"]);
  expect(readFileSync(join(folder, "a.txt"), "utf8")).toBe("一");
});

test("an atomic write takes the longest file name", () => {
  const folder = temporaryFolder();
  const name = `${"长".repeat(83)}ab.txt`;
  writeAtomically(join(folder, name), "一");
  expect(readdirSync(folder)).toEqual([name]);
});
