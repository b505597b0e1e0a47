/** Signs of pages and texts that lead to articles: what is counted, and that none decides alone. */
import { describe, expect, test } from "vitest";
import { readPage } from "../src/page/read.ts";
import { lineSigns, pageSigns } from "../src/measures/list-signs.ts";
import { pageShape } from "../src/measures/page-shape.ts";
import { Shape } from "../src/measures/shape.ts";
import { HEADLINE, STORY } from "./stage-tables.ts";

const kinds = (signs: readonly { readonly kind: string }[]) => signs.map(({ kind }) => kind);
const shapesOf = (lines: readonly string[]) => lines.map((line) => new Shape(line));
const read = (body: string) =>
  readPage({ bytes: Buffer.from(`<body>${body}</body>`), format: "html" }, "page");
const story = STORY.map((line) => `<p>${line}</p>`).join("");
const entry = (at: number) =>
  `<div class="entry"><h3><a href="/${at}.html">第${at}艘渡船在老码头下水</a></h3><p>${STORY[0]}</p></div>`;

test("a story shows no sign of a list", () => {
  expect(lineSigns(shapesOf([HEADLINE, ...STORY]))).toEqual([]);
});

test.each([
  ["entries", ["甲", "Posted in 要闻", "Tagged 春天", "阅读全文"]],
  ["dates", Array.from({ length: 5 }, (_, at) => `渡船下水的消息 2031-03-0${at + 1}`)],
  ["labels", Array.from({ length: 12 }, (_, at) => `渡船下水的消息之${at}`)],
  [
    "repeats",
    [1, 2, 3].flatMap((at) => [
      `第${at}艘渡船在老码头下水`,
      `第${at}艘渡船在老码头下水 昨天，附近几个村的人都赶来看热闹。`,
    ]),
  ],
])("%s", (kind, lines) => {
  expect(kinds(lineSigns(shapesOf(lines)))).toContain(kind);
});

describe("a page", () => {
  test("of entries has teasers below linked headlines, and no long stretch", () => {
    const shape = pageShape(read(Array.from({ length: 8 }, (_, at) => entry(at)).join("")));
    expect(shape).toMatchObject({ teasers: 8, teaserShare: 1, alike: 8, prices: 0 });
    expect(shape.stretch).toBeLessThan(100);
  });

  test("of a story has one stretch", () => {
    const shape = pageShape(read(`<h1>${HEADLINE}</h1>${story}`));
    expect(shape).toMatchObject({ teasers: 0, alike: 0, linkShare: 0 });
    expect(shape.stretch).toBeGreaterThan(150);
    expect(shape.proseShare).toBeGreaterThan(0.8);
  });

  test("with a date and an article's address has signs against it", () => {
    const page = { ...read(story), url: "https://www.qingwan.example/zhen/20310302/7060.html" };
    const signs = pageSigns(page, { published: "2031-03-02" });
    expect(
      signs.filter(({ kind, points }) => (kind === "address" || kind === "date") && points < 0),
    ).toHaveLength(2);
  });

  test("without any block is judged", () => {
    expect(pageShape(read(""))).toMatchObject({ stretch: 0, proseShare: 0, linkShare: 0 });
  });
});
