/** Sums, medians, quantiles. */

export function sum(values: Iterable<number>): number;
export function sum<T>(items: Iterable<T>, value: (item: T) => number): number;
export function sum<T>(items: Iterable<T>, value = (item: T) => Number(item)): number {
  let total = 0;
  for (const item of items) total += value(item);
  return total;
}

/** The numbers of several records, added up under each name. */
export function sumByName(
  all: readonly Readonly<Record<string, number>>[],
): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const counts of all) {
    for (const [name, count] of Object.entries(counts)) sums[name] = (sums[name] ?? 0) + count;
  }
  return sums;
}

/** @param values at least one, in any order */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}

/** Between neighbours the value is interpolated. @param sorted ascending, at least one */
export function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!];
  return low + (high - low) * (at - Math.floor(at));
}

/** For a normal distribution, the standard deviation is this times the median absolute deviation. */
export const NORMAL = 1.4826;

/** Two decimals: a share as people read it. */
export function hundredths(share: number): number {
  return Math.round(share * 100) / 100;
}
