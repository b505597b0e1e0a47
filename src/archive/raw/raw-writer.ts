/**
 * An addition to raw/ goes: page, rendered page and sidecar to temporary files, sidecar into place, rendered page into
 * place, page into place.
 * Where its process was killed in between, it is taken back if its sidecar is not in place yet, and finished if it is.
 * Pages that come together go these steps together, because each step waits for the disk.
 */
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
import { parseRawFileName, rawFileName, sidecarFile } from "./numbering.ts";
import { namesIn } from "../files/reading.ts";
import { receivedPath, renderedPath } from "./rendered.ts";
import { formatSidecar, sidecarPath } from "./sidecar.ts";
import type { Page } from "../../core/page/page.ts";
import type { Workspace } from "../files/workspace.ts";
import type { Sidecar } from "./arrival.ts";

const TEMPORARY = /^\.(.+)\.tmp$/u;

/** A page to be added, with its sidecar. */
export interface NewPage {
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
export function writeAdditions(workspace: Workspace, additions: readonly NewPage[]): void {
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
