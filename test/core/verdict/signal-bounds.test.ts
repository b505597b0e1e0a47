/** Signals by themselves, on both sides of each of their thresholds. */
import { describe, expect, test } from "vitest";
import type { Document } from "../../../src/core/document/document.ts";
import type { Change } from "../../../src/core/document/finding.ts";
import { shippedCues } from "../../../src/core/cues/shipped.ts";
import { readHtml, readText } from "../../../src/core/page/read.ts";
import { blockedNotice } from "../../../src/core/verdict/blocked-notice.ts";
import { linksOnly } from "../../../src/core/verdict/empty-page.ts";
import { foreignLanguage } from "../../../src/core/verdict/foreign-language.ts";
import { listShape } from "../../../src/core/verdict/list-shape.ts";
import { readKept } from "../../../src/core/verdict/kept-text.ts";
import { shippedVerdictModels, verdictModelsOf } from "../../../src/core/verdict/models.ts";
import { plantedLinks } from "../../../src/core/verdict/planted-links.ts";
import type { VerdictInput, VerdictSignal } from "../../../src/core/verdict/signal.ts";
import { teasers } from "../../../src/core/verdict/teasers.ts";

const models = verdictModelsOf(shippedVerdictModels);
const cues = shippedCues();

/** All that was read is kept, where nothing else is said. */
function speaks(signal: VerdictSignal, original: Document, given: Partial<VerdictInput> = {}): boolean {
  return reasonsOf(signal, original, given) !== undefined;
}

function reasonsOf(
  signal: VerdictSignal,
  original: Document,
  { remaining = original, ...given }: Partial<VerdictInput> = {},
): ReturnType<VerdictSignal["find"]> {
  const input: VerdictInput = {
    original,
    remaining,
    kept: readKept(remaining),
    changes: [],
    stages: new Map(),
    metadata: original.metadata,
    language: "zh",
    cues,
    models,
    ...given,
  };
  return signal.find(input);
}

const text = (...lines: readonly string[]) => readText(`${lines.join("\n")}\n`);
const WORDS = "渡口石阶涨水时淹掉一半".repeat(20);
/** A sentence of so many code points; three marks weigh as much as a Chinese character. */
const sentence = (chars: number) =>
  `${WORDS.slice(0, 5)}，${WORDS.slice(5, 10)}，${WORDS.slice(10, chars - 3)}。`;
const prose = (chars: number) => sentence(chars + 2);
const label = (chars: number) => "稻麦粟豆桑麻棉茶".repeat(40).slice(0, chars);

describe("a blocked notice", () => {
  const NOTICE = "您访问的页面不存在";

  test("is a line of at most sixty code points", () => {
    const notice = (chars: number) => text(`${NOTICE}，${label(chars - NOTICE.length - 1)}`);
    expect(speaks(blockedNotice, notice(60))).toBe(true);
    expect(speaks(blockedNotice, notice(61))).toBe(false);
  });

  test("stands beside less than sixty code points of prose; notices are none of it", () => {
    expect(speaks(blockedNotice, text(NOTICE, sentence(59)))).toBe(true);
    expect(speaks(blockedNotice, text(NOTICE, sentence(60)))).toBe(false);
    const notices = Array.from({ length: 4 }, (_, at) => `第${at}次，${NOTICE}，请过一会儿再来看。`);
    expect(speaks(blockedNotice, text(...notices))).toBe(true);
  });

  test("needs more than a word that other lines have", () => {
    expect(speaks(blockedNotice, text("404"))).toBe(false);
  });
});

describe("planted links", () => {
  const stages = new Map([["link-farm", { isPlanted: true as const }]]) as unknown as VerdictInput["stages"];

  /** A page of so many characters of planted links, of prose and of labels. */
  const isFarm = (planted: number, told: number, labels: number) => {
    const lines = [
      label(planted),
      ...(told === 0 ? [] : [prose(told)]),
      ...(labels === 0 ? [] : [label(labels)]),
    ];
    const original = text(...lines);
    const change = { stage: "link-farm", block: 0, before: label(planted) } as Change;
    const remaining = { ...original, blocks: original.blocks.slice(1) };
    return speaks(plantedLinks, original, { remaining, changes: [change], stages });
  };

  test("are more than half of the page", () => {
    expect(isFarm(160, 60, 60)).toBe(true);
    expect(isFarm(100, 60, 80)).toBe(false);
    expect(isFarm(100, 60, 30)).toBe(true);
  });

  test("beside less than 120 characters of prose", () => {
    expect(isFarm(160, 119, 0)).toBe(true);
    expect(isFarm(160, 120, 0)).toBe(false);
  });

  test("or more than a fifth, where there are less than forty characters of prose, and less than of them", () => {
    expect(isFarm(50, 39, 100)).toBe(true);
    expect(isFarm(50, 40, 100)).toBe(false);
    expect(isFarm(50, 0, 190)).toBe(true);
    expect(isFarm(50, 0, 210)).toBe(false);
    expect(isFarm(30, 39, 40)).toBe(false);
  });

  test("others' lines are no links that were planted", () => {
    const original = text(label(160));
    const change = { stage: "share", block: 0, before: label(160) } as Change;
    expect(speaks(plantedLinks, original, { changes: [change], stages })).toBe(false);
  });
});

describe("a foreign language", () => {
  const isForeign = (language: string | undefined, chars: number, asked: "zh" | "any" = "zh") =>
    speaks(foreignLanguage, text("a".repeat(chars)), {
      metadata: language === undefined ? {} : { language },
      language: asked,
    });

  test.each([
    ["eng", 40, true],
    ["eng", 39, false],
    ["cmn", 40, false],
    ["und", 40, false],
    [undefined, 40, false],
  ])("%s in %i characters: %s", (language, chars, expected) => {
    expect(isForeign(language, chars)).toBe(expected);
  });

  test("is none where any is asked for", () => {
    expect(isForeign("eng", 100, "any")).toBe(false);
  });
});

describe("a page of links only", () => {
  /** Entries of eight characters, so many of which are link. */
  const isList = (entries: number, linked: number, title = "") => {
    const items = Array.from(
      { length: entries },
      (_, at) => `<li><a href="/${at}">${label(linked)}</a>${label(10 - linked)}</li>`,
    );
    const original = readHtml(`${title}<ul>${items.join("")}</ul>`);
    return speaks(linksOnly, original, { remaining: { ...original, blocks: [] } });
  };

  test("has five entries, and its title is none", () => {
    expect(isList(5, 10)).toBe(true);
    expect(isList(4, 10)).toBe(false);
    expect(isList(4, 10, "<title>青湾镇新闻网</title>")).toBe(false);
  });

  test("that are link for more than three tenths", () => {
    expect(isList(5, 4)).toBe(true);
    expect(isList(5, 2)).toBe(false);
  });

  test("a text's title is no entry either", () => {
    const lines = (count: number) => {
      const read = text(...Array.from({ length: count }, (_, at) => `第${at}件事`));
      const [first, ...rest] = read.blocks;
      const original = { ...read, blocks: [{ ...first!, kind: "title" as const }, ...rest] };
      return speaks(linksOnly, original, { remaining: { ...original, blocks: [] } });
    };
    expect(lines(6)).toBe(true);
    expect(lines(5)).toBe(false);
  });
});

describe("the shape of a list", () => {
  const entries = Array.from(
    { length: 40 },
    (_, at) => `<li><a href="/xinwen/${at}.html">第${at}个村的石桥今天通车了</a> 2031-03-02</li>`,
  ).join("");
  const page = (rest = "") => {
    const original = readHtml(`<body><h2>第1个村的石桥今天通车了</h2><ul>${entries}</ul>${rest}</body>`);
    const probabilities = Float64Array.from(original.blocks, () => 0.1);
    const article = { probabilities, choose: () => undefined, evidenceOf: () => ({}) };
    return { original, article };
  };
  const verse = `<div>${"<p>石阶上有人等船</p>".repeat(7)}</div>`;

  test("is a page's, and not of one that tells line by line", () => {
    const { original, article } = page();
    expect(speaks(listShape, original, { article })).toBe(true);
    expect(speaks(listShape, { ...original, format: "text" }, { article })).toBe(false);
    const told = page(verse);
    expect(speaks(listShape, told.original, { article: told.article })).toBe(false);
  });

  test("is told by the three features that say most", () => {
    const { original, article } = page();
    expect(reasonsOf(listShape, original, { article })).toHaveLength(4);
  });
});

test("teasers are a quarter of the lines", () => {
  const broken = Array.from({ length: 3 }, (_, at) => `第${at}个村的人昨天都赶来看新桥，一直看到天黑……`);
  const labels = (count: number) => Array.from({ length: count }, (_, at) => `第${at}件事`);
  expect(speaks(teasers, text(...broken, ...labels(9)))).toBe(true);
  expect(speaks(teasers, text(...broken, ...labels(10)))).toBe(false);
});
