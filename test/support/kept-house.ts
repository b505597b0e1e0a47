/** Workspaces with pages in several versions and on several hosts, and processes that are killed while they tidy up. */
import { spawnSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Page } from "../../src/core/page/page.ts";
import { openCleaningTools } from "../../src/archive/corpus/clean-article.ts";
import { cleanDocuments } from "../../src/archive/corpus/clean-documents.ts";
import { createPipeline } from "../../src/core/pipeline/create-pipeline.ts";
import { openRawStore } from "../../src/archive/raw/raw.ts";
import { openWorkspace, type Workspace } from "../../src/archive/files/workspace.ts";
import type { Arrival } from "../../src/archive/raw/arrival.ts";
import { run } from "./cli-run.ts";
import { arrivalOf, bytesOf, temporaryFolder } from "./store-workspace.ts";

const pipeline = createPipeline();

/** A page of our own writing about an invented place, told apart by a word. */
export function pageAbout(word: string, more = ""): string {
  const title = `${word}渡口的新船下水了`;
  const text = [
    `三月九日清晨，${word}渡口的新船在锣鼓声里下了水，两岸的居民早早地来到河边，等着坐第一趟船。`,
    `船老大说，这条船长十六米，是${word}村的木匠用本地的杉木造的，前后花了一年零三个月的时间。`,
    `过去从${word}到对岸的集市要绕十里山路，如今坐船过去只要一顿饭的工夫，孩子们上学也方便多了。`,
  ];
  return `<!doctype html><html><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1><div>${text.map((line) => `<p>${line}</p>`).join("")}</div>${more}</body></html>`;
}

/** Archives pages one after the other. @returns their ids */
export async function archive(
  workspace: Workspace,
  pages: readonly (readonly [url: string, html: string, arrival?: Partial<Arrival>])[],
): Promise<readonly string[]> {
  const raw = openRawStore(workspace);
  const ids: string[] = [];
  for (const [url, html, arrival] of pages) {
    ids.push((await raw.add(new Page(bytesOf(html)), { ...arrivalOf(url), ...arrival })).id);
  }
  return ids;
}

export async function cleanAll(workspace: Workspace): Promise<void> {
  const ids = await openRawStore(workspace).list();
  await cleanDocuments(workspace, openCleaningTools(workspace, pipeline), ids, (event) => {
    if ("error" in event) throw event.error;
  });
}

/** What `newsift verify` has to say: nothing where all is well. */
export async function problemsOf({ dir }: Workspace): Promise<string> {
  return (await run(["verify", "--workspace", dir])).stderr;
}

/** Relative paths of all files of a workspace in which a text stands. */
export function filesWith({ dir }: Workspace, text: string): readonly string[] {
  const needle = Buffer.from(text);
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(needle))
    .map((path) => path.slice(dir.length + 1))
    .toSorted();
}

export function copyOf(workspace: Workspace): Workspace {
  const folder = join(temporaryFolder(), "copy");
  cpSync(workspace.dir, folder, { recursive: true });
  return openWorkspace(folder);
}

const program = fileURLToPath(new URL("../../src/cli/newsift.ts", import.meta.url));
const killer = fileURLToPath(new URL("kill-at.ts", import.meta.url));

/**
 * Runs newsift and kills it before it removes or renames a file for the so-manyth time.
 * @returns whether it was killed: else it came to its end
 */
export function runUntilKilled(argv: readonly string[], at: number): boolean {
  const { signal, status, stderr } = spawnSync(process.execPath, ["--import", killer, program, ...argv], {
    env: { ...process.env, KILL_AT: String(at) },
    encoding: "utf8",
  });
  if (signal === null && status !== 0) throw new Error(stderr);
  return signal === "SIGKILL";
}
