/** Makes sure that a Chromium is here, for the demo and the tests: `node scripts/chromium.ts`. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { loadConfig } from "../src/config/load.ts";
import { CHINESE_FONT_PACKAGE } from "../src/crawl/browser/chinese-fonts.ts";
import { findChromium } from "../src/crawl/browser/chromium.ts";
import { NewsiftError } from "../src/core/errors.ts";

const limitMs = 5 * 60_000;

interface Way {
  readonly saying: string;
  /** @returns whether it went well */
  install(): Promise<boolean>;
}

/**
 * Finds a Chromium, or installs one: by Playwright and, where that cannot download, from the system's packages.
 *
 * @param say told what is being done, a sentence at a time
 * @param configured the one that config/newsift.yaml names
 * @returns the path of one that starts, or `undefined` where none can be had: then `say` has been told what to do
 * @throws {ChromiumMissingError} where one is configured and is not there
 */
export async function ensureChromium(
  say: (line: string) => void,
  configured?: string,
): Promise<string | undefined> {
  const found = await findChromium(configured);
  if (found !== undefined) return found;
  for (const way of waysToInstall()) {
    say(way.saying);
    if (!(await way.install())) continue;
    const installed = await findChromium();
    if (installed !== undefined && (await starts(installed))) return installed;
  }
  say(
    "newsift: no Chromium could be installed. Install Chromium or Chrome, or name one in config/newsift.yaml " +
      "(browser.executablePath). Everything but pages that need JavaScript works without it.",
  );
  return undefined;
}

function waysToInstall(): readonly Way[] {
  const isDebianRoot = existsSync("/etc/debian_version") && process.getuid?.() === 0;
  return [
    {
      saying: "newsift: no Chromium here: Playwright downloads one (about 170 MB)",
      install: installByPlaywright,
    },
    ...(isDebianRoot
      ? [
          {
            saying: `newsift: that did not do: apt-get installs the packages chromium and ${CHINESE_FONT_PACKAGE} (about 200 MB)`,
            install: installByApt,
          },
        ]
      : []),
  ];
}

function installByPlaywright(): Promise<boolean> {
  const folder = dirname(createRequire(import.meta.url).resolve("playwright/package.json"));
  return succeeds(process.execPath, [join(folder, "cli.js"), "install", "chromium"], {
    PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "10000",
  });
}

async function installByApt(): Promise<boolean> {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  return (
    (await succeeds("apt-get", ["update"], env)) &&
    (await succeeds(
      "apt-get",
      ["install", "-y", "--no-install-recommends", "chromium", CHINESE_FONT_PACKAGE],
      env,
    ))
  );
}

/** A downloaded Chromium may lack libraries of the system. */
function starts(executable: string): Promise<boolean> {
  return succeeds(executable, ["--headless", "--no-sandbox", "--dump-dom", "about:blank"]);
}

/** Runs a program to its end, within the time limit; what it prints is dropped. */
function succeeds(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      env: { ...process.env, ...env },
      stdio: "ignore",
      timeout: limitMs,
      killSignal: "SIGKILL",
    });
    child.once("error", () => resolve(false));
    child.once("exit", (code) => resolve(code === 0));
  });
}

if (import.meta.main) {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  try {
    await ensureChromium(say, loadConfig({ dir: process.cwd() }).browser.executablePath);
  } catch (error) {
    if (!(error instanceof NewsiftError)) throw error;
    say(`newsift: ${error.message}`);
    process.exitCode = error.exitCode;
  }
}
