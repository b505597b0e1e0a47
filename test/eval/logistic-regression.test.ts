import { expect, test } from "vitest";
import { trainBalanced, trainLogisticRegression } from "../../eval/learning/logistic-regression.ts";
import {
  linearContributions,
  linearLogOdds,
  linearProbability,
} from "../../src/core/article/linear-model.ts";

/** Three of four rows with 0 are "no", three of four with 1 are "yes". */
const known = {
  features: ["x"],
  columns: [Float64Array.of(0, 0, 0, 0, 1, 1, 1, 1)],
  labels: Uint8Array.of(0, 0, 0, 1, 0, 1, 1, 1),
  weights: new Float64Array(8).fill(1),
};

test("without a penalty the probabilities are the shares of the rows", () => {
  const model = trainLogisticRegression(known, { penalty: 0 });
  expect(linearProbability(model, [0])).toBeCloseTo(0.25, 9);
  expect(linearProbability(model, [1])).toBeCloseTo(0.75, 9);
});

test("a penalty draws the weights to nought, not the base", () => {
  const rows = { ...known, labels: Uint8Array.of(0, 1, 1, 1, 1, 1, 1, 1) };
  const model = trainLogisticRegression(rows, { penalty: 1e6 });
  expect(Math.abs(model.weights[0]!)).toBeLessThan(1e-4);
  expect(linearProbability(model, [0])).toBeCloseTo(7 / 8, 3);
});

test("where the slope vanishes the weights are right: two features, unequal weights", () => {
  const rows = {
    features: ["a", "b"],
    columns: [Float64Array.of(1, 2, 3, 4, 5, 6), Float64Array.of(0, 1, 0, 1, 1, 0)],
    labels: Uint8Array.of(0, 0, 1, 0, 1, 1),
    weights: Float64Array.of(1, 2, 1, 0.5, 1, 0.5),
  };
  const model = trainLogisticRegression(rows, { penalty: 0.5 });
  for (const feature of [0, 1]) {
    const slope = [0, 1, 2, 3, 4, 5].reduce((sum, row) => {
      const values = rows.columns.map((column) => column[row]!);
      const z = (values[feature]! - model.means[feature]!) / model.deviations[feature]!;
      return sum + rows.weights[row]! * (linearProbability(model, values) - rows.labels[row]!) * z;
    }, 0.5 * model.weights[feature]!);
    expect(slope).toBeCloseTo(0, 6);
  }
});

test("a row of weight nought is not looked at", () => {
  const rows = {
    ...known,
    columns: [Float64Array.of(...known.columns[0]!, 100)],
    labels: Uint8Array.of(...known.labels, 0),
    weights: Float64Array.of(...known.weights, 0),
  };
  expect(trainLogisticRegression(rows, { penalty: 1 })).toEqual(
    trainLogisticRegression(known, { penalty: 1 }),
  );
});

test("a feature that never varies weighs nothing", () => {
  const rows = { ...known, features: ["x", "one"], columns: [...known.columns, new Float64Array(8).fill(7)] };
  expect(trainLogisticRegression(rows, { penalty: 1 }).weights[1]).toBe(0);
});

test("rows of one answer teach nothing", () => {
  expect(() => trainLogisticRegression({ ...known, labels: new Uint8Array(8) }, { penalty: 1 })).toThrow(
    "both answers",
  );
});

test("contributions and base sum to the log-odds; beyond four deviations a value counts no more", () => {
  const model = trainLogisticRegression(known, { penalty: 1 });
  const [contribution] = linearContributions(model, [1]);
  expect(model.base + contribution!).toBeCloseTo(linearLogOdds(model, [1]), 12);
  expect(linearLogOdds(model, [2.5])).toBe(linearLogOdds(model, [1e9]));
  expect(linearLogOdds(model, [2.4])).toBeLessThan(linearLogOdds(model, [2.5]));
});

test("where a whole step would lead away from the optimum, a part of it is taken", () => {
  // One yes among very many noes, and a feature that is nearly always the same: plain Newton steps diverge.
  const size = 4000;
  const rows = {
    features: ["rare", "other"],
    columns: [
      Float64Array.from({ length: size }, (_, row) => Number(row < 2)),
      Float64Array.from({ length: size }, (_, row) => (row * 7919) % 13),
    ],
    labels: Uint8Array.from({ length: size }, (_, row) => Number(row === 0 || row === 1)),
    weights: new Float64Array(size).fill(1),
  };
  const model = trainLogisticRegression(rows, { penalty: 0.01 });
  expect(linearProbability(model, [1, 0])).toBeGreaterThan(0.5);
  expect(linearProbability(model, [0, 0])).toBeLessThan(0.01);
});

test("a value that is not known counts as the mean, in training and after", () => {
  const rows = {
    ...known,
    columns: [Float64Array.of(...known.columns[0]!, NaN, NaN)],
    labels: Uint8Array.of(...known.labels, 0, 1),
    weights: Float64Array.of(...known.weights, 1, 1),
  };
  const model = trainLogisticRegression(rows, { penalty: 0 });
  expect(model.means).toEqual([0.5]);
  expect(linearLogOdds(model, [NaN])).toBe(model.base);
  expect(linearProbability(model, [1])).toBeCloseTo(0.75, 9);
});

test("balanced: however few there are of one answer, the base is even", () => {
  const example = (value: number, label: boolean) => ({ row: [value], label, weight: 1 });
  const examples = [example(0, true), ...Array.from({ length: 9 }, () => example(0, false))];
  expect(trainBalanced(["x"], examples, { penalty: 1 }).base).toBeCloseTo(0, 9);
});

test("balanced: examples of one answer make a model that says neither", () => {
  const model = trainBalanced(["x"], [{ row: [3], label: true, weight: 1 }], { penalty: 1 });
  expect(linearProbability(model, [3])).toBe(0.5);
});
