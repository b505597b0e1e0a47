import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PAGE_FEATURES, type PageFeature, pageFeatures } from "../../../src/core/features/page-features.ts";
import { measurePage } from "../../../src/core/features/page-measures.ts";
import { readHtml } from "../../../src/core/page/read.ts";

/** The values of a feature, by block. */
function valuesOf(html: string, name: PageFeature): readonly number[] {
  const document = readHtml(html);
  const headline = document.blocks.findIndex(({ facts }) => facts.headingLevel === 1);
  return Array.from(pageFeatures(measurePage(document), headline)[name]);
}

const PROSE = "青湾镇的老粮站空了二十六年，今年春天改成了一间阅览室，三千册旧书都是居民捐的。";

test("no name is given twice", () => {
  expect(new Set(PAGE_FEATURES).size).toBe(PAGE_FEATURES.length);
});

test("every block of any page has a number for each feature", () => {
  const tags =
    "<div class=card> </div> <p> <article> </article> <li> <h2> <br> <title>渡口</title> <b>船</b>".split(
      " ",
    );
  const words = ["渡口", PROSE, "<a href=/x>相关阅读</a>", "2026-03-02 08:15", "　　编辑：许三桥", "💧", "("];
  const parts = fc.constantFrom(...tags, ...words);
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 40 }), (html) => {
      const document = readHtml(html.join(""));
      const columns = pageFeatures(measurePage(document), -1);
      expect(Object.keys(columns).toSorted()).toEqual([...PAGE_FEATURES].toSorted());
      for (const name of PAGE_FEATURES) {
        expect(columns[name]).toHaveLength(document.blocks.length);
        expect(Array.from(columns[name]).filter((value) => !Number.isFinite(value))).toEqual([]);
      }
    }),
  );
});

describe("a line by itself", () => {
  test.each<[PageFeature, string, number]>([
    ["bold", "<p><b>渡口</b>通航</p>", 0.5],
    ["bold", "<p>渡口通航</p>", 0],
    ["indented", "<p>　　渡口通航。</p>", 1],
    ["indented", "<p>渡口　　通航。</p>", 0],
    ["endsInBreak", "渡口通航<br>", 1],
    ["endsInBreak", "<p>渡口通航</p>", 0],
    ["cueByline", "<p>责任编辑：许三桥</p>", 1],
    ["cueByline", "<p>他当过编辑，也当过船工。</p>", 0],
    ["endsInColon", "<p>附件：</p>", 1],
    ["endsInColon", "<p>附件：价目</p>", 0],
    ["item", "<ul><li>渡口</li></ul>", 1],
    ["cell", "<table><tr><td><p>渡口</p></td></tr></table>", 1],
  ])("%s of %s", (name, html, value) => {
    expect(valuesOf(html, name)[0]).toBe(value);
  });
});

describe("what the page says of its article", () => {
  const linked = `<script type="application/ld+json">${JSON.stringify({ "@type": "NewsArticle", articleBody: PROSE.repeat(2) })}</script>`;

  test("a paragraph stands in the declared body, another does not", () => {
    const other = "白石村的晒坝修好了，秋天的稻谷不用再铺在公路上，过路的车也不必绕行了。";
    expect(valuesOf(`${linked}<p>${PROSE}</p><p>${other}</p><p>渡</p>`, "inDeclaredBody")).toEqual([1, 0, 0]);
    expect(valuesOf(`<p>${PROSE}</p>`, "inDeclaredBody")).toEqual([-1]);
  });

  test("the description anchors the article", () => {
    const head = `<meta property="og:description" content="${PROSE}">`;
    const html = `${head}<div><p>首页</p></div><div><p>${PROSE}</p><p>第二段</p></div>`;
    expect(valuesOf(html, "afterAnchor")).toEqual([-1, 0, 1]);
    // From the paragraph up: the element around it, then the page.
    expect(valuesOf(html, "stepsToAnchor")).toEqual([2, 0, 1]);
    expect(valuesOf(`<p>${PROSE}</p>`, "stepsToAnchor")).toEqual([-1]);
  });

  test("an element marked as the article's body tells, where it holds prose", () => {
    const marked = (text: string) => `<div itemprop="articleBody"><p>${text}</p></div><p>${PROSE}</p>`;
    expect(valuesOf(marked(PROSE), "inArticleBody")).toEqual([1, 0]);
    expect(valuesOf(marked("渡口"), "inArticleBody")).toEqual([-1, -1]);
  });

  test("a large <article> tells, cards are none", () => {
    expect(valuesOf(`<article><p>${PROSE}</p></article><p>渡口</p>`, "inBigArticle")).toEqual([1, 0]);
    expect(valuesOf(`<article><p>渡口</p></article><p>${PROSE}</p>`, "inBigArticle")).toEqual([-1, -1]);
  });
});

describe("records", () => {
  const links = (count: number) =>
    Array.from({ length: count }, (_, at) => `<p><a href="/${at}">第${at}条渡口消息</a></p>`).join("");

  test("a label above links heads them, and what follows is counted from it", () => {
    const since = valuesOf(`<div><p>${PROSE}</p><h4>相关阅读</h4>${links(4)}</div>`, "sinceRecordHeading");
    expect(since[1]).toBe(0);
    expect(since[2]).toBeCloseTo(Math.log1p(1));
    expect(since[0]).toBeGreaterThan(since[5]!);
  });

  test("a subheading above paragraphs heads nothing", () => {
    const since = valuesOf(`<h4>开工之后</h4>${`<p>${PROSE}</p>`.repeat(4)}`, "sinceRecordHeading");
    expect(new Set(since).size).toBe(1);
  });
});
