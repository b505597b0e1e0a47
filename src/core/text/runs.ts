/** Runs of neighbours in a list that satisfy a predicate. */

/** Maximal runs of at least `least` neighbours that all satisfy the predicate, as [first, last] positions. */
export function runsOf<T>(
  items: readonly T[],
  least: number,
  holds: (item: T, at: number) => boolean,
): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  let first: number | undefined;
  for (let at = 0; at <= items.length; at += 1) {
    const inside = at < items.length && holds(items[at]!, at);
    if (inside) first ??= at;
    else if (first !== undefined) {
      if (at - first >= least) runs.push([first, at - 1]);
      first = undefined;
    }
  }
  return runs;
}

/** The positions from the first to the last. */
export function positions(first: number, last: number): readonly number[] {
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, at) => first + at);
}
