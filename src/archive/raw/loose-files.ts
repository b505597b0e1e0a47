/** A folder that is no workspace: which of its files are pages, and what lies there besides. */
import { readdirSync, statSync, type Dirent } from "node:fs";
import { extname, join } from "node:path";
import { readable } from "../files/reading.ts";

/**
 * Why something in the folder is passed over. A link to a folder is never followed: it may lead in a circle, or to what
 * is in the folder already.
 */
export type SkipReason = "folder" | "link to a folder" | "hidden" | "other file";

export interface SkippedEntry {
  /** Its path within the folder, with `/` between the parts. */
  readonly name: string;
  readonly why: SkipReason;
}

export interface LooseFiles {
  /** Paths of the `.html`, `.htm` and `.txt` within the folder, with `/` between the parts, in order. */
  readonly pages: readonly string[];
  readonly skipped: readonly SkippedEntry[];
}

/**
 * @param recursive also what lies in its subfolders, hidden ones left out; default: only what lies directly in it
 * @throws {UnreadableInputError} where the folder, or one below it, cannot be read
 */
export function listLooseFiles(
  folder: string,
  { recursive = false }: { readonly recursive?: boolean } = {},
): LooseFiles {
  const pages: string[] = [];
  const skipped: SkippedEntry[] = [];
  const waiting = [""];
  for (let prefix = waiting.pop(); prefix !== undefined; prefix = waiting.pop()) {
    const path = join(folder, prefix);
    for (const entry of readable(path, () => readdirSync(path, { withFileTypes: true }))) {
      const name = `${prefix}${entry.name}`;
      const kind = kindOf(entry, join(path, entry.name));
      if (kind === "page") pages.push(name);
      else if (kind === "folder" && recursive) waiting.push(`${name}/`);
      else skipped.push({ name, why: kind });
    }
  }
  return { pages: pages.toSorted(), skipped: skipped.toSorted((a, b) => (a.name < b.name ? -1 : 1)) };
}

/** A link that leads nowhere counts as the file that its name says: reading it then says what is wrong. */
function kindOf(entry: Dirent, path: string): SkipReason | "page" {
  if (entry.name.startsWith(".")) return "hidden";
  if (entry.isDirectory()) return "folder";
  if (entry.isSymbolicLink() && leadsToFolder(path)) return "link to a folder";
  return /^\.(?:html?|txt)$/iu.test(extname(entry.name)) ? "page" : "other file";
}

function leadsToFolder(link: string): boolean {
  try {
    return statSync(link).isDirectory();
  } catch {
    return false;
  }
}
