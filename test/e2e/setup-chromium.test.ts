/** A machine without Chromium, in a process of its own: an empty PATH, no browsers of Playwright's, no way to its server. */
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { needs } from "../support/needs.ts";

const script = new URL("../../scripts/chromium.ts", import.meta.url).pathname;
const isDebianRoot = existsSync("/etc/debian_version") && process.getuid?.() === 0;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "newsift-chromium-"));
  mkdirSync(join(folder, "bin"));
  return () => rmSync(folder, { recursive: true, force: true });
});

function putProgram(name: string, lines: string): void {
  writeFileSync(join(folder, "bin", name), `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
}

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function ensure(): Promise<Run> {
  const env = {
    PATH: join(folder, "bin"),
    HOME: folder,
    PLAYWRIGHT_BROWSERS_PATH: join(folder, "browsers"),
    PLAYWRIGHT_DOWNLOAD_HOST: "http://127.0.0.1:9",
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [script], { cwd: folder, env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

describe("Chromium", () => {
  test("one that is there is taken, without a word", async () => {
    putProgram("chromium", "exit 0");
    expect(await ensure()).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("where none can be had, says what to do and what works without it", async () => {
    putProgram("apt-get", "exit 100");
    const { code, stdout, stderr } = await ensure();
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    expect(stderr).toContain("Playwright downloads one");
    expect(stderr.trimEnd().split("\n").at(-1)).toMatch(/Install Chromium .* works without it\.$/u);
  });

  test(
    "comes from the system's packages where Playwright cannot download",
    needs("Debian and root", isDebianRoot),
    async () => {
      const calls = join(folder, "calls");
      putProgram(
        "apt-get",
        `echo "$@" >> "${calls}"
       if [ "$1" = install ]; then
         echo '#!/bin/sh' > "${join(folder, "bin/chromium")}"
         /bin/chmod +x "${join(folder, "bin/chromium")}"
       fi`,
      );
      expect((await ensure()).stderr).not.toContain("could be installed");
      expect(readFileSync(calls, "utf8")).toBe(
        "update\ninstall -y --no-install-recommends chromium fonts-noto-cjk\n",
      );
      expect((await ensure()).stderr).toBe("");
    },
  );

  test("a configured one that is not there is an error", async () => {
    mkdirSync(join(folder, "config"));
    writeFileSync(join(folder, "config/newsift.yaml"), "browser:\n  executablePath: /nowhere/chromium\n");
    const { code, stderr } = await ensure();
    expect(code).toBe(7);
    expect(stderr).toMatch(/^newsift: [^\n]*\/nowhere\/chromium[^\n]*\n$/u);
  });
});
