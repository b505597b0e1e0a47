import { expect, test } from "vitest";
import { ngramFileOf, ngramsOf } from "../../../src/core/article/ngram-file.ts";
import { BUCKETS } from "../../../src/core/features/line-ngrams.ts";
import { ModelError } from "../../../src/core/errors.ts";

const weights = Float64Array.from({ length: BUCKETS }, (_, bucket) => Math.sin(bucket) * 3);

test("weights are read back to one of 255 steps", () => {
  const { base, weights: read } = ngramsOf(ngramFileOf({ base: -0.5, weights }), "line-ngrams");
  expect(base).toBe(-0.5);
  for (const [bucket, weight] of weights.entries()) {
    expect(Math.abs(read[bucket]! - weight)).toBeLessThanOrEqual(3 / 127 / 2 + 1e-6);
  }
});

test("weights of nothing are read back", () => {
  const file = ngramFileOf({ base: 0, weights: new Float64Array(BUCKETS) });
  expect(ngramsOf(file, "line-ngrams").weights[7]).toBe(0);
});

test.each([
  ["another format", { ...ngramFileOf({ base: 0, weights }), version: 2 }],
  ["other buckets", ngramFileOf({ base: 0, weights: weights.subarray(0, 100) })],
])("%s is refused, with both versions named", (_, file) => {
  expect(() => ngramsOf(file, "line-ngrams")).toThrow(ModelError);
  expect(() => ngramsOf(file, "line-ngrams")).toThrow(/line-ngrams is of format .* reads format 1/u);
});
