/** The history of a workspace: its runs, and what the scheduler did between them. */
import { NewerFormatError, type NewsiftError, UsageError, WorkspaceError } from "../../core/errors.ts";
import { type JournalEntry, openJournal } from "./journal.ts";
import { beganOf, listRuns, readIfWritten, readRun, type RunRecord } from "./runs.ts";
import type { Workspace } from "../files/workspace.ts";

export interface HistoryOptions {
  /** The `id` of a source: its runs, and what concerns it. */
  readonly source?: string | undefined;
  /** Runs that came to this, and nothing else. */
  readonly outcome?: RunRecord["outcome"] | undefined;
  /** So many runs at most, the latest, and so many entries of the schedule. */
  readonly last: number;
}

export interface History {
  /** The latest first. */
  readonly runs: readonly RunRecord[];
  /** What the scheduler did since the first of these runs, the latest first. */
  readonly schedule: readonly JournalEntry[];
  /** Records that were met on the way and cannot be read. */
  readonly damaged: readonly NewsiftError[];
}

/** Reads no more records than it takes: a history may be long. */
export function listHistory(workspace: Workspace, { source, outcome, last }: HistoryOptions): History {
  const runs: RunRecord[] = [];
  const damaged: NewsiftError[] = [];
  let since = "";
  for (const id of listRuns(workspace)) {
    if (runs.length === last) break;
    try {
      const record = readIfWritten(workspace, id);
      if (record === undefined || (outcome ?? record.outcome) !== record.outcome) continue;
      if (source !== undefined && !record.sources.includes(source)) continue;
      runs.push(record);
      since = runs.length === last ? beganOf(id) : "";
    } catch (error) {
      if (!(error instanceof WorkspaceError || error instanceof NewerFormatError)) throw error;
      damaged.push(error);
    }
  }
  const schedule = openJournal(workspace)
    .read()
    .filter(
      (entry) => entry.at >= since && !isToldByRun(entry) && [undefined, entry.source].includes(source),
    );
  return { runs, schedule: outcome === undefined ? schedule.toReversed().slice(0, last) : [], damaged };
}

/** That a run was begun and ended stands in its own record. */
function isToldByRun({ what, why, run }: JournalEntry): boolean {
  return run !== undefined || (what === "begun" && why === undefined);
}

/**
 * The run that a person means.
 * @param name its id, a beginning that no other has, or `last`
 * @throws {UsageError} where several begin like this
 * @throws {WorkspaceError} where there is none, or its record is damaged
 */
export function findRun(workspace: Workspace, name: string): RunRecord {
  const ids = listRuns(workspace);
  if (ids.length === 0)
    throw new WorkspaceError(`${workspace.runsDir} holds no run: newsift crawl begins one.`);
  if (name === "last") {
    const last = firstWritten(workspace, ids);
    if (last !== undefined) return last;
  }
  const found = ids.filter((id) => id.startsWith(name));
  if (found.length < 2) return readRun(workspace, found[0] ?? name);
  throw new UsageError(
    `${found.length} runs begin with "${name}", ${found.at(-1)} to ${found[0]}: give more of the id.`,
  );
}

function firstWritten(workspace: Workspace, ids: readonly string[]): RunRecord | undefined {
  for (const id of ids) {
    const record = readIfWritten(workspace, id);
    if (record !== undefined) return record;
  }
  return undefined;
}
