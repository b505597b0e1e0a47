import { describe, expect, test } from "vitest";
import { labelsOf } from "../../eval/learning/block-labels.ts";
import { readHtml } from "../../src/core/page/read.ts";
import type { HtmlCase } from "../../eval/metrics/corpus.ts";

function pageOf(lines: readonly (readonly [label: string, text: string])[], gold?: string): HtmlCase {
  return {
    name: "青湾",
    site: "qingwan.example",
    kind: "news",
    isNearCopy: false,
    page: new Uint8Array(),
    blocks: lines.map(([, text]) => text),
    labels: lines.map(([label]) => label),
    fragments: lines.map(([label, text]) => ({ label, text })),
    ...(gold === undefined ? {} : { gold }),
  };
}

const labelsIn = (page: HtmlCase, html: string) => labelsOf(page, readHtml(html).blocks);

const BODY = "老粮站空了二十六年，今年春天改成了一间阅览室。";
const page = pageOf([
  ["nav", "首页"],
  ["title", "老粮站改成了阅览室"],
  ["body", BODY],
  ["drop", "更多"],
  ["related", "渡口通航"],
  ["drop", "更多"],
]);

test("a block has the label of the same words", () => {
  const html = `<p>首页</p><h1>老粮站改成了阅览室</h1><p>${BODY}</p><p>更多</p><p>渡口通航</p><p>更多</p>`;
  expect(labelsIn(page, html)).toEqual(["nav", "title", "body", "drop", "related", "drop"]);
});

test("words said twice are told by those around them", () => {
  const twice = pageOf([
    ["nav", "更多"],
    ["body", BODY],
    ["related", "更多"],
  ]);
  expect(labelsIn(twice, `<p>${BODY}</p><p>更多</p>`)).toEqual(["body", "related"]);
});

describe("a line that the labels do not have", () => {
  test.each([
    ["a part of a paragraph", `<p>${BODY.slice(0, 10)}<br>${BODY.slice(10)}</p>`, ["body", "body"]],
    ["another text", "<p>白石村的晒坝修好了，秋天的稻谷不用铺在公路上。</p>", ["drop"]],
    ["a word of the article", "<p>春天</p>", ["unsure"]],
    ["a word of nobody", "<p>秋天</p>", ["drop"]],
  ])("%s", (_, html, labels) => {
    expect(labelsIn(page, html)).toEqual(labels);
  });
});

test("a gold text tells where nobody labelled", () => {
  const gold = pageOf(
    [
      ["title", "阅览室"],
      ["drop", BODY],
      ["drop", "白石村的晒坝修好了。"],
    ],
    BODY,
  );
  expect(labelsIn(gold, `<h1>阅览室</h1><p>${BODY}</p><p>白石村的晒坝修好了。</p>`)).toEqual([
    "title",
    "body",
    "drop",
  ]);
});
