/**
 * An addition to raw/ goes: page and sidecar to temporary files, sidecar into place, page into place.
 * Where its process was killed in between, it is taken back if its sidecar is not in place yet, and finished if it is.
 * Pages that come together go these steps together, because each step waits for the disk.
 */
import { renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { explained, removeDurably, renameDurably, syncFolder, writeTemporaries } from "./atomic.ts";
import { parseRawFileName, rawFileName } from "./numbering.ts";
import { namesIn } from "./reading.ts";
import { formatSidecar, sidecarPath } from "./sidecar.ts";
import type { Workspace } from "./workspace.ts";
import type { Sidecar } from "../types.ts";

const TEMPORARY = /^\.(.+)\.tmp$/u;

/** A page to be added, with its sidecar. */
export interface Addition {
  readonly bytes: Uint8Array;
  readonly sidecar: Sidecar;
}

/**
 * Only under the mutex.
 * @param additions in order of number: a kill leaves the first ones
 * @throws {WriteError} and then none of them is there
 */
export function writeAdditions(workspace: Workspace, additions: readonly Addition[]): void {
  const files = additions.map(({ bytes, sidecar }) => ({
    bytes,
    text: formatSidecar(sidecar),
    page: join(workspace.rawDir, rawFileName(sidecar.id, sidecar.format)),
    meta: sidecarPath(workspace, sidecar.id),
  }));
  const pages = files.map(({ page }) => page);
  const metas = files.map(({ meta }) => meta);
  try {
    writeTemporaries(
      files.flatMap(({ page, bytes, meta, text }) => [
        { path: temporary(page), content: bytes, target: page },
        { path: temporary(meta), content: text, target: meta },
      ]),
    );
    putInPlace(metas, workspace.metaDir);
  } catch (error) {
    for (const path of [...[...pages, ...metas].map(temporary), ...metas]) rmSync(path, { force: true });
    throw error;
  }
  putInPlace(pages, workspace.rawDir);
}

function putInPlace(paths: readonly string[], folder: string): void {
  for (const path of paths) explained(path, () => renameSync(temporary(path), path));
  explained(folder, () => syncFolder(folder));
}

/** Only under the mutex: then whatever is unfinished belongs to a process that is gone. */
export function recoverAdditions(workspace: Workspace): void {
  const sidecars = new Set(namesIn(workspace.metaDir));
  const pages = namesIn(workspace.rawDir);
  for (const name of sidecars) {
    if (TEMPORARY.test(name)) removeDurably(join(workspace.metaDir, name));
  }
  for (const name of pages) {
    const page = parseRawFileName(TEMPORARY.exec(name)?.[1] ?? "");
    if (page === undefined) continue;
    const path = join(workspace.rawDir, rawFileName(page.id, page.format));
    if (sidecars.has(`${page.id}.json`)) renameDurably(temporary(path), path);
    else removeDurably(temporary(path));
  }
}

function temporary(path: string): string {
  return join(dirname(path), `.${basename(path)}.tmp`);
}
