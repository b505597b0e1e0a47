/** What decides what comes from a source: runs under other settings cannot be compared. */
import type { Source } from "../../config/schema.ts";
import { sha256 } from "../../core/text/sha256.ts";

/** What does not change which pages come, or what is in them. */
const IRRELEVANT: ReadonlySet<string> = new Set([
  "id",
  "name",
  "note",
  "schedule",
  "delaySeconds",
  "recrawl",
]);

/**
 * A hash of the settings of a source. `checkedLive` is one of them: who looked at a site that changed and found it
 * right begins anew with its date.
 * @param limits instead of what the source says, where a person gave them for this run
 */
export function settingsOf(
  source: Source,
  { maxPages, maxDepth }: { readonly maxPages?: number; readonly maxDepth?: number },
): string {
  const relevant = Object.entries(source)
    .filter(([name]) => !IRRELEVANT.has(name))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => [name, value instanceof RegExp ? value.source : value]);
  const text = JSON.stringify([relevant, maxPages ?? null, maxDepth ?? null]);
  return sha256(text).slice(0, 16);
}
