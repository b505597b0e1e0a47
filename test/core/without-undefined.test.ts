import { expect, test } from "vitest";
import { withoutUndefined } from "../../src/core/without-undefined.ts";

test("withoutUndefined leaves out what is undefined, and nothing else", () => {
  const kept = withoutUndefined({ b: 0, gone: undefined, a: "", none: null, no: false });
  expect(Object.entries(kept)).toEqual([
    ["b", 0],
    ["a", ""],
    ["none", null],
    ["no", false],
  ]);
});
