import { expect, test } from "vitest";
import { type Sample, trainWeights } from "../src/score/regression.ts";

/** Part of the article is what has more of the second sign than of the third. */
const samples: readonly Sample[] = Array.from({ length: 200 }, (_, at) => {
  const [a, b] = [(at * 37) % 101, (at * 61) % 103];
  return { signs: [1, a / 100, b / 102], label: a / 100 > b / 102 ? 1 : 0, mass: 1 };
});

const chance = (weights: readonly number[], signs: readonly number[]) =>
  1 / (1 + Math.exp(-signs.reduce((sum, sign, at) => sum + sign * weights[at]!, 0)));

test("what parts the samples is learned", () => {
  const weights = trainWeights(samples);
  const right = samples.filter(({ signs, label }) => chance(weights, signs) > 0.5 === (label === 1));
  expect(right.length / samples.length).toBeGreaterThan(0.95);
  expect(weights[1]).toBeGreaterThan(1);
  expect(weights[2]).toBeLessThan(-1);
});

test("the same samples give the same weights", () => {
  expect(trainWeights(samples)).toEqual(trainWeights(samples));
});

test("a sample without mass says nothing", () => {
  const wrong = samples.map((sample) => ({ ...sample, label: (1 - sample.label) as 0 | 1, mass: 0 }));
  expect(trainWeights([...samples, ...wrong])).toEqual(trainWeights(samples));
});

test("no samples, no weights", () => {
  expect(trainWeights([])).toEqual([]);
});
