/** Which archived versions of pages nothing needs any more. */
import { WorkspaceError } from "../errors.ts";
import { openCleanStore } from "./clean.ts";
import { parseId } from "./numbering.ts";
import type { RawStore } from "./raw.ts";
import { readSidecar } from "./sidecar.ts";
import type { Workspace } from "./workspace.ts";

/** An archived document, and the documents that its receipt and its sidecar name: pages of the same article. */
export interface Version {
  readonly id: string;
  readonly names: readonly string[];
}

/**
 * Versions that were superseded, and that no version which stays names as a page of its article.
 * @param versions all that are archived, in order of number
 * @param keep so many of the latest versions of each page stay: 1 and up
 * @param needed these stay, and what they name
 * @returns their ids, in order of number
 */
export function expendable(
  versions: readonly Version[],
  keep: number,
  needed: ReadonlySet<string>,
): readonly string[] {
  const byId = new Map(versions.map((version) => [version.id, version]));
  const latest = [...Map.groupBy(versions, ({ id }) => parseId(id)!.hex).values()].flatMap((own) =>
    own.slice(-keep),
  );
  const staying = new Set([...latest.map(({ id }) => id), ...needed]);
  // What is added on the way is looked at too.
  for (const id of staying) for (const named of byId.get(id)?.names ?? []) staying.add(named);
  return versions.flatMap(({ id }) => (staying.has(id) ? [] : [id]));
}

/** All archived versions; those whose receipt or sidecar is damaged apart: nobody can say what they name. */
export async function readVersions(
  workspace: Workspace,
  raw: Pick<RawStore, "list">,
): Promise<{ readonly versions: readonly Version[]; readonly damaged: ReadonlyMap<string, WorkspaceError> }> {
  const clean = openCleanStore(workspace);
  const damaged = new Map<string, WorkspaceError>();
  const versions = (await raw.list()).map((id): Version => {
    try {
      const { receipt } = clean.read(id);
      const named = [readSidecar(workspace, id)?.continues, receipt?.continues, ...(receipt?.parts ?? [])];
      return { id, names: named.filter((name) => name !== undefined) };
    } catch (error) {
      if (!(error instanceof WorkspaceError)) throw error;
      damaged.set(id, error);
      return { id, names: [] };
    }
  });
  return { versions, damaged };
}
