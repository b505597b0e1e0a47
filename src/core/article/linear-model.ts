/** Evaluates a logistic regression, and explains which features decided. */

export interface LinearModel {
  /** Names of the features, in the order of the values of a row. */
  readonly features: readonly string[];
  /** Log-odds of a row in which every feature has its mean. */
  readonly base: number;
  /** By feature: what one standard deviation above its mean adds to the log-odds. */
  readonly weights: readonly number[];
  readonly means: readonly number[];
  /** Standard deviations; 1 where all rows had the same value. */
  readonly deviations: readonly number[];
}

/** Values are clipped to so many standard deviations, so that outliers do not dominate. */
const DEVIATIONS_AT_MOST = 4;

/** @returns the log-odds of "yes" for one row of feature values */
export function linearLogOdds(model: LinearModel, row: ArrayLike<number>): number {
  let sum = model.base;
  for (let at = 0; at < model.weights.length; at += 1)
    sum += model.weights[at]! * standardized(model, row, at);
  return sum;
}

/** @returns a number from 0 to 1 */
export function linearProbability(model: LinearModel, row: ArrayLike<number>): number {
  return 1 / (1 + Math.exp(-linearLogOdds(model, row)));
}

/** What each feature added to the log-odds. With `base` they sum to them. */
export function linearContributions(model: LinearModel, row: ArrayLike<number>): Float64Array {
  return Float64Array.from(model.weights, (weight, at) => weight * standardized(model, row, at));
}

/** The value of a feature in standard deviations from its mean; 0 where it is NaN: nobody knows it. */
export function standardized(
  { means, deviations }: Pick<LinearModel, "means" | "deviations">,
  row: ArrayLike<number>,
  at: number,
): number {
  const value = (row[at]! - means[at]!) / deviations[at]!;
  if (Number.isNaN(value)) return 0;
  return Math.max(-DEVIATIONS_AT_MOST, Math.min(DEVIATIONS_AT_MOST, value));
}
