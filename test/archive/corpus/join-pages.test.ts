import { expect, test } from "vitest";
import { Page } from "../../../src/core/page/page.ts";
import { hasSameText } from "../../../src/archive/corpus/same-text.ts";
import { joinBlocks, joinPages } from "../../../src/archive/corpus/join-pages.ts";
import { readHtml, readText } from "../../../src/core/page/read.ts";
import { createPipeline } from "../../../src/core/pipeline/create-pipeline.ts";
import { replay, textOf } from "../../../src/core/pipeline/replay.ts";

const pipeline = createPipeline();
const HEADLINE = "青禾镇石桥昨天正式通车";
const PARAGRAPHS = [
  "三月九日上午，青禾镇的石桥举行了通车仪式，两岸的居民早早地来到河边，等着走上新桥。",
  "这座桥长六十米，由邻县请来的石匠用本地的青石砌成，前后花了一年零三个月的时间。",
  "镇上的老人说，过去到对岸的集市要绕十里山路，如今走过去只要一顿饭的工夫。",
  "为了凑够修桥的钱，村民们卖掉了两片竹林，又向在外地做工的同乡写了三十封信。",
  "石匠老周在工地上住了整整四百天，他说这是他这辈子砌过的最长的一座桥。",
  "桥头立了一块碑，上面刻着所有出过力的人的名字，一共二百一十七个。",
];

const comment = (megabytes: number) => `<!--${"a".repeat(megabytes * 1024 * 1024)}-->`;

const html = (title: string, lines: readonly string[], below = "") =>
  `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1><div>${lines.map((line) => `<p>${line}</p>`).join("")}</div>${below}</body></html>`;

function join(...pages: readonly string[]) {
  const cleaned = pages.map((page) => {
    const document = readHtml(page);
    return { document, cleaned: pipeline.clean(document) };
  });
  const joined = joinPages(pipeline, cleaned);
  const blocks = joinBlocks(cleaned.map(({ document }) => document.blocks));
  return { joined, rebuilt: textOf(replay(blocks, joined.receipt.changes)), blocks };
}

const whole = `${[HEADLINE, ...PARAGRAPHS].join("\n")}\n`;
const first = html(HEADLINE, PARAGRAPHS.slice(0, 3));

const cases: readonly (readonly [what: string, second: string])[] = [
  ["the headline", html(HEADLINE, PARAGRAPHS.slice(3))],
  ["the headline with the page's number", html(`${HEADLINE}（2）`, PARAGRAPHS.slice(3))],
  ["the headline with 第2页", html(`${HEADLINE} 第2页`, PARAGRAPHS.slice(3))],
  ["the last paragraph of the page before", html(HEADLINE, PARAGRAPHS.slice(2))],
  ["the first paragraph, at its end", html(HEADLINE, [...PARAGRAPHS.slice(3), PARAGRAPHS[0]!])],
  ["page numbers", html(HEADLINE, PARAGRAPHS.slice(3), "<p>[1] [2]</p>")],
];

test.for(cases)(
  "a later page that repeats %s: its own text is joined, and the receipt accounts for all",
  ([, second]) => {
    const { joined, rebuilt, blocks } = join(first, second);
    expect(joined.text).toBe(whole);
    expect(rebuilt).toBe(whole);
    const { counts } = joined.receipt;
    expect(counts.blocks).toBe(blocks.length);
    expect(counts.keptBlocks).toBe(PARAGRAPHS.length + 1);
    expect(joined.receipt.kept!.map(({ block }) => blocks[block]!.text)).toEqual([HEADLINE, ...PARAGRAPHS]);
    expect(pipeline.clean(readText(joined.text)).text).toBe(joined.text);
  },
);

test("a line that a later page says again in its middle stays", () => {
  const { joined } = join(first, html(HEADLINE, [PARAGRAPHS[3]!, PARAGRAPHS[0]!, PARAGRAPHS[4]!]));
  expect(joined.text.split("\n").filter((line) => line === PARAGRAPHS[0])).toHaveLength(2);
});

test("a page that says nothing new adds nothing", () => {
  expect(join(first, first).joined.text).toBe(`${[HEADLINE, ...PARAGRAPHS.slice(0, 3)].join("\n")}\n`);
});

const page = (content: string) =>
  new Page(new TextEncoder().encode(content), { url: "http://a.invalid/20260309_1.html" });
const pager = `<div><a href="20260309_1_2.html">下一页</a></div>`;

test.for<readonly [what: string, before: string, after: string, same: boolean]>([
  [
    "a counter that moved on",
    html(HEADLINE, PARAGRAPHS, "<p>阅读：12</p>"),
    html(HEADLINE, PARAGRAPHS, "<p>阅读：98</p>"),
    true,
  ],
  [
    "a corrected word",
    html(HEADLINE, PARAGRAPHS),
    html(HEADLINE, PARAGRAPHS.with(1, PARAGRAPHS[1]!.replace("六十", "七十"))),
    false,
  ],
  ["a corrected headline", html(HEADLINE, PARAGRAPHS), html(`${HEADLINE}了`, PARAGRAPHS), false],
  ["a page that it goes on with now", html(HEADLINE, PARAGRAPHS), html(HEADLINE, PARAGRAPHS, pager), false],
  ["nothing to read, twice", html("", []), html("", ["  "]), false],
  ["a comment of a megabyte", html(HEADLINE, PARAGRAPHS), html(HEADLINE, PARAGRAPHS) + comment(1), true],
  [
    "comments of three",
    html(HEADLINE, PARAGRAPHS) + comment(3),
    html(HEADLINE, PARAGRAPHS) + comment(2),
    false,
  ],
])("%s: the same text or not", ([, before, after, same]) => {
  expect(hasSameText(pipeline, page(before), page(after))).toBe(same);
});
