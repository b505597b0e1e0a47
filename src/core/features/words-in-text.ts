/** How much of a line's words its page's text has: pairs of characters, as Chinese sets no words apart. */
import { matchKey } from "../../cues/match-key.ts";
import type { PageMeasures } from "./page-measures.ts";

/** So many code units of a line are compared. */
const WITHIN = 400;

/** The pairs of characters in the run of text of a page. */
export class TextWords {
  readonly #page: PageMeasures;
  /** By pair: how many blocks of the text hold it. */
  readonly #holders = new Map<string, number>();

  constructor(page: PageMeasures) {
    this.#page = page;
    const { first, last } = page.runs.withoutRecords;
    for (let at = first; at <= last; at += 1) {
      if (!this.#isText(at)) continue;
      for (const pair of pairsOf(page.blocks[at]!.text))
        this.#holders.set(pair, (this.#holders.get(pair) ?? 0) + 1);
    }
  }

  /**
   * @param at where the line itself stands, if it does: its own pairs do not count
   * @returns the share of its pairs that the text has, from 0 to 1
   */
  shareOf(line: string, at?: number): number {
    const pairs = pairsOf(line);
    const own = Number(at !== undefined && this.#isText(at));
    const found = [...pairs].filter((pair) => (this.#holders.get(pair) ?? 0) > own);
    return pairs.size === 0 ? 0 : found.length / pairs.size;
  }

  #isText(at: number): boolean {
    const { first, last } = this.#page.runs.withoutRecords;
    return at >= first && at <= last && this.#page.lines.proseWeight[at]! > 0;
  }
}

function pairsOf(text: string): ReadonlySet<string> {
  const key = matchKey(text.slice(0, WITHIN));
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < key.length; at += 1) pairs.add(key.slice(at, at + 2));
  return pairs;
}
