/** Segments of a list of values with the greatest sums. */

/** Positions, both included. */
export interface Segment {
  readonly first: number;
  readonly last: number;
  readonly sum: number;
}

/**
 * The maximum-sum segment (Kadane), within a part of the list.
 *
 * @returns undefined where no value is above 0
 */
export function maximumSumSegment(
  values: ArrayLike<number>,
  from = 0,
  to = values.length - 1,
): Segment | undefined {
  let best: Segment | undefined;
  let first = from;
  let sum = 0;
  for (let at = from; at <= to; at += 1) {
    if (sum <= 0) {
      sum = 0;
      first = at;
    }
    sum += values[at]!;
    if (sum > (best?.sum ?? 0)) best = { first, last: at, sum };
  }
  return best;
}

/** Up to so many segments apart from each other, each with the greatest sum of what those before it left. */
export function greatestSegments(values: ArrayLike<number>, most: number): readonly Segment[] {
  const found: Segment[] = [];
  let open = [maximumSumSegment(values)].flatMap((segment) =>
    segment === undefined ? [] : [{ segment, from: 0, to: values.length - 1 }],
  );
  while (open.length > 0 && found.length < most) {
    const best = open.reduce((a, b) => (b.segment.sum > a.segment.sum ? b : a));
    found.push(best.segment);
    const { first, last } = best.segment;
    const beside = [
      { from: best.from, to: first - 1 },
      { from: last + 1, to: best.to },
    ].flatMap(({ from, to }) => {
      const segment = maximumSumSegment(values, from, to);
      return segment === undefined ? [] : [{ segment, from, to }];
    });
    open = [...open.filter((one) => one !== best), ...beside];
  }
  return found;
}
