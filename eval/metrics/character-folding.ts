/** Folding of look-alike characters, so that texts are compared by what a reader sees. */

/** What Python's `\s` matches: unlike JavaScript's it holds U+001C to U+001F and U+0085, and not U+FEFF. */
export const WHITE =
  "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";

/** Gives a function that turns each listed character into the one that it is listed under. */
export function folding(table: Readonly<Record<string, string>>): (text: string) => string {
  const fold = new Map(
    Object.entries(table).flatMap(([to, from]) => Array.from(from, (char) => [char, to] as const)),
  );
  return (text) => Array.from(text, (char) => fold.get(char) ?? char).join("");
}
