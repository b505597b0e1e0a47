/** What end tags end: what goes on without an element that ends in the middle of it, and what ends with it. */
import { expect, test } from "vitest";
import { parse, parseTree } from "../../../src/core/html/parse.ts";
import { readHtml } from "../../../src/core/page/read.ts";
import { textIn } from "../../support/tree-text.ts";

test.each<[name: string, html: string, linkChars: readonly number[]]>([
  ["a link closed in a block", "<a href=/>渡船<p>码头</a>汽笛</p>", [2, 2]],
  ["a link closed two blocks deeper", "<a href=/>渡<div><div>码头</a>汽笛</div>灯塔</div>", [1, 2, 0]],
  ["a link that another begins in", "<a href=/>渡船<p>码头<a href=/b>汽笛</a>灯塔</p>", [2, 4]],
  ["a link that goes on through a paragraph's end", "<p>渡<a href=/>船<div>码头</div></a>汽笛", [1, 2, 0]],
  ["bold closed in a block of a link", "<a href=/><b>渡<p>船</b>码头</p></a>", [1, 3]],
  ["a link that ends with its block", "<div><a href=/>渡船</div>码头", [2, 0]],
  ["a link that ends in its block", "<p><a href=/>渡船</a>码头</p>", [2]],
  ["a link within a cell, another around the table", "<a href=/>渡<table><td><a href=/b>船</a>码", [1, 2]],
])("links: %s", (_, html, linkChars) =>
  expect(readHtml(html).blocks.map(({ facts }) => facts.linkChars)).toEqual(linkChars),
);

test.each<[name: string, html: string, hidden: readonly boolean[]]>([
  [
    "what is hidden ends in a block",
    "<font hidden>渡船<p>码头</p><p>汽</font>笛</p>灯塔",
    [true, true, true, false],
  ],
  ["a block ends it", "<div><font hidden>渡船</div>码头", [true, false]],
  [
    "a block in it is hidden itself",
    "<font hidden>渡船<p hidden>码头</font></p><p>汽笛",
    [true, true, false],
  ],
  ["nothing is hidden", "<font>渡船<p>码头</font></p>", [false, false]],
])("hidden: %s", (_, html, hidden) =>
  expect(readHtml(html).blocks.map(({ facts }) => facts.hidden)).toEqual(hidden),
);

test.each<[name: string, html: string, spans: readonly (readonly [number, number])[]]>([
  ["formatting ends in it", "<b>面积<p>10<sup>4</b></sup>米</p>", [[2, 3]]],
  ["a link to a note ends in it", "<p>长<a href='#n'>十<sup>1</a></sup>米</p>", [[2, 3]]],
  ["it is formatting, and ends in a block", "<p>长十<b style='vertical-align:super'>1</b>米</p>", [[2, 3]]],
  ["a form ends in it", "<form>长十<sup>1</form>2</sup>米", [[2, 4]]],
])("annotations: %s", (_, html, spans) =>
  expect(
    readHtml(html).blocks.flatMap(({ annotations = [] }) => annotations.map(({ span }) => span)),
  ).toEqual(spans),
);

test("paths: a block that goes on is the same one", () => {
  const { blocks } = readHtml("<div id=a><b>渡<p class=b>船</b>码</p><p>头</p></div>");
  expect(blocks.map(({ path }) => path)).toEqual(["div#a", "div#a>p.b", "div#a>p"]);
  expect(blocks[0]!.facts.containers).toEqual(blocks[1]!.facts.containers.slice(0, -1));
});

test("each element is told once and ends once, whatever crosses what", () => {
  const seen: string[] = [];
  const open: string[] = [];
  parse("<form><b><i><p>渡<a>船</b>码</form><svg><a><p>头</i><table><tr><td></b></table><a></p>", {
    open(name) {
      open.push(name);
      seen.push(name);
    },
    text() {},
    close: (within) => void open.splice(-1 - within, 1),
  });
  expect(seen).toEqual("form b i p a svg a p table tr td a p".split(" "));
  expect(open).toEqual([]);
});

test("a tree: what goes on begins anew", () => {
  const { root } = parseTree("<a href=/>渡<div>船</a>码<b>头</b></div>");
  expect(textIn(root)).toBe("(a:渡(div:船))(div:码(b:头))");
});
