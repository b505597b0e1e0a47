/** For each line, the maximum-sum run of lines with that line's own value set to 0. */

/** By line: the run's first line, the line behind its last one, and the sum of its values; an empty run where none has any. */
export interface RunsWithoutSelf {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly sums: Float64Array;
  /** Whether a line stands within its run, or right beside it. */
  holds(at: number): boolean;
  /** Lines between a line and its run, where it stands above or below it. */
  above(at: number): number;
  below(at: number): number;
}

/**
 * The maximum-sum segment (Kadane) with the value of one line taken to be 0, for every line in one walk: the best
 * segment lies on one side of the line, or joins what is best right above it and right below it.
 */
export function runsWithoutSelf(values: Float64Array): RunsWithoutSelf {
  const size = values.length;
  const from = new Int32Array(size);
  const to = new Int32Array(size);
  const sums = new Float64Array(size);
  const above = segmentsAbove(values);
  // The same from the end: places count backwards.
  const below = segmentsAbove(values.toReversed());
  for (let at = 0; at < size; at += 1) {
    const mirrored = size - 1 - at;
    const joined = above.endingSum[at]! + below.endingSum[mirrored]!;
    if (joined >= above.bestSum[at]! && joined >= below.bestSum[mirrored]!) {
      from[at] = above.endingFrom[at]!;
      to[at] = size - below.endingFrom[mirrored]!;
      sums[at] = joined;
    } else if (above.bestSum[at]! >= below.bestSum[mirrored]!) {
      from[at] = above.bestFrom[at]!;
      to[at] = above.bestTo[at]!;
      sums[at] = above.bestSum[at]!;
    } else {
      from[at] = size - below.bestTo[mirrored]!;
      to[at] = size - below.bestFrom[mirrored]!;
      sums[at] = below.bestSum[mirrored]!;
    }
  }
  const holds = (at: number) => sums[at]! > 0 && from[at]! <= at && at < to[at]!;
  return {
    from,
    to,
    sums,
    holds,
    above: (at) => Math.max(from[at]! - at, 0),
    below: (at) => (holds(at) ? 0 : Math.max(at - to[at]! + 1, 0)),
  };
}

/** By place: the best segment before it, and the best of those that end right before it. */
function segmentsAbove(values: Float64Array) {
  const size = values.length;
  const bestFrom = new Int32Array(size);
  const bestTo = new Int32Array(size);
  const bestSum = new Float64Array(size);
  const endingFrom = new Int32Array(size);
  const endingSum = new Float64Array(size);
  let best = { from: 0, to: 0, sum: 0 };
  let from = 0;
  let sum = 0;
  for (let at = 0; at < size; at += 1) {
    bestFrom[at] = best.from;
    bestTo[at] = best.to;
    bestSum[at] = best.sum;
    endingFrom[at] = from;
    endingSum[at] = sum;
    sum += values[at]!;
    if (sum <= 0) {
      from = at + 1;
      sum = 0;
    } else if (sum > best.sum) best = { from, to: at + 1, sum };
  }
  return { bestFrom, bestTo, bestSum, endingFrom, endingSum };
}
