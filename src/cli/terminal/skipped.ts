/** What `clean --from` passed over, in one line. */
import type { SkippedRecord, SkipReason } from "../../archive/formats/reader.ts";
import { visible } from "./terminal.ts";

const words: Readonly<Record<SkipReason, readonly [one: string, more: string]>> = {
  folder: ["folder, which --recursive takes", "folders, which --recursive takes"],
  "link to a folder": ["link to a folder", "links to folders"],
  hidden: ["hidden", "hidden"],
  "other file": ["file that is no .html, .htm or .txt", "files that are no .html, .htm or .txt"],
};

const MAX_NAMES = 5;

/** `Skipped: 2 folders, which --recursive takes (letters, notes); 1 hidden (.git)`; undefined where nothing was. */
export function showSkipped(skipped: readonly SkippedRecord[]): string | undefined {
  if (skipped.length === 0) return undefined;
  const groups = [...Map.groupBy(skipped, ({ why }) => why)].map(([why, own]) => {
    const names = own.slice(0, MAX_NAMES).map(({ place }) => visible(place));
    if (own.length > MAX_NAMES) names.push("…");
    return `${own.length} ${words[why][own.length === 1 ? 0 : 1]} (${names.join(", ")})`;
  });
  return `Skipped: ${groups.join("; ")}`;
}
