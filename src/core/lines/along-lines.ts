/** Functions over a sequence of values, with a result for each position. */

/** A value for each place; as a loop, since `Float32Array.from` takes many times as long. */
export function column(size: number, value: (at: number) => number): Float32Array {
  const result = new Float32Array(size);
  for (let at = 0; at < size; at += 1) result[at] = value(at);
  return result;
}

/** Sums of all before each place, and behind the last one of all. */
export function sums(values: ArrayLike<number>): Float64Array {
  const result = new Float64Array(values.length + 1);
  for (let at = 0; at < values.length; at += 1) result[at + 1] = result[at]! + values[at]!;
  return result;
}

/** What stands above each place, the nearer the more. */
export function decayed(values: ArrayLike<number>, by: number): Float32Array {
  const result = new Float32Array(values.length);
  let sum = 0;
  for (let at = 0; at < values.length; at += 1) {
    result[at] = sum;
    sum = sum * by + values[at]!;
  }
  return result;
}

/** The same of what stands below. */
export function decayedUpwards(values: Float64Array, by: number): Float32Array {
  return decayed(values.toReversed(), by).toReversed();
}

/** The weighted mean of the places at most so far away, without the place itself. */
export function meanAround(
  values: ArrayLike<number>,
  reach: number,
  weights: ArrayLike<number> = new Uint8Array(values.length).fill(1),
): Float32Array {
  const weighted = new Float64Array(values.length);
  for (let at = 0; at < values.length; at += 1) weighted[at] = weights[at]! * values[at]!;
  const before = sums(weighted);
  const whole = sums(weights);
  return column(values.length, (at) => {
    const from = Math.max(at - reach, 0);
    const to = Math.min(at + reach + 1, values.length);
    const sum = before[to]! - before[from]! - weighted[at]!;
    return sum / Math.max(whole[to]! - whole[from]! - weights[at]!, 1);
  });
}

/** Places between each and the last marked one above it, at most `far`, as where there is none. */
export function distanceAbove(marked: Uint8Array, far: number): Float32Array {
  return counted(marked, far, far);
}

/** The same of the next one below. */
export function distanceBelow(marked: Uint8Array, far: number): Float32Array {
  return distanceAbove(marked.toReversed(), far).toReversed();
}

/** Places between each and the last marked one above it; where there is none, all above it. */
export function unmarkedAbove(marked: Uint8Array): Float32Array {
  return counted(marked, 0, Number.POSITIVE_INFINITY);
}

function counted(marked: Uint8Array, start: number, most: number): Float32Array {
  const result = new Float32Array(marked.length);
  let distance = start;
  for (let at = 0; at < marked.length; at += 1) {
    result[at] = distance;
    distance = marked[at] === 1 ? 0 : Math.min(distance + 1, most);
  }
  return result;
}

/** How long the streak is that a marked place stands in; 0 where it is not marked. */
export function streaks(marked: Uint8Array): Float32Array {
  const result = new Float32Array(marked.length);
  for (let from = 0, to = 0; from < marked.length; from = to + 1) {
    for (to = from; marked[to] === 1;) to += 1;
    result.fill(to - from, from, to);
  }
  return result;
}

/** The values of the places so far below, and another value where there is none. */
export function shifted(values: ArrayLike<number>, step: number, none: number): Float32Array {
  return column(values.length, (at) => values[at + step] ?? none);
}
