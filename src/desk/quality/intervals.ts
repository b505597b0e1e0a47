/** How far a number from a sample may be off. */
import { randomNumbers } from "./seed.ts";

/** 95 % of such intervals hold the true value. */
export type Interval = readonly [low: number, high: number];

const RESAMPLES = 2000;
const SEED = 1;

/** Fewer documents are too much alike by chance. */
const DOCUMENTS_AT_LEAST = 5;

/**
 * Bootstrap percentile interval of a ratio of sums: the documents are drawn again and again, as often as there are,
 * each with its part and its whole.
 * @returns undefined where every part is 0, as no resample could then say anything else, or there are under five
 */
export function ratioInterval(
  pairs: readonly (readonly [part: number, whole: number])[],
): Interval | undefined {
  if (pairs.length < DOCUMENTS_AT_LEAST || pairs.every(([part]) => part === 0)) return undefined;
  const random = randomNumbers(SEED);
  const ratios: number[] = [];
  for (let resample = 0; resample < RESAMPLES; resample += 1) {
    let parts = 0;
    let wholes = 0;
    for (let drawn = 0; drawn < pairs.length; drawn += 1) {
      const [part, whole] = pairs[Math.floor(random() * pairs.length)]!;
      parts += part;
      wholes += whole;
    }
    if (wholes > 0) ratios.push(parts / wholes);
  }
  const sorted = ratios.toSorted((a, b) => a - b);
  return [percentile(sorted, 0.025), percentile(sorted, 0.975)];
}

/** Normal quantile of a two-sided 95 %. */
const Z = 1.959964;

/** Wilson's score interval of a share: it says something of none and of all, too. */
export function shareInterval(count: number, of: number): Interval {
  const share = count / of;
  const square = Z ** 2 / of;
  const middle = (share + square / 2) / (1 + square);
  const half = (Z * Math.sqrt((share * (1 - share)) / of + square / (4 * of))) / (1 + square);
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}
