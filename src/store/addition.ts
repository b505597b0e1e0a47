/**
 * An addition to raw/ goes: page and sidecar to temporary files, sidecar into place, page into place.
 * Where its process was killed in between, it is taken back if its sidecar is not in place yet, and finished if it is.
 */
import { rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { removeDurably, renameDurably, writeTemporary } from "./atomic.ts";
import { parseRawFileName, rawFileName } from "./numbering.ts";
import { namesIn } from "./reading.ts";
import { formatSidecar, sidecarPath } from "./sidecar.ts";
import type { Workspace } from "./workspace.ts";
import type { Sidecar } from "../types.ts";

const TEMPORARY = /^\.(.+)\.tmp$/u;

/** Only under the mutex. */
export function writeAddition(workspace: Workspace, bytes: Uint8Array, sidecar: Sidecar): void {
  const page = join(workspace.rawDir, rawFileName(sidecar.id, sidecar.format));
  const meta = sidecarPath(workspace, sidecar.id);
  try {
    writeTemporary(temporary(page), bytes, page);
    writeTemporary(temporary(meta), formatSidecar(sidecar), meta);
    renameDurably(temporary(meta), meta);
  } catch (error) {
    for (const path of [temporary(page), temporary(meta), meta]) rmSync(path, { force: true });
    throw error;
  }
  renameDurably(temporary(page), page);
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
