/** What is measured of a page that may be a list. */
import { describe, expect, test } from "vitest";
import { LIST_FEATURES, listFeatures, listRow } from "../../../src/core/verdict/list-features.ts";
import { readKept } from "../../../src/core/verdict/kept-text.ts";
import { readHtml } from "../../../src/core/page/read.ts";
import type { Block } from "../../../src/core/document/document.ts";

const STORY = "青湾镇的老粮站空了二十年，去年冬天改成了阅览室，门口的牌子是新写的。";

/** All of the page is kept. */
function featuresOf(html: string, likely: (block: Block) => number = () => 0.5) {
  const read = readHtml(html);
  const headline = read.blocks.filter(({ facts }) => facts.headingLevel > 0).map(({ index }) => index);
  const original = { ...read, headline };
  const probabilities = Float64Array.from(original.blocks, likely);
  return listFeatures({
    original,
    kept: readKept(original),
    article: { probabilities, choose: () => undefined, evidenceOf: () => ({}) },
    metadata: original.metadata,
  });
}

const page = (body: string, head = "") => `<html><head>${head}</head><body>${body}</body></html>`;

test("every feature has a value, and in the row lengths and counts are logarithms", () => {
  const features = featuresOf(page(`<h1>老粮站</h1><p>${STORY}</p>`));
  expect(Object.keys(features)).toEqual([...LIST_FEATURES]);
  expect(listRow(features)[LIST_FEATURES.indexOf("unlinkedStretch")]).toBeCloseTo(
    Math.log1p(features.unlinkedStretch),
  );
  expect(listRow(features)[LIST_FEATURES.indexOf("surest")]).toBe(features.surest);
});

test("a page says that it is an article, or does not", () => {
  const of = (type: string) => featuresOf(page("", `<meta property="og:type" content="${type}">`));
  expect(of("article").declaresArticle).toBe(1);
  expect(of("website").declaresArticle).toBe(0);
});

describe("the description of the page", () => {
  const described = (description: string) =>
    featuresOf(page(`<p>${STORY}</p>`, `<meta name="description" content="${description}">`)).described;

  test("is told in the text, with other marks too", () => {
    expect(described(STORY)).toBe(1);
    expect(described(STORY.replaceAll("，", " "))).toBe(1);
  });

  test("is that of the site", () => {
    expect(described("青湾在线是镇里人办的网站，每天说镇里的事，也登乡亲们的来信和照片。")).toBe(0);
  });

  test("says too little, or there is none", () => {
    expect(described(STORY.slice(0, 16))).toBeNaN();
    expect(described(STORY.slice(0, 17))).toBe(1);
    expect(featuresOf(page(`<p>${STORY}</p>`)).described).toBeNaN();
  });
});

test("the headline is the page's own, or that of an entry", () => {
  const title = "<title>老粮站改成了阅览室</title>";
  const of = (level: number) =>
    featuresOf(page(`<h${level}>老粮站改成了阅览室</h${level}><p>${STORY}</p>`, title)).lowHeadline;
  expect([1, 2, 3].map(of)).toEqual([0, 1, 1]);
});

test("lines that recur, and prices", () => {
  const entry = (at: number) => `<li><p>第${at}只竹篮</p><p>¥${at}8.00</p><p>查看详情</p></li>`;
  const of = (count: number) =>
    featuresOf(page(`<ul>${Array.from({ length: count }, (_, at) => entry(at + 1)).join("")}</ul>`));
  expect(of(2)).toMatchObject({ recurring: 0, prices: 2 });
  expect(of(3)).toMatchObject({ recurring: 3, prices: 3 });
});

test("the title of the page is no line of it", () => {
  const entries = "<p>¥8.00</p><p>¥8.00</p>";
  const { recurring, prices } = featuresOf(page(entries, "<title>¥8.00</title>"));
  expect({ recurring, prices }).toEqual({ recurring: 2, prices: 2 });
});

test.each([
  ["¥8", 1],
  ["￥ 8", 1],
  ["USD 8", 1],
  ["EUR8", 1],
  ["RMB8", 1],
  ["8 €", 1],
  ["8元", 1],
  ["8USD", 1],
  ["8元钱", 0],
  ["8USDT", 0],
  ["元8", 0],
])("%s is a price: %i", (line, expected) => {
  expect(featuresOf(page(`<p>${line}</p>`)).prices).toBe(expected);
});

test("a line with a price has forty code points at most", () => {
  const line = (chars: number) => `<p>8元 ${"竹篮".repeat(40).slice(0, chars - 2)}</p>`;
  expect(featuresOf(page(line(40))).prices).toBe(1);
  expect(featuresOf(page(line(41))).prices).toBe(0);
});

describe("the longest stretch without links", () => {
  const plain = (chars: number) => `<p>${"稻麦粟豆桑麻棉茶".repeat(20).slice(0, chars)}</p>`;
  const linked = (chars: number, rest: number) =>
    `<p><a href="/1">${"春".repeat(chars)}</a>${"秋".repeat(rest)}</p>`;
  const stretch = (body: string, head = "") => featuresOf(page(body, head)).unlinkedStretch;

  test("goes on behind a line that is link for three tenths, less forty characters", () => {
    expect(stretch(plain(60) + linked(10, 0) + plain(60))).toBe(80);
    expect(stretch(plain(60) + linked(2, 8) + plain(60))).toBe(130);
    expect(stretch(plain(60) + linked(4, 6) + plain(60))).toBe(80);
    expect(stretch(plain(30) + linked(10, 0) + plain(60))).toBe(60);
  });

  test("has no title", () => {
    expect(stretch(plain(30), "<title>青湾镇新闻网</title>")).toBe(30);
  });
});

test("what a description and a text have in common is eight characters long", () => {
  const described = (description: string) =>
    featuresOf(page(`<p>${STORY}</p>`, `<meta name="description" content="${description}">`)).described;
  expect(described("老粮站空了二十年渡口换了新船帆布")).toBeCloseTo(1 / 9);
  expect(described("老粮站空了二十的渡口换了新船帆布")).toBe(0);
});

test("how much of what may be the article stands in repeated records", () => {
  const records = ["白石村的石桥通车了", "柳林小学的操场修好了", "水口镇的老戏台翻新了"]
    .map(
      (headline, at) =>
        `<li><a href="/${at}">${headline}</a><p>镇里的人昨天都赶来看，路边停满了车。</p></li>`,
    )
    .join("");
  const html = page(`<ul>${records}</ul><p>${STORY}</p>`);
  expect(featuresOf(html, ({ text }) => Number(text === STORY)).inRecords).toBe(0);
  expect(featuresOf(html, ({ text }) => Number(text !== STORY)).inRecords).toBe(1);
  expect(featuresOf(html, () => 0).inRecords).toBeNaN();
  // What is hardly likely counts nothing.
  expect(featuresOf(html, ({ text }) => (text === STORY ? 0.5 : 0.09)).inRecords).toBe(0);
});

test("the surest block is no line of copyright", () => {
  const html = page(`<p>${STORY}</p><p>版权所有 青湾镇人民政府</p>`);
  const { surest } = featuresOf(html, ({ text }) => (text === STORY ? 0.5 : 0.9));
  expect(surest).toBe(0);
});
