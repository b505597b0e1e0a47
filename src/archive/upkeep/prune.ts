/** Keeping house: what the policy of a workspace lets go of, and how it goes. */
import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../../config/schema.ts";
import type { WorkspaceError } from "../../core/errors.ts";
import { withWriteErrors, removeDurably, syncFolder, writeAtomically } from "../files/atomic.ts";
import { journalPath } from "../records/journal.ts";
import { findOldRuns, splitJournal } from "./old-runs.ts";
import { openRawStore } from "../raw/raw.ts";
import { withReadErrors } from "../files/reading.ts";
import { documentPaths, finishRemovals, removeDocuments } from "../raw/removals.ts";
import { logPath } from "../records/runs.ts";
import { expendable, readVersions } from "../clean/versions.ts";
import type { Workspace } from "../files/workspace.ts";

/** What goes. */
export interface Prunable {
  /** Ids of runs. */
  readonly runs: readonly string[];
  /** Ids of runs that stay, but for their logs. */
  readonly logs: readonly string[];
  /** Lines of runs/schedule.jsonl. */
  readonly scheduleEntries: number;
  /** Ids of superseded versions of pages. */
  readonly versions: readonly string[];
  /** What all of it takes on the disk. */
  readonly bytes: number;
  /** Why versions stay of which nobody can say what they are needed for. */
  readonly damaged: readonly WorkspaceError[];
}

export interface PrunePolicy {
  readonly keep: Config["keep"];
  /** Documents that somebody still needs, superseded or not. */
  readonly needed: ReadonlySet<string>;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Looks for what the policy lets go of, and changes nothing. */
export async function findPrunable(
  workspace: Workspace,
  { keep, needed, now }: PrunePolicy,
): Promise<Prunable> {
  const { runs, logs } = findOldRuns(workspace, keep, now);
  const withLogs = logs.filter((id) => existsSync(logPath(workspace, id)));
  const { old } = splitJournal(workspace, keep, now);
  const { versions, damaged } = await findVersions(workspace, keep.versions, needed);
  const paths = [
    ...runs.map((id) => join(workspace.runsDir, id)),
    ...withLogs.map((id) => logPath(workspace, id)),
    ...versions.flatMap((id) => documentPaths(workspace, id)),
  ];
  return {
    runs,
    logs: withLogs,
    scheduleEntries: old.length,
    versions,
    bytes: paths.reduce((sum, path) => sum + sizeOf(path), Buffer.byteLength(old.join(""))),
    damaged,
  };
}

/**
 * Lets go of it, in a workspace that is locked. What an earlier call that was killed left half done is finished.
 * @returns what went
 * @throws {WriteError}
 */
export async function prune(workspace: Workspace, policy: PrunePolicy): Promise<Prunable> {
  finishRemovals(workspace);
  const found = await findPrunable(workspace, policy);
  for (const id of found.logs) removeDurably(logPath(workspace, id));
  for (const id of found.runs) removeRun(join(workspace.runsDir, id));
  if (found.scheduleEntries > 0) {
    const { kept } = splitJournal(workspace, policy.keep, policy.now);
    writeAtomically(journalPath(workspace), kept.join(""));
  }
  if (found.versions.length > 0) removeDocuments(workspace, { by: "prune", documents: [...found.versions] });
  return found;
}

async function findVersions(
  workspace: Workspace,
  keep: Config["keep"]["versions"],
  needed: ReadonlySet<string>,
): Promise<Pick<Prunable, "versions" | "damaged">> {
  if (keep === "all") return { versions: [], damaged: [] };
  const { versions, damaged } = await readVersions(workspace, openRawStore(workspace));
  return {
    versions: expendable(versions, keep, new Set([...needed, ...damaged.keys()])),
    damaged: [...damaged.values()],
  };
}

/** Without its record the run is forgotten; a folder that stays behind goes the next time. */
function removeRun(folder: string): void {
  removeDurably(join(folder, "run.json"));
  withWriteErrors(folder, () => {
    rmSync(folder, { recursive: true, force: true });
    syncFolder(join(folder, ".."));
  });
}

/** Bytes of a file, or of the files in a folder; 0 where there is none. */
function sizeOf(path: string): number {
  const stat = withReadErrors(path, () => statSync(path, { throwIfNoEntry: false }));
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.size;
  return withReadErrors(path, () => readdirSync(path)).reduce(
    (sum, name) => sum + sizeOf(join(path, name)),
    0,
  );
}
