import { describe, expect, test } from "vitest";
import {
  DEFAULT_OPTIONS,
  trainBoostedTrees,
  type TrainingRows,
} from "../../../eval/learning/gradient-boosting.ts";
import {
  type BoostedTrees,
  contributionsOf,
  logOddsOf,
  probabilityOf,
} from "../../../src/core/article/boosted-trees.ts";

/** Two questions: is it long, and if so, is it linked? */
const byHand: BoostedTrees = {
  features: ["length", "linkShare"],
  base: -1,
  trees: [
    {
      feature: [0, -1, 1, -1, -1],
      threshold: [20, 0, 0.5, 0, 0],
      left: [1, 0, 3, 0, 0],
      value: [0.25, -2, 1, 3, -0.5],
    },
    { feature: [-1], threshold: [0], left: [0], value: [0.5] },
  ],
};

describe("the log-odds of a row", () => {
  test.each([
    { row: [5, 0], logOdds: -2.5 },
    { row: [20, 0], logOdds: -2.5 },
    { row: [21, 0.5], logOdds: 2.5 },
    { row: [21, 0.6], logOdds: -1 },
  ])("$row: $logOdds", ({ row, logOdds }) => {
    expect(logOddsOf(byHand, row)).toBe(logOdds);
    expect(probabilityOf(byHand, row)).toBeCloseTo(1 / (1 + Math.exp(-logOdds)), 12);
  });

  test("is the sum of what the features contributed, of the base and of the roots", () => {
    expect([...contributionsOf(byHand, [21, 0.6])]).toEqual([0.75, -1.5]);
    expect([...contributionsOf(byHand, [5, 0.6])]).toEqual([-2.25, 0]);
  });
});

/** Rows of two features with what is to be learned of them, all of one weight. */
function rowsOf(rows: readonly (readonly [number, number, 0 | 1])[]): TrainingRows {
  return {
    features: ["a", "b"],
    columns: [Float64Array.from(rows, ([a]) => a), Float64Array.from(rows, ([, b]) => b)],
    labels: Uint8Array.from(rows, ([, , label]) => label),
    weights: new Float64Array(rows.length).fill(1),
  };
}

const times = <T>(count: number, item: T): readonly T[] => Array.from({ length: count }, () => item);
const small = { ...DEFAULT_OPTIONS, trees: 20, depth: 2, rowsPerLeaf: 5 };

describe("training", () => {
  test("gives one split the values that the formula gives: -rate × slope / (curvature + penalty)", () => {
    // 40 rows of a = 0 are no, 40 rows of a = 1 are yes: base 0, probability ½, slope ±½, curvature ¼ a row.
    const rows = rowsOf([...times(40, [0, 0, 0] as const), ...times(40, [1, 0, 1] as const)]);
    const { base, trees } = trainBoostedTrees(rows, {
      trees: 1,
      depth: 3,
      learningRate: 0.1,
      rowsPerLeaf: 40,
      penalty: 5,
    });
    expect(base).toBe(0);
    expect(trees).toHaveLength(1);
    expect(trees[0]!.feature).toEqual([0, -1, -1]);
    expect(trees[0]!.threshold[0]).toBe(0.5);
    expect(trees[0]!.value[1]).toBeCloseTo((-0.1 * 20) / (10 + 5), 6);
    expect(trees[0]!.value[2]).toBeCloseTo((0.1 * 20) / (10 + 5), 6);
  });

  test("makes no leaf of fewer rows than asked for", () => {
    const rows = rowsOf([...times(39, [0, 0, 0] as const), ...times(80, [1, 0, 1] as const)]);
    const { trees } = trainBoostedTrees(rows, { ...small, trees: 1, rowsPerLeaf: 40 });
    expect(trees[0]!.feature).toEqual([-1]);
  });

  test("learns what neither feature says alone (either, but not both)", () => {
    const rows = rowsOf([
      ...times(30, [0, 0, 0] as const),
      ...times(20, [0, 1, 1] as const),
      ...times(25, [1, 0, 1] as const),
      ...times(30, [1, 1, 0] as const),
    ]);
    const model = trainBoostedTrees(rows, { ...small, trees: 100 });
    for (const [a, b, label] of [
      [0, 0, 0],
      [0, 1, 1],
      [1, 0, 1],
      [1, 1, 0],
    ] as const)
      expect(Math.round(probabilityOf(model, [a, b]))).toBe(label);
  });

  test("does not look at rows of no weight, nor at how all weights are scaled", () => {
    const some = rowsOf([...times(30, [0, 0, 0] as const), ...times(30, [1, 0, 1] as const)]);
    const more = rowsOf([
      ...times(30, [0, 0, 0] as const),
      ...times(30, [1, 0, 1] as const),
      ...times(9, [0, 3, 1] as const),
    ]);
    more.weights.fill(8, 0, 60).fill(0, 60);
    expect(trainBoostedTrees(more, small)).toEqual(trainBoostedTrees(some, small));
  });

  test("gives the same model to the last bit", () => {
    const rows = rowsOf(
      Array.from({ length: 500 }, (_, at) => [
        (at * 37) % 101,
        (at * 53) % 89,
        ((at * 37) % 101) + ((at * 53) % 89) > 95 ? 1 : 0,
      ]),
    );
    expect(JSON.stringify(trainBoostedTrees(rows, small))).toBe(
      JSON.stringify(trainBoostedTrees(rows, small)),
    );
  });

  test("refuses rows of one answer only", () => {
    expect(() => trainBoostedTrees(rowsOf(times(50, [0, 0, 0] as const)), small)).toThrow(RangeError);
  });
});
