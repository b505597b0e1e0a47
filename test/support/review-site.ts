/** A workspace with a few documents, its review page, and a browser that looks at it. */
import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions, Page as Tab } from "playwright";
import { onTestFinished } from "vitest";
import { Page } from "../../src/core/page/page.ts";
import { openCleaningTools } from "../../src/archive/corpus/clean-article.ts";
import { cleanDocuments } from "../../src/archive/corpus/clean-documents.ts";
import { chromium } from "./needs.ts";
import { createPipeline } from "../../src/core/pipeline/create-pipeline.ts";
import { startReview } from "../../src/desk/review/server.ts";
import type { Decision } from "../../src/archive/records/decisions.ts";
import { openRawStore } from "../../src/archive/raw/raw.ts";
import { openWorkspace, type Workspace } from "../../src/archive/files/workspace.ts";
import { arrivalOf, bytesOf } from "./store-workspace.ts";

const places = ["云溪县", "青禾镇", "白鹤乡", "石门村", "柳河县", "竹山镇", "梅岭乡", "双桥村"];

/** The n-th page: an article with a menu above it and a line of rights below. */
export function pageOf(n: number): string {
  const place = places[n % places.length]!;
  const headline = `${place}春耕备耕进展顺利（${n}）`;
  return `<!doctype html><html><head><meta charset="utf-8"><title>${headline}_示例新闻网</title></head><body>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/news/">新闻</a></li><li><a href="/gov/">政务</a></li><li><a href="/tour/">旅游</a></li></ul></div>
<h1>${headline}</h1>
<p>三月以来,${place}抓住晴好天气,组织农户翻耕水田、疏通沟渠,春耕备耕工作进展顺利。</p>
<p>在${place}的育秧大棚里，农户陈禾苗正在查看秧苗的长势。她说，今年合作社统一供种，每亩能省下六十元。</p>
<p>农技员走进田间，为农户讲解施肥和防病的要点，目前已经举办培训班十二期，参加的有三百多人。</p>
<p>镇里还打算在水渠两边栽上柳树，修一条小路，方便老人和孩子散步，预计今年秋天可以完工。</p>
<div class="footer"><p>版权所有：示例新闻网 未经授权禁止转载</p></div>
</body></html>`;
}

/** Cleaned once, copied for each test. */
const made = new Map<number, Promise<string>>();

/** A workspace of its own with so many documents. */
export async function reviewWorkspace(documents = 3): Promise<Workspace> {
  if (!made.has(documents)) made.set(documents, makeWorkspace(documents));
  const folder = mkdtempSync(join(tmpdir(), "newsift-review-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(await made.get(documents)!, folder, { recursive: true });
  return openWorkspace(folder);
}

async function makeWorkspace(documents: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "newsift-review-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, "config"));
  const workspace = openWorkspace(folder);
  const raw = openRawStore(workspace);
  for (let n = 1; n <= documents; n += 1) {
    await raw.add(new Page(bytesOf(pageOf(n))), arrivalOf(`https://news.example/${n}.html`));
  }
  await cleanDocuments(
    workspace,
    openCleaningTools(workspace, createPipeline()),
    await raw.list(),
    (event) => {
      if ("error" in event) throw event.error;
    },
  );
  return folder;
}

/** A fault of ours fails the test that met it. */
export function onFault(error: Error): never {
  throw error;
}

/** The page, served in this process. @returns its address, with the token */
export async function serve(workspace: Workspace): Promise<string> {
  const server = await startReview({ workspace, pipeline: createPipeline(), port: 0, onFault });
  onTestFinished(() => server.close());
  return server.url;
}

export interface Served {
  readonly url: string;
  readonly child: ChildProcess;
  /** The exit code; undefined where a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** `newsift review` in a process of its own. */
export async function serveApart(workspace: Workspace, ...argv: readonly string[]): Promise<Served> {
  const program = new URL("../../src/cli/newsift.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [program, "review", "--port", "0", ...argv], { cwd: workspace.dir });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  const url = await new Promise<string>((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (chunk) => {
      said += chunk;
      if (said.includes("\n")) resolve(said.trim());
    });
    child.stderr.on("data", (chunk) => (said += chunk));
    child.once("exit", () => reject(new Error(`newsift review ended: ${said}`)));
  });
  return { url, child, ended };
}

let browser: Promise<Browser> | undefined;

export async function openContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const playwright = await import("playwright");
  browser ??= playwright.chromium.launch({ executablePath: chromium!, args: ["--no-sandbox"] });
  const context = await (await browser).newContext({ locale: "en-US", ...options });
  onTestFinished(() => context.close());
  return context;
}

/** Call it when all tests are over. */
export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
}

/** A browser that was let in, at the list. */
export async function openPage(url: string, options: BrowserContextOptions = {}): Promise<Tab> {
  const page = await (await openContext(options)).newPage();
  await page.goto(url);
  return page;
}

/** Presses a key that leads to another page, or to this one anew. */
export async function press(page: Tab, key: string): Promise<void> {
  await Promise.all([page.waitForEvent("load"), page.keyboard.press(key)]);
}

/** What is on the disk. */
export function decisionsOf({ reviewDir }: Workspace): readonly Decision[] {
  const lines = readFileSync(join(reviewDir, "decisions.jsonl"), "utf8").split("\n").filter(Boolean);
  return lines.filter((line) => line.endsWith("}")).map((line) => JSON.parse(line) as Decision);
}

export function cleanText({ cleanDir }: Workspace, id: string): string {
  return readFileSync(join(cleanDir, `${id}.txt`), "utf8");
}
