/** Cleans archived pages and loose files, and verifies what came out. */
import { readdirSync, realpathSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, extname, join } from "node:path";
import PQueue from "p-queue";
import { NewsiftError, StageError, UsageError, WriteError } from "./errors.ts";
import { readPage } from "./page/read.ts";
import { type Cleaned, type Pipeline, replay, textOf } from "./pipeline.ts";
import { makeFolder, sweepTemporaries } from "./store/atomic.ts";
import { type CleanStore, openCleanStore, type Outcome } from "./store/clean.ts";
import { readInput } from "./store/input.ts";
import { sha256 } from "./store/numbering.ts";
import { openRawStore, type RawStore } from "./store/raw.ts";
import { readable } from "./store/reading.ts";
import type { Workspace } from "./store/workspace.ts";
import type { Block, Change, RawPage, Receipt, VerdictKind } from "./types.ts";

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

/**
 * Cleans archived pages: text for articles, a receipt for all. What comes out as it was is not written again.
 * @param ids of documents in raw/
 * @throws {WriteError} where the disk refuses: then the others would fail too.
 */
export async function cleanDocuments(
  workspace: Workspace,
  pipeline: Pipeline,
  ids: readonly string[],
  onDocument: (event: CleaningEvent) => void,
): Promise<CleaningSummary> {
  const raw = openRawStore(workspace);
  const clean = openCleanStore(workspace);
  return await cleanAll(ids, onDocument, async (id) => {
    const { page } = await raw.read(id);
    return cleanPage(page, id, pipeline, clean);
  });
}

export interface FolderOptions {
  /** Write `<base name>.json` beside each text. */
  readonly receipts?: boolean;
  readonly onDocument?: (event: CleaningEvent) => void;
}

/**
 * Cleans the `.html`, `.htm` and `.txt` files that lie directly in a folder: `<base name>.txt` for each article. What is
 * rejected gets no text, and loses the one of an earlier run.
 * @throws {UnreadableInputError} where the folder cannot be read.
 * @throws {UsageError} where both folders are the same: texts would overwrite what they come from.
 * @throws {WriteError}
 */
export async function cleanFolder(
  from: string,
  to: string,
  pipeline: Pipeline,
  { receipts = false, onDocument = () => {} }: FolderOptions = {},
): Promise<CleaningSummary> {
  const files = looseFiles(from);
  makeFolder(to);
  if (realpathSync(from) === realpathSync(to)) {
    throw new UsageError(`${from} cannot be cleaned into itself: texts would overwrite what they come from.`);
  }
  const clean = openCleanStore({ cleanDir: to, ...(receipts ? { receiptDir: to } : {}) });
  sweepTemporaries(to);
  return await cleanAll([...files.keys()], onDocument, async (name) => {
    const [file, twin] = files.get(name)!;
    if (twin !== undefined) {
      throw new UsageError(`${file} and ${twin} would both become ${name}.txt: rename one of them.`);
    }
    return cleanPage(await readInput(join(from, file!)), name, pipeline, clean);
  });
}

export interface Verification {
  readonly id: string;
  /** A sentence each; none where all is well. */
  readonly problems: readonly string[];
}

export interface VerificationSummary {
  readonly documents: number;
  readonly failed: number;
}

/** Rebuilds every clean text from raw file and receipt, compares bytes, and looks for what is missing or astray. */
export async function verifyWorkspace(
  workspace: Workspace,
  onDocument: (verification: Verification) => void,
): Promise<VerificationSummary> {
  const raw = openRawStore(workspace);
  const clean = openCleanStore(workspace);
  const archived = new Set(await raw.list());
  const ids = [...new Set([...archived, ...clean.list()])];
  let failed = 0;
  for (const id of ids) {
    const problems = archived.has(id)
      ? await problemsOf(id, raw, clean)
      : [`clean/ holds ${id}, but raw/ does not.`];
    if (problems.length > 0) failed += 1;
    onDocument({ id, problems });
  }
  return { documents: ids.length, failed };
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

function cleanPage(page: RawPage, name: string, pipeline: Pipeline, store: CleanStore): Written {
  const cleaned = pipeline.clean(readPage(page, name));
  return { cleaned, outcome: store.write(name, cleaned) };
}

/** File names by what their texts will be called. */
function looseFiles(folder: string): ReadonlyMap<string, readonly string[]> {
  const files = readable(folder, () => readdirSync(folder, { withFileTypes: true }))
    .filter((entry) => !entry.isDirectory() && /^[^.].*\.(?:html?|txt)$/iu.test(entry.name))
    .map((entry) => entry.name)
    .toSorted();
  return Map.groupBy(files, (file) => basename(file, extname(file)));
}

async function problemsOf(id: string, raw: RawStore, clean: CleanStore): Promise<readonly string[]> {
  try {
    const { page, sidecar } = await raw.read(id);
    if (sha256(page.bytes) !== sidecar.sha256) {
      return [`The bytes of ${id} in raw/ are not those that its sidecar names.`];
    }
    const { text, receipt } = clean.read(id);
    if (receipt === undefined) return text === undefined ? [] : [`clean/${id}.txt has no receipt.`];
    return mismatches(id, readPage(page, id).blocks, receipt, text);
  } catch (cause) {
    return [
      cause instanceof NewsiftError
        ? cause.message
        : `${id} could not be rebuilt: ${(cause as Error).message}.`,
    ];
  }
}

function mismatches(
  id: string,
  blocks: readonly Block[],
  receipt: Receipt,
  text: Uint8Array | undefined,
): readonly string[] {
  const problems: string[] = [];
  if (receipt.document !== id) problems.push(`The receipt of ${id} is made out to "${receipt.document}".`);
  const wrong = findWrongChange(blocks, receipt.changes);
  if (wrong !== undefined) {
    problems.push(
      `The receipt of ${id} says that "${wrong.before}" stood in block ${wrong.block}, but it did not.`,
    );
  }
  const { kind } = receipt.verdict;
  if (kind !== "article") {
    if (text !== undefined) problems.push(`clean/${id}.txt is there, though its receipt says ${kind}.`);
    return problems;
  }
  const rebuilt = Buffer.from(textOf(replay(blocks, receipt.changes)), "utf8");
  if (receipt.textSha256 !== sha256(rebuilt)) {
    problems.push(`The receipt of ${id} names another text than the one that follows from it.`);
  }
  if (text === undefined) problems.push(`clean/${id}.txt is missing, though its receipt says article.`);
  else if (!rebuilt.equals(text))
    problems.push(`clean/${id}.txt is not what follows from raw file and receipt.`);
  return problems;
}

/** The first change that does not name what stood there when its stage saw it. */
function findWrongChange(blocks: readonly Block[], changes: readonly Change[]): Change | undefined {
  let texts = new Map<number, string>();
  return changes.find((change, at) => {
    if (change.stage !== changes[at - 1]?.stage) {
      texts = new Map(replay(blocks, changes.slice(0, at)).map(({ index, text }) => [index, text]));
    }
    const text = texts.get(change.block);
    const [from, to] = change.span ?? [0, text?.length];
    return text?.slice(from, to) !== change.before;
  });
}
