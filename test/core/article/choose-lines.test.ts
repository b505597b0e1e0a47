import { describe, expect, test } from "vitest";
import { chooseLines, type LineEvidence, mayHoldList } from "../../../src/core/article/choose-lines.ts";

const line: LineEvidence = {
  probability: 0.99,
  isProse: false,
  isHeadlike: false,
  isSubtitle: false,
  breaksOff: false,
  announces: false,
  isDay: false,
  isBracketed: false,
  isCredit: false,
  hasSiteWords: false,
  isGone: false,
};
const paragraph = { ...line, isProse: true };
const gone = { ...line, probability: 0.01, isGone: true };
const unlikely = (probability: number, more: Partial<LineEvidence> = {}) => ({
  ...line,
  ...more,
  probability,
});

const chosen = (lines: readonly LineEvidence[]) => [...chooseLines(lines)];
/** What goes of lines right below a text, where the site speaks above it. */
const below = (...lines: readonly LineEvidence[]) =>
  chosen([gone, paragraph, ...lines])
    .map((at) => at - 2)
    .slice(1);
/** The same of lines between a headline and a text that the site speaks below. */
const above = (...lines: readonly LineEvidence[]) =>
  chosen([line, ...lines, paragraph, gone])
    .map((at) => at - 1)
    .filter((at) => at < lines.length);
const between = (...lines: readonly LineEvidence[]) =>
  chosen([gone, paragraph, ...lines, paragraph])
    .map((at) => at - 2)
    .filter((at) => at >= 0);

describe("where no site speaks", () => {
  test("nothing goes, whatever the model says: code, verse, names and prices", () => {
    expect(chosen([line, paragraph, unlikely(0.01), unlikely(0.01), paragraph, unlikely(0.01)])).toEqual([]);
  });

  const headline = unlikely(0.2, { isHeadlike: true });
  const maybe = unlikely(0.4, { isHeadlike: true });
  test.each([
    ["five headlines below the last paragraph go", [paragraph, ...Array(5).fill(headline)], 5],
    [
      "teasers among them too",
      [paragraph, headline, ...Array(4).fill(unlikely(0.2, { breaksOff: true }))],
      5,
    ],
    ["four stay", [paragraph, ...Array(4).fill(headline)], 0],
    ["a few of them may be of another make", [paragraph, ...Array(5).fill(headline), unlikely(0.2)], 6],
    ["not many", [paragraph, ...Array(5).fill(headline), ...Array(4).fill(unlikely(0.2))], 0],
    ["nor may they be likely", [paragraph, ...Array(5).fill(maybe)], 0],
    ["nor stand above a paragraph", [...Array(5).fill(headline), paragraph], 0],
  ])("%s", (_, lines, count) => {
    expect(chosen(lines)).toHaveLength(count);
  });
});

describe("where the site speaks", () => {
  test.each([
    ["what the model is against goes right below a text", [unlikely(0.2)], [0]],
    ["a doubt stays there", [unlikely(0.3)], []],
    [
      "and goes behind the site's first words",
      [unlikely(0.3, { hasSiteWords: true }), unlikely(0.3)],
      [0, 1],
    ],
    ["likely lines stay", [unlikely(0.6)], []],
  ])("below: %s", (_, lines, expected) => {
    expect(below(...lines)).toEqual(expected);
  });

  const day = unlikely(0.1, { isDay: true });
  const signed = unlikely(0.1);
  const remark = unlikely(0.1, { isBracketed: true });
  test.each([
    ["who signed, and the day", [signed, day, unlikely(0.1)], [2]],
    ["not all above them", [signed, signed, day], [0]],
    ["a remark below the day", [signed, day, remark, remark], [3]],
    ["a day that nobody signed", [day], [0]],
    ["several days are a list's", [signed, day, signed, day], [0, 1, 2, 3]],
    ["a day behind the site's words", [unlikely(0.1, { hasSiteWords: true }), day], [0, 1]],
  ])("the text's own: %s", (_, lines, expected) => {
    expect(below(...lines)).toEqual(expected);
  });

  test("a list that the last line announces stays, down to the site's words", () => {
    const names = [unlikely(0.01), unlikely(0.01)];
    const lines = [gone, { ...paragraph, announces: true }, ...names, unlikely(0.01, { hasSiteWords: true })];
    expect(chosen(lines)).toEqual([0, 4]);
    expect(chosen([gone, paragraph, ...names])).toEqual([0, 2, 3]);
  });

  const title = unlikely(0.1, { isHeadlike: true });
  const subtitle = unlikely(0.1, { isSubtitle: true });
  const credit = unlikely(0.01, { isCredit: true, hasSiteWords: true });
  test.each([
    [
      "what stands above the site's last words goes",
      [unlikely(0.4), unlikely(0.4, { hasSiteWords: true })],
      [0, 1],
    ],
    ["below them a doubt stays", [unlikely(0.4, { hasSiteWords: true }), unlikely(0.3)], [0]],
    ["what is surely none goes", [unlikely(0.2)], [0]],
    ["a subtitle below a headline stays", [subtitle, subtitle], [1]],
    ["a subtitle of nothing does not", [gone, subtitle], [0, 1]],
    ["a headline right above a credit stays", [title, credit], [1]],
    ["not where it is surely none", [{ ...title, probability: 0.04 }, credit], [0, 1]],
    ["nor with the site's words", [{ ...title, hasSiteWords: true }, credit], [0, 1]],
    ["nor further above", [title, unlikely(0.1), credit], [0, 1, 2]],
  ])("above: %s", (_, lines, expected) => {
    expect(above(...lines)).toEqual(expected);
  });

  test.each([
    ["the likeliest", [unlikely(0.1), unlikely(0.2), unlikely(0.1)], [0, 2]],
    ["not one that is surely none", [unlikely(0.04)], [0]],
    ["nor one with the site's words, nor a day", [unlikely(0.2, { hasSiteWords: true }), day], [0, 1]],
    ["nor where another is kept", [unlikely(0.2), line], [0]],
  ])("where all above the text would go, a headline stays: %s", (_, lines, expected) => {
    expect(chosen([...lines, paragraph, gone]).filter((at) => at < lines.length)).toEqual(expected);
  });

  const sure = unlikely(0.05);
  test.each([
    [
      "the site's words go, with what is surely none beside them",
      [unlikely(0.4), sure, unlikely(0.4, { hasSiteWords: true }), sure],
      [1, 2, 3],
    ],
    ["lines without them stay", [sure, sure, sure], []],
    ["one or two that are surely none go", [sure, sure], [0, 1]],
    ["not where they may be some", [unlikely(0.2)], []],
    ["nor beside another short line: verse", [line, sure], []],
  ])("between paragraphs: %s", (_, lines, expected) => {
    expect(between(...lines)).toEqual(expected);
  });
});

test.each([
  ["", false],
  ["eeee", false],
  ["eeeee", true],
  ["..eee..e.", false],
  ["....e..eee.", false],
  ["....ee.eee...", true],
  ["....eee..eeee...", true],
  ["ee..e.e..ee.e", false],
])("lines, entries among them, may hold a list: %j %s", (lines, expected) => {
  expect(mayHoldList(lines.length, (at) => lines[at] === "e")).toBe(expected);
});
