/** Reads a folder of pages, a file each. */
import { type Dirent, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { UnreadableInputError } from "../../core/errors.ts";
import { withReadErrors } from "../files/reading.ts";
import { isPageFile, namedBy, orBadRecord, readPageFile } from "./read-file.ts";
import type { Reader, ReadOptions, SkippedRecord, SkipReason } from "./reader.ts";

export const folderReader: Reader = {
  name: "folder",
  accepts: (source) => typeof source === "string" && isFolder(source),
  async *read(source, options) {
    const folder = source as string;
    const { pages, skipped } = listPages(folder, options);
    yield* skipped;
    for (const place of pages) {
      yield await orBadRecord(namedBy(place), () => readPageFile(join(folder, place)));
    }
    if (pages.length > 0) return;
    const error = new UnreadableInputError(`${folder} holds no .html, .htm or .txt: name a folder of pages.`);
    yield { name: folder, place: folder, error };
  },
};

/**
 * Lists a folder.
 * @returns paths of pages within it, with `/` between the parts, and what else lies there, both in order of name
 * @throws {UnreadableInputError} where the folder, or one below it, cannot be read
 */
export function listPages(
  folder: string,
  { recursive = false }: ReadOptions = {},
): { readonly pages: readonly string[]; readonly skipped: readonly SkippedRecord[] } {
  const pages: string[] = [];
  const skipped: SkippedRecord[] = [];
  const waiting = [""];
  for (let prefix = waiting.pop(); prefix !== undefined; prefix = waiting.pop()) {
    const path = join(folder, prefix);
    for (const entry of withReadErrors(path, () => readdirSync(path, { withFileTypes: true }))) {
      const place = `${prefix}${entry.name}`;
      const kind = kindOf(entry, join(path, entry.name));
      if (kind === "page") pages.push(place);
      else if (kind === "folder" && recursive) waiting.push(`${place}/`);
      else skipped.push({ place, why: kind });
    }
  }
  return { pages: pages.toSorted(), skipped: skipped.toSorted((a, b) => (a.place < b.place ? -1 : 1)) };
}

/** A link that leads nowhere counts as the file that its name says: reading it then says what is wrong. */
function kindOf(entry: Dirent, path: string): SkipReason | "page" {
  if (entry.name.startsWith(".")) return "hidden";
  if (entry.isDirectory()) return "folder";
  if (entry.isSymbolicLink() && isFolder(path)) return "link to a folder";
  return isPageFile(entry.name) ? "page" : "other file";
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
