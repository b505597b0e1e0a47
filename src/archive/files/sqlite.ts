/** What went wrong with an SQLite file, in plain words. */
import { existsSync } from "node:fs";
import { DatabaseSync, StatementSync } from "node:sqlite";
import { WorkspaceError } from "../../core/errors.ts";

/** Of node:sqlite's errors: SQLite's own code, whose low byte is the kind. */
function kindOf(error: unknown): number | undefined {
  const { code, errcode } = error as { readonly code?: string; readonly errcode?: number };
  return code === "ERR_SQLITE_ERROR" && errcode !== undefined ? errcode & 0xff : undefined;
}

/** SQLITE_CORRUPT and SQLITE_NOTADB: the file is torn, or none of SQLite's. */
const DAMAGED: readonly (number | undefined)[] = [11, 26];

export function isDamaged(error: unknown): boolean {
  return DAMAGED.includes(kindOf(error));
}

const REASONS: Readonly<Record<number, string>> = {
  5: "another process has had it for too long. Try again when that is done.",
  8: "permission denied. Check who owns the file and its folder.",
  10: "the disk refused (full, failing, or a largest file size is set: see `ulimit -f`). See to that and run the command again.",
  13: "the disk is full. Free some space and run the command again.",
  14: "it cannot be opened. Check that it is a file, and who owns it and its folder.",
};

/** Why SQLite could not write: ends "… could not be written: "; undefined for other errors. */
export function sqliteReason(error: unknown): string | undefined {
  return REASONS[kindOf(error) ?? -1];
}

/**
 * The database whose errors, those of its statements included, are told in other words.
 * @param faultOf what is thrown in the place of an error
 */
export function tellingFaults(database: DatabaseSync, faultOf: (error: unknown) => unknown): DatabaseSync {
  return telling(database);

  function telling<T extends object>(object: T): T {
    return new Proxy(object, {
      get(_, name) {
        const value: unknown = Reflect.get(object, name, object);
        if (typeof value !== "function") return value;
        return (...given: readonly unknown[]) => {
          try {
            const result: unknown = Reflect.apply(value, object, given);
            return result instanceof StatementSync ? telling(result) : result;
          } catch (error) {
            throw faultOf(error);
          }
        };
      },
    });
  }
}

/** Reads the whole file. @returns whether SQLite finds it damaged; `false` where there is none */
export function isDamagedFile(path: string): boolean {
  if (!existsSync(path)) return false;
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { readOnly: true });
    return database.prepare("PRAGMA quick_check(1)").get()?.["quick_check"] !== "ok";
  } catch (error) {
    if (!isDamaged(error)) throw error;
    return true;
  } finally {
    database?.close();
  }
}

/** @param cause what SQLite said, where it was asked */
export function damagedFrontier(path: string, cause?: unknown): WorkspaceError {
  return new WorkspaceError(
    `The frontier ${path} is damaged: delete it, and the files beside it that begin with its name. The next crawl starts afresh and asks for the pages that are here on condition that they have changed.`,
    { cause },
  );
}
