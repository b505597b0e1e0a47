/** Records of runs as newsift writes them, of any time. */
import { mkdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { NO_COUNTS, type RunRecord } from "../../src/archive/records/runs.ts";
import type { Workspace } from "../../src/archive/files/workspace.ts";

const gone = { pid: 4_194_305, start: 1, host: hostname() };

/**
 * @param began ISO 8601, UTC
 * @returns the id
 */
export function writeRun(
  workspace: Workspace,
  began: string,
  rest: Partial<RunRecord> & { readonly holder?: object } = {},
): string {
  const id = `${began.replaceAll(/[:.]/gu, "")}-${suffix(began)}`;
  const dir = join(workspace.runsDir, id);
  mkdirSync(dir, { recursive: true });
  const record = {
    version: 1,
    id,
    by: "schedule",
    sources: ["qinghe"],
    began,
    ended: new Date(Date.parse(began) + 65_000).toISOString(),
    outcome: "ok",
    problems: [],
    pipeline: "0123456789abcdef",
    counts: NO_COUNTS,
    bySource: { qinghe: NO_COUNTS },
    byHost: { "qinghe.example": NO_COUNTS },
    errors: {},
    verdicts: {},
    holder: gone,
    ...rest,
  };
  writeFileSync(join(dir, "run.json"), JSON.stringify(record, null, 2));
  return id;
}

/** Eight hex digits, the same for the same time. */
function suffix(began: string): string {
  return (Date.parse(began) % 0xffff_ffff).toString(16).padStart(8, "0");
}

/** So many days before now. */
export function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString();
}
