/**
 * Adds pages to raw/: which of them are there already, what the others are called, and how they are written.
 *
 * An addition goes: page, rendered page and sidecar to temporary files, sidecar into place, rendered page into
 * place, page into place.
 * Where its process was killed in between, it is taken back if its sidecar is not in place yet, and finished if it is.
 * Pages that come together go these steps together, because each step waits for the disk.
 */
import type { Page } from "../../core/page/page.ts";
import type { Arrival, Sidecar } from "./arrival.ts";
import { sha256 } from "../../core/text/sha256.ts";
import type { RawIndex } from "./raw-index.ts";
import type { Workspace } from "../files/workspace.ts";
import { renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import {
  withWriteErrors,
  makeFolder,
  removeDurably,
  renameDurably,
  syncFolder,
  writeTemporaries,
} from "../files/atomic.ts";
import { type DocumentName, nameDocument, parseId, parseRawFileName, rawFileName, sidecarFile } from "./numbering.ts";
import { namesIn, readBytesNow } from "../files/reading.ts";
import { pageToClean, pathToClean, receivedPath, renderedPath } from "./rendered.ts";
import { formatSidecar, readSidecar, sidecarPath } from "./sidecar.ts";

export interface AddOptions {
  /** An imported file's name: one that is already named like a raw file keeps it where its number is free. */
  readonly name?: string;
  /**
   * What a browser made of it: it is kept beside the bytes, and cleaned instead of them. Only for an arrival whose
   * `fetcher` is `browser`.
   */
  readonly rendered?: Page | undefined;
  /** Treats a version with other bytes as the same where this says so; default: bytes are compared. */
  readonly isSameText?: ((before: Page, after: Page) => boolean) | undefined;
}

export interface Addition {
  readonly id: string;
  /** `unchanged`: it was there already, nothing was written. `changed`: it supersedes an older version. */
  readonly outcome: "new" | "unchanged" | "changed";
}

export interface ArrivedPage {
  readonly page: Page;
  readonly arrival: Arrival;
  readonly hex: string;
  readonly options: AddOptions;
}

/** Whether a page can be written in the same batch as these: its identity is another one. */
export function areIndependent(pages: readonly ArrivedPage[], other: ArrivedPage): boolean {
  return (
    [...pages, other].every(({ page }) => page.url !== undefined) &&
    pages.every(({ hex }) => hex !== other.hex)
  );
}

/**
 * Adds pages that are independent of each other. Only under the mutex.
 * @returns what became of each
 * @throws {WriteError} and then none of them is there
 */
export function addPages(
  workspace: Workspace,
  index: RawIndex,
  pages: readonly ArrivedPage[],
): readonly Addition[] {
  const planned: NewPage[] = [];
  const additions = pages.map((page) => {
    const plan = planPage(workspace, index, page, planned.length);
    if ("outcome" in plan) return plan;
    planned.push(plan);
    const { id, replaces } = plan.sidecar;
    return { id, outcome: replaces === undefined ? ("new" as const) : ("changed" as const) };
  });
  const names = planned.map(({ sidecar: { id, format, sha256: hash } }) => ({
    name: parseId(id)!,
    file: rawFileName(id, format),
    hash,
  }));
  if (planned.length > 0) index.record(names, () => writeAdditions(workspace, planned));
  return additions;
}

/** @param ahead pages that get their numbers first */
function planPage(
  workspace: Workspace,
  index: RawIndex,
  arrived: ArrivedPage,
  ahead: number,
): NewPage | Addition {
  const { page, arrival, options } = arrived;
  const { rendered } = options;
  const { bytes, format, charset } = page;
  const hash = sha256(bytes);
  const name = chooseName(index, arrived, ahead);
  const replaces = index.versionBefore(name.number, name.hex);
  const same = page.url === undefined ? index.withBytes(hash) : replaces;
  const sidecar: Sidecar = {
    id: name.id,
    format,
    ...arrival,
    sha256: hash,
    size: bytes.length,
    charset,
    ...(replaces === undefined ? {} : { replaces }),
    ...(rendered === undefined ? {} : { rendered: { sha256: sha256(rendered.bytes), size: rendered.bytes.length } }),
    ...(arrival.fetcher === "browser" ? { cleaned: rendered === undefined ? "received" : "rendered" } : {}),
  };
  const isSame = (id: string) =>
    !isWholeAtLast(workspace, id, arrival) &&
    ((index.hashOf(id) === hash &&
      readSidecar(workspace, id)?.rendered?.sha256 === sidecar.rendered?.sha256) ||
      hasSameText(workspace, id, arrived));
  if (same !== undefined && isSame(same)) return { id: same, outcome: "unchanged" };
  return { page, rendered, sidecar };
}

/** The version before broke off, and this one did not: it is another one, though it may say the same. */
function isWholeAtLast(workspace: Workspace, id: string, { truncated }: Arrival): boolean {
  return !truncated && readSidecar(workspace, id)?.truncated === true;
}

function hasSameText(
  workspace: Workspace,
  id: string,
  { page, options: { isSameText, rendered = page } }: ArrivedPage,
): boolean {
  const sidecar = readSidecar(workspace, id);
  if (isSameText === undefined || sidecar === undefined) return false;
  const path = pathToClean(workspace, id, sidecar);
  const before = pageToClean(readBytesNow(path), sidecar);
  return isSameText(before, rendered);
}

/** No single odd file name may push all later numbers to the end. */
const HIGHEST_GIVEN_NUMBER = 999_999;

/** @param ahead pages that get their numbers first */
function chooseName(index: RawIndex, { page, hex, options }: ArrivedPage, ahead: number): DocumentName {
  const given = parseRawFileName(options.name ?? "");
  const fits =
    given !== undefined &&
    given.number <= HIGHEST_GIVEN_NUMBER &&
    (page.url === undefined || given.hex === hex);
  if (!fits) return nameDocument(index.next + ahead, hex);
  const holder = index.hexOf(given.number);
  if (holder === undefined) return given;
  return nameDocument(index.next + ahead, holder === given.hex ? holder : hex);
}

const TEMPORARY = /^\.(.+)\.tmp$/u;

/** A page to be added, with its sidecar. */
interface NewPage {
  readonly page: Page;
  /** What a browser made of it, where that is kept. */
  readonly rendered: Page | undefined;
  readonly sidecar: Sidecar;
}

/**
 * Only under the mutex.
 * @param additions in order of number: a kill leaves the first ones
 * @throws {WriteError} and then none of them is there
 */
function writeAdditions(workspace: Workspace, additions: readonly NewPage[]): void {
  const { rawDir, renderedDir, metaDir } = workspace;
  const pages = additions.map(({ page, sidecar }) => ({
    path: receivedPath(workspace, sidecar.id, sidecar.format),
    content: page.bytes,
  }));
  const rendered = additions.flatMap(({ rendered: page, sidecar: { id } }) =>
    page === undefined ? [] : [{ path: renderedPath(workspace, id), content: page.bytes }],
  );
  const metas = additions.map(({ sidecar }) => ({
    path: sidecarPath(workspace, sidecar.id),
    content: formatSidecar(sidecar),
  }));
  const files = [...pages, ...rendered, ...metas];
  if (rendered.length > 0) makeFolder(renderedDir);
  try {
    writeTemporaries(files.map(({ path, content }) => ({ path: temporary(path), content, target: path })));
    putInPlace(metas, metaDir);
  } catch (error) {
    for (const path of [...files.map((file) => temporary(file.path)), ...metas.map((file) => file.path)]) {
      rmSync(path, { force: true });
    }
    throw error;
  }
  putInPlace(rendered, renderedDir);
  putInPlace(pages, rawDir);
}

function putInPlace(files: readonly { readonly path: string }[], folder: string): void {
  if (files.length === 0) return;
  for (const { path } of files) withWriteErrors(path, () => renameSync(temporary(path), path));
  withWriteErrors(folder, () => syncFolder(folder));
}

/** Only under the mutex: then whatever is unfinished belongs to a process that is gone. */
export function recoverAdditions(workspace: Workspace): void {
  const sidecars = new Set(namesIn(workspace.metaDir));
  for (const name of sidecars) {
    if (TEMPORARY.test(name)) removeDurably(join(workspace.metaDir, name));
  }
  for (const folder of [workspace.renderedDir, workspace.rawDir]) {
    for (const name of namesIn(folder)) {
      const page = parseRawFileName(TEMPORARY.exec(name)?.[1] ?? "");
      if (page === undefined) continue;
      const path = join(folder, rawFileName(page.id, page.format));
      if (sidecars.has(sidecarFile(page.id))) renameDurably(temporary(path), path);
      else removeDurably(temporary(path));
    }
  }
}

function temporary(path: string): string {
  return join(dirname(path), `.${basename(path)}.tmp`);
}
