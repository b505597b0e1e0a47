import { expect, test } from "vitest";
import { recurringTexts, repeatedTexts } from "../../../src/core/structure/repeated-texts.ts";
import { readText } from "../../../src/core/page/read.ts";

test.each([
  [["渡口", "老桥", "渡口", "渡口"], ["渡口"]],
  [
    ["渡口", "老桥", "老桥", "渡口"],
    ["老桥", "渡口"],
  ],
  [["渡口", "渡口。"], []],
  [[], []],
])("of %j these are said more than once: %j", (lines, repeated) => {
  expect([...repeatedTexts(readText(lines.join("\n")).blocks)]).toEqual(repeated);
});

test("what is said three times recurs", () => {
  const { blocks } = readText("渡口\n老桥\n渡口\n老桥\n渡口");
  expect([...recurringTexts(blocks)]).toEqual(["渡口"]);
});
