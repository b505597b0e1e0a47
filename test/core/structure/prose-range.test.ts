import { describe, expect, test } from "vitest";
import { shippedCues } from "../../../src/core/cues/shipped.ts";
import { mostProse, positionOf, proseRange, proseWeights } from "../../../src/core/structure/prose-range.ts";
import { readHtml, readText } from "../../../src/core/page/read.ts";
import { HEADLINE, STORY } from "../../support/stage-tables.ts";

const cues = shippedCues();

/** The lines of a text from the first to the last of its prose. */
function proseOf(lines: readonly string[]): readonly string[] {
  const { blocks } = readText(lines.join("\n"));
  const range = proseRange(blocks, cues);
  return range === undefined ? [] : blocks.slice(range.first, range.last + 1).map(({ text }) => text);
}

describe("the prose of a text", () => {
  const above = ["当前位置：首页 > 正文", HEADLINE, "来源：青湾日报"];
  const below = ["上一篇：白石村修好了晒坝", "版权所有：青湾在线", "关于我们"];

  test.each<[string, readonly string[], readonly string[]]>([
    ["is all of it", STORY, STORY],
    ["begins and ends with prose", [...above, ...STORY, ...below], STORY],
    [
      "bridges headings",
      [STORY[0]!, "一、收书", STORY[1]!, "二、修书", STORY[2]!],
      [STORY[0]!, "一、收书", STORY[1]!, "二、修书", STORY[2]!],
    ],
    [
      "does not reach over a menu to a line of small print",
      [...STORY, ...Array.from({ length: 20 }, (_, at) => `栏目${at}`), "本站由镇信息中心承办，欢迎来信。"],
      STORY,
    ],
    ["is none where nobody writes a sentence", above, []],
    ["is none of nothing", [], []],
  ])("%s", (_, lines, wanted) => {
    expect(proseOf(lines)).toEqual(wanted);
  });

  test("does not end with a disclaimer, though that is written in sentences", () => {
    const disclaimer =
      "免责声明：凡本网注明来源的作品，均转载自其他媒体，并不代表本网观点，如有侵权请联系我们删除。";
    expect(proseOf([...STORY, disclaimer])).toEqual(STORY);
  });

  test("does not begin with what the page says twice", () => {
    const teaser = "青湾镇的老粮站今年春天改成了一间阅览室。";
    const { blocks } = readText([teaser, teaser, ...STORY].join("\n"));
    expect(proseRange(blocks, cues)!.first).toBe(2);
  });
});

describe("of a page", () => {
  test("linked sentences count against the text", () => {
    const { blocks } = readHtml(
      `${STORY.map((line) => `<p>${line}</p>`).join("")}<p><a href="/">${STORY[0]}第二天也是。</a></p>`,
    );
    expect(proseRange(blocks, cues)).toEqual({ first: 0, last: STORY.length - 1 });
    expect(proseWeights(blocks, cues).at(-1)).toBeLessThan(0);
  });

  test("hidden prose counts less", () => {
    const { blocks } = readHtml(`<p>${STORY[0]}</p><p hidden>${STORY[0]!.replace("青湾", "白石")}</p>`);
    const [shown, hidden] = proseWeights(blocks, cues);
    expect(hidden).toBeGreaterThan(0);
    expect(hidden).toBeLessThan(shown!);
  });

  test("its title is no part of the text", () => {
    const { blocks } = readHtml(`<title>${STORY[0]}</title><p>${STORY[1]}</p>`);
    expect(proseRange(blocks, cues)).toEqual({ first: 1, last: 1 });
  });

  test("a paragraph does not count more for being endless", () => {
    const { blocks } = readText([STORY[0]!.repeat(20), STORY[1]!.repeat(200)].join("\n"));
    const [one, two] = proseWeights(blocks, cues);
    expect(one).toBe(two);
  });
});

describe("the heaviest run", () => {
  const runOf = (weights: readonly number[]) =>
    mostProse(readText(weights.map(() => "站").join("\n")).blocks, weights);

  test.each<[readonly number[], [number, number] | undefined]>([
    [
      [1, 2, 3],
      [0, 2],
    ],
    [
      [-1, 5, -1],
      [1, 1],
    ],
    [
      [5, -2, 5],
      [0, 2],
    ],
    [
      [5, -6, 5],
      [0, 0],
    ],
    [
      [5, -6, 6],
      [2, 2],
    ],
    [
      [0, 5, 0],
      [1, 1],
    ],
    [[-1, -2], undefined],
    [[], undefined],
  ])("of %j", (weights, wanted) => {
    expect(runOf(weights)).toEqual(wanted && { first: wanted[0], last: wanted[1] });
  });
});

test.each([
  [0, "head"],
  [1, "head"],
  [2, "body"],
  [4, "body"],
  [5, "tail"],
])("position %i stands in the %s", (at, position) => {
  expect(positionOf(at, { first: 2, last: 4 })).toBe(position);
  expect(positionOf(at, undefined)).toBe("body");
});
