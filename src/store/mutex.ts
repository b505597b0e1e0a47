/** One at a time, across all processes at work in a workspace. */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { LockedError } from "../errors.ts";
import { explained, makeFolder } from "./atomic.ts";
import type { Workspace } from "./workspace.ts";

const PATIENCE_SECONDS = 60;
const SQLITE_BUSY = 5;

/**
 * Runs the action while no other process runs one. The mutex is SQLite's lock on an empty database, because the
 * kernel takes that back from a process that dies. The action is synchronous, so that no two of one
 * process can wait for each other.
 * @throws {LockedError} after a minute of waiting.
 */
export function exclusively<T>(workspace: Workspace, action: () => T): T {
  const path = join(workspace.stateDir, "mutex.sqlite");
  makeFolder(workspace.stateDir);
  const database = explained(path, () => new DatabaseSync(path, { timeout: PATIENCE_SECONDS * 1000 }));
  try {
    explained(path, () => take(database, workspace));
    return action();
  } finally {
    database.close();
  }
}

function take(database: DatabaseSync, workspace: Workspace): void {
  try {
    database.exec("BEGIN IMMEDIATE");
  } catch (cause) {
    if ((cause as { errcode?: number }).errcode !== SQLITE_BUSY) throw cause;
    throw new LockedError(
      `Another run has been writing to ${workspace.dir} for ${PATIENCE_SECONDS} seconds without a pause. Try again when it is done.`,
      { cause },
    );
  }
}
