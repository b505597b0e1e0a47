import { describe, expect, test } from "vitest";
import { measurePage } from "../../../src/core/features/page-measures.ts";
import { readHtml } from "../../../src/core/page/read.ts";

const prose = (words: string) => `${words}，青湾镇的老粮站空了二十六年，今年春天改成了一间阅览室。`;

const page = readHtml(`<title>老粮站改成了阅览室_青湾在线</title><body>
<div class="top"><ul><li><a href="/">首页新闻中心</a></li><li><a href="/zhen/">镇内要闻快报</a></li><li><a href="/shu/">网上书屋借阅</a></li></ul></div>
<div class="main"><h1>老粮站改成了阅览室</h1><p>${prose("一")}</p><p>${prose("二")}</p><p>${prose("三")}</p></div>
<div class="side"><p>${prose("旁")}</p></div>
<div class="foot">版权所有 联系我们</div>`);
const measures = measurePage(page);
const at = (text: string) => page.blocks.findIndex((block) => block.text.startsWith(text));
const step = (element: number) => measures.elements.steps[element];

test("a page is measured once", () => {
  expect(measurePage(page)).toBe(measures);
});

describe("lines", () => {
  test("prose weighs its length, anything else nothing", () => {
    const { proseWeight } = measures.lines;
    expect(proseWeight[at("一")]).toBe(page.blocks[at("一")]!.facts.chars);
    expect([proseWeight[0], proseWeight[at("首页")], proseWeight[at("版权")]]).toEqual([0, 0, 0]);
  });

  test("a teaser that breaks off weighs nothing, a hidden paragraph half", () => {
    const { blocks } = readHtml(
      `<p>${prose("一").slice(0, -1)}...</p><p hidden>${prose("二")}</p><p>${prose("三")}</p>`,
    );
    const [teaser, hidden, whole] = measurePage({ ...page, blocks }).lines.proseWeight;
    expect([teaser, hidden]).toEqual([0, whole! / 2]);
  });
});

test("how far lines read like the declared headline", () => {
  const { likeness } = measures.titles;
  expect([likeness[at("一") - 1], likeness[at("版权")]]).toEqual([1, 0]);
});

test("the run of prose begins and ends with prose", () => {
  expect(measures.runs.run).toMatchObject({ first: at("一"), last: at("旁") });
});

test("the container with the most prose, and the next one beside it", () => {
  const { best, margin, half } = measures.containers;
  expect([best, half].map(step)).toEqual(["div.main", "div.main"]);
  expect(margin).toBeCloseTo(1 / 3);
});

test("names of elements that hold most of the page are no parts of it", () => {
  expect(measures.parts[at("旁")]).toMatchObject({ inSidebar: 1, inFooter: 0 });
  expect(measures.parts[at("版权")]).toMatchObject({ inFooter: 1 });
});
