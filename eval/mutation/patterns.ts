/** What a regular expression is made of: its alternatives, and the lookarounds that keep something from it. */

/** Positions in the source of the pattern: code units, the end not included. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

export interface PatternParts {
  /** For each group, and the pattern itself, that has more than one: its alternatives. */
  readonly alternatives: readonly (readonly Part[])[];
  /** `(?!…)` and `(?<!…)`, with their brackets. */
  readonly negative: readonly Part[];
}

/** @param source a pattern as it is written, between slashes or in a string; `${…}` in it counts as a word */
export function partsOf(source: string): PatternParts {
  const alternatives: Part[][] = [];
  const negative: Part[] = [];
  const open: { readonly start: number; readonly borders: number[] }[] = [{ start: 0, borders: [0] }];
  const close = (end: number) => {
    const { start, borders } = open.pop()!;
    const ends = [...borders.slice(1).map((border) => border - 1), end];
    if (borders.length > 1) alternatives.push(borders.map((from, at) => ({ start: from, end: ends[at]! })));
    return start;
  };
  for (const { 0: token, index } of source.matchAll(TOKEN)) {
    if (token === "|") open.at(-1)!.borders.push(index + 1);
    else if (token.startsWith("(")) open.push({ start: index, borders: [index + token.length] });
    else if (token === ")" && open.length > 1) {
      const start = close(index);
      if (NEGATIVE.test(source.slice(start))) negative.push({ start, end: index + 1 });
    }
  }
  close(source.length);
  return { alternatives, negative };
}

/** Escapes, classes, what is filled in, and the beginnings and ends of groups. */
const TOKEN = /\\.|\[(?:\\.|[^\]\\])*\]|\$\{[^}]*\}|\((?:\?(?:[:=!]|<[=!]|<\w+>))?|\)|\|/gsu;

const NEGATIVE = /^\(\?<?!/u;
