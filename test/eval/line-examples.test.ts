import { expect, test } from "vitest";
import { cleanCopy, cropped, type LineExample } from "../../eval/learning/line-examples.ts";
import { trainNgramWeights } from "../../eval/learning/ngram-regression.ts";
import { textBlocks } from "../../src/core/page/text-blocks.ts";

const lines = [
  "首页",
  "新闻",
  "渡船换了船工",
  "过河全靠一条木船。",
  "图片",
  "票还是一块钱。",
  "相关新闻",
  "版权",
];
const labels = [false, false, true, true, undefined, true, false, false];
const example: LineExample = {
  name: "ferry",
  site: "luxi.example",
  blocks: textBlocks(lines.join("\n")).blocks,
  labels,
  weight: 1,
};
const read = ({ blocks, labels, weight }: LineExample) => [blocks.map(({ text }) => text), labels, weight];

test("a copy keeps so many lines around the article", () => {
  expect(read(cropped(example, 1, 0.1)!)).toEqual([lines.slice(1, 7), labels.slice(1, 7), 0.1]);
  expect(read(cropped(example, 0, 0.1)!)).toEqual([lines.slice(2, 6), labels.slice(2, 6), 0.1]);
});

test("a frame as wide as the text's own is no copy", () => {
  expect(cropped(example, 2, 0.1)).toBeUndefined();
});

test("a clean copy has the article's lines alone", () => {
  expect(read(cleanCopy(example, 0.1))).toEqual([[lines[2], lines[3], lines[5]], [true, true, true], 0.1]);
});

test("n-grams of articles get weights above 0, others below, the same each time", () => {
  const rows = Array.from({ length: 40 }, (_, at) => ({
    features: at % 2 === 0 ? [0, 2] : [1, 2],
    label: at % 2 === 0,
    weight: 1,
  }));
  const { base, weights } = trainNgramWeights(rows, 4);
  expect(weights[0]).toBeGreaterThan(1);
  expect(weights[1]).toBeLessThan(-1);
  // What both have, and what nobody has, says nothing.
  expect(weights[2]).toBeCloseTo(0, 2);
  expect(weights[3]).toBe(0);
  expect(trainNgramWeights(rows, 4)).toEqual({ base, weights });
});
