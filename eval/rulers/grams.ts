/** Multisets of character n-grams: what two texts share, and what only one of them has. */

/** How often each gram occurs, never 0 times. */
export type Grams = ReadonlyMap<string, number>;

/** All runs of `length` code points of a text; none where it is shorter. */
export function gramsOf(text: string, length: number): Grams {
  const characters = Array.from(text);
  const grams = new Map<string, number>();
  for (let at = 0; at + length <= characters.length; at += 1) {
    const gram = characters.slice(at, at + length).join("");
    grams.set(gram, (grams.get(gram) ?? 0) + 1);
  }
  return grams;
}

/** One of each. */
export function gramsFrom(names: Iterable<string>): Grams {
  return new Map([...names].map((name) => [name, 1]));
}

/** How many grams there are, repeats counted. */
export function total(grams: Grams): number {
  let sum = 0;
  for (const count of grams.values()) sum += count;
  return sum;
}

/** Counts added up. */
export function sumOf(...summands: readonly Grams[]): Grams {
  const sum = new Map<string, number>();
  for (const grams of summands) {
    for (const [gram, count] of grams) sum.set(gram, (sum.get(gram) ?? 0) + count);
  }
  return sum;
}

/** The larger count of each gram. */
export function union(a: Grams, b: Grams): Grams {
  const larger = new Map(a);
  for (const [gram, count] of b) larger.set(gram, Math.max(count, larger.get(gram) ?? 0));
  return larger;
}

/** The smaller count of each gram. */
export function intersection(a: Grams, b: Grams): Grams {
  return counted(a, (gram, count) => Math.min(count, b.get(gram) ?? 0));
}

/** What `a` has more of than `b`. */
export function difference(a: Grams, b: Grams): Grams {
  return counted(a, (gram, count) => count - (b.get(gram) ?? 0));
}

function counted(grams: Grams, countOf: (gram: string, count: number) => number): Grams {
  const result = new Map<string, number>();
  for (const [gram, count] of grams) {
    const left = countOf(gram, count);
    if (left > 0) result.set(gram, left);
  }
  return result;
}
