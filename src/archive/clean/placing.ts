/**
 * Which texts lie in clean/ itself and which in clean/superseded/: of a page the one of the version that stands for it,
 * and those of the others. A text is moved by a rename; where a kill comes between two of them, the page has two texts
 * in clean/ for a while rather than none, and whoever takes the workspace next puts them right.
 */
import type { Cleaned } from "../../core/pipeline/create-pipeline.ts";
import { type CleanStore, type Outcome, openCleanStore, type Place } from "./clean.ts";
import { parseId } from "../raw/numbering.ts";
import { currentVersion, readWorth, type Worth, worthOf } from "./versions.ts";
import type { Workspace } from "../files/workspace.ts";

/**
 * Writes text and receipt of a version, and puts the texts of all versions of its page in their places.
 * Only under the mutex.
 * @param versions ids of all of them, in order of number
 * @throws {WriteError}
 */
export function writeVersion(
  clean: CleanStore,
  id: string,
  cleaned: Cleaned,
  versions: readonly string[],
): Outcome {
  const others = versions.filter((other) => other !== id && clean.textPath(other) !== undefined);
  const places = placesOf(
    versions
      .filter((version) => version === id || others.includes(version))
      .map((version) => ({
        id: version,
        worth: version === id ? worthOf(cleaned.receipt) : readWorth(clean, version),
      })),
  );
  putInPlace(clean, others, places, "current");
  const outcome = clean.write(id, cleaned, places.get(id));
  putInPlace(clean, others, places, "superseded");
  return outcome;
}

/**
 * Puts texts in their places that lie elsewhere: a run was killed, or they are from before there was clean/superseded/.
 * Only under the mutex.
 * @param pages those with one text in clean/ are in order, unless somebody moved texts by hand: `all` looks at them too
 * @throws {WriteError}
 */
export function settleTexts(workspace: Workspace, pages: "all" | "odd"): void {
  const clean = openCleanStore(workspace);
  const wrong = findMisplaced(clean, pages);
  for (const place of ["current", "superseded"] as const) putInPlace(clean, [...wrong.keys()], wrong, place);
}

/** The texts that lie elsewhere than they belong, with their places. */
export function findMisplaced(clean: CleanStore, pages: "all" | "odd"): ReadonlyMap<string, Place> {
  const [current, superseded] = [clean.listTexts("current"), clean.listTexts("superseded")];
  const isThere = { current: new Set(current), superseded: new Set(superseded) };
  const byPage = Map.groupBy(new Set([...current, ...superseded]), (id) => parseId(id)?.hex);
  const wrong = new Map<string, Place>();
  for (const [hex, ids] of byPage) {
    const isOdd = ids.filter((id) => isThere.current.has(id)).length !== 1;
    if (hex === undefined || !(isOdd || (pages === "all" && ids.length > 1))) continue;
    const inOrder = ids.toSorted((a, b) => parseId(a)!.number - parseId(b)!.number);
    for (const [id, place] of placesOf(inOrder.map((one) => ({ id: one, worth: readWorth(clean, one) })))) {
      if (!isThere[place].has(id)) wrong.set(id, place);
    }
  }
  return wrong;
}

/** Where the texts of a page's versions belong. One of which nobody can say what it is worth stays where it is. */
function placesOf(
  versions: readonly { readonly id: string; readonly worth: Worth | undefined }[],
): ReadonlyMap<string, Place> {
  const known = versions.filter(({ worth }) => worth !== undefined);
  const current = currentVersion(known);
  return new Map(known.map((version) => [version.id, version === current ? "current" : "superseded"]));
}

function putInPlace(
  clean: CleanStore,
  ids: readonly string[],
  places: ReadonlyMap<string, Place>,
  place: Place,
): void {
  for (const id of ids) if (places.get(id) === place) clean.move(id, place);
}
