import { describe, expect, test } from "vitest";
import { isSure, pointsOf, sayings, type Sign } from "../src/measures/signs.ts";

const sign = (kind: string, points: number): Sign => ({ kind, points, says: `${kind} ${points}` });

describe("sure", () => {
  test.each<[boolean, string, Sign[]]>([
    [true, "two kinds that reach the sum", [sign("words", 2), sign("numbers", 2)]],
    [false, "one kind, however much", [sign("words", 5)]],
    [false, "one kind twice", [sign("words", 2), sign("words", 3)]],
    [false, "two kinds below the sum", [sign("words", 2), sign("numbers", 1)]],
    [false, "what speaks against counts", [sign("words", 2), sign("numbers", 2), sign("report", -1)]],
    [false, "what speaks against is no kind of evidence", [sign("words", 6), sign("report", -1)]],
    [false, "nothing", []],
  ])("%s: %s", (expected, _, signs) => {
    expect(isSure(signs, 4)).toBe(expected);
  });
});

test("the most telling is said first, what speaks against is not said", () => {
  expect(sayings([sign("a", 1), sign("b", 3), sign("c", -1)])).toEqual(["b 3", "a 1"]);
});

test.each([
  [0, 0],
  [1, 1],
  [3, 1],
  [4, 3],
  [9, 3],
])("%i gives %i points", (number, points) => {
  expect(pointsOf(number, { 1: 1, 4: 3 })).toBe(points);
});
