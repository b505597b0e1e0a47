/** Cleans archived pages and loose files. */
import { existsSync, realpathSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, dirname, extname, join, sep } from "node:path";
import PQueue from "p-queue";
import { NewsiftError, StageError, UsageError, WriteError } from "../../core/errors.ts";
import { cleanArchived, cleanOne, type CleaningTools } from "./archived-article.ts";
import { joinBlocks } from "./join-pages.ts";
import { furtherPages } from "../../core/page/further-pages.ts";
import type { Page } from "../../core/page/page.ts";
import { readPage } from "../../core/page/read.ts";
import type { Cleaned, Pipeline } from "../../core/pipeline/create-pipeline.ts";
import { replay, textOf } from "../../core/pipeline/replay.ts";
import { makeFolder, sweepTemporaries } from "../files/atomic.ts";
import { type Catalogue, openCatalogue } from "../records/catalogue.ts";
import type { Twins } from "../raw/canonical.ts";
import { openCleanStore, type Outcome } from "../clean/clean.ts";
import { type DamagedLine, openDecisions } from "../records/decisions.ts";
import { readInput } from "../raw/input.ts";
import { listLooseFiles, type SkippedEntry } from "../raw/loose-files.ts";
import { writeVersion } from "../clean/placing.ts";
import { openRawStore, type RawStore } from "../raw/raw.ts";
import type { Workspace } from "../files/workspace.ts";
import type { Block } from "../../core/document/document.ts";
import type { Receipt } from "../../core/document/receipt.ts";
import type { VerdictKind } from "../../core/document/verdict.ts";

/** What became of a document: cleaned, or failed while the others went on. */
export type CleaningEvent =
  | { readonly id: string; readonly cleaned: Cleaned; readonly outcome: Outcome }
  | { readonly id: string; readonly error: NewsiftError };

export interface CleaningSummary {
  readonly documents: number;
  /** Documents by verdict. */
  readonly verdicts: Readonly<Partial<Record<VerdictKind, number>>>;
  readonly failed: number;
  /** Documents of which a file was written or removed. */
  readonly written: number;
}

export interface ArchiveCleaningSummary extends CleaningSummary {
  /** Documents with the same text as one that came before them, from another address; each with the first of them. */
  readonly duplicates: ReadonlyMap<string, string>;
  /** Lines of review/decisions.jsonl that are no decision. */
  readonly damagedDecisions: readonly DamagedLine[];
}

/**
 * Cleans archived pages: text for articles, a receipt for all. What comes out as it was is not written again. The text
 * of an article on several pages stands with the first one; the others have a receipt only. What people decided in
 * review is applied.
 * @param ids of documents in raw/
 * @throws {WriteError} where the disk refuses: then the others would fail too.
 */
export async function cleanDocuments(
  workspace: Workspace,
  pipeline: Pipeline,
  ids: readonly string[],
  onDocument: (event: CleaningEvent) => void,
  twins?: Twins,
): Promise<ArchiveCleaningSummary> {
  const tools = { raw: openRawStore(workspace, twins), pipeline, decisions: openDecisions(workspace) };
  const catalogue = openCatalogue(workspace);
  try {
    const summary = await cleanInto(workspace, catalogue, tools, ids, onDocument);
    const duplicates = ids.flatMap((id) => {
      const first = catalogue.duplicateOf(id);
      return first === undefined ? [] : [[id, first] as const];
    });
    return { ...summary, duplicates: new Map(duplicates), damagedDecisions: tools.decisions.damaged() };
  } finally {
    catalogue.close();
  }
}

/** The same for a few documents among many, without a look at the others: which are duplicates it cannot say. */
export async function cleanAgain(
  workspace: Workspace,
  tools: CleaningTools,
  ids: readonly string[],
  onDocument: (event: CleaningEvent) => void,
): Promise<CleaningSummary> {
  const catalogue = openCatalogue(workspace, false);
  try {
    return await cleanInto(workspace, catalogue, tools, ids, onDocument);
  } finally {
    catalogue.close();
  }
}

async function cleanInto(
  workspace: Workspace,
  catalogue: Catalogue,
  tools: CleaningTools,
  ids: readonly string[],
  onDocument: (event: CleaningEvent) => void,
): Promise<CleaningSummary> {
  const clean = openCleanStore(workspace);
  return await cleanAll(ids, onDocument, async (id) => {
    for (;;) {
      const seen = clean.stamp(id);
      const { cleaned, sidecar } = await cleanArchived(tools, id);
      const outcome = await tools.raw.withVersions(id, (versions) => {
        // Another process was faster, and may know of a page or a decision that came meanwhile.
        if (clean.stamp(id) !== seen) return undefined;
        catalogue.forget([id]);
        const written = writeVersion(clean, id, cleaned, versions);
        catalogue.record(cleaned.receipt, sidecar);
        return written;
      });
      if (outcome !== undefined) return { cleaned, outcome };
    }
  });
}

/** Bytes. Both versions are cleaned at once, while all others wait to write: larger ones would hold them up. */
const COMPARED_AT_MOST = 2 * 1024 * 1024;

/**
 * Whether two versions of a page say the same: what is left of them is, and they go on with the same further pages.
 * What nothing is left of, what cannot be cleaned and what is very large is never the same: then both are to be kept.
 */
export function hasSameText(pipeline: Pipeline, before: Page, after: Page): boolean {
  if (before.bytes.length + after.bytes.length > 2 * COMPARED_AT_MOST) return false;
  const [a, b] = [before, after].map((page) => {
    try {
      const { document, cleaned } = cleanOne(pipeline, page, "");
      const text = textOf(replay(document.blocks, cleaned.receipt.changes));
      return text === "" ? undefined : JSON.stringify([cleaned.verdict.kind, text, furtherPages(page)]);
    } catch {
      return undefined;
    }
  });
  return a !== undefined && a === b;
}

/** The blocks that a receipt counts: those of its document, and of the further pages that it names. */
export async function readBlocks(raw: RawStore, id: string, receipt: Receipt): Promise<readonly Block[]> {
  const pages = await Promise.all(
    [id, ...(receipt.parts ?? [])].map(async (part) => readPage((await raw.read(part)).page, part).blocks),
  );
  return joinBlocks(pages);
}

export interface FolderOptions {
  /** Write `<base name>.json` beside each text. */
  readonly receipts?: boolean;
  /** Clean what lies in subfolders too; texts lie in the same ones. */
  readonly recursive?: boolean;
  readonly onDocument?: (event: CleaningEvent) => void;
}

export interface FolderCleaningSummary extends CleaningSummary {
  /** What lies in the folder and was passed over. */
  readonly skipped: readonly SkippedEntry[];
}

/**
 * Cleans the `.html`, `.htm` and `.txt` files in a folder: `<base name>.txt` for each article. What is rejected gets no
 * text, and loses the one of an earlier run.
 * @throws {UnreadableInputError} where the folder, or one below it, cannot be read.
 * @throws {UsageError} where texts might overwrite what they come from, or be cleaned the next time.
 * @throws {WriteError}
 */
export async function cleanFolder(
  from: string,
  to: string,
  pipeline: Pipeline,
  { receipts = false, recursive = false, onDocument = () => {} }: FolderOptions = {},
): Promise<FolderCleaningSummary> {
  const { pages, skipped } = listLooseFiles(from, { recursive });
  refuseMixing(from, to, recursive);
  const folders = new Set([".", ...pages.map((page) => dirname(page))].map((folder) => join(to, folder)));
  for (const folder of folders) {
    makeFolder(folder);
    sweepTemporaries(folder);
  }
  const named = Map.groupBy(pages, (page) => page.slice(0, -extname(page).length));
  const summary = await cleanAll([...named.keys()], onDocument, async (name) => {
    const [file, twin] = named.get(name)!;
    if (twin !== undefined) {
      throw new UsageError(`${file} and ${twin} would both become ${name}.txt: rename one of them.`);
    }
    const outputs = receipts ? [`${name}.txt`, `${name}.json`] : [`${name}.txt`];
    const inTheWay = outputs.find((path) => folders.has(join(to, path)));
    if (inTheWay !== undefined) {
      throw new UsageError(`${file} would become ${inTheWay}, and so would a folder: rename one of them.`);
    }
    const cleanDir = join(to, dirname(name));
    const clean = openCleanStore({ cleanDir, ...(receipts ? { receiptDir: cleanDir } : {}) });
    const { cleaned } = cleanOne(pipeline, await readInput(join(from, file!)), name);
    return { cleaned, outcome: clean.write(basename(name), cleaned) };
  });
  return { ...summary, skipped };
}

function refuseMixing(from: string, to: string, recursive: boolean): void {
  const [a, b] = [realPathOf(from), realPathOf(to)];
  if (a === b) {
    throw new UsageError(`${from} cannot be cleaned into itself: texts would overwrite what they come from.`);
  }
  if (recursive && (isWithin(a, b) || isWithin(b, a))) {
    throw new UsageError(
      `${from} and ${to} lie within each other: with their subfolders, texts would mix with what they come from. Choose another folder for the texts.`,
    );
  }
}

/** Of a path that may not be there yet. */
function realPathOf(path: string): string {
  return existsSync(path) ? realpathSync(path) : join(realPathOf(dirname(path)), basename(path));
}

function isWithin(inner: string, outer: string): boolean {
  return inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);
}

interface Written {
  readonly cleaned: Cleaned;
  readonly outcome: Outcome;
}

async function cleanAll(
  ids: readonly string[],
  onDocument: (event: CleaningEvent) => void,
  clean: (id: string) => Promise<Written>,
): Promise<CleaningSummary> {
  const verdicts: Partial<Record<VerdictKind, number>> = {};
  let failed = 0;
  let written = 0;
  // Pages are read ahead while one is cleaned.
  const queue = new PQueue({ concurrency: availableParallelism() });
  const jobs = ids.map((id) => async () => {
    const event = await attempt(id, clean);
    if ("error" in event) {
      if (event.error instanceof WriteError) throw event.error;
      failed += 1;
    } else {
      const { kind } = event.cleaned.verdict;
      verdicts[kind] = (verdicts[kind] ?? 0) + 1;
      if (event.outcome !== "unchanged") written += 1;
    }
    onDocument(event);
  });
  try {
    await queue.addAll(jobs);
  } catch (error) {
    queue.clear();
    await queue.onIdle();
    throw error;
  }
  return { documents: ids.length, verdicts, failed, written };
}

/** What one document suffers stays with it, a fault of ours included. */
async function attempt(id: string, clean: (id: string) => Promise<Written>): Promise<CleaningEvent> {
  try {
    return { id, ...(await clean(id)) };
  } catch (cause) {
    const error =
      cause instanceof NewsiftError
        ? cause
        : new StageError(`${id} could not be cleaned: ${(cause as Error).message}.`, { cause });
    return { id, error };
  }
}
