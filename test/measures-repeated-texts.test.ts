import { expect, test } from "vitest";
import { repeatedTexts } from "../src/measures/repeated-texts.ts";
import { readText } from "../src/page/read.ts";

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
