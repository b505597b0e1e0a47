/** What a page must lead to, and must not tell line by line, to be a list at all. */
import { expect, test } from "vitest";
import { mayBeList } from "../../../src/core/verdict/may-be-list.ts";
import { readHtml } from "../../../src/core/page/read.ts";
import type { Block } from "../../../src/core/document/document.ts";

const villages = ["白石村", "柳林村", "水口镇", "双桥村", "石门村", "长岭村", "青湾镇", "秋湖村"];
const headline = (at: number, text = "的石桥今天通车了") =>
  `<li><a href="/xinwen/${at}.html">${villages[at % villages.length]!}${text}</a></li>`;
const headlines = (count: number) => Array.from({ length: count }, (_, at) => headline(at)).join("");
const verse = (count: number) =>
  `<div>${Array.from({ length: count }, (_, at) => `<p>第${at}级石阶上有人等船</p>`).join("")}</div>`;

/** @param likely of each block that it is the article's */
function mayBe(
  body: string,
  likely = 0.5,
  isLeft: (block: Block) => boolean = () => true,
  head = "<body>",
): boolean {
  const document = readHtml(head + body);
  const probabilities = Float64Array.from(document.blocks, () => likely);
  const article = { probabilities, choose: () => undefined, evidenceOf: () => ({}) };
  const remaining = { ...document, blocks: document.blocks.filter(isLeft) };
  return mayBeList({ original: document, remaining, article });
}

test("from five distinct headlines on", () => {
  expect(mayBe(`<ul>${headlines(4)}</ul>`)).toBe(false);
  expect(mayBe(`<ul>${headlines(5)}</ul>`)).toBe(true);
  expect(mayBe(`<ul>${headlines(4)}${headline(0)}${headline(1)}</ul>`)).toBe(false);
});

test("a headline has six characters, and a date beside it", () => {
  const entries = (text: string) => `<ul>${villages.map((_, at) => headline(at, text)).join("")}</ul>`;
  expect(mayBe(entries("的桥"))).toBe(false);
  expect(mayBe(entries("的石桥"))).toBe(true);
  const dated = (date: string) =>
    `<ul>${villages.map((_, at) => headline(at).replace("<li>", `<li>${date} `)).join("")}</ul>`;
  expect(mayBe(dated("2031-03-02"))).toBe(true);
  expect(mayBe(dated("昨天上午九点在镇里开的会上说"))).toBe(false);
});

test("not where seven lines stand together without a link", () => {
  expect(mayBe(`${verse(6)}<ul>${headlines(8)}</ul>`)).toBe(true);
  expect(mayBe(`${verse(7)}<ul>${headlines(8)}</ul>`)).toBe(false);
});

test("what was taken away stands together with nothing", () => {
  const html = `${verse(9)}<ul>${headlines(8)}</ul>`;
  expect(mayBe(html, 0.5, ({ text }) => !/^第[0-2]/u.test(text))).toBe(true);
  expect(mayBe(html, 0.5, ({ text }) => !/^第[01]/u.test(text))).toBe(false);
});

test("lines that stand in two elements, around a link, or that are hardly the article's are not together", () => {
  expect(mayBe(`${verse(6)}${verse(6)}<ul>${headlines(8)}</ul>`)).toBe(true);
  expect(
    mayBe(
      `<div>${verse(12).replaceAll("</p>", "</p><p><a href='/x'>回复</a></p>")}</div><ul>${headlines(8)}</ul>`,
    ),
  ).toBe(true);
  expect(mayBe(`${verse(7)}<ul>${headlines(8)}</ul>`, 0.09)).toBe(true);
  expect(mayBe(`${verse(7)}<ul>${headlines(8)}</ul>`, 0.1)).toBe(false);
});

test("not where two paragraphs that are surely the article's stand together", () => {
  const paragraph = "渡口的石阶涨水时淹掉一半，船工每天早上都要数一遍，再决定开不开船。";
  const story = (count: number, text = paragraph) => `<div>${`<p>${text}</p>`.repeat(count)}</div>`;
  const below = `<ul>${headlines(8)}</ul>`;
  expect(mayBe(story(1) + below, 0.999)).toBe(true);
  expect(mayBe(story(2) + below, 0.98)).toBe(false);
  expect(mayBe(story(2) + below, 0.97)).toBe(true);
  expect(mayBe(story(3) + below, 0.94)).toBe(false);
  expect(mayBe(story(3) + below, 0.92)).toBe(true);
  expect(mayBe(story(1) + story(1) + below, 0.98)).toBe(true);
  expect(mayBe(story(2, `${paragraph.slice(0, -1)}……`) + below, 0.98)).toBe(true);
  expect(mayBe(story(2, "石阶涨水") + below, 0.98)).toBe(true);
});

test("a line that is link for three tenths stands together with nothing, nor does the title", () => {
  const linked = (chars: number) =>
    `<div>${Array.from({ length: 9 }, (_, at) => `<p>${"阶".repeat(10 - chars)}<a href="/${at}">${"船".repeat(chars)}</a></p>`).join("")}</div>`;
  const below = `<ul>${headlines(8)}</ul>`;
  expect(mayBe(linked(2) + below)).toBe(false);
  expect(mayBe(linked(4) + below)).toBe(true);
  const lines = verse(6).replaceAll(/<\/?div>/gu, "");
  expect(mayBe(lines + below, 0.5, undefined, "<title>石阶</title>")).toBe(true);
});
