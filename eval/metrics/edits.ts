/** The edits that turn one text into another, found as Python's `difflib.SequenceMatcher` finds them. */

interface Match {
  readonly a: number;
  readonly b: number;
  readonly size: number;
}

/** Each edit as `from:to:replacement`, in code points of `before`; equally long stretches are edited mark by mark. */
export function editsBetween(before: string, after: string): ReadonlySet<string> {
  const a = Array.from(before);
  const b = Array.from(after);
  const edits = new Set<string>();
  let fromA = 0;
  let fromB = 0;
  for (const match of [...matchesBetween(a, b), { a: a.length, b: b.length, size: 0 }]) {
    if (match.a - fromA === match.b - fromB) {
      for (let at = 0; at < match.a - fromA; at += 1) {
        if (a[fromA + at] !== b[fromB + at]) edits.add(`${fromA + at}:${fromA + at + 1}:${b[fromB + at]}`);
      }
    } else {
      edits.add(`${fromA}:${match.a}:${b.slice(fromB, match.b).join("")}`);
    }
    fromA = match.a + match.size;
    fromB = match.b + match.size;
  }
  return edits;
}

/** The longest match, then the longest on either side of it, and so on; in order. */
function matchesBetween(a: readonly string[], b: readonly string[]): readonly Match[] {
  const places = Map.groupBy(b.keys(), (at) => b[at]!);
  const matches: Match[] = [];
  const ranges: [number, number, number, number][] = [[0, a.length, 0, b.length]];
  for (let range = ranges.pop(); range !== undefined; range = ranges.pop()) {
    const [fromA, toA, fromB, toB] = range;
    const match = longestMatch(a, places, range);
    if (match.size === 0) continue;
    matches.push(match);
    ranges.push([fromA, match.a, fromB, match.b], [match.a + match.size, toA, match.b + match.size, toB]);
  }
  return matches.toSorted((x, y) => x.a - y.a);
}

/** Of several longest matches the one that begins first in `a`, then in `b`. */
function longestMatch(
  a: readonly string[],
  places: ReadonlyMap<string, readonly number[]>,
  [fromA, toA, fromB, toB]: readonly [number, number, number, number],
): Match {
  let longest: Match = { a: fromA, b: fromB, size: 0 };
  let endingBefore = new Map<number, number>();
  for (let i = fromA; i < toA; i += 1) {
    const endingHere = new Map<number, number>();
    for (const j of places.get(a[i]!) ?? []) {
      if (j < fromB || j >= toB) continue;
      const size = (endingBefore.get(j - 1) ?? 0) + 1;
      endingHere.set(j, size);
      if (size > longest.size) longest = { a: i - size + 1, b: j - size + 1, size };
    }
    endingBefore = endingHere;
  }
  return longest;
}
