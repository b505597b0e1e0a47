import { describe, expect, test } from "vitest";
import { ElementTree } from "../../../src/core/structure/element-tree.ts";
import { measureLines } from "../../../src/core/features/line-measures.ts";
import { findRepeatedSiblings } from "../../../src/core/features/repeated-siblings.ts";
import { readHtml } from "../../../src/core/page/read.ts";

/** The texts that are part of a record. */
function recordsIn(html: string): readonly string[] {
  const { blocks } = readHtml(html);
  const { isRecord } = findRepeatedSiblings(blocks, new ElementTree(blocks), measureLines(blocks));
  return blocks.filter((_, at) => isRecord[at] === 1).map(({ text }) => text);
}

const card = (title: string, more = "") =>
  `<div class="card"><h3><a href="/${title}">${title}</a></h3>${more}</div>`;

describe("records", () => {
  test("three cards with their teasers", () => {
    const teaser = "<p>渡口停航的消息传开以后，镇上的人都来问。</p>";
    const html =
      card("青湾渡口重新通航", teaser) + card("老粮站改成阅览室", teaser) + card("白石村修好晒坝", teaser);
    expect(recordsIn(html)).toHaveLength(6);
  });

  test("a linked headline with a line below it, without elements around the pairs", () => {
    const pair = (title: string) =>
      `<h3><a href="/${title}">${title}</a></h3><p>春天里镇上的人都到河边去看船。</p>`;
    expect(
      recordsIn(`<div>${["青湾渡口通航", "老粮站改成阅览室", "白石村修晒坝"].map(pair).join("")}</div>`),
    ).toHaveLength(6);
  });
});

describe("no records", () => {
  test("two cards", () => {
    expect(recordsIn(card("青湾渡口重新通航") + card("老粮站改成阅览室"))).toEqual([]);
  });

  test.each([
    ["paragraphs", "<p>船到了，人也齐了。</p><p>水位退到了三米五以下。</p><p>老人说，河没有变。</p>"],
    [
      "measures in a list, one of which has a link",
      "<ol><li>渡口每日开放十二小时。</li><li>票价不变，见<a href='/p'>价目</a>。</li><li>大风停航。</li></ol>",
    ],
    [
      "turns of an interview",
      "<div class='t'>问：船谁来开？</div><div class='t'>答：村里人。</div><div class='t'>问：票价呢？</div>",
    ],
  ])("%s", (_, html) => {
    expect(recordsIn(html)).toEqual([]);
  });
});
