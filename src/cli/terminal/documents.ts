import { basename } from "node:path";
import { WorkspaceError } from "../../core/errors.ts";
import { parseId } from "../../archive/raw/numbering.ts";

/**
 * The document that a person means.
 *
 * @param name its id, its number, or the path of its raw file, clean file, sidecar or receipt
 * @param ids those of the workspace
 * @throws {WorkspaceError} where there is none
 */
export function findDocument(name: string, ids: readonly string[]): string {
  const id = basename(name).replace(/\.(?:html|txt|json)$/u, "");
  const number = /^\d{1,15}$/u.test(id) ? Number(id) : undefined;
  const found = ids.find((known) => known === id || parseId(known)?.number === number);
  if (found !== undefined) return found;
  const range = ids.length === 0 ? "raw/ is empty" : `raw/ holds ${ids[0]} to ${ids.at(-1)}`;
  throw new WorkspaceError(
    `There is no document "${name}" here (${range}): name one by its id, its number or one of its files.`,
  );
}
