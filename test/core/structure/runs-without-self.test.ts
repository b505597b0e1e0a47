import fc from "fast-check";
import { expect, test } from "vitest";
import { runsWithoutSelf } from "../../../src/core/structure/runs-without-self.ts";

/** The greatest sum of any run of values, an empty one included. */
function greatestSum(values: readonly number[]): number {
  let most = 0;
  for (let from = 0; from < values.length; from += 1) {
    let sum = 0;
    for (let to = from; to < values.length; to += 1) {
      sum += values[to]!;
      most = Math.max(most, sum);
    }
  }
  return most;
}

test("the run of each line is the best one when the line itself says nothing", () => {
  const values = fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 12 });
  fc.assert(
    fc.property(values, (numbers) => {
      const runs = runsWithoutSelf(Float64Array.from(numbers));
      for (const at of numbers.keys()) {
        const others = numbers.map((value, other) => (other === at ? 0 : value));
        const run = others.slice(runs.from[at], runs.to[at]);
        expect(runs.sums[at]).toBe(greatestSum(others));
        expect(run.reduce((sum, value) => sum + value, 0)).toBe(runs.sums[at]);
      }
    }),
  );
});

test("a line stands above its run, below it, or in it as one right beside it does", () => {
  const runs = runsWithoutSelf(Float64Array.of(-1, -1, -1, 5, 5, -1, -1));
  const places = Array.from({ length: 7 }, (_, at) => [runs.above(at), runs.holds(at), runs.below(at)]);
  expect(places).toEqual([
    [3, false, 0],
    [2, false, 0],
    [0, true, 0],
    [0, true, 0],
    [0, true, 0],
    [0, true, 0],
    [0, false, 2],
  ]);
});

test("where nothing is above 0 there is no run", () => {
  const runs = runsWithoutSelf(Float64Array.of(-1, 7, -1));
  expect([runs.sums[1], runs.holds(1)]).toEqual([0, false]);
});
