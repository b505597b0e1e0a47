/** What commands do with the workspace: find it, have it for themselves, clean in it. */
import { join, resolve } from "node:path";
import type { CleaningTools } from "../../archive/corpus/clean-article.ts";
import { cleanDocuments, findDuplicates } from "../../archive/corpus/clean-documents.ts";
import type { CleaningEvent } from "../../archive/corpus/cleaning-tally.ts";
import { type Workspace, openWorkspace } from "../../archive/files/workspace.ts";
import type { DamagedLine } from "../../archive/records/decisions.ts";
import { type Role, lockWorkspace } from "../../archive/upkeep/lock.ts";
import { loadSources } from "../../config/load.ts";
import type { Source } from "../../config/schema.ts";
import { type LockedError, UsageError } from "../../core/errors.ts";
import type { WaitOption, WorkspaceOption } from "./options.ts";
import type { Session } from "./session.ts";
import { type DocumentSummary, summarize } from "./summary.ts";
import { visible } from "./terminal.ts";

/** @throws {WorkspaceError} where the folder is none */
export async function chosenWorkspace(
  session: Session,
  { workspace = "." }: WorkspaceOption,
): Promise<Workspace> {
  return openWorkspace(resolve(session.io.cwd, workspace));
}

/**
 * The sources of these names, or all of the workspace.
 *
 * @param nothing how to begin the sentence where it has none, and `advice`: how to go on
 * @throws {ConfigError} where a file is wrong, or a name is no source's
 * @throws {UsageError} where the workspace has none
 */
export async function chosenSources(
  workspace: Workspace,
  names: readonly string[],
  nothing: string,
  advice: string,
): Promise<readonly Source[]> {
  const sources = loadSources(workspace, names.length === 0 ? undefined : names);
  if (sources.length > 0) return sources;
  throw new UsageError(`${nothing}: ${join(workspace.dir, "config/sources")} holds no source. ${advice}`);
}

export interface LockedOptions extends WaitOption {
  readonly command: string;
  /** Default: beside others that write. */
  readonly as?: Role;
}

/**
 * Does the work while nobody is in the workspace who must not be there meanwhile.
 *
 * @throws {LockedError} where somebody is, and stays longer than this command waits
 */
export async function locked<T>(
  session: Session,
  workspace: Workspace,
  { command, as = "writer", wait }: LockedOptions,
  work: () => Promise<T>,
): Promise<T> {
  const { signal } = session.io;
  const waiting = (error: LockedError) =>
    session.say(`newsift: waiting up to ${wait} seconds. ${visible(error.message)}`);
  const patience = wait === undefined ? {} : { waitSeconds: wait, onWait: waiting };
  const lock = await lockWorkspace(workspace, `newsift ${command}`, { as, signal, ...patience });
  try {
    return await work();
  } finally {
    lock.release();
  }
}

/**
 * Cleans documents of raw/, and tells of it.
 *
 * @returns what became of those that did not fail, in the given order
 */
export async function cleanInto(
  session: Session,
  workspace: Workspace,
  tools: CleaningTools,
  ids: readonly string[],
): Promise<readonly DocumentSummary[]> {
  const reporter = reportCleaning(session);
  await cleanDocuments(workspace, tools, ids, reporter.onDocument);
  sayDamaged(session, workspace, tools.decisions.damaged());
  return reporter.summariesOf(ids, findDuplicates(workspace, ids));
}

/** Names lines of the decisions that a cleaning left out. */
export function sayDamaged(session: Session, workspace: Workspace, lines: readonly DamagedLine[]): void {
  const path = join(workspace.reviewDir, "decisions.jsonl");
  for (const { line } of lines) {
    session.say(`newsift: line ${line} of ${path} is no decision: it was left out. Mend it, or delete it.`);
  }
}

export interface CleaningReporter {
  readonly summaries: ReadonlyMap<string, DocumentSummary>;
  readonly onDocument: (event: CleaningEvent) => void;
  /** What became of those of these documents that did not fail. */
  summariesOf(ids: readonly string[], duplicates: ReadonlyMap<string, string>): readonly DocumentSummary[];
}

/**
 * Follows a cleaning: names failures, shows on a terminal how far it is, and ends it when the user stops the command.
 *
 * @param show shows it; default: the session's status
 */
export function reportCleaning(
  session: Session,
  show: (line: string) => void = (line) => session.status(line),
): CleaningReporter {
  const summaries = new Map<string, DocumentSummary>();
  let rejected = 0;
  return {
    summaries,
    onDocument(event) {
      if ("error" in event) return session.fail(event.error);
      const summary = summarize(event.cleaned.receipt, event.outcome);
      summaries.set(event.id, summary);
      if (summary.verdict !== "article") rejected += 1;
      if (summary.stale !== undefined) {
        session.say(
          `newsift: ${event.id} has decisions that do not fit it any more and were not applied (${summary.stale.join(", ")}): judge it again.`,
        );
      }
      show(`cleaned ${summaries.size} · rejected ${rejected}`);
      session.io.signal?.throwIfAborted();
    },
    summariesOf(ids, duplicates) {
      return ids.flatMap((id) => {
        const summary = summaries.get(id);
        const duplicateOf = duplicates.get(id);
        if (summary === undefined) return [];
        return [duplicateOf === undefined ? summary : { ...summary, duplicateOf }];
      });
    },
  };
}
