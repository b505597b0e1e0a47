/** Finds a Chromium on this machine. */
import { access, constants, stat } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { ChromiumMissingError } from "../../core/errors.ts";

/** What system packages call it. */
const SYSTEM_NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * The path of a Chromium: the configured one, else Playwright's own where it is installed, else the system's.
 * @throws {ChromiumMissingError} where one is configured and is not there
 */
export async function findChromium(configured?: string): Promise<string | undefined> {
  if (configured !== undefined) {
    if (await isExecutable(configured)) return configured;
    throw new ChromiumMissingError(
      `browser.executablePath is ${configured}, which cannot be run: correct it in config/newsift.yaml, or take it out to have Chromium looked for.`,
    );
  }
  const { chromium } = await import("playwright");
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const candidates = [
    chromium.executablePath(),
    ...SYSTEM_NAMES.flatMap((name) => folders.map((folder) => join(folder, name))),
  ];
  for (const candidate of candidates) {
    if (await isExecutable(candidate)) return candidate;
  }
  return undefined;
}

/** The same, for those who cannot do without. @throws {ChromiumMissingError} where there is none */
export async function requireChromium(configured?: string): Promise<string> {
  const found = await findChromium(configured);
  if (found !== undefined) return found;
  throw new ChromiumMissingError(
    "This source needs a browser (render: browser or auto) and no Chromium is here: install one with `npx playwright install chromium` or your system's package `chromium`, or name it in config/newsift.yaml (browser.executablePath). Sources with render: http work without it.",
  );
}

/** What to say where it does not start. */
export function chromiumBroken(path: string, cause: Error): ChromiumMissingError {
  return new ChromiumMissingError(
    `The Chromium at ${path} does not start: install it anew, or name another in config/newsift.yaml (browser.executablePath). Sources with render: http work without it.`,
    { cause },
  );
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
