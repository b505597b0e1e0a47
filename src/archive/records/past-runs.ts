/** Earlier runs of a source, to compare the next one with. */
import { setImmediate } from "node:timers/promises";
import { listRuns, readIfSound, type RunRecord } from "./runs.ts";
import type { Workspace } from "../files/workspace.ts";

/** A run is compared with so many before it, of the same source. */
export const RUNS_COMPARED = 30;

/** A workspace with hundreds of sources has as many runs a day. */
const LOOKED_AT = 5000;

/** Runs without a problem that are enough of a source: most bring nothing where it is crawled every few minutes. */
const RUNS_OF_A_SOURCE = 300;

/** So many records are read in one go: other crawls of this process wait meanwhile. */
const AT_ONCE = 50;

/**
 * The latest runs that these sources took part in, the latest first. A record that is damaged is left out: to
 * compare is not worth failing for, and `readRuns` names it.
 */
export async function readPastRuns(
  workspace: Workspace,
  sources: readonly string[],
): Promise<readonly RunRecord[]> {
  const missing = new Map(sources.map((source) => [source, RUNS_OF_A_SOURCE]));
  const records: RunRecord[] = [];
  for (const [at, id] of listRuns(workspace).slice(0, LOOKED_AT).entries()) {
    if (missing.size === 0) break;
    if (at % AT_ONCE === AT_ONCE - 1) await setImmediate();
    const record = readIfSound(workspace, id);
    const wanted = record?.sources.filter((source) => missing.has(source)) ?? [];
    if (record === undefined || wanted.length === 0) continue;
    records.push(record);
    for (const source of wanted) {
      if (record.problems.some((problem) => problem.source === source)) continue;
      const left = missing.get(source)! - 1;
      if (left === 0) missing.delete(source);
      else missing.set(source, left);
    }
  }
  return records;
}
