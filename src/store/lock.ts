/** One run at a time in a workspace, and one schedule: a file in `.newsift/` names who is at work. */
import { hostname } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { LockedError } from "../errors.ts";
import { makeFolder, removeDurably, sweepTemporaries, writeAtomically } from "./atomic.ts";
import { exclusively } from "./mutex.ts";
import { isRunning, thisProcess } from "./process.ts";
import { readIfPresent } from "./reading.ts";
import { recoverAdditions } from "./addition.ts";
import { settleTexts } from "./placing.ts";
import type { Workspace } from "./workspace.ts";

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
 * Takes the workspace for this run, also from one that was killed, and clears up what that left half done.
 * @param command what the next who wants it is told, e.g. `newsift crawl`
 * @throws {LockedError} naming the holder.
 */
export async function lockWorkspace(workspace: Workspace, command: string): Promise<Lock> {
  return takeLock(workspace, "lock", command, () => {
    for (const folder of [workspace.metaDir, workspace.receiptDir]) makeFolder(folder);
    recoverAdditions(workspace);
    const { stateDir, cleanDir, supersededDir, receiptDir } = workspace;
    for (const folder of [stateDir, cleanDir, supersededDir, receiptDir]) sweepTemporaries(folder);
    settleTexts(workspace, "odd");
  });
}

/**
 * Makes this the one schedule of the workspace. Its runs, and others between them, take the workspace one by one.
 * @throws {LockedError} naming the holder.
 */
export async function lockSchedule(workspace: Workspace, command: string): Promise<Lock> {
  return takeLock(workspace, "schedule-lock", command, () => {});
}

function takeLock(workspace: Workspace, name: string, command: string, clearUp: () => void): Lock {
  const path = join(workspace.stateDir, name);
  const own: Holder = { command, host: hostname(), ...thisProcess, since: new Date().toISOString() };
  exclusively(workspace, () => {
    refuseIfHeld(workspace, path);
    writeAtomically(path, `${JSON.stringify(own, null, 2)}\n`);
    clearUp();
  });
  return {
    release() {
      exclusively(workspace, () => {
        const holder = readHolder(path);
        if (holder?.pid === own.pid && holder.since === own.since) removeDurably(path);
      });
    },
  };
}

function refuseIfHeld(workspace: Workspace, path: string): void {
  const holder = readHolder(path);
  if (holder === undefined) return;
  const elsewhere = holder.host !== hostname();
  if (!elsewhere && !isRunning(holder)) return;
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
