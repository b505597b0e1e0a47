/** What newsift needs of a machine and a workspace: one function for each thing. */
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { promisify } from "node:util";
import { loadConfig, loadSources } from "../../../config/load.ts";
import { NewerFormatError, NewsiftError } from "../../../core/errors.ts";
import { CHINESE_FONT_PACKAGE, drawsChinese } from "../../../crawl/browser/chinese-fonts.ts";
import { findChromium } from "../../../crawl/browser/chromium.ts";

export interface Check {
  readonly name: string;
  /** `limited`: newsift runs, but not everything does. `missing`: it cannot do its work. */
  readonly state: "works" | "limited" | "missing";
  /** What was found. */
  readonly found: string;
  /** What to do. */
  readonly advice?: string;
}

/** @param folder a workspace, or where one would be made */
export async function runChecks(folder: string, env: Readonly<NodeJS.ProcessEnv>): Promise<readonly Check[]> {
  return [
    { name: "Node", state: "works", found: process.versions.node },
    await checkSqlite(),
    checkWriting(folder),
    checkConfig(folder),
    ...(await checkChromium(folder)),
    checkLocale(env),
  ];
}

async function checkSqlite(): Promise<Check> {
  try {
    const database = new DatabaseSync(":memory:");
    const row = database.prepare("SELECT sqlite_version() AS version").get();
    database.close();
    return { name: "SQLite", state: "works", found: String(row?.version) };
  } catch (error) {
    return {
      name: "SQLite",
      state: "missing",
      found: (error as Error).message,
      advice: "Install Node from https://nodejs.org: SQLite is part of it.",
    };
  }
}

function checkWriting(folder: string): Check {
  const target = existsSync(folder) ? folder : tmpdir();
  const name = "Write access";
  try {
    const trial = mkdtempSync(join(target, ".newsift-doctor-"));
    try {
      writeFileSync(join(trial, "trial"), "trial");
    } finally {
      rmSync(trial, { recursive: true });
    }
    return { name, state: "works", found: target };
  } catch (error) {
    return {
      name,
      state: "missing",
      found: (error as Error).message,
      advice: `Choose another folder, or change who may write to ${target}.`,
    };
  }
}

function checkConfig(folder: string): Check {
  const name = "Workspace";
  if (!existsSync(join(folder, "config"))) {
    return {
      name,
      state: "limited",
      found: `${folder} is none`,
      advice: "Make one with `newsift init <dir>`, or name one with --workspace.",
    };
  }
  try {
    loadConfig({ dir: folder });
    const sources = loadSources({ dir: folder });
    return { name, state: "works", found: `${folder}, sources: ${sources.length}` };
  } catch (error) {
    if (!(error instanceof NewsiftError)) throw error;
    const found = { name, state: "missing", found: error.message } as const;
    return error instanceof NewerFormatError ? found : { ...found, advice: "Correct the file." };
  }
}

/** The browser, and where there is one, its fonts. */
async function checkChromium(folder: string): Promise<readonly Check[]> {
  const name = "Chromium";
  try {
    const path = await findChromium(configuredChromium(folder));
    if (path === undefined) {
      return [
        {
          name,
          state: "limited",
          found: "none: sources with `render: browser` do not work, all others do",
          advice: "Install it: npx playwright install chromium, or your system's package `chromium`.",
        },
      ];
    }
    const { stdout } = await promisify(execFile)(path, ["--version"], { timeout: 20_000 });
    return [{ name, state: "works", found: `${stdout.trim()} (${path})` }, await checkFonts(path)];
  } catch (error) {
    return [
      {
        name,
        state: "limited",
        found: `does not start: ${firstLine(error)}`,
        advice: "Install it anew: npx playwright install --with-deps chromium.",
      },
    ];
  }
}

async function checkFonts(chromium: string): Promise<Check> {
  const name = "Chinese fonts";
  try {
    if (await drawsChinese(chromium))
      return { name, state: "works", found: "Chromium draws Chinese characters" };
    return {
      name,
      state: "limited",
      found:
        "none: Chromium draws Chinese characters as boxes, and pages that measure their text come out wrong",
      advice: `Install some: apt-get install ${CHINESE_FONT_PACKAGE} (Debian, Ubuntu), or your system's package of Noto CJK fonts.`,
    };
  } catch (error) {
    return {
      name,
      state: "limited",
      found: `could not be looked at: ${firstLine(error)}`,
      advice: "See whether Chromium starts: chromium --headless --dump-dom about:blank.",
    };
  }
}

function firstLine(error: unknown): string {
  return (error as Error).message.trim().split("\n", 1)[0]!;
}

/** Broken config is another check's business. */
function configuredChromium(folder: string): string | undefined {
  try {
    return loadConfig({ dir: folder }).browser.executablePath;
  } catch (error) {
    if (error instanceof NewsiftError) return undefined;
    throw error;
  }
}

function checkLocale(env: Readonly<NodeJS.ProcessEnv>): Check {
  const name = "Terminal";
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || "";
  if (process.platform === "win32" || /utf-?8/iu.test(locale)) {
    return { name, state: "works", found: locale || "UTF-8" };
  }
  return {
    name,
    state: "limited",
    found: `locale ${locale || "not set"}: Chinese may come out garbled on the screen; files are UTF-8 all the same`,
    advice: "Set a UTF-8 locale, for instance: export LANG=C.UTF-8.",
  };
}
