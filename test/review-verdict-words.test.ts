import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { reasonIn } from "../src/review/verdict-words.ts";

test.for([
  ["567 characters of running text in 8 lines.", "正文共 567 字，8 行。"],
  ["3 of 7 paragraphs are cut off.", "7 段里有 3 段被截断。"],
  ["12 of 20 lines hold 「租车公司」.", "20 行里有 12 行含有“租车公司”。"],
  ["The page says 「页面不存在 (404).」 and little else.", "页面只说“页面不存在 (404).”，别无其他。"],
  ["Something that nobody has put into Chinese.", "Something that nobody has put into Chinese."],
] as const)("%s", ([english, chinese]) => {
  expect(reasonIn("zh", english)).toBe(chinese);
  expect(reasonIn("en", english)).toBe(english);
});

const kinds = ["home", "section", "article"];

/** All that the code can say: its sentences, with something in the place of what varies. */
const sayings = [
  "verdict",
  "judging",
  "measures/spam-signs",
  "measures/list-signs",
  "measures/mojibake",
].flatMap((name) => {
  const code = readFileSync(new URL(`../src/${name}.ts`, import.meta.url), "utf8");
  const found = code.matchAll(
    /(?:says: |reasons: \[|reasons = \[|return )(?:`([^`]*[.])`|"([A-Z][^"]*[.])")/gu,
  );
  return Array.from(found, ([, template, plain]) => template ?? plain!).flatMap((sentence) =>
    sentence.includes("that of a ${address}")
      ? kinds.map((kind) => sentence.replace("${address}", kind))
      : [sentence.replaceAll(/\$\{places === [^}]*\}/gu, "places").replaceAll(/\$\{[^}]*\}/gu, "7")],
  );
});

test("there are words for every reason that a verdict gives", () => {
  expect(sayings.length).toBeGreaterThan(40);
  expect(sayings.filter((sentence) => reasonIn("zh", sentence) === sentence)).toEqual([]);
});
