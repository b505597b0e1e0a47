/** Makes sure that a Chromium is here, for the demo and the tests: `node src/setup/chromium.ts`. */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { findChromium } from "../crawl/chromium.ts";

const limitMs = 5 * 60_000;

type Say = (line: string) => void;

/**
 * Finds a Chromium, or installs one: by Playwright and, where that cannot download, from the system's packages.
 *
 * @param say told what is being done, a sentence at a time
 * @returns the path of one that starts, or `undefined` where none can be had: then `say` has been told what to do
 */
export async function ensureChromium(say: Say, configured?: string): Promise<string | undefined> {
  const found = await findChromium(configured);
  if (found !== undefined) return found;

  say("newsift: no Chromium here; Playwright downloads one (about 170 MB)");
  if (await installByPlaywright()) {
    const installed = await findChromium(configured);
    if (installed !== undefined && (await starts(installed))) return installed;
  }
  if (process.platform === "linux" && process.getuid?.() === 0) {
    say("newsift: Playwright could not; installing the system's package chromium (apt-get)");
    if (await installByApt()) {
      const installed = await findChromium(configured);
      if (installed !== undefined && (await starts(installed))) return installed;
    }
  }
  say(
    "newsift: no Chromium could be installed. Install Chromium or Chrome, or name one in config/newsift.yaml " +
      "(browser.executablePath). Everything but pages that need JavaScript works without it.",
  );
  return undefined;
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
    (await succeeds("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], env))
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

if (import.meta.main) await ensureChromium((line) => process.stderr.write(`${line}\n`));
