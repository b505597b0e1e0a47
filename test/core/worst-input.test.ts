/** Every pattern takes time in proportion to its input: 100 KB of the worst strings through every stage and every reader of lines. */
import { expect, test } from "vitest";
import { shippedCues } from "../../src/core/cues/shipped.ts";
import { matchKey } from "../../src/core/text/match-key.ts";
import { readBylineFields } from "../../src/core/lines/byline-fields.ts";
import { readDate } from "../../src/core/dates/dates.ts";
import { findNeedless } from "../../src/core/stages/characters/invisible.ts";
import { isLabel, parts } from "../../src/core/text/lines.ts";
import { countClauseMarks, countSentenceEnds, isProse } from "../../src/core/text/sentences.ts";
import { sharedSuffix } from "../../src/core/lines/suffixes.ts";
import { findNotations } from "../../src/core/stages/characters/notations.ts";
import { decode } from "../../src/core/page/decode.ts";
import { detectLanguage } from "../../src/core/page/language.ts";
import { readHtml, readText } from "../../src/core/page/read.ts";
import { stages } from "../../src/core/stages/index.ts";
import type { Document } from "../../src/core/document/document.ts";
import { startCpuClock } from "../support/cpu-time.ts";

const KB = 1024;
/** Generous, for a machine that is busy: what is promised is a tenth of it. */
const MS_PER_KB = 10;
/** From 10 KB to 100 KB: 10 is linear, 100 is quadratic. */
const GROWTH = 25;
/** Less than this is no time to compare. */
const TELLING_MS = 150;

const cues = shippedCues();

/** Pieces that a pattern may begin to match again and again. */
const pieces: Readonly<Record<string, string>> = {
  "ideographic spaces": "\u3000",
  spaces: " ",
  "no-break spaces": "\u00a0",
  "one Han character": "江",
  "Han characters apart": "江 ",
  "Han characters far apart": `江${" ".repeat(12)}`,
  homepages: "首页",
  "homepages apart": "首页 ",
  "opening brackets": "(",
  "full-width opening brackets": "（",
  "square brackets": "[",
  "lenticular brackets": "【",
  "brackets that close": "）",
  "empty brackets": "（）",
  "opening quotes": "“",
  "straight quotes": '"',
  "quotes in pairs": "“江”",
  commas: ",",
  "full-width commas": "，",
  "ideographic commas": "、",
  digits: "1",
  "digits apart": "1 ",
  "digits and points": "1.",
  "digits and hyphens": "1-",
  "digits and commas": "1,",
  "digits and colons": "1:",
  points: ".",
  "full stops": "。",
  "points between Han characters": "江.",
  dashes: "—",
  hyphens: "-",
  "hyphens apart": " - ",
  ellipses: "…",
  "less-than signs": "<",
  "tags without an end": "<p ",
  tags: "<p>",
  "comments without an end": "<!--",
  "greater-than signs": ">",
  "greater-than signs apart": "江 > ",
  "greater-than signs far apart": `江${" ".repeat(12)}>`,
  bars: "|",
  "bars apart": "江 | ",
  slashes: "/",
  "slashes apart": "江 / ",
  underscores: "_",
  ampersands: "&",
  "character references": "&#1",
  entities: "&nbsp",
  years: "年",
  "years in digits": "2031年",
  "dates that break off": "2031年5月",
  "dates apart": "2031-05-12 ",
  "times that break off": "2031-05-12 12:",
  "many spaces in a date": `2031${" ".repeat(6)}年${" ".repeat(6)}5`,
  "labels without a value": "来源：",
  "labels far from their value": `来源：${" ".repeat(4)}`,
  "values without an end": `来源：${"江".repeat(40)}`,
  "credits that never close": "（来源：江",
  "counters without a number": "浏览次数：",
  "addresses of mail": "a@",
  "addresses of mail with points": "a.a@a.",
  "addresses of pages": "http://a",
  hosts: "a.a",
  "hosts with a port": "a.a:1",
  "paths after a host": "a/",
  "query strings": "?a=1&",
  letters: "a",
  "capital letters": "A",
  "letters apart": "a ",
  braces: "{",
  "braces in pairs": "{}",
  backticks: "`",
  "Markdown links that break off": "[江](",
  "Markdown labels": "[江]",
  "Markdown pictures": "![",
  "selectors of a style sheet": "a.b>c,",
  "statements that break off": "var a ",
  "template braces": "{{",
  "list numbers": "1、",
  "list numbers in brackets": "（1）",
  "dodges that are none": "蕞",
  "dodges apart": "蕞 ",
  "pinyin dodges": "zui",
  "groups in disguise": "君 羊",
  "zero-width spaces": "\u200b",
  "zero-width joiners": "\u200d",
  "combining marks": "\u0301",
  "joiners in a joining script": "क\u200d",
  "marks in a joining script": "\u0902",
  "right-to-left marks": "\u200f",
  "surrogate pairs": "𠮷",
  "half a surrogate pair": "\ud842",
  emoji: "👩\u200d",
  "control characters": "\u0001",
  "line ends": "\n",
  "lines of one character": "江\n",
  "homepages, a line each": "首页\n",
  "list numbers, a line each": "1、江\n",
  "dates, a line each": "江水 2031-05-02\n",
  "sentences, a line each": "江水长流。\n",
  "teasers, a line each": "江水长流……\n",
  "a sentence without an end": "江水长流，",
};

/** All phrases of a kind in a row; the same without their last characters. */
const cueRows = [...cues].flatMap(([kind, own]) => {
  const phrases = own.map(({ phrase }) => phrase);
  return [
    [`cues of ${kind}`, phrases.join("")],
    [`cues of ${kind} apart`, phrases.join(" ")],
    [`beginnings of cues of ${kind}`, phrases.map((phrase) => phrase.slice(0, -1)).join("")],
  ] as const;
});

const rows = [...Object.entries(pieces), ...cueRows].filter(([, piece]) => piece !== "");

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  readText: (text) => readText(text),
  readHtml: (text) => readHtml(text),
  "readHtml, in attributes": (text) =>
    readHtml(`<p style="${text.replaceAll('"', "'")}" class="${text.replaceAll('"', "'")}">江</p>`),
  "readHtml, in the head": (text) =>
    readHtml(
      `<title>${text}</title><meta name="pubdate" content="${text.replaceAll('"', "'")}"><script type="application/ld+json">${text}</script>`,
    ),
  "readHtml, in an address": (text) =>
    readHtml(`<a href="${text.replaceAll('"', "'")}">江</a>`, "", "https://www.luxi.example/"),
  decode: (text) => decode(Buffer.from(text, "utf8")),
  "decode without a charset": (text) =>
    decode(Buffer.concat([Buffer.from(text, "utf8"), Uint8Array.of(0xd6, 0xd0, 0xff)])),
  detectLanguage,
  matchKey,
  readBylineFields,
  readDate,
  findNeedless,
  findNotations,
  isLabel,
  isProse,
  countSentenceEnds,
  countClauseMarks,
  sharedSuffix: (text) => sharedSuffix(parts(text)),
};

/** As one line, between two characters, so that nothing trims it. */
test.each(rows)("%s", (_, piece) => {
  const [small, large] = [10, 100].map((size) => {
    const text = `江${piece.repeat(Math.ceil((size * KB) / piece.length)).slice(0, size * KB)}江`;
    return { text, document: readText(text) };
  }) as [Worst, Worst];
  const slow = works.flatMap(({ name, run }) =>
    complaint(
      name,
      () => run(small),
      () => run(large),
    ),
  );
  expect(slow).toEqual([]);
});

interface Worst {
  readonly text: string;
  readonly document: Document;
}

const works: readonly { readonly name: string; readonly run: (worst: Worst) => unknown }[] = [
  ...stages.map((stage) => ({
    name: `stage ${stage.name}`,
    run: ({ document }: Worst) => [
      ...stage.run(document, stage.defaults, { cues, changes: [], stages: new Map() }),
    ],
  })),
  ...Object.entries(readers).map(([name, read]) => ({ name, run: ({ text }: Worst) => read(text) })),
];

/** Memory that is tidied up may have held one try up, and hardly three. */
function complaint(name: string, small: () => unknown, large: () => unknown): readonly string[] {
  let found: readonly string[] = [];
  for (let tries = 0; tries < 3; tries += 1) {
    found = measured(name, small, large);
    if (found.length === 0) break;
  }
  return found;
}

function measured(name: string, small: () => unknown, large: () => unknown): readonly string[] {
  const [tenth, whole] = [timeOf(small), timeOf(large)];
  const isSlow = whole > 100 * MS_PER_KB;
  const grows = whole > TELLING_MS && whole > GROWTH * tenth;
  return isSlow || grows
    ? [`${name}: ${tenth.toFixed(1)} ms for 10 KB, ${whole.toFixed(1)} ms for 100 KB`]
    : [];
}

function timeOf(work: () => unknown): number {
  const spent = startCpuClock();
  work();
  return spent();
}
