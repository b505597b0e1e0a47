/** One at a time, across all processes at work in a workspace. */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { LockedError, WorkspaceError } from "../../core/errors.ts";
import { withWriteErrors, makeFolder } from "./atomic.ts";
import { isDamaged } from "./sqlite.ts";
import type { Workspace } from "./workspace.ts";

const PATIENCE_SECONDS = 60;
const SQLITE_BUSY = 5;

/**
 * Runs the action while no other process runs one. The mutex is SQLite's lock on an empty database, because the
 * kernel takes that back from a process that dies. The action is synchronous, so that no two of one
 * process can wait for each other.
 * @throws {LockedError} after a minute of waiting.
 * @throws {WorkspaceError} where the database is damaged
 */
export function exclusively<T>(workspace: Workspace, action: () => T): T {
  const path = join(workspace.stateDir, "mutex.sqlite");
  makeFolder(workspace.stateDir);
  const database = withWriteErrors(path, () => new DatabaseSync(path, { timeout: PATIENCE_SECONDS * 1000 }));
  try {
    withWriteErrors(path, () => take(database, path, workspace));
    return action();
  } finally {
    database.close();
  }
}

function damagedMutex(path: string, cause: unknown): WorkspaceError {
  return new WorkspaceError(
    `${path} is damaged: delete it. It holds nothing, and is made anew; see only that no newsift is at work here.`,
    { cause },
  );
}

function take(database: DatabaseSync, path: string, workspace: Workspace): void {
  try {
    database.exec("BEGIN IMMEDIATE");
  } catch (cause) {
    if (isDamaged(cause)) throw damagedMutex(path, cause);
    if ((cause as { errcode?: number }).errcode !== SQLITE_BUSY) throw cause;
    throw new LockedError(
      `Another run has been writing to ${workspace.dir} for ${PATIENCE_SECONDS} seconds without a pause. Try again when it is done.`,
      { cause },
    );
  }
}
