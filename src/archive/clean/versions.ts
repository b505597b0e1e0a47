/** Versions of a page: which of them stands for it, and which nothing needs any more. */
import { WorkspaceError } from "../../core/errors.ts";
import type { Receipt } from "../../core/document/receipt.ts";
import { type CleanStore, openCleanStore } from "./clean.ts";
import { parseId } from "../raw/numbering.ts";
import type { RawStore } from "../raw/raw.ts";
import { readSidecar } from "../raw/sidecar.ts";
import type { Workspace } from "../files/workspace.ts";

/** What a version is worth beside the others of its page: one that is worth less never takes the place of another. */
export type Worth = 0 | 1 | 2 | 3;

/**
 * An article is worth more than what is none, and one that was received to its end more than one that broke off. Of a further page, lines besides the headline that are too few for an
 * article are worth more than none: they are its last ones.
 */
export function worthOf(receipt: Receipt): Worth {
  const { verdict, continues, counts, metadata } = receipt;
  if (verdict.kind === "article") return isBrokenOff(receipt) ? 2 : 3;
  const lines = counts.keptBlocks - (metadata.title === undefined ? 0 : 1);
  return continues !== undefined && verdict.kind === "thin" && lines > 0 ? 1 : 0;
}

/** Whether the text ends where the connection did. */
export function isBrokenOff({ incompleteBecause = [] }: Pick<Receipt, "incompleteBecause">): boolean {
  return incompleteBecause.includes("broken-off");
}

/** A version of a page, beside the others. */
interface Ranked {
  /** undefined where nobody can say: it was never cleaned, or its receipt is damaged. */
  readonly worth: Worth | undefined;
}

/**
 * The version that stands for the page: of those that are worth most, the latest.
 * @param versions of one page, in order of number
 */
export function currentVersion<Version extends Ranked>(versions: readonly Version[]): Version | undefined {
  const most = Math.max(...versions.map(({ worth = 0 }) => worth));
  return versions.findLast(({ worth = 0 }) => worth === most);
}

/** An archived document, and the documents that its receipt and its sidecar name: pages of the same article. */
export interface Version extends Ranked {
  readonly id: string;
  readonly names: readonly string[];
}

/**
 * Versions that were superseded, and that no version which stays names as a page of its article. One is superseded
 * when `keep` later ones are worth as much at least; of whose worth nothing is known, when that many are whole articles.
 * @param versions all that are archived, in order of number
 * @param keep 1 and up
 * @param needed these stay, and what they name
 * @returns their ids, in order of number
 */
export function expendable(
  versions: readonly Version[],
  keep: number,
  needed: ReadonlySet<string>,
): readonly string[] {
  const byId = new Map(versions.map((version) => [version.id, version]));
  const kept = [...Map.groupBy(versions, ({ id }) => parseId(id)!.hex).values()].flatMap((own) =>
    own.filter(({ worth: least = 3 }, at) => {
      const betters = own.slice(at + 1).filter(({ worth = 0 }) => worth >= least);
      return betters.length < keep;
    }),
  );
  const staying = new Set([...kept.map(({ id }) => id), ...needed]);
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
      return { id, worth: receipt && worthOf(receipt), names: named.filter((name) => name !== undefined) };
    } catch (error) {
      if (!(error instanceof WorkspaceError)) throw error;
      damaged.set(id, error);
      return { id, worth: undefined, names: [] };
    }
  });
  return { versions, damaged };
}

/** What a version is worth by its receipt: nothing where it has none yet; undefined where it is damaged. */
export function readWorth(clean: Pick<CleanStore, "read">, id: string): Worth | undefined {
  try {
    const { receipt } = clean.read(id);
    return receipt === undefined ? 0 : worthOf(receipt);
  } catch (error) {
    if (!(error instanceof WorkspaceError)) throw error;
    return undefined;
  }
}

/**
 * Of each page the version that stands for it: the one with a text in clean/ itself, or where none has one, the latest.
 * @param ids in order of number
 * @returns ids, in that order
 */
export function currentVersions(
  clean: Pick<CleanStore, "listTexts">,
  ids: readonly string[],
): readonly string[] {
  const texts = new Set(clean.listTexts("current"));
  const pages = Map.groupBy(ids, (id) => parseId(id)?.hex ?? id).values();
  const current = new Set([...pages].map((own) => own.findLast((id) => texts.has(id)) ?? own.at(-1)));
  return ids.filter((id) => current.has(id));
}
