/** Makes the catalogue anew from the files that it stands for, and says what is wrong with them. */
import { existsSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { WorkspaceError } from "../../core/errors.ts";
import { withWriteErrors } from "../files/atomic.ts";
import { openCatalogue } from "../records/catalogue.ts";
import { openCleanStore } from "../clean/clean.ts";
import { openDecisions } from "../records/decisions.ts";
import { exclusively } from "../files/mutex.ts";
import { parseRawFileName } from "../raw/numbering.ts";
import { settleTexts } from "../clean/placing.ts";
import { openRawStore } from "../raw/raw.ts";
import { kindOf, namesIn } from "../files/reading.ts";
import { missingPage, renderedPath } from "../raw/rendered.ts";
import { listRuns, readIfWritten } from "../records/runs.ts";
import { readSidecar } from "../raw/sidecar.ts";
import { damagedFrontier, isDamagedFile } from "../files/sqlite.ts";
import { readVersions } from "../clean/versions.ts";
import type { Workspace } from "../files/workspace.ts";

/** What was read. */
export interface Rebuilt {
  /** In raw/. */
  readonly archived: number;
  /** With a receipt. */
  readonly cleaned: number;
  readonly decisions: number;
  readonly runs: number;
  /** What is missing or cannot be read, a sentence each. */
  readonly damaged: readonly WorkspaceError[];
}

/** Puts texts in their places, too. In a workspace that is locked. @throws {WriteError} */
export async function rebuild(workspace: Workspace): Promise<Rebuilt> {
  deleteCatalogue(workspace);
  exclusively(workspace, () => settleTexts(workspace, "all"));
  const catalogue = openCatalogue(workspace);
  const cleaned = catalogue.list.all().length;
  catalogue.close();
  const { versions, damaged } = await readVersions(workspace, openRawStore(workspace));
  const decisions = openDecisions(workspace);
  const frontier = join(workspace.stateDir, "frontier.sqlite");
  const runs = listRuns(workspace).map((id) => faultOf(() => readIfWritten(workspace, id)));
  return {
    archived: versions.length,
    cleaned,
    decisions: decisions.all().length,
    runs: runs.length,
    damaged: [
      ...damaged.values(),
      ...withoutRendered(
        workspace,
        versions.map(({ id }) => id).filter((id) => !damaged.has(id)),
      ),
      ...withoutPage(workspace, new Set(versions.map(({ id }) => id))),
      ...decisions
        .damaged()
        .map(
          ({ line }) =>
            new WorkspaceError(`${decisions.path}:${line} is no decision: mend it, or delete it.`),
        ),
      ...runs.filter((fault) => fault !== undefined),
      ...notFiles(workspace),
      ...(isDamagedFile(frontier) ? [damagedFrontier(frontier)] : []),
    ],
  };
}

/** Also one that SQLite would not open any more. It is learned anew when it is opened. */
export function deleteCatalogue({ stateDir }: Workspace): void {
  for (const suffix of ["", "-wal", "-shm"]) {
    const path = join(stateDir, `catalogue.sqlite${suffix}`);
    withWriteErrors(path, () => rmSync(path, { force: true }));
  }
}

function withoutPage(workspace: Workspace, archived: ReadonlySet<string>): readonly WorkspaceError[] {
  return openCleanStore(workspace)
    .list()
    .filter((id) => !archived.has(id))
    .map(
      (id) =>
        new WorkspaceError(
          `clean/ holds ${id}, but raw/ does not: restore its page, or delete its text and receipt.`,
        ),
    );
}

function withoutRendered(workspace: Workspace, ids: readonly string[]): readonly WorkspaceError[] {
  return ids
    .filter((id) => readSidecar(workspace, id)?.rendered !== undefined)
    .map((id) => renderedPath(workspace, id))
    .filter((path) => !existsSync(path))
    .map(missingPage);
}

/** What stands in the place of pages and cannot be read as one: a named pipe, a folder. */
function notFiles({ rawDir }: Workspace): readonly WorkspaceError[] {
  return namesIn(rawDir).flatMap((name) => {
    const path = join(rawDir, name);
    const status = parseRawFileName(name) && statSync(path, { throwIfNoEntry: false });
    return status === undefined || status.isFile()
      ? []
      : [new WorkspaceError(`${path} is ${kindOf(status)}, not a file: move it away.`)];
  });
}

function faultOf(read: () => unknown): WorkspaceError | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof WorkspaceError) return error;
    throw error;
  }
}
