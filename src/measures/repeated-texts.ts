/** What a page says more than once. */
import type { Block } from "../types.ts";

/** The texts that more than one of the blocks has. */
export function repeatedTexts(blocks: readonly Block[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { text } of blocks) {
    const before = seen.size;
    if (seen.add(text).size === before) repeated.add(text);
  }
  return repeated;
}
