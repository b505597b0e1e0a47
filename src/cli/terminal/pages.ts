/** Loose pages: every page in a folder and the folders below it. */
import { join } from "node:path";
import { UnreadableInputError } from "../../core/errors.ts";
import { readInput } from "../../archive/raw/input.ts";
import { listLooseFiles } from "../../archive/raw/loose-files.ts";
import type { Page } from "../../core/page/page.ts";

export interface LoosePage {
  /** Its path within the folder. */
  readonly name: string;
  readonly read: () => Promise<Page>;
}

/**
 * The `.html`, `.htm` and `.txt` in a folder, in order of name.
 *
 * @throws {UnreadableInputError} where the folder cannot be read or holds none
 */
export function pagesBelow(folder: string): readonly LoosePage[] {
  const { pages } = listLooseFiles(folder, { recursive: true });
  if (pages.length === 0) throw noPagesIn(folder);
  return pages.map((name) => ({ name, read: () => readInput(join(folder, name)) }));
}

export function noPagesIn(folder: string): UnreadableInputError {
  return new UnreadableInputError(`${folder} holds no .html, .htm or .txt: name a folder of pages.`);
}
