import { expect, test } from "vitest";
import { BUCKETS, bucketsOf, ngramLogOdds } from "../../../src/core/features/line-ngrams.ts";

test("a line has the buckets of its one, two and three characters, its ends among them", () => {
  // Marks for both ends: four characters in all, so 4 + 3 + 2 n-grams.
  expect(bucketsOf("灯书").length).toBe(9);
  expect(bucketsOf("灯书").every((bucket) => bucket >= 0 && bucket < BUCKETS)).toBe(true);
});

test.each([
  ["digits", "第1页", "第7页"],
  ["case", "By Shen", "by shen"],
  ["the kind and number of spaces", "首页 新闻", "首页\u3000\u3000新闻"],
])("%s do not matter", (_, line, other) => {
  expect(bucketsOf(line)).toEqual(bucketsOf(other));
});

test("of a long line its beginning and its end are read", () => {
  const [beginning, end] = ["镇里的老粮站".repeat(10), "改成了阅览室。".repeat(5)];
  expect(bucketsOf(`${beginning}${"a".repeat(1_000_000)}${end}`)).toEqual(
    bucketsOf(`${beginning}${"b".repeat(500)}${end}`),
  );
});

test("a line of many n-grams is no surer than one of few", () => {
  const weights = new Float64Array(BUCKETS).fill(2);
  const oddsOf = (line: string) => ngramLogOdds(line, { base: -1, weights });
  expect(oddsOf("灯书")).toBe(-1 + 2 * Math.sqrt(9));
  // The same n-grams again say nothing more.
  expect(oddsOf("灯灯灯灯灯灯灯")).toBe(oddsOf("灯灯灯"));
});
