import fc from "fast-check";
import { expect, test } from "vitest";
import { greatestSegments, maximumSumSegment } from "../../../src/core/structure/segments.ts";

test.each([
  ["bridges a small gap", [2, -1, 3, -9, 4], { first: 0, last: 2, sum: 4 }],
  ["not a wide one", [2, -9, 3, -9, 4], { first: 4, last: 4, sum: 4 }],
  ["begins anew where nothing is left", [1, -1, 1], { first: 0, last: 0, sum: 1 }],
  ["of nothing above 0 there is none", [-1, 0, -2], undefined],
])("%s", (_, values, segment) => {
  expect(maximumSumSegment(values)).toEqual(segment);
});

test("no segment has a greater sum", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 20 }), (values) => {
      let greatest = 0;
      for (let from = 0; from < values.length; from += 1) {
        let sum = 0;
        for (let to = from; to < values.length; to += 1) greatest = Math.max(greatest, (sum += values[to]!));
      }
      expect(maximumSumSegment(values)?.sum ?? 0).toBe(greatest);
    }),
  );
});

test("the greatest segments lie apart, the greatest first", () => {
  expect(greatestSegments([5, -9, 1, -9, 3, -9, 4], 3)).toEqual([
    { first: 0, last: 0, sum: 5 },
    { first: 6, last: 6, sum: 4 },
    { first: 4, last: 4, sum: 3 },
  ]);
});
