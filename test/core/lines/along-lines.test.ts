import { expect, test } from "vitest";
import {
  decayed,
  decayedUpwards,
  distanceAbove,
  distanceBelow,
  meanAround,
  shifted,
  streaks,
  sums,
  unmarkedAbove,
} from "../../../src/core/lines/along-lines.ts";

const marked = Uint8Array.of(0, 1, 0, 0, 1, 1);

test.each([
  ["sums of all before", sums([1, 2, 3]), [0, 1, 3, 6]],
  ["what stands above, the nearer the more", decayed([4, 2, 8], 0.5), [0, 4, 4]],
  ["what stands below", decayedUpwards(Float64Array.of(4, 2, 8), 0.5), [6, 8, 0]],
  ["the mean around, without the place itself", meanAround([1, 2, 9, 4], 1), [2, 5, 3, 9]],
  ["the same weighted", meanAround([1, 2, 9], 1, [3, 1, 1]), [2, 3, 2]],
  ["places to the last marked one above", distanceAbove(marked, 9), [9, 9, 0, 1, 2, 0]],
  ["places to the next marked one below", distanceBelow(marked, 9), [0, 2, 1, 0, 0, 9]],
  ["no further than far", distanceAbove(Uint8Array.of(1, 0, 0, 0, 0), 2), [2, 0, 1, 2, 2]],
  ["unmarked places above", unmarkedAbove(marked), [0, 1, 0, 1, 2, 0]],
  ["streaks", streaks(marked), [0, 1, 0, 0, 2, 2]],
  ["values of the place below", shifted([1, 2, 3], 1, -1), [2, 3, -1]],
])("%s", (_, found, expected) => {
  expect([...found]).toEqual(expected);
});
