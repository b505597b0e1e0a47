/** The value in the middle, and how far values usually lie from it: one odd value moves neither. */

/** @param values at least one */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}

/** Times the median absolute deviation, the standard deviation of what is normally distributed. */
export const NORMAL = 1.4826;
