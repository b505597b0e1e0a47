/**
 * Logistic regression with an L2 penalty, fitted by Newton's method (iteratively reweighted least squares; Hastie,
 * Tibshirani and Friedman, 2009, 4.4.1): a handful of steps, no randomness, the same rows give the same weights.
 */
import { type LinearModel, standardized } from "../../src/core/article/linear-model.ts";
import type { TrainingRows } from "./gradient-boosting.ts";

export interface RegressionOptions {
  /**
   * L2 penalty on the weights of standardized features, beside the sum of the rows' log losses: 1 / C of
   * scikit-learn. The base is not penalized.
   */
  readonly penalty: number;
}

export interface LabelledRow {
  readonly row: readonly number[];
  readonly label: boolean;
  readonly weight: number;
}

/**
 * Trains with "yes" as a whole counting as much as "no" as a whole, however many there are of each. Examples of one
 * answer teach nothing: the model says neither.
 */
export function trainBalanced(
  features: readonly string[],
  examples: readonly LabelledRow[],
  options: RegressionOptions,
): LinearModel {
  const whole = (of: boolean) =>
    examples.reduce((sum, { label, weight }) => (label === of ? sum + weight : sum), 0);
  const [yes, no] = [whole(true), whole(false)];
  if (yes === 0 || no === 0) {
    const zeros = features.map(() => 0);
    return { features, base: 0, weights: zeros, means: zeros, deviations: features.map(() => 1) };
  }
  const rows = {
    features,
    columns: features.map((_, at) => Float64Array.from(examples, ({ row }) => row[at]!)),
    labels: Uint8Array.from(examples, ({ label }) => Number(label)),
    weights: Float64Array.from(examples, ({ label, weight }) => weight / (label ? yes : no)),
  };
  return trainLogisticRegression(rows, options);
}

const STEPS_AT_MOST = 50;

/** Far from the optimum a whole step may lead away from it: then half of it is taken, so many times at most. */
const HALVINGS_AT_MOST = 30;

/** A step that moves no weight by more than this was the last. */
const CONVERGED = 1e-9;

/** @throws {RangeError} where all rows that count have the same answer. */
export function trainLogisticRegression(rows: TrainingRows, { penalty }: RegressionOptions): LinearModel {
  const { features, columns, labels, weights } = rows;
  const size = labels.length;
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const positive = weights.reduce((sum, weight, row) => sum + weight * labels[row]!, 0);
  if (!(positive > 0 && positive < whole)) throw new RangeError("Training needs rows with both answers.");
  // The mean weight is 1, so that the penalty means the same however the weights are scaled.
  const scale = weights.filter((weight) => weight > 0).length / whole;
  const { means, deviations } = momentsOf(columns, weights);
  // One for the base, then the features.
  const inputs = Array.from({ length: size }, (_, row) => {
    const values = columns.map((column) => column[row]!);
    return Float64Array.of(1, ...values.map((_, at) => standardized({ means, deviations }, values, at)));
  });
  const lossOf = (theta: readonly number[]) => {
    const squares = theta.reduce((sum, weight, at) => (at === 0 ? 0 : sum + weight * weight), 0);
    return inputs.reduce(
      (sum, input, row) => sum + weights[row]! * scale * logLoss(dot(theta, input), labels[row]!),
      (penalty / 2) * squares,
    );
  };
  let theta: readonly number[] = [Math.log(positive / (whole - positive)), ...features.map(() => 0)];
  for (let step = 0; step < STEPS_AT_MOST; step += 1) {
    const gradient = theta.map((weight, at) => (at === 0 ? 0 : penalty * weight));
    const hessian = theta.map((_, at) =>
      Float64Array.from(theta, (__, other) => (at === other && at > 0 ? penalty : 0)),
    );
    for (const [row, input] of inputs.entries()) {
      const weight = weights[row]! * scale;
      if (weight === 0) continue;
      const probability = 1 / (1 + Math.exp(-dot(theta, input)));
      const error = weight * (probability - labels[row]!);
      const curvature = weight * probability * (1 - probability);
      for (let at = 0; at < input.length; at += 1) {
        gradient[at]! += error * input[at]!;
        const line = hessian[at]!;
        for (let other = 0; other <= at; other += 1) line[other]! += curvature * input[at]! * input[other]!;
      }
    }
    const change = solve(hessian, gradient);
    const before = lossOf(theta);
    const moved = (part: number) => theta.map((weight, at) => weight - part * change[at]!);
    let part = 1;
    for (let times = 0; times < HALVINGS_AT_MOST && !(lossOf(moved(part)) <= before); times += 1) part /= 2;
    theta = moved(part);
    if (change.every((by) => Math.abs(by) < CONVERGED)) break;
  }
  const [base = 0, ...learned] = theta;
  return { features, base, weights: learned, means, deviations };
}

/** Of the values that are known: NaN is none. */
function momentsOf(columns: readonly Float64Array[], weights: Float64Array) {
  const mean = (values: Float64Array) => {
    let sum = 0;
    let known = 0;
    for (const [row, value] of values.entries()) {
      if (Number.isNaN(value)) continue;
      sum += weights[row]! * value;
      known += weights[row]!;
    }
    return known === 0 ? 0 : sum / known;
  };
  const means = columns.map(mean);
  const deviations = columns.map((column, at) => {
    const deviation = Math.sqrt(mean(column.map((value) => (value - means[at]!) ** 2)));
    return deviation > 0 ? deviation : 1;
  });
  return { means, deviations };
}

/**
 * Solves `matrix · x = right` by Cholesky's decomposition.
 *
 * @param matrix symmetric and positive definite; only its lower half is read
 */
function solve(matrix: readonly Float64Array[], right: readonly number[]): readonly number[] {
  const size = right.length;
  const lower = matrix.map((row) => Float64Array.from(row));
  for (let at = 0; at < size; at += 1) {
    for (let other = 0; other <= at; other += 1) {
      let sum = lower[at]![other]!;
      for (let k = 0; k < other; k += 1) sum -= lower[at]![k]! * lower[other]![k]!;
      lower[at]![other] = at === other ? Math.sqrt(sum) : sum / lower[other]![other]!;
    }
  }
  const half: number[] = [];
  for (let at = 0; at < size; at += 1) {
    half[at] = (right[at]! - dot(lower[at]!.subarray(0, at), half)) / lower[at]![at]!;
  }
  const solution = [...half];
  for (let at = size - 1; at >= 0; at -= 1) {
    for (let below = at + 1; below < size; below += 1) solution[at]! -= lower[below]![at]! * solution[below]!;
    solution[at]! /= lower[at]![at]!;
  }
  return solution;
}

/** Without overflow, however sure a wrong answer is. */
function logLoss(odds: number, label: number): number {
  return Math.max(odds, 0) + Math.log1p(Math.exp(-Math.abs(odds))) - label * odds;
}

function dot(left: ArrayLike<number>, right: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < left.length; at += 1) sum += left[at]! * right[at]!;
  return sum;
}
