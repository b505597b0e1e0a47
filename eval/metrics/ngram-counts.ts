/** Multisets of character n-grams: what two texts share, and what only one of them has. */

/** How often each ngram occurs, never 0 times. */
export type NgramCounts = ReadonlyMap<string, number>;

/** All runs of `length` code points of a text; none where it is shorter. */
export function countNgrams(text: string, length: number): NgramCounts {
  const characters = Array.from(text);
  const ngrams = new Map<string, number>();
  for (let at = 0; at + length <= characters.length; at += 1) {
    const ngram = characters.slice(at, at + length).join("");
    ngrams.set(ngram, (ngrams.get(ngram) ?? 0) + 1);
  }
  return ngrams;
}

/** One of each. */
export function countOnce(names: Iterable<string>): NgramCounts {
  return new Map([...names].map((name) => [name, 1]));
}

/** How many n-grams there are, repeats counted. */
export function total(ngrams: NgramCounts): number {
  let sum = 0;
  for (const count of ngrams.values()) sum += count;
  return sum;
}

/** Counts added up. */
export function sumOf(...summands: readonly NgramCounts[]): NgramCounts {
  const sum = new Map<string, number>();
  for (const ngrams of summands) {
    for (const [ngram, count] of ngrams) sum.set(ngram, (sum.get(ngram) ?? 0) + count);
  }
  return sum;
}

/** The larger count of each ngram. */
export function union(a: NgramCounts, b: NgramCounts): NgramCounts {
  const larger = new Map(a);
  for (const [ngram, count] of b) larger.set(ngram, Math.max(count, larger.get(ngram) ?? 0));
  return larger;
}

/** The smaller count of each ngram. */
export function intersection(a: NgramCounts, b: NgramCounts): NgramCounts {
  return counted(a, (ngram, count) => Math.min(count, b.get(ngram) ?? 0));
}

/** What `a` has more of than `b`. */
export function difference(a: NgramCounts, b: NgramCounts): NgramCounts {
  return counted(a, (ngram, count) => count - (b.get(ngram) ?? 0));
}

function counted(ngrams: NgramCounts, countOf: (ngram: string, count: number) => number): NgramCounts {
  const result = new Map<string, number>();
  for (const [ngram, count] of ngrams) {
    const left = countOf(ngram, count);
    if (left > 0) result.set(ngram, left);
  }
  return result;
}
