/** Records of runs that are older than a workspace keeps them. */
import { millisecondsOf } from "../../config/interval.ts";
import type { Config } from "../../config/schema.ts";
import { journalPath, parseEntry } from "../records/journal.ts";
import { readIfPresent } from "../files/reading.ts";
import { RUNS_COMPARED } from "../records/past-runs.ts";
import { beganOf, listRuns, readIfSound } from "../records/runs.ts";
import type { Workspace } from "../files/workspace.ts";

export interface OldRuns {
  /** Ids of runs to be forgotten, the latest first. */
  readonly runs: readonly string[];
  /** Ids of runs that stay, but for their logs. */
  readonly logs: readonly string[];
}

/**
 * A run that is under way stays as it is, and of each source the latest runs, however old they are: later ones are
 * compared with them.
 * @param now milliseconds since the epoch
 */
export function findOldRuns(workspace: Workspace, keep: Config["keep"], now: number): OldRuns {
  const all = listRuns(workspace);
  const isOlder = (id: string, than: string) => isBefore(beganOf(id), than, now);
  if (!all.some((id) => isOlder(id, keep.runs) || isOlder(id, keep.logs))) return { runs: [], logs: [] };
  const seen = new Map<string, number>();
  const runs: string[] = [];
  const logs: string[] = [];
  for (const id of all) {
    const record = readIfSound(workspace, id);
    const sources = record?.sources ?? [];
    for (const source of sources) seen.set(source, (seen.get(source) ?? 0) + 1);
    if (record?.outcome === "running") continue;
    const isCompared = sources.some((source) => seen.get(source)! <= RUNS_COMPARED);
    if (isOlder(id, keep.runs) && !isCompared) runs.push(id);
    else if (isOlder(id, keep.logs)) logs.push(id);
  }
  return { runs, logs };
}

/**
 * The lines of the schedule's journal, each with its end: those that are older than runs are kept, and the others. The
 * last of each kind stays for each source: the schedule goes on from there.
 */
export function splitJournal(
  workspace: Workspace,
  { runs }: Config["keep"],
  now: number,
): { readonly old: readonly string[]; readonly kept: readonly string[] } {
  const path = journalPath(workspace);
  const text = readIfPresent(path)?.toString("utf8") ?? "";
  const known = new Set<string>();
  const old: string[] = [];
  const kept: string[] = [];
  for (const line of (text.match(/[^\n]*\n|[^\n]+$/gu) ?? []).toReversed()) {
    const entry = parseEntry(line, path);
    const kind = `${entry?.what} ${entry?.source}`;
    const isOld = entry !== undefined && known.has(kind) && isBefore(entry.at, runs, now);
    known.add(kind);
    (isOld ? old : kept).push(line);
  }
  return { old: old.toReversed(), kept: kept.toReversed() };
}

function isBefore(at: string, interval: string, now: number): boolean {
  return interval !== "all" && Date.parse(at) < now - millisecondsOf(interval);
}
