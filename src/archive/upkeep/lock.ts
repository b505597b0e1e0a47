/** Who is at work in a workspace: files in `.newsift/` name them, and tell who may work beside whom. */
import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { LockedError } from "../../core/errors.ts";
import { makeFolder, removeDurably, sweepTemporaries, writeAtomically } from "../files/atomic.ts";
import { exclusively } from "../files/mutex.ts";
import { isRunning, thisProcess } from "../files/process.ts";
import { namesIn, readIfPresent } from "../files/reading.ts";
import { recoverAdditions } from "../raw/additions.ts";
import { settleTexts } from "../clean/placing.ts";
import type { Workspace } from "../files/workspace.ts";

export interface Lock {
  release(): void;
}

const holderSchema = z.object({
  command: z.string(),
  host: z.string(),
  pid: z.int().positive(),
  /** When the process started, in the system's own measure: a later process may have its number. */
  start: z.number(),
  since: z.string(),
});
type Holder = z.output<typeof holderSchema>;

/**
 * `writer`: archives, cleans, judges, beside others that do. What they share is guarded page by page: numbers, and the
 * text and receipt of a document are written under the mutex. `crawl`: a writer that has the frontier for itself.
 * `housekeeping`: removes what others may be reading, and is alone.
 */
export type Role = "writer" | "crawl" | "housekeeping";

export interface LockOptions {
  /** Default: alone. */
  readonly as?: Role;
  /** How long to wait for others; default: as long as somebody who judges a document takes. */
  readonly waitSeconds?: number;
  /** Ends the waiting. */
  readonly signal?: AbortSignal | undefined;
  /** Told for whom it waits, once. */
  readonly onWait?: (error: LockedError) => void;
}

const MOMENT_SECONDS = 1;

/** Between two tries. */
const PAUSE_MILLISECONDS = 100;

/**
 * Takes the workspace for this run, also from one that was killed, and clears up what that left half done.
 * @param command what the next who wants it is told, e.g. `newsift crawl`
 * @throws {LockedError} naming the holder.
 */
export async function lockWorkspace(
  workspace: Workspace,
  command: string,
  { as = "housekeeping", waitSeconds = MOMENT_SECONDS, signal, onWait }: LockOptions = {},
): Promise<Lock> {
  const end = performance.now() + waitSeconds * 1000;
  for (let isTold = false; ; isTold = true) {
    signal?.throwIfAborted();
    try {
      return takeLock(workspace, claimOf(workspace, as), command);
    } catch (error) {
      const left = end - performance.now();
      if (!(error instanceof LockedError) || left <= 0) throw error;
      if (!isTold) onWait?.(error);
      await sleep(Math.min(PAUSE_MILLISECONDS, left), undefined, signal === undefined ? {} : { signal });
    }
  }
}

/**
 * Makes this the one schedule of the workspace. Its runs, and others between them, take the workspace one by one.
 * @throws {LockedError} naming the holder.
 */
export async function lockSchedule(workspace: Workspace, command: string): Promise<Lock> {
  const path = join(workspace.stateDir, "schedule-lock");
  return takeLock(workspace, { files: [path], rivals: () => [path] }, command);
}

/** What is held, and who must not be there. */
interface Claim {
  /** Each names the holder. */
  readonly files: readonly string[];
  readonly rivals: () => readonly string[];
  readonly clearUp?: () => void;
}

function claimOf(workspace: Workspace, role: Role): Claim {
  const alone = join(workspace.stateDir, "lock");
  const frontier = join(workspace.stateDir, "crawl-lock");
  const writers = join(workspace.stateDir, "writers");
  const writer = join(writers, `${randomUUID()}.json`);
  const clearUp = () => clearUpAfterDead(workspace, writers);
  if (role === "writer") return { files: [writer], rivals: () => [alone], clearUp };
  if (role === "crawl") return { files: [frontier, writer], rivals: () => [alone, frontier], clearUp };
  const names = () => namesIn(writers).filter((name) => name.endsWith(".json"));
  return { files: [alone], rivals: () => [alone, ...names().map((name) => join(writers, name))], clearUp };
}

/** Under the mutex: whatever is unfinished belongs to a process that is gone. */
function clearUpAfterDead(workspace: Workspace, writers: string): void {
  const { stateDir, metaDir, cleanDir, supersededDir, receiptDir } = workspace;
  for (const folder of [metaDir, receiptDir]) makeFolder(folder);
  recoverAdditions(workspace);
  for (const folder of [stateDir, writers, cleanDir, supersededDir, receiptDir]) sweepTemporaries(folder);
  settleTexts(workspace, "odd");
}

function takeLock(workspace: Workspace, { files, rivals, clearUp }: Claim, command: string): Lock {
  const own: Holder = { command, host: hostname(), ...thisProcess, since: new Date().toISOString() };
  exclusively(workspace, () => {
    for (const path of rivals()) refuseIfHeld(workspace, path);
    for (const path of files) {
      makeFolder(dirname(path));
      writeAtomically(path, `${JSON.stringify(own, null, 2)}\n`);
    }
    clearUp?.();
  });
  return {
    release() {
      exclusively(workspace, () => {
        for (const path of files) {
          const holder = readHolder(path);
          if (holder?.pid === own.pid && holder.since === own.since) removeDurably(path);
        }
      });
    },
  };
}

function refuseIfHeld(workspace: Workspace, path: string): void {
  const holder = readHolder(path);
  if (holder === undefined) return;
  const elsewhere = holder.host !== hostname();
  if (!elsewhere && !isRunning(holder)) return removeDurably(path);
  throw new LockedError(
    `\`${holder.command}\` (process ${holder.pid} on ${holder.host}) has been at work in ${workspace.dir} since ${holder.since}. ` +
      (elsewhere
        ? `Wait until it is done; if that machine no longer runs it, delete ${path}.`
        : "Wait until it is done, or stop it."),
  );
}

function readHolder(path: string): Holder | undefined {
  const text = readIfPresent(path)?.toString("utf8");
  if (text === undefined) return undefined;
  try {
    return holderSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new LockedError(`${path} does not say who holds it: delete it if nobody is at work there.`, {
      cause,
    });
  }
}
