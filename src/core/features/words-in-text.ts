/** Share of a line's words in the text of its page, by character bigrams, since Chinese has no word boundaries. */
import { matchKey } from "../text/match-key.ts";
import { shapeOf } from "../cues/line-shape.ts";
import type { Block } from "../document/document.ts";
import type { PageMeasures } from "./page-measures.ts";

/** So many code units of a line are compared. */
const WITHIN = 400;

/** The pairs of characters in the run of text of a page. */
export class TextWords {
  readonly #page: PageMeasures;
  /** By pair: how many blocks of the text hold it. */
  readonly #holders = new Map<number, number>();

  constructor(page: PageMeasures) {
    this.#page = page;
    const { first, last } = page.runs.withoutRecords;
    for (let at = first; at <= last; at += 1) {
      if (!this.#isText(at)) continue;
      for (const pair of pairsOf(keyOf(page.blocks[at]!)))
        this.#holders.set(pair, (this.#holders.get(pair) ?? 0) + 1);
    }
  }

  /**
   * @param key the line as lines are compared
   * @param at where the line itself stands, if it does: its own pairs do not count
   * @returns the share of its pairs that the text has, from 0 to 1
   */
  shareOf(key: string, at?: number): number {
    const pairs = pairsOf(key);
    const own = Number(at !== undefined && this.#isText(at));
    let found = 0;
    for (const pair of pairs) if ((this.#holders.get(pair) ?? 0) > own) found += 1;
    return pairs.size === 0 ? 0 : found / pairs.size;
  }

  #isText(at: number): boolean {
    const { first, last } = this.#page.runs.withoutRecords;
    return at >= first && at <= last && this.#page.lines.proseWeight[at]! > 0;
  }
}

/** The beginning of a block as it is compared with others. */
export function keyOf(block: Block): string {
  return block.text.length <= WITHIN ? shapeOf(block).key : matchKey(block.text.slice(0, WITHIN));
}

/** Pairs of code units, each a number. */
function pairsOf(key: string): ReadonlySet<number> {
  const pairs = new Set<number>();
  for (let at = 0; at + 1 < key.length; at += 1)
    pairs.add((key.charCodeAt(at) << 16) | key.charCodeAt(at + 1));
  return pairs;
}
