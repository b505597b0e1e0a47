/** Pairs brackets, and straight quotes into opening and closing ones. */

export interface Pair {
  readonly open: number;
  readonly close: number;
}

/** Round brackets of both widths by nesting; a pair may mix widths. */
export function pairBrackets(
  text: string,
  isIgnored: (at: number) => boolean,
): { pairs: readonly Pair[]; single: readonly number[] } {
  const pairs: Pair[] = [];
  const single: number[] = [];
  const open: number[] = [];
  for (const { index, 0: mark } of text.matchAll(/[()（）]/gu)) {
    if (isIgnored(index)) continue;
    if (mark === "(" || mark === "（") open.push(index);
    else if (open.length > 0) pairs.push({ open: open.pop()!, close: index });
    else single.push(index);
  }
  return { pairs, single: [...single, ...open] };
}

/**
 * Straight double quotes that open and close in turn, between the curly ones that may stand beside them.
 *
 * @returns nothing where a quote is missing, or a curly one closes a straight one: all are kept
 */
export function pairStraightQuotes(text: string, isIgnored: (at: number) => boolean): readonly Pair[] {
  const pairs: Pair[] = [];
  let open: { at: number; mark: string } | undefined;
  for (const { index, 0: mark } of text.matchAll(/["“”]/gu)) {
    if (isIgnored(index)) continue;
    if (open === undefined) {
      if (mark === "”") return [];
      open = { at: index, mark };
    } else {
      if ((open.mark === "“") !== (mark === "”")) return [];
      if (mark === '"') pairs.push({ open: open.at, close: index });
      open = undefined;
    }
  }
  return open === undefined ? pairs : [];
}

/** An apostrophe has a letter or a digit on its left, or belongs to the word or the year on its right ('90s). */
const OPENING_SINGLE = /(?<![A-Za-z0-9'])'(?!')/uy;
const CLOSING_SINGLE = /(?<!')'(?![A-Za-z0-9'])/uy;

/** Straight single quotes around a stretch that has no other single quote in it; one that closes `so' opens nothing. */
export function pairSingleQuotes(text: string, isIgnored: (at: number) => boolean): readonly Pair[] {
  const pairs: Pair[] = [];
  let open: number | undefined;
  let isOldStyle = false;
  for (const { index, 0: mark } of text.matchAll(/['‘’`]/gu)) {
    if (isIgnored(index)) continue;
    if (mark !== "'" || isOldStyle) {
      open = undefined;
      isOldStyle = mark === "`";
    } else if (open !== undefined && standsAt(CLOSING_SINGLE, text, index)) {
      pairs.push({ open, close: index });
      open = undefined;
    } else if (standsAt(OPENING_SINGLE, text, index)) open = index;
  }
  return pairs;
}

function standsAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}
