import { expect, test } from "vitest";
import { runsOf } from "../../../src/core/text/runs.ts";

test.each<[string, number, readonly (readonly [number, number])[]]>([
  ["xx", 2, [[0, 1]]],
  ["-xx", 2, [[1, 2]]],
  ["xx-", 2, [[0, 1]]],
  [
    "x-x",
    1,
    [
      [0, 0],
      [2, 2],
    ],
  ],
  ["xx-xxx", 3, [[3, 5]]],
  ["xxxx", 3, [[0, 3]]],
  ["x-x-x", 2, []],
  ["---", 1, []],
  ["", 1, []],
])("%s, at least %i", (items, least, wanted) => {
  expect(runsOf(items.split(""), least, (item) => item === "x")).toEqual(wanted);
});

test("each is asked for with its position", () => {
  expect(runsOf(["一", "二", "三", "四"], 2, (_, at) => at > 1)).toEqual([[2, 3]]);
});
