import { expect, test } from "vitest";
import { createBatches } from "../../../src/archive/raw/batches.ts";

/** Doubles numbers, and refuses 7; remembers what was done together. */
function doubling() {
  const batches: (readonly number[])[] = [];
  const fits = (batch: readonly number[], item: number) => !batch.includes(item);
  const double = createBatches(fits, (items: readonly number[]) => {
    batches.push(items);
    if (items.includes(7)) throw new Error("7 is refused");
    return items.map((item) => 2 * item);
  });
  return { batches, double };
}

test("what comes in one turn is done together, and each gets its own result", async () => {
  const { batches, double } = doubling();
  expect(await Promise.all([1, 2, 3].map((item) => double.add(item)))).toEqual([2, 4, 6]);
  expect(await double.add(4)).toBe(8);
  expect(batches).toEqual([[1, 2, 3], [4]]);
});

test("what may not go with the others begins the next batch", async () => {
  const { batches, double } = doubling();
  expect(await Promise.all([1, 2, 1, 3].map((item) => double.add(item)))).toEqual([2, 4, 2, 6]);
  expect(batches).toEqual([
    [1, 2],
    [1, 3],
  ]);
});

test("one that is refused does not take the others with it", async () => {
  const { batches, double } = doubling();
  const results = await Promise.allSettled([6, 7, 8].map((item) => double.add(item)));
  expect(results).toEqual([
    { status: "fulfilled", value: 12 },
    { status: "rejected", reason: new Error("7 is refused") },
    { status: "fulfilled", value: 16 },
  ]);
  expect(batches).toEqual([[6, 7, 8], [6], [7], [8]]);
});
