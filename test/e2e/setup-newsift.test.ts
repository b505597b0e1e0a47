/** The launcher of the published package, started by a Node that is too old: an import tells it so. */
import { execFile, spawn } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";

const claiming = (version: string) =>
  `data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"${version}"}})`;
const old = claiming("20.20.2");

/** Stands in for the program. */
const program = `
const [how, ...rest] = process.argv.slice(2);
if (how === "wait") {
  process.on("SIGTERM", () => process.exit(143));
  setInterval(() => {}, 1000);
  process.stdout.write("ready");
} else if (how === "die") {
  process.kill(process.pid, "SIGKILL");
} else {
  let stdin = "";
  for await (const chunk of process.stdin) stdin += chunk;
  process.stdout.write(JSON.stringify({ how, rest, stdin, node: process.versions.node }));
  process.exitCode = 31;
}
`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "newsift-launcher-"));
  for (const name of ["package/src/cli", "package/dist/cli", "machine", "cwd"]) {
    mkdirSync(join(folder, name), { recursive: true });
  }
  writeFileSync(
    join(folder, "package/package.json"),
    '{ "type": "module", "engines": { "node": "^22.20 || >=24.7" } }',
  );
  writeFileSync(join(folder, "package/dist/cli/newsift.js"), program);
  copyFileSync(
    new URL("../../src/cli/launcher.js", import.meta.url),
    join(folder, "package/src/cli/launcher.js"),
  );
  return () => rmSync(folder, { recursive: true, force: true });
});

const cache = () => join(folder, "cache/newsift");
const argv = (...args: readonly string[]) => [join(folder, "package/src/cli/launcher.js"), ...args];
const options = () => ({
  cwd: join(folder, "cwd"),
  env: { XDG_CACHE_HOME: join(folder, "cache"), PATH: `${join(folder, "machine")}:/usr/bin:/bin` },
});

/** Puts the npm package `node` into a folder: this very Node, under a version of its own. */
function putNode(nodeModules: string, version = "24.21.0"): void {
  mkdirSync(join(nodeModules, "node/bin"), { recursive: true });
  writeFileSync(join(nodeModules, "node/package.json"), JSON.stringify({ name: "node", version }));
  symlinkSync(process.execPath, join(nodeModules, "node/bin/node"));
}

/** An npm that installs nothing but says what it was asked for, and puts there what was prepared for it. */
function useNpm(prepared: string | undefined): void {
  const lines = ["#!/bin/sh", `echo "$@" >> "${join(folder, "calls")}"`];
  if (prepared === undefined) lines.push("echo 'npm error network is down' >&2", "exit 1");
  else lines.push(`cp -R "${prepared}" "$3/node_modules"`);
  writeFileSync(join(folder, "machine/npm"), lines.join("\n"), { mode: 0o755 });
}

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function launch(nodeArgs: readonly string[], ...args: readonly string[]): Promise<Run> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [...nodeArgs, ...argv(...args)],
      options(),
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
    child.stdin!.end("标准输入");
  });
}

const done = (result: Run) => ({ ...result, stdout: JSON.parse(result.stdout) });
const expected = {
  code: 31,
  stdout: { how: "echo", rest: ["青石 镇", "--json"], stdin: "标准输入", node: process.versions.node },
};

describe("the launcher", () => {
  test("on a Node that is new enough, runs the program in place", async () => {
    const result = await launch([], "echo", "青石 镇", "--json");
    expect(done(result)).toEqual({ ...expected, stderr: "" });
  });

  test.each([
    ["beside the package", "package/node_modules"],
    ["in the user's folder", "cwd/node_modules"],
    ["in the cache", "cache/newsift/node-24/node_modules"],
  ])("on an old one, goes on with the Node %s", async (_, place) => {
    putNode(join(folder, place));
    const result = await launch(["--import", old], "echo", "青石 镇", "--json");
    expect(done(result)).toEqual({ ...expected, stderr: "" });
  });

  test("else installs one into the cache, once", async () => {
    putNode(join(folder, "prepared"));
    useNpm(join(folder, "prepared"));
    const first = await launch(["--import", old], "echo", "青石 镇", "--json");
    expect(done(first)).toMatchObject(expected);
    expect(first.stderr).toMatch(/^newsift: [^\n]*22\.20\+ or 24\.7\+[^\n]* MB to fetch[^\n]*\n$/u);
    expect(done(await launch(["--import", old], "echo", "青石 镇", "--json"))).toEqual({
      ...expected,
      stderr: "",
    });
    expect(readdirSync(cache())).toEqual(["node-24"]);
  });

  test("passes over one that is too old itself", async () => {
    putNode(join(folder, "cwd/node_modules"), "18.0.0");
    useNpm(undefined);
    expect((await launch(["--import", old], "echo")).code).toBe(1);
    expect(existsSync(join(folder, "calls"))).toBe(true);
  });

  test("where none can be had, says what to do", async () => {
    useNpm(undefined);
    const { code, stdout, stderr } = await launch(["--import", old], "echo");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("network is down");
    expect(stderr).toContain("https://nodejs.org");
    expect(readdirSync(cache())).toEqual([]);
  });

  test("passes signals on", async () => {
    putNode(join(folder, "package/node_modules"));
    const child = spawn(process.execPath, ["--import", old, ...argv("wait")], options());
    await new Promise((ready) => child.stdout.once("data", ready));
    child.kill("SIGTERM");
    expect(await new Promise((ended) => child.once("exit", ended))).toBe(143);
  });

  test("tells of a program that was killed", async () => {
    putNode(join(folder, "package/node_modules"));
    expect((await launch(["--import", old], "die")).code).toBe(128 + 9);
  });
});

const newEnough = ["22.20.0", "22.23.3", "24.7.0", "24.21.0", "25.0.0", "100.0.0"];
const tooOld = ["18.20.8", "20.20.2", "21.99.0", "22.9.0", "22.19.0", "23.99.0", "24.6.0"];

describe("the library", () => {
  const load = (version: string) => {
    const library = new URL("../../src/index.ts", import.meta.url).href;
    const code = `import(${JSON.stringify(library)}).then(() => console.log("loaded"), (error) => console.log(error.name, error.message))`;
    return new Promise<string>((resolve) => {
      execFile(process.execPath, ["--import", claiming(version), "-e", code], (_, stdout) => resolve(stdout));
    });
  };

  test.each(newEnough)("loads on Node %s", async (version) => {
    expect(await load(version)).toBe("loaded\n");
  });

  test.each(tooOld)("says on Node %s which is needed", async (version) => {
    const sentence = `SetupError newsift needs Node 22.20+ or 24.7+, and this is Node ${version}: `;
    expect((await load(version)).split("\n")).toEqual([expect.stringContaining(sentence), ""]);
  });
});

describe("the launcher agrees", () => {
  test.each(newEnough)("that %s is new enough", async (version) => {
    expect(done(await launch(["--import", claiming(version)], "echo"))).toMatchObject({
      code: 31,
      stderr: "",
    });
  });

  test.each(tooOld)("that %s is too old", async (version) => {
    useNpm(undefined);
    expect((await launch(["--import", claiming(version)], "echo")).stderr).toContain("Node 22.20+ or 24.7+");
  });
});
