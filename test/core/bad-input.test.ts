/** Broken, hostile and empty input: a result or a verdict with its reason, never an exception. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { Page } from "../../src/core/page/page.ts";
import { demoPages, demoTexts } from "../../src/demo/site.ts";
import { readHtml, readPage, readText } from "../../src/core/page/read.ts";
import { createPipeline, type Cleaned } from "../../src/core/pipeline/create-pipeline.ts";
import { replay, textOf } from "../../src/core/pipeline/replay.ts";
import type { Document, Format } from "../../src/core/document/document.ts";
import type { Overrides } from "../../src/core/document/overrides.ts";
import type { VerdictKind } from "../../src/core/document/verdict.ts";
import { startCpuClock } from "../support/cpu-time.ts";

const pipeline = createPipeline();

const HEADLINE = "望渡口的航标灯换成了太阳能";
const PROSE = [
  "澜江鹭溪段的四十六座航标灯上周全部换成了太阳能，守灯人冯水生再也不用划着小船去换电池了。",
  "“从前一盏灯换一次电池要四十分钟，刮风的日子要两个钟头。”冯水生说，他守了二十八年灯，换过的电池能堆满半间屋子。",
  "新灯白天蓄电，夜里能亮十五个小时，遇上连阴天，还可以在手机上远程调暗，多撑三个晚上。",
];
const PARAGRAPHS = PROSE.map((text) => `<p>${text}</p>`).join("\n");
const PAGE = page("", `<h1>${HEADLINE}</h1>\n${PARAGRAPHS}`);
const TEXT = [HEADLINE, ...PROSE].join("\n");

interface Bad {
  readonly html?: string | Uint8Array;
  readonly text?: string | Uint8Array;
  readonly url?: string;
  readonly verdict: VerdictKind;
}

const article = (input: Omit<Bad, "verdict">): Bad => ({ ...input, verdict: "article" });
const thin = (input: Omit<Bad, "verdict">): Bad => ({ ...input, verdict: "thin" });

/** An article comes out with its three paragraphs. */
const broken: Readonly<Record<string, Bad>> = {
  "a page cut off in a tag": article({ html: `${PAGE.slice(0, PAGE.indexOf("</body>"))}<div class="fo` }),
  "a page cut off in a character": article({
    html: Buffer.concat([
      Buffer.from(PAGE.slice(0, PAGE.indexOf("</body>"))),
      Buffer.from("雨").subarray(0, 2),
    ]),
  }),
  "a text cut off in a character": article({
    text: Buffer.concat([Buffer.from(`${TEXT}\n`), Buffer.from("雨").subarray(0, 2)]),
  }),
  "no end tags": article({ html: PAGE.replaceAll(/<\/(?:p|h1|body|html)>/gu, "") }),
  "end tags only": article({ html: `</p></div></table></html>${PAGE}` }),
  "crossed tags": article({ html: PAGE.replaceAll("<p>", "<p><b><i>").replaceAll("</p>", "</b></p></i>") }),
  "an attribute with an open quote, closed by the next": article({
    html: page("", `<a href="/x>首页</a><a href="/y">要闻</a><h1>${HEADLINE}</h1>${PARAGRAPHS}`),
  }),
  "a comment that never ends": article({ html: PAGE.replace("</body>", "<!-- 页脚") }),
  "CDATA that never ends": article({ html: PAGE.replace("</body>", "<![CDATA[ 页脚") }),
  "a script that never ends": article({ html: PAGE.replace("</body>", "<script>var a = '<p>页脚") }),
  "a style that never ends": article({ html: PAGE.replace("</body>", "<style>p { color:") }),
  "two pages in one": article({ html: PAGE + PAGE }),
  "a declaration of nothing": article({ html: `<!><!DOCTYPE><?xml?>${PAGE}` }),
  "NUL bytes in a page": article({ html: PAGE.replaceAll("</p>", "\0</p>") }),
  "NUL bytes in a text": article({ text: TEXT.replaceAll("。\n", "。\0\n") }),
  "control characters": article({ text: TEXT.replaceAll("\n", "\u0001\u0008\u001b[31m\u007f\n") }),
  "form feeds and vertical tabs": article({ text: `\f${TEXT.replaceAll("\n", "\f\n\v")}` }),
  "line and paragraph separators": article({ text: `${TEXT}\n\u2028\u2029` }),
  "mixed line ends": article({
    text: [HEADLINE, "\r", PROSE[0], "\r\n", PROSE[1], "\n\r", PROSE[2], "\r"].join(""),
  }),
  "a million line ends": article({ text: `${TEXT}${"\n".repeat(1_000_000)}` }),
  "lone surrogates": article({ text: `${TEXT}\n\ud842\n\udfb7\ud842` }),
  "marks of writing from right to left": article({ text: TEXT.replaceAll("\n", "\u202e\n\u2067\u200f") }),
  "emoji of many characters": article({ text: `${TEXT}\n👩‍👩‍👧‍👦🏳️‍🌈👍🏽${"\u200d".repeat(100)}` }),
  "a hundred marks on one character": article({ text: `${TEXT}\n雨${"\u0301".repeat(100)}` }),
  "private characters and unassigned ones": article({ text: `${TEXT}\n\ue000\uf8ff\u{10ffff}\ufffe` }),
  "JSON-LD that breaks off": article({ html: withJsonLd('{"@type":"NewsArticle","headline":"望') }),
  "JSON-LD that is a number": article({ html: withJsonLd("42") }),
  "JSON-LD that is null": article({ html: withJsonLd('[null, [null], {"@graph": null}]') }),
  "JSON-LD with values of other kinds": article({
    html: withJsonLd(
      '{"@type":["NewsArticle"],"headline":{"a":1},"author":[[]],"datePublished":20310512,"publisher":7}',
    ),
  }),
  "JSON-LD that reaches for the prototype": article({
    html: withJsonLd(
      '{"__proto__":{"polluted":1},"@type":"Article","constructor":{"prototype":{"polluted":1}},"headline":"渡"}',
    ),
  }),
  "meta elements that reach for the prototype": article({
    html: page(
      '<meta name="__proto__" content="polluted"><meta property="constructor" content="x"><meta name="hasOwnProperty" content="x">',
      `<h1>${HEADLINE}</h1>${PARAGRAPHS}`,
    ),
  }),
  "attributes that reach for the prototype": article({
    html: PAGE.replaceAll(
      "<p>",
      '<p __proto__="x" constructor="y" style="__proto__: none" class="__proto__ constructor">',
    ),
  }),
  "a hostile base": article({
    html: page(
      '<base href="javascript:alert(1)//"><base href="http://[::">',
      `<h1>${HEADLINE}</h1>${PARAGRAPHS}`,
    ),
  }),
  "addresses that are none": article({
    html: PAGE.replace(
      "<h1>",
      '<ul><li><a href="%E0%A4%A">首页</a></li><li><a href="http://%zz/">要闻</a></li><li><a href="http://[">图片</a></li><li><a href="//">视频</a></li></ul><h1>',
    ),
    url: "https://www.luxi-news.example/a.html",
  }),
  "an address of the page that is none": article({ html: PAGE, url: "http://[::" }),
  "a hundred thousand attributes": article({
    html: PAGE.replace(
      "<h1>",
      `<h1 ${Array.from({ length: 100_000 }, (_, at) => `a${at}="${at}"`).join(" ")}>`,
    ),
  }),
  "twenty thousand elements in one another": article({
    html: page("", `${"<div>".repeat(20_000)}<h1>${HEADLINE}</h1>${PARAGRAPHS}${"</div>".repeat(20_000)}`),
  }),
  "twenty thousand links in one another": article({
    html: page("", `<h1>${HEADLINE}</h1>${PARAGRAPHS}${'<a href="/x"><b>'.repeat(20_000)}页脚`),
  }),
  "a title of two megabytes": article({
    html: page("", `<h1>${HEADLINE}</h1>${PARAGRAPHS}`, "渡口".repeat(350_000)),
  }),
  "GBK that calls itself UTF-8": article({ html: gbk(PAGE.replace("gbk", "utf-8")) }),
  "UTF-8 that calls itself GBK": article({ html: PAGE.replace("utf-8", "gbk") }),
  "a charset that nobody knows": article({ html: PAGE.replace("utf-8", "x-klingon") }),

  "nothing at all": thin({ html: "" }),
  "a text of nothing": thin({ text: "" }),
  "a byte order mark": thin({ text: "\ufeff" }),
  "an empty body": thin({ html: page("", "") }),
  "a page that is only its title": thin({ html: `<title>${HEADLINE}</title>` }),
  "white space": thin({ text: " \t\u3000\u00a0\u200b\ufeff\n".repeat(50) }),
  "a page of white space": thin({ html: page("", "&nbsp;&#12288;\n".repeat(50)) }),
  "one less-than sign": thin({ html: "<" }),
  "a page of open angles": thin({ html: "<".repeat(10_000) }),
  "a comment": thin({ html: "<!-- 望渡口 -->" }),
  "a page that is one link": thin({ html: `<a href="/1.html">${HEADLINE}</a>` }),
  "a page whose one link is its text": {
    // It leads to one other page: a list leads to several.
    html: `<a href="/1.html">${PROSE.join("")}</a>`,
    verdict: "article",
  },
  zeros: thin({ text: new Uint8Array(10_000) }),
  "an image": thin({
    html: Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]),
  }),
};

describe.each(Object.entries(broken))("%s", (_name, { html, text, url, verdict }) => {
  const format: Format = html === undefined ? "text" : "html";
  const source = (html ?? text)!;

  test("as bytes", () => {
    const bytes = typeof source === "string" ? Buffer.from(source, "utf8") : source;
    const document = readPage(new Page(bytes, { format, url }), "bad");
    expect(resultOf(document)).toEqual({ verdict, lost: [] });
  });

  test.runIf(typeof source === "string")("as a string", () => {
    const document =
      format === "html" ? readHtml(String(source), "bad", url) : readText(String(source), "bad", url);
    expect(resultOf(document)).toEqual({ verdict, lost: [] });
  });
});

describe("ten megabytes", () => {
  const size = 10 * 1024 * 1024;
  const fill = (piece: string) => piece.repeat(Math.ceil(size / Buffer.byteLength(piece)));

  test.each([
    ["a line of a text", "text", fill("江水长流，两岸青山。")],
    ["a line without a mark", "text", fill("江")],
    ["a line of a page", "html", page("", `<h1>${HEADLINE}</h1><p>${fill("江水长流，两岸青山。")}</p>`)],
    ["one attribute", "html", page("", `<h1 title="${fill("江")}">${HEADLINE}</h1>${PARAGRAPHS}`)],
    ["a script", "html", page(`<script>${fill("var a = 1;")}</script>`, `<h1>${HEADLINE}</h1>${PARAGRAPHS}`)],
  ] as const)("%s", (_, format, source) => {
    const spent = startCpuClock();
    expectSound(readPage(new Page(Buffer.from(source, "utf8"), { format }), "bad"));
    expect(spent()).toBeLessThan(25_000);
  });
});

describe("a million siblings", () => {
  const million = (piece: string) => page("", `<h1>${HEADLINE}</h1>${PARAGRAPHS}${piece.repeat(1_000_000)}`);

  test.each([
    ["paragraphs", "<p>江水</p>", "listing"],
    ["entries with links", "<li><a href=/1.html>江</a></li>", "listing"],
    ["line breaks with text", "江<br>", "listing"],
    ["line breaks", "<br>", "article"],
    ["elements without text", "<i></i>", "article"],
    ["pieces of one line", "<b>江</b>", "article"],
  ] as const)("%s", (_, piece, verdict) => {
    const spent = startCpuClock();
    const document = readHtml(million(piece), "bad");
    expect(resultOf(document)).toEqual({ verdict, lost: [] });
    expect(spent()).toBeLessThan(20_000);
  });

  test.each([
    ["lines", "江水流过石桥。\n", 200_000],
    ["lines of Windows", "江\r\n", 200_000],
    ["lines of old machines", "江\r", 200_000],
    ["one line more than is read", "江\n", 100_001],
  ])("a text of more %s than are read says so", (_, line, times) => {
    const { blocks, isCut } = readText(line.repeat(times), "bad");
    expect([blocks.length, isCut]).toEqual([100_000, true]);
  });

  test.each([
    ["blank lines", "\n", 8_000_000, "", undefined],
    ["line ends of Windows", "\r\n", 4_000_000, "", undefined],
    ["line ends of old machines", "\r", 200_000, "", undefined],
    ["lines of spaces", "\u3000 \n", 200_000, "", undefined],
    ["blank lines above a line", "\n", 100_000, "江", true],
  ])("blank lines below the last that is read are nothing: %s", (_, line, times, below, isCut) => {
    const document = readText(line.repeat(times) + below, "bad");
    expect([document.blocks.length, document.isCut]).toEqual([100_000, isCut]);
  });

  test.each([
    ["as many lines as are read", "江\n".repeat(100_000)],
    ["the same without a last line end", "江\n".repeat(100_000).trimEnd()],
    ["one line of as many characters", "江".repeat(1_000_000)],
    ["a text of one line", "江"],
    ["nothing", ""],
  ])("%s: it is read to its end", (_, text) => {
    const document = readText(text, "bad");
    expect(document.isCut).toBeUndefined();
    expect(document.blocks.map(({ raw }) => raw).join("\n")).toBe(text.replace(/\n$/u, ""));
  });

  test("a page with more lines than are read says so, and what a person makes an article of is incomplete", () => {
    const document = readHtml(million("<p>江水</p>"), "bad");
    const { verdict, receipt } = pipeline.clean(document);
    expect(document.blocks).toHaveLength(100_000);
    expect(verdict.reasons).toEqual([{ id: "endless-page", evidence: { lines: 100_000 } }]);
    expect(receipt.incomplete).toBeUndefined();
    const overrides: Overrides = {
      keep: new Map(),
      remove: new Map(),
      edits: [],
      stale: [],
      verdict: { kind: "article", on: "2031-05-12", decision: "0001" },
    };
    expect(pipeline.clean(document, { overrides }).receipt.incomplete).toBe(true);
  });

  test("a page of as many lines as are read is read to its end", () => {
    const document = readHtml("<p>江水</p>".repeat(100_000), "bad");
    expect(document.blocks).toHaveLength(100_000);
    expect(document.isCut).toBeUndefined();
  });
});

test("no page of ours has reached a prototype", () => {
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});

describe("the demo pages, cut and damaged", () => {
  const seed = Number(process.env.FC_SEED ?? 20310512);
  const pages = [
    ...demoPages.map(({ bytes }) => ({ bytes, format: "html" as const })),
    ...demoTexts.map((file) => ({
      bytes: readFileSync(new URL(`../../src/demo/${file}`, import.meta.url)),
      format: "text" as const,
    })),
  ];
  const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
  const damage = fc.oneof(
    fc.record({ kind: fc.constant("cut" as const), at: place }),
    fc.record({ kind: fc.constant("drop" as const), at: place, length: fc.integer({ min: 1, max: 400 }) }),
    fc.record({ kind: fc.constant("flip" as const), at: place, value: fc.integer({ min: 0, max: 255 }) }),
    fc.record({ kind: fc.constant("repeat" as const), at: place, length: fc.integer({ min: 1, max: 400 }) }),
  );
  type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never;

  function damaged(bytes: Uint8Array, damages: readonly Damage[]): Uint8Array {
    return damages.reduce((current: Uint8Array, one) => {
      const at = Math.floor(one.at * current.length);
      const [before, after] = [current.subarray(0, at), current.subarray(at)];
      if (one.kind === "cut") return current.length < 200 ? current : before;
      if (one.kind === "flip") return Buffer.concat([before, Uint8Array.of(one.value), after.subarray(1)]);
      if (one.kind === "drop") return Buffer.concat([before, after.subarray(one.length)]);
      return Buffer.concat([before, after.subarray(0, one.length), after]);
    }, bytes);
  }

  test("still give a result", () => {
    const input = fc.tuple(fc.constantFrom(...pages), fc.array(damage, { minLength: 1, maxLength: 12 }));
    const property = fc.property(input, ([{ bytes, format }, damages]) => {
      expectSound(readPage(new Page(damaged(bytes, damages), { format }), "bad"));
    });
    fc.assert(property, { seed, numRuns: 300 });
  }, 120_000);
});

/** The verdict, and what an article lost of its text. */
function resultOf(document: Document): { verdict: VerdictKind; lost: readonly string[] } {
  const { verdict, text } = expectSound(document);
  const lost = verdict.kind === "article" ? PROSE.filter((line) => !text.includes(line)) : [];
  return { verdict: verdict.kind, lost };
}

/** A verdict with its reason, and a receipt that rebuilds the text, also after it was written and read. */
function expectSound(document: Document): Cleaned {
  const cleaned = pipeline.clean(document);
  const { text, verdict, receipt } = cleaned;
  expect(verdict.reasons.length).toBeGreaterThan(0);
  const stored = JSON.parse(JSON.stringify(receipt)) as typeof receipt;
  const rebuilt = textOf(replay(document.blocks, stored.changes));
  expect(text === (verdict.kind === "article" ? rebuilt : "")).toBe(true);
  return cleaned;
}

function page(head: string, body: string, title = `${HEADLINE}_鹭溪新闻网`): string {
  return `<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>${title}</title>${head}</head>\n<body>${body}\n</body></html>`;
}

function withJsonLd(json: string): string {
  return page(`<script type="application/ld+json">${json}</script>`, `<h1>${HEADLINE}</h1>${PARAGRAPHS}`);
}

function gbk(text: string): Uint8Array {
  return iconv.encode(text, "gbk");
}
