import { describe, expect, test } from "vitest";
import { chooseBlocks } from "../../../src/core/article/choose-blocks.ts";
import { measurePage } from "../../../src/core/features/page-measures.ts";
import { readHtml } from "../../../src/core/page/read.ts";

const line = (word: string) => `${word}船靠了岸，卸下三百担新谷。`;

/**
 * What is kept of a page, by the first characters of each block.
 *
 * @param probabilities by what a block begins with; 0 for all others
 * @param taken what an earlier stage took away
 */
function keptOf(
  html: string,
  probabilities: Readonly<Record<string, number>>,
  taken: readonly string[] = [],
): string {
  const document = readHtml(html);
  const probabilityOf = ({ text }: { readonly text: string }) =>
    Object.entries(probabilities).find(([start]) => text.startsWith(start))?.[1] ?? 0;
  const left = document.blocks.filter(({ text }) => !taken.some((start) => text.startsWith(start)));
  const page = measurePage(document);
  const headline = document.blocks.findIndex(({ facts }) => facts.headingLevel === 1);
  const chosen = chooseBlocks(left, page, document.blocks.map(probabilityOf), headline);
  return document.blocks
    .filter(({ index }) => chosen?.kept.has(index))
    .map(({ text }) => text[0])
    .join("");
}

const p = (...words: readonly string[]) => words.map((word) => `<p>${line(word)}</p>`).join("");
const div = (...words: readonly string[]) => words.map((word) => `<div><p>${line(word)}</p></div>`).join("");

describe("one range", () => {
  test("of the blocks that are likely, and not those elsewhere", () => {
    const links = "<div><a href=/>更多消息</a></div>".repeat(3);
    expect(keptOf(div("甲") + links + div(..."戊己"), { 甲: 0.9, 戊: 0.9, 己: 0.9 })).toBe("戊己");
  });

  test("over a gap that costs less than what lies behind it", () => {
    expect(keptOf(div(..."甲乙丙丁"), { 甲: 0.9, 丙: 0.9, 丁: 0.9 })).toContain("甲");
  });

  test("none where nothing is likely", () => {
    expect(keptOf(p(..."甲乙"), { 甲: 0.39, 乙: 0.2 })).toBe("");
    expect(keptOf(p(..."甲乙"), { 甲: 0.41 })).toContain("甲");
  });

  test("a longer block counts more", () => {
    const html = `<div><p>${line("甲")}</p></div><div><a href=/>更多</a><a href=/>更多</a></div>`;
    expect(keptOf(`${html}<div><p>${line("乙").repeat(6)}</p></div>`, { 甲: 0.8, 乙: 0.8 })).toContain("乙");
  });
});

describe("the headline", () => {
  const head = "<title>渡口今天重新通航</title>";
  const links = Array.from(
    { length: 40 },
    (_, at) => `<div><a href="/${at}">无关的消息第${at}条</a></div>`,
  ).join("");

  test("draws the range to what it stands above", () => {
    const html = `${head}<h1>渡口今天重新通航</h1>${p("甲")}${links}${p("乙", "丙")}`;
    expect(keptOf(html, { 甲: 0.9, 乙: 0.9, 丙: 0.9 })).toBe("甲");
  });

  test("not where far more stands elsewhere", () => {
    const html = `${head}<h1>渡口今天重新通航</h1>${p("甲")}${links}${p(..."乙丙丁戊己庚")}`;
    expect(keptOf(html, { 甲: 0.6, 乙: 0.9, 丙: 0.9, 丁: 0.9, 戊: 0.9, 己: 0.9, 庚: 0.9 })).toBe(
      "乙丙丁戊己庚",
    );
  });

  test("the page's <title> is no part of the text", () => {
    expect(keptOf(`<title>${line("题")}</title>${p("甲")}`, { 题: 1, 甲: 0.9 })).toBe("甲");
  });
});

test("a paragraph that is one link leads elsewhere", () => {
  const html = (link: string) => `<div>${p("甲")}<p>${link}</p>${p("丙")}</div>`;
  const likely = { 甲: 0.9, 乙: 0.9, 丙: 0.9 };
  expect(keptOf(html(`<a href=/>${line("乙")}</a>`), likely)).toBe("甲丙");
  expect(keptOf(html(`<a href=/>${line("乙").slice(0, 5)}</a>${line("乙")}`), likely)).toBe("甲乙丙");
});

describe("a doubt keeps", () => {
  test("what goes on in the same make", () => {
    const html = `<ul><li>${line("甲")}</li><li>2031年3月2日</li></ul>`;
    expect(keptOf(html, { 甲: 0.9, "2": 0.005 })).toBe("甲2");
    expect(keptOf(html, { 甲: 0.9, "2": 0.004 })).toBe("甲");
  });

  test("what goes on in the same element, where it shows nothing of a site", () => {
    const html = (name: string) => `<div><p>${line("甲")}</p><div class="x">${name}</div></div>`;
    expect(keptOf(html("青湾渡口"), { 甲: 0.9, 青: 0.005 })).toBe("甲青");
    expect(keptOf(html("青湾渡口"), { 甲: 0.9, 青: 0.004 })).toBe("甲");
    expect(keptOf(html("青湾版权所有"), { 甲: 0.9, 青: 0.39 })).toBe("甲");
  });

  test("what stands above in the same element", () => {
    const html = `<div><p>县里请大家做好准备</p><ol><li>${line("甲")}</li></ol></div>`;
    expect(keptOf(html, { 县: 0.005, 甲: 0.9 })).toBe("县甲");
  });

  test("within the text all but what speaks against itself", () => {
    const html = (name: string) => `<div>${p("甲")}<ul><li>${name}</li></ul>${p("丙")}</div>`;
    const around = { 甲: 0.9, 丙: 0.9 };
    expect(keptOf(html("望渡口"), { ...around, 望: 0 })).toBe("甲望丙");
    expect(keptOf(html("望渡口分享"), { ...around, 望: 0.09 })).toBe("甲丙");
    expect(keptOf(html("望渡口分享"), { ...around, 望: 0.1 })).toBe("甲望丙");
  });

  test("but nothing in another element, nor behind what a stage took", () => {
    expect(
      keptOf(`<div><div>${p("甲")}</div></div><div><div>${p("乙")}</div></div>`, { 甲: 0.9, 乙: 0.3 }),
    ).toBe("甲");
    const html = (below: string) => `<div><p>${line("甲")}</p><p>责任编辑：许三桥</p><p>${below}</p></div>`;
    expect(keptOf(html("乙方声明"), { 甲: 0.9, 乙: 0.64 }, ["责任"])).toBe("甲");
    expect(keptOf(html("乙方声明，以此为准。".repeat(4)), { 甲: 0.9, 乙: 0.66 }, ["责任"])).toBe("甲乙");
  });

  test("nothing above the headline", () => {
    const html = `<title>渡口今天重新通航</title><div><p>青湾在线</p><h1>渡口今天重新通航</h1>${p("甲")}</div>`;
    expect(keptOf(html, { 青: 0.3, 甲: 0.9 })).toBe("甲");
  });
});
