/**
 * Whose turn it is at a host, among the processes at work in a workspace: a one-off ingestion beside a crawl asks no host
 * that the crawl is asking, and keeps the pause after it. A file that may be deleted whenever nobody fetches.
 */
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { withWriteErrors, makeFolder } from "../../archive/files/atomic.ts";
import { isRunning, thisProcess } from "../../archive/files/process.ts";

export interface Turns {
  /**
   * Waits until no other process asks the host, but no longer than a few seconds for one answer, and so many seconds
   * have passed since one had its answer. Then it is this process's turn, until it leaves. Within a process, one job of a host at a time must ask for it.
   */
  take(host: string, delaySeconds: number, stop?: AbortSignal): Promise<void>;
  leave(host: string): void;
  /** The host asked to be left alone until then: milliseconds since the epoch. */
  rest(host: string, until: number): void;
  /** Until when it asked to be left alone, 0 where it did not. */
  restsUntil(host: string): number;
  close(): void;
}

/** A process that asks is looked for so often, and no longer: a host that hangs must not hold up everybody. */
const LOOKS_EVERY = 100;
const LOOKS_AT_MOST = 100;

const BUSY_MILLISECONDS = 10_000;

/** Left: milliseconds since the epoch; null while it asks. */
const TABLE = `
  CREATE TABLE IF NOT EXISTS turn (
    host TEXT PRIMARY KEY, pid INTEGER NOT NULL, start REAL NOT NULL, "left" INTEGER
  ) STRICT;
  CREATE TABLE IF NOT EXISTS rest (host TEXT PRIMARY KEY, until INTEGER NOT NULL) STRICT
`;

/** Nobody is left alone for longer than a day: milliseconds. A clock that was ahead silences no host. */
const LONGEST_REST = 86_400_000;

interface Turn {
  readonly pid: number;
  readonly start: number;
  readonly left: number | null;
}

/** Where the processes in a workspace take their turns. */
export function turnsPathIn(stateDir: string): string {
  return join(stateDir, "turns.sqlite");
}

/** @throws {WriteError} when the first turn is taken, where the file cannot be written */
export function openTurns(path: string): Turns {
  let database: DatabaseSync | undefined;
  const open = () => (database ??= withWriteErrors(path, () => openFile(path)));

  /** @returns milliseconds to wait; 0: it is this process's turn now */
  function tryToTake(host: string, delaySeconds: number, isPatient: boolean): number {
    const file = open();
    return withWriteErrors(path, () => {
      file.exec("BEGIN IMMEDIATE");
      try {
        const turn = file.prepare('SELECT pid, start, "left" FROM turn WHERE host = ?').get(host);
        const wait = turn === undefined ? 0 : waitFor(turn as unknown as Turn, delaySeconds, isPatient);
        if (wait === 0) {
          file
            .prepare('INSERT OR REPLACE INTO turn (host, pid, start, "left") VALUES (?, ?, ?, NULL)')
            .run(host, thisProcess.pid, thisProcess.start);
        }
        return wait;
      } finally {
        file.exec("COMMIT");
      }
    });
  }

  return {
    async take(host, delaySeconds, stop) {
      for (let look = 0; ; look += 1) {
        const wait = tryToTake(host, delaySeconds, look < LOOKS_AT_MOST);
        if (wait === 0) return;
        await sleep(wait, undefined, stop === undefined ? {} : { signal: stop });
      }
    },
    leave(host) {
      const sql = 'UPDATE turn SET "left" = ?2 WHERE host = ?1 AND pid = ?3 AND start = ?4';
      withWriteErrors(path, () =>
        open().prepare(sql).run(host, Date.now(), thisProcess.pid, thisProcess.start),
      );
    },
    rest(host, until) {
      const sql = "INSERT OR REPLACE INTO rest (host, until) VALUES (?, ?)";
      withWriteErrors(path, () => open().prepare(sql).run(host, Math.floor(until)));
    },
    restsUntil(host) {
      const row = withWriteErrors(path, () =>
        open().prepare("SELECT until FROM rest WHERE host = ?").get(host),
      );
      const until = (row?.["until"] as number | undefined) ?? 0;
      return until > Date.now() + LONGEST_REST ? 0 : until;
    },
    close() {
      database?.close();
      database = undefined;
    },
  };
}

/** This process keeps its own pauses. A killed one asks nobody any more; a clock that was set back delays nobody. */
function waitFor({ pid, start, left }: Turn, delaySeconds: number, isPatient: boolean): number {
  if (pid === thisProcess.pid && start === thisProcess.start) return 0;
  if (left === null) return isPatient && isRunning({ pid, start }) ? LOOKS_EVERY : 0;
  const now = Date.now();
  return left > now ? 0 : Math.max(0, Math.ceil(left + delaySeconds * 1000 - now));
}

/** SQLite's codes for a file that is none of its own, or is torn. */
const DAMAGED: readonly unknown[] = [11, 26];

/** Nothing in it is worth keeping: one that is damaged is made anew. */
function openFile(path: string): DatabaseSync {
  makeFolder(dirname(path));
  try {
    return openTable(path);
  } catch (error) {
    if (!DAMAGED.includes((error as { readonly errcode?: number }).errcode)) throw error;
    for (const suffix of ["", "-journal"]) rmSync(`${path}${suffix}`, { force: true });
    return openTable(path);
  }
}

function openTable(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: BUSY_MILLISECONDS });
  try {
    database.exec(`PRAGMA synchronous = OFF; ${TABLE}`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
