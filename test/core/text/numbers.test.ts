import { describe, expect, test } from "vitest";
import { hundredths, median, quantile, sum, sumByName } from "../../../src/core/text/numbers.ts";

test("sum adds numbers, or what each item counts for", () => {
  expect(sum([])).toBe(0);
  expect(sum(new Set([1, 2.5]))).toBe(3.5);
  expect(sum(["河", "河岸"], (text) => text.length)).toBe(3);
});

test("sumByName keeps names apart", () => {
  expect(sumByName([{ share: 2, related: 1 }, {}, { share: 3 }])).toEqual({ share: 5, related: 1 });
});

describe("median", () => {
  test.each([
    [[4], 4],
    [[9, 1], 5],
    [[10, 2, 9], 9],
    [[1000, 1, 2, 3], 2.5],
  ])("of %j is %d", (values, expected) => expect(median(values)).toBe(expected));
});

describe("quantile", () => {
  test.each([
    [0, 2],
    [0.25, 3],
    [0.5, 4],
    [0.75, 7],
    [1, 10],
  ])("%d of 2, 4, 10 is %d", (share, expected) => expect(quantile([2, 4, 10], share)).toBe(expected));
});

test("hundredths keeps two decimals", () => {
  expect([0.125, 0.994, 0.996].map(hundredths)).toEqual([0.13, 0.99, 1]);
});
