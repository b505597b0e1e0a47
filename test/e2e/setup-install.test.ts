import { execFile, spawn } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";

/** Stands in for npm: notes that it was called, takes its time, and leaves what a real installation leaves. */
const installs = `#!/bin/sh
echo "$@" >> "$CALLS"
sleep 0.3
rm -rf node_modules
mkdir -p node_modules/node/bin
echo "added 392 packages"
`;
const fails = `#!/bin/sh
echo "npm error network is down" >&2
exit 7
`;
const leavesNodeOut = `#!/bin/sh
mkdir -p node_modules/node
`;

let folder: string;
let calls: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "newsift-install-"));
  calls = join(folder, "calls");
  mkdirSync(join(folder, "scripts"), { recursive: true });
  mkdirSync(join(folder, "machine"));
  mkdirSync(join(folder, "tmp"));
  copyFileSync(new URL("../../scripts/install.js", import.meta.url), join(folder, "scripts/install.js"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(join(folder, "package-lock.json"), '{ "lockfileVersion": 3 }');
  useNpm(installs);
  return () => rmSync(folder, { recursive: true, force: true });
});

function useNpm(script: string): void {
  writeFileSync(join(folder, "machine/npm"), script, { mode: 0o755 });
}

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function install(): Promise<Run> {
  const env = { CALLS: calls, TMPDIR: join(folder, "tmp"), PATH: `${join(folder, "machine")}:/usr/bin:/bin` };
  return new Promise((resolve) => {
    execFile(process.execPath, ["scripts/install.js"], { cwd: folder, env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

function timesCalled(): number {
  return existsSync(calls) ? readFileSync(calls, "utf8").split("\n").length - 1 : 0;
}

const silent = { code: 0, stdout: "", stderr: "" };

describe("install", () => {
  test("installs once, with one line on standard error", async () => {
    const first = await install();
    expect(first).toMatchObject({ code: 0, stdout: "" });
    expect(first.stderr).toMatch(/^newsift: [^\n]*\d+ MB to fetch, \d+ MB in node_modules\n$/u);
    expect(await install()).toEqual(silent);
    expect(timesCalled()).toBe(1);
  });

  test.each([
    ["the lockfile has changed", () => writeFileSync(join(folder, "package-lock.json"), "{}")],
    ["Node is gone", () => rmSync(join(folder, "node_modules/node"), { recursive: true })],
  ])("installs again when %s", async (_, change) => {
    await install();
    change();
    await install();
    expect(timesCalled()).toBe(2);
    expect(await install()).toEqual(silent);
  });

  test("of two at once, one installs and the other waits", async () => {
    const runs = await Promise.all([install(), install(), install()]);
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(runs.filter(({ stderr }) => stderr !== "")).toHaveLength(1);
    expect(timesCalled()).toBe(1);
  });

  test("takes over from one that was killed", async () => {
    const script = join(folder, "scripts/install.js");
    useNpm(`#!/bin/sh\nkill -9 "$PPID"\n`);
    await new Promise((ended) =>
      spawn(process.execPath, [script], {
        cwd: folder,
        env: { TMPDIR: join(folder, "tmp"), PATH: `${join(folder, "machine")}:/usr/bin:/bin` },
      }).once("exit", ended),
    );
    useNpm(installs);
    expect((await install()).code).toBe(0);
    expect(timesCalled()).toBe(1);
  });

  test.each([
    ["npm fails", fails, "npm error network is down"],
    ["npm runs no install scripts", leavesNodeOut, "npm ci --ignore-scripts=false"],
  ])("says what to do when %s, and tries again the next time", async (_, script, hint) => {
    useNpm(script);
    const { code, stdout, stderr } = await install();
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain(hint);
    useNpm(installs);
    expect((await install()).code).toBe(0);
  });
});

test("every script that needs what is installed is preceded by it", () => {
  const manifest = join(import.meta.dirname, "../../package.json");
  const { scripts } = JSON.parse(readFileSync(manifest, "utf8")) as { scripts: Record<string, string> };
  for (const name of ["newsift", "demo", "test", "test:all", "check", "score", "build"]) {
    expect(scripts).toHaveProperty(`pre${name}`, "node scripts/install.js");
  }
});
