/** What commands do with the workspace: find it, have it for themselves, clean in it. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { CleaningEvent } from "../cleaning.ts";
import type { Config, Source } from "../config/schema.ts";
import { UsageError } from "../errors.ts";
import type { Pipeline } from "../pipeline.ts";
import type { Workspace } from "../store/workspace.ts";
import type { WorkspaceOption } from "./options.ts";
import type { Session } from "./session.ts";
import { summarize } from "./summary.ts";
import type { DocumentSummary } from "./summary.ts";

/** @throws {WorkspaceError} where the folder is none */
export async function chosenWorkspace(
  session: Session,
  { workspace = "." }: WorkspaceOption,
): Promise<Workspace> {
  const { openWorkspace } = await import("../store/workspace.ts");
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
  const { loadSources } = await import("../config/load.ts");
  const sources = loadSources(workspace, names.length === 0 ? undefined : names);
  if (sources.length > 0) return sources;
  throw new UsageError(`${nothing}: ${join(workspace.dir, "config/sources")} holds no source. ${advice}`);
}

/**
 * Does the work while no other run is in the workspace.
 *
 * @throws {LockedError} where another one is
 */
export async function locked<T>(workspace: Workspace, command: string, work: () => Promise<T>): Promise<T> {
  const { lockWorkspace } = await import("../store/lock.ts");
  const lock = await lockWorkspace(workspace, `newsift ${command}`);
  try {
    return await work();
  } finally {
    lock.release();
  }
}

/**
 * The pipeline with the workspace's settings and cues, and what was learned of its hosts.
 *
 * @param without stages and reasons that are left out
 */
export async function pipelineOf(
  workspace: Workspace,
  config: Config,
  without: readonly string[] = [],
): Promise<Pipeline> {
  const { cuesWith } = await import("../cues/load.ts");
  const { createPipeline } = await import("../pipeline.ts");
  const { openProfileStore } = await import("../store/profile.ts");
  const ownCues = join(workspace.dir, "config/cues");
  return createPipeline({
    stages: config.stages,
    language: config.language,
    without,
    ...(existsSync(ownCues) ? { cues: cuesWith(ownCues) } : {}),
    profileOf: openProfileStore(workspace).read,
  });
}

/**
 * Cleans documents of raw/ with the workspace's settings and cues, and what was learned of their hosts.
 *
 * @returns what became of those that did not fail, in the given order
 */
export async function cleanInto(
  session: Session,
  workspace: Workspace,
  config: Config,
  ids: readonly string[],
  prefix = "",
): Promise<readonly DocumentSummary[]> {
  const { cleanDocuments } = await import("../cleaning.ts");
  const pipeline = await pipelineOf(workspace, config);
  const telling = tellCleaning(session, prefix);
  const { duplicates } = await cleanDocuments(workspace, pipeline, ids, telling.onDocument, config.twins);
  return ids.flatMap((id) => {
    const summary = telling.summaries.get(id);
    const duplicateOf = duplicates.get(id);
    if (summary === undefined) return [];
    return [duplicateOf === undefined ? summary : { ...summary, duplicateOf }];
  });
}

export interface CleaningTale {
  readonly summaries: ReadonlyMap<string, DocumentSummary>;
  readonly onDocument: (event: CleaningEvent) => void;
}

/**
 * Follows a cleaning: names failures, shows on a terminal how far it is, and ends it when the user stops the command.
 *
 * @param prefix stands in front of the counts
 */
export function tellCleaning(session: Session, prefix = ""): CleaningTale {
  const summaries = new Map<string, DocumentSummary>();
  let rejected = 0;
  return {
    summaries,
    onDocument(event) {
      if ("error" in event) return session.fail(event.error);
      const summary = summarize(event.cleaned.receipt, event.outcome);
      summaries.set(event.id, summary);
      if (summary.verdict !== "article") rejected += 1;
      session.status(`${prefix}cleaned ${summaries.size} · rejected ${rejected}`);
      session.io.signal?.throwIfAborted();
    },
  };
}
