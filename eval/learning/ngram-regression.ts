/** Logistic regression on very many features of which a row has few: whole batches in a fixed order, so the same rows give the same weights. */
import type { NgramWeights } from "../../src/core/features/line-ngrams.ts";

export interface NgramRow {
  /** Which features it has, each counting `1 / √n`, so that each row is a vector of length 1. */
  readonly features: readonly number[];
  readonly label: boolean;
  readonly weight: number;
}

const ROUNDS = 120;
const STEP = 0.3;

/** Adam (Kingma and Ba, 2015): how fast the means of slope and squared slope forget. */
const FORGET_SLOPE = 0.9;
const FORGET_SQUARE = 0.99;

/**
 * @param size features there are
 * @param penalty L2, beside a log loss summed over rows of mean weight 1
 */
export function trainNgramWeights(rows: readonly NgramRow[], size: number, penalty = 1): NgramWeights {
  const { starts, features, values, labels, weights } = packed(rows);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const found = new Float64Array(size + 1);
  const gradient = new Float64Array(size + 1);
  const slopes = new Float64Array(size + 1);
  const squares = new Float64Array(size + 1);
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (let at = 0; at < size; at += 1) gradient[at] = (penalty * found[at]!) / rows.length;
    gradient[size] = 0;
    for (let row = 0; row < rows.length; row += 1) {
      const [from, to] = [starts[row]!, starts[row + 1]!];
      let sum = 0;
      for (let at = from; at < to; at += 1) sum += found[features[at]!]!;
      const odds = found[size]! + sum * values[row]!;
      const error = ((1 / (1 + Math.exp(-odds)) - labels[row]!) * weights[row]!) / whole;
      gradient[size]! += error;
      const each = error * values[row]!;
      for (let at = from; at < to; at += 1) gradient[features[at]!]! += each;
    }
    const [slopeScale, squareScale] = [1 - FORGET_SLOPE ** round, 1 - FORGET_SQUARE ** round];
    for (let at = 0; at <= size; at += 1) {
      slopes[at] = FORGET_SLOPE * slopes[at]! + (1 - FORGET_SLOPE) * gradient[at]!;
      squares[at] = FORGET_SQUARE * squares[at]! + (1 - FORGET_SQUARE) * gradient[at]! ** 2;
      found[at]! -= (STEP * (slopes[at]! / slopeScale)) / (Math.sqrt(squares[at]! / squareScale) + 1e-8);
    }
  }
  return { base: found[size]!, weights: found.subarray(0, size) };
}

/** All rows one behind the other. */
function packed(rows: readonly NgramRow[]) {
  const starts = new Int32Array(rows.length + 1);
  for (const [at, row] of rows.entries()) starts[at + 1] = starts[at]! + row.features.length;
  const features = new Int32Array(starts[rows.length]!);
  for (const [at, row] of rows.entries()) features.set(row.features, starts[at]);
  return {
    starts,
    features,
    values: Float64Array.from(rows, (row) => 1 / Math.sqrt(Math.max(row.features.length, 1))),
    labels: Float64Array.from(rows, ({ label }) => Number(label)),
    weights: Float64Array.from(rows, ({ weight }) => weight),
  };
}
