/** What kind of character stands at each place of a line, and what a mark stands between. */

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

const NEIGHBOURS: readonly Neighbour[] = ["none", "chinese", "latin", "digit", "symbol"];

/** Marks that only Chinese typesetting has count as Chinese. */
const CHINESE_CHARACTER =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}、《》〈〉「」『』【】〔〕〖〗]/u;
const OPENING_MARK = /[([（［“‘]/u;
const CLOSING_MARK = /[)\]）］”’]/u;
const SILENT_MARK = /[\s\p{Cf}\p{M},，.。;；:：!！?？…—"']/u;

/** The kinds of the Basic Multilingual Plane, filled as characters are met. */
const kinds = new Uint8Array(0x10000);

function kindOf(char: string): number {
  if (CHINESE_CHARACTER.test(char)) return CHINESE;
  if (OPENING_MARK.test(char)) return OPENING;
  if (CLOSING_MARK.test(char)) return CLOSING;
  if (SILENT_MARK.test(char)) return SILENT;
  if (/\p{L}/u.test(char)) return LATIN;
  return /\p{Nd}/u.test(char) ? DIGIT : SYMBOL;
}

/** Learns the kind of a character that was not met before. */
function kindAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit >= 0xd800 && unit <= 0xdfff) return kindOfSurrogate(text, at, unit);
  return (kinds[unit] = kindOf(String.fromCharCode(unit)));
}

function kindOfSurrogate(text: string, at: number, unit: number): number {
  const start = unit >= 0xdc00 ? at - 1 : at;
  const char = String.fromCodePoint(text.codePointAt(Math.max(start, 0))!);
  return char.length === 2 ? kindOf(char) : SYMBOL;
}

/** Tells for every place of a line what stands next to it, marks and white space aside. */
export interface Neighbours {
  /** What the characters up to `at` (excluded) end in. */
  before(at: number): Neighbour;
  /** What the characters from `at` on begin with. */
  after(at: number): Neighbour;
  hasChinese(from: number, to: number): boolean;
}

/**
 * @param openings places of straight quotes that open
 * @param closings places of straight quotes that close
 */
export function readNeighbours(
  text: string,
  openings: ReadonlySet<number>,
  closings: ReadonlySet<number>,
): Neighbours {
  const { length } = text;
  const own = new Uint8Array(length);
  for (let at = 0; at < length; at += 1) own[at] = kinds[text.charCodeAt(at)]! || kindAt(text, at);
  for (const at of openings) own[at] = OPENING;
  for (const at of closings) own[at] = CLOSING;

  const before = new Uint8Array(length + 1);
  for (let at = 0, kind = 0; at < length; at += 1) {
    if (own[at]! <= SYMBOL) kind = own[at]!;
    else if (own[at] === OPENING) kind = 0;
    before[at + 1] = kind;
  }
  const after = new Uint8Array(length + 1);
  for (let at = length - 1, kind = 0; at >= 0; at -= 1) {
    if (own[at]! <= SYMBOL) kind = own[at]!;
    else if (own[at] === CLOSING) kind = 0;
    after[at] = kind;
  }
  let counts: Uint32Array | undefined;
  return {
    before: (at) => NEIGHBOURS[before[at]!]!,
    after: (at) => NEIGHBOURS[after[at]!]!,
    hasChinese: (from, to) => {
      counts ??= countChinese(own);
      return counts[from] !== counts[to];
    },
  };
}

/** How many Chinese characters stand before each place. */
function countChinese(own: Uint8Array): Uint32Array {
  const counts = new Uint32Array(own.length + 1);
  for (const [at, kind] of own.entries()) counts[at + 1] = counts[at]! + Number(kind === CHINESE);
  return counts;
}
