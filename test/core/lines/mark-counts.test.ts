import { expect, test } from "vitest";
import { countMarks } from "../../../src/core/lines/mark-counts.ts";

test.each([
  ["船到了，人也齐了。走吧！", { sentences: 2, clauses: 1 }],
  ["水位3.5米", { sentences: 0, clauses: 0 }],
  ["The ferry is back. It runs daily.", { sentences: 2, clauses: 0 }],
  ["“到了.”", { sentences: 1, clauses: 0 }],
  ["时间：9:30", { sentences: 0, clauses: 2 }],
])("%s", (text, marks) => {
  expect(countMarks(text)).toMatchObject(marks);
});

test("Chinese characters and digits of either width", () => {
  expect(countMarks("第12届，第３期")).toMatchObject({ han: 4, digits: 3 });
});
