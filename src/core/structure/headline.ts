/** Where the headline of a document stands. */
import type { Document } from "../document/document.ts";

/** Position of the first line of the headline that was found; undefined where none was, or none is left. */
export function headlineAt({ blocks, headline }: Document): number | undefined {
  const at = blocks.findIndex(({ index }) => headline.includes(index));
  return at === -1 ? undefined : at;
}
