/** Classes of the characters in a line, and the neighbours of a mark. */

/** Half-width marks and their full-width twins, by GB/T 15834. */
export const FULL_WIDTH: ReadonlyMap<string, string> = new Map([
  [",", "，"],
  [":", "："],
  [";", "；"],
  ["!", "！"],
  ["?", "？"],
  ["(", "（"],
  [")", "）"],
]);

/** `none` is the edge of the line or of the brackets or quotes that a mark stands in. */
export type Neighbour = "chinese" | "latin" | "digit" | "symbol" | "none";

const CHINESE = 1;
const LATIN = 2;
const DIGIT = 3;
const SYMBOL = 4;
const OPENING = 5;
const CLOSING = 6;
/** White space and the marks that this project repairs, in both widths: no evidence either way. */
const SILENT = 7;
/** Straight quotes open, close or are neutral, by position. */
const QUOTE = 8;

const NEIGHBOURS: readonly Neighbour[] = ["none", "chinese", "latin", "digit", "symbol"];

/** Marks that only Chinese typesetting has count as Chinese. */
const CHINESE_CHARACTER =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}、《》〈〉「」『』【】〔〕〖〗]/u;
const OPENING_MARK = /[([（［“‘]/u;
const CLOSING_MARK = /[)\]）］”’]/u;
const SILENT_MARK = /[\s\p{Cf}\p{M},，.。;；:：!！?？…—]/u;
const STRAIGHT_QUOTE = /["']/u;

/** The kinds of the Basic Multilingual Plane, filled as characters are met. */
const kinds = new Uint8Array(0x10000);

function kindOf(char: string): number {
  if (CHINESE_CHARACTER.test(char)) return CHINESE;
  if (OPENING_MARK.test(char)) return OPENING;
  if (CLOSING_MARK.test(char)) return CLOSING;
  if (SILENT_MARK.test(char)) return SILENT;
  if (STRAIGHT_QUOTE.test(char)) return QUOTE;
  if (/\p{L}/u.test(char)) return LATIN;
  return /\p{Nd}/u.test(char) ? DIGIT : SYMBOL;
}

function kindAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return kinds[unit]! || learnKind(text, at, unit);
}

function learnKind(text: string, at: number, unit: number): number {
  if (unit >= 0xd800 && unit <= 0xdfff) return kindOfSurrogate(text, at, unit);
  return (kinds[unit] = kindOf(String.fromCharCode(unit)));
}

function kindOfSurrogate(text: string, at: number, unit: number): number {
  const start = unit >= 0xdc00 ? at - 1 : at;
  const char = String.fromCodePoint(text.codePointAt(Math.max(start, 0))!);
  return char.length === 2 ? kindOf(char) : SYMBOL;
}

/** Finds the neighbours of each place of a line, skipping marks and white space. */
export interface Neighbours {
  /** What the characters up to `at` (excluded) end in. */
  before(at: number): Neighbour;
  /** What the characters from `at` on begin with. */
  after(at: number): Neighbour;
  hasChinese(from: number, to: number): boolean;
}

/** So far (code units) a neighbour is looked for by itself; beyond, the whole line is read once. */
const NEAR = 16;

/**
 * @param openings places of straight quotes that open
 * @param closings places of straight quotes that close
 */
export function readNeighbours(
  text: string,
  openings: ReadonlySet<number>,
  closings: ReadonlySet<number>,
): Neighbours {
  const kind = (at: number) => {
    const own = kindAt(text, at);
    if (own !== QUOTE) return own;
    if (openings.has(at)) return OPENING;
    return closings.has(at) ? CLOSING : SILENT;
  };
  /** @returns undefined where only silent marks are near */
  const look = (from: number, step: 1 | -1, edge: number): Neighbour | undefined => {
    const end = from + step * NEAR;
    for (let at = from; at !== end; at += step) {
      if (at < 0 || at >= text.length) return "none";
      const found = kind(at);
      if (found <= SYMBOL) return NEIGHBOURS[found]!;
      if (found === edge) return "none";
    }
    return undefined;
  };
  let before: Uint8Array | undefined;
  let after: Uint8Array | undefined;
  let counts: Uint32Array | undefined;
  return {
    before: (at) =>
      look(at - 1, -1, OPENING) ?? NEIGHBOURS[(before ??= readForwards(text.length, kind))[at]!]!,
    after: (at) => look(at, 1, CLOSING) ?? NEIGHBOURS[(after ??= readBackwards(text.length, kind))[at]!]!,
    hasChinese: (from, to) => {
      counts ??= countChinese(text);
      return counts[from] !== counts[to];
    },
  };
}

/** What stands before each place. */
function readForwards(length: number, kind: (at: number) => number): Uint8Array {
  const before = new Uint8Array(length + 1);
  for (let at = 0, last = 0; at < length; at += 1) {
    const own = kind(at);
    if (own <= SYMBOL) last = own;
    else if (own === OPENING) last = 0;
    before[at + 1] = last;
  }
  return before;
}

/** What stands from each place on. */
function readBackwards(length: number, kind: (at: number) => number): Uint8Array {
  const after = new Uint8Array(length + 1);
  for (let at = length - 1, last = 0; at >= 0; at -= 1) {
    const own = kind(at);
    if (own <= SYMBOL) last = own;
    else if (own === CLOSING) last = 0;
    after[at] = last;
  }
  return after;
}

/** How many Chinese characters stand before each place. */
function countChinese(text: string): Uint32Array {
  const counts = new Uint32Array(text.length + 1);
  for (let at = 0, count = 0; at < text.length; at += 1) {
    if (kindAt(text, at) === CHINESE) count += 1;
    counts[at + 1] = count;
  }
  return counts;
}
