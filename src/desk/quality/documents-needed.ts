/** Documents that people's work is about: it would be void without them. */
import { join } from "node:path";
import { openDecisions } from "../../archive/records/decisions.ts";
import type { Workspace } from "../../archive/files/workspace.ts";
import { casesFolder, listCases, originOf } from "./case-folder.ts";
import { listSamples } from "./sample.ts";

/**
 * Ids of the documents that are judged, drawn into a sample, or made into a case.
 * @throws {WorkspaceError} where a sample is damaged
 */
export function documentsNeeded(workspace: Workspace): ReadonlySet<string> {
  const folder = casesFolder(workspace);
  return new Set([
    ...openDecisions(workspace)
      .standing()
      .map(({ document }) => document),
    ...listSamples(workspace).flatMap(({ documents }) => documents),
    ...listCases(folder).flatMap((slug) => originOf(join(folder, slug)).document ?? []),
  ]);
}
