import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ElementTree, NONE, RunningSums } from "../../../src/core/structure/element-tree.ts";
import { readHtml } from "../../../src/core/page/read.ts";

const page = readHtml(`<body><div id="top"><ul><li>首页</li><li>要闻</li></ul></div>
<div class="main"><h2>渡口通航</h2><p>第一段。</p><p>第二段。</p></div>`);
const tree = new ElementTree(page.blocks);
const elementOf = (step: string) => tree.steps.indexOf(step);

test("elements stand in page order, each below the one around it", () => {
  expect(tree.steps).toEqual(["body", "div#top", "ul", "li", "li", "div.main", "h2", "p", "p"]);
  expect(Array.from(tree.parents)).toEqual([NONE, 0, 1, 2, 2, 0, 5, 5, 5]);
  expect(tree.tags[elementOf("div#top")]).toBe("div");
});

test("an element reaches from its first to its last block", () => {
  const main = elementOf("div.main");
  expect([tree.first[main], tree.last[main], tree.size(main)]).toEqual([2, 4, 3]);
  expect(tree.sum(main, new RunningSums([1, 2, 4, 8, 16]))).toBe(28);
});

test("a block outside of all elements has none", () => {
  const titled = new ElementTree(readHtml("<title>渡口</title><p>第一段。").blocks);
  expect(titled.innermost[0]).toBe(NONE);
  expect(titled.innermost[1]).not.toBe(NONE);
});

describe("steps up", () => {
  test.each([
    ["itself", "div.main", "div.main", 0],
    ["to what holds both", "ul", "div.main", 2],
    ["none from what holds the other", "body", "ul", 0],
  ])("%s", (_, from, to, steps) => {
    expect(tree.stepsUp(elementOf(from), elementOf(to))).toBe(steps);
  });

  test("to nothing from nowhere", () => {
    expect(tree.stepsUp(elementOf("ul"), NONE)).toBe(3);
    expect(tree.stepsUp(NONE, elementOf("ul"))).toBe(0);
  });
});

test("elements of a page that nests anyhow lie within those around them", () => {
  const tags = fc.constantFrom("<div>", "</div>", "<p>", "<ul><li>", "</ul>", "<h2>", "渡口", "<b>船</b>");
  fc.assert(
    fc.property(fc.array(tags, { maxLength: 40 }), (parts) => {
      const { blocks } = readHtml(parts.join(""));
      const found = new ElementTree(blocks);
      for (let element = 0; element < found.count; element += 1) {
        const parent = found.parents[element]!;
        expect(parent).toBeLessThan(element);
        if (parent === NONE) continue;
        expect(found.first[parent]).toBeLessThanOrEqual(found.first[element]!);
        expect(found.last[parent]).toBeGreaterThanOrEqual(found.last[element]!);
        expect(found.depth(element)).toBe(found.depth(parent) + 1);
      }
      for (const [at, { facts }] of blocks.entries())
        expect(found.depth(found.innermost[at]!)).toBe(facts.containers.length);
    }),
  );
});

describe("running sums", () => {
  const sums = new RunningSums([3, 1, 4]);
  test("over a stretch", () => {
    expect([sums.between(0, 2), sums.between(1, 1), sums.between(2, 1), sums.before(2), sums.total]).toEqual([
      8, 1, 0, 4, 8,
    ]);
  });
  test("around a position, as far as there is anything", () => {
    expect([sums.meanAround(0, 1), sums.meanAround(1, 5)]).toEqual([2, 8 / 3]);
  });
});
