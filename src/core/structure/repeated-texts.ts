/** Texts that occur more than once on a page. */
import type { Block } from "../document/document.ts";

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

/** Texts with so many occurrences are set below each entry of a list. */
const TIMES_AT_LEAST = 3;

const recurring = new WeakMap<readonly Block[], ReadonlySet<string>>();

/** Texts of at least that many blocks, cached. */
export function recurringTexts(blocks: readonly Block[]): ReadonlySet<string> {
  let texts = recurring.get(blocks);
  if (texts === undefined) {
    const times = new Map<string, number>();
    for (const { text } of blocks) times.set(text, (times.get(text) ?? 0) + 1);
    texts = new Set([...times].filter(([, count]) => count >= TIMES_AT_LEAST).map(([text]) => text));
    recurring.set(blocks, texts);
  }
  return texts;
}
