/** Loose pages: every page in a folder and the folders below it. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { UnreadableInputError } from "../errors.ts";
import { readInput } from "../store/input.ts";
import { readable } from "../store/reading.ts";
import type { RawPage } from "../types.ts";

export interface LoosePage {
  /** Its path within the folder. */
  readonly name: string;
  readonly read: () => Promise<RawPage>;
}

/**
 * The `.html`, `.htm` and `.txt` in a folder, in order of name.
 *
 * @throws {UnreadableInputError} where the folder cannot be read or holds none
 */
export function pagesBelow(folder: string): readonly LoosePage[] {
  const names = readable(folder, () => readdirSync(folder, { recursive: true, encoding: "utf8" }));
  const pages = names.filter((name) => /[^/\\.][^/\\]*\.(?:html?|txt)$/iu.test(name)).toSorted();
  if (pages.length === 0) {
    throw new UnreadableInputError(`${folder} holds no .html, .htm or .txt: name a folder of pages.`);
  }
  return pages.map((name) => ({ name, read: () => readInput(join(folder, name)) }));
}
