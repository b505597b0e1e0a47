/** What counts as the same block on two pages. */
import { matchKey } from "../text/match-key.ts";
import { sha256 } from "../text/sha256.ts";
import { isLabel } from "../text/lines.ts";

/** Two letters: bars, bullets and bare numbers are on every page. */
const HAS_WORDS = /\p{L}[^\p{L}]*\p{L}/u;

/**
 * 16 hex digits that name a block's words, whatever their width, case and spacing. In a label all numbers
 * count as the same, so that counters and dates repeat; in a sentence the numbers are the news.
 *
 * @returns undefined for a block too short to be recognised
 */
export function blockHash(text: string): string | undefined {
  const key = matchKey(text);
  if (!HAS_WORDS.test(key)) return undefined;
  const words = isLabel(text) ? key.replace(/\d+/gu, "0") : key;
  return sha256(words).slice(0, 16);
}
