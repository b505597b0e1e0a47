/** Signs that a text was set up for search engines or for a sale, whatever it looks like. */
import type { Cues } from "../types.ts";
import { countControls, findBreaks } from "./broken-text.ts";
import { isDataLine } from "./data-sheet.ts";
import {
  headlineDensity,
  isFramed,
  isKeywordHeadline,
  repeatedHeadline,
  repeatedSentence,
  runningText,
  tagLines,
} from "./keywords.ts";
import { proseShare } from "./prose-share.ts";
import type { Shape } from "./shape.ts";
import { isSure, pointsOf, type Sign } from "./signs.ts";
import { wordSigns } from "./spam-words.ts";
import { isAboutOffence, reportingSigns } from "./voice.ts";

/** Shorter sentences may well be said again: a refrain, an oath, 「谢谢大家」. Code units. */
const SENTENCE_AT_LEAST = 30;

/** From this share of the lines on, a text is a data sheet; below the other, its sentences are few. */
const DATA_AT_LEAST = 6;
const DATA_SHARE = 0.2;
const PROSE_SHARE = 0.4;

/** A keyword and its questions as shop pages join them in a headline. */
const KEYWORD_TITLE = /\p{L}[_|]\p{L}/u;

/** What somebody asks a search engine before buying. */
const BUYERS_QUESTION =
  /哪家|哪里(?:有|能|可以|买|好|专业)|去哪|多少钱|怎么样|哪个好|哪种好|哪款好|价格|电话|厂家|批发|怎么收费|好用吗|有副作用吗|排行榜/u;

/** 「APL 3.2」, 「AT32F421」 */
const MODEL = /[A-Z]{2,}[ -]?\d/u;

/** A purchase or a notice by an office: it names goods and numbers too. */
const NOTICED = /采购|招标|投标|中标|竞价|竞买|公示|特此|现将|公告/u;

/** What a shop says of its goods, a line each. */
const SHOP_FIELD =
  /^\s*(?:产品(?:名称|编号|型号|分类|类别|价格|详情)|所属分类|商品(?:名称|编号)|相关标签|起订量|供货总量|发货地址)\s*[:：]/u;

/** Labels that mills of rewritten texts put around them. */
const MILL_FIELD = /^\s*(?:本文(?:摘要|关键词|关键字|导读)|简要描述)\s*[:：]/u;

/** Entries of a message board: the clock to the second. */
const STAMP = /(?<!\d)\d{1,2}:\d{2}:\d{2}(?!\d)/u;

/** A buyer's question that runs into a sentence of something else. */
const GLUED_QUESTION = /(?:哪家好|哪家强|多少钱一[个台吨平米斤]{1,2}|哪里有卖)(?=\p{Script=Han}{3})/u;

/** Numbers of a draw; news of a draw has them once. */
const DRAW = /(?:(?<!\d)\d{2}(?!\d)[\s、,，+]{0,3}){3}/u;

/** Says something only beside signs of two kinds: poems, recipes and letters report nothing either. */
const NOBODY_REPORTS: Sign = {
  kind: "unreported",
  points: 1,
  says: "No person, time or office is told of as in a report.",
};

/**
 * @param page all lines of the document: what was taken away tells what surrounds the text
 * @param lines what is left of it, the headline first
 * @param contacts how many sales lines were taken away
 */
export function spamSigns(
  page: readonly Shape[],
  lines: readonly Shape[],
  contacts: number,
  cues: Cues,
): readonly Sign[] {
  const text = lines.map(({ text }) => text).join("\n");
  const reporting = reportingSigns(text);
  const signs = [
    ...keywordSigns(page, lines),
    ...wordSigns(page, lines, contacts, cues),
    ...breakSigns(page, lines),
    ...sheetSigns(page, lines),
    ...fieldSigns(page, lines),
    { kind: "report", points: -pointsOf(reporting, { 2: 1, 3: 2 }), says: "The text is somebody's report." },
    { kind: "offence", points: isAboutOffence(text) ? -2 : 0, says: "The text tells of an offence." },
    { kind: "notice", points: NOTICED.test(text) ? -2 : 0, says: "The text is a notice." },
  ].filter(({ points }) => points !== 0);
  return reporting === 0 && isSure(signs, 1) ? [...signs, NOBODY_REPORTS] : signs;
}

function keywordSigns(page: readonly Shape[], lines: readonly Shape[]): readonly Sign[] {
  const title = lines[0]?.text ?? "";
  const running = runningText(lines);
  const headline = repeatedHeadline(title, running);
  const sentence = repeatedSentence(textsOf(lines), SENTENCE_AT_LEAST);
  const tags = Math.max(tagLines(page), tagLines(lines));
  const signs: Sign[] = [];
  if (headline && headline.times >= 3)
    signs.push({
      kind: "keyword",
      points: 3,
      says: `「${headline.phrase}」 is put between the sentences ${headline.times} times.`,
    });
  if (sentence && sentence.times >= 3)
    signs.push({ kind: "repeated", points: 1, says: `One sentence stands there ${sentence.times} times.` });
  if (tags > 0) signs.push({ kind: "keyword", points: 1, says: `${tags} lines list tags of one keyword.` });
  const glued = lines.filter(({ text }) => GLUED_QUESTION.test(text)).length;
  if (glued > 0)
    signs.push({ kind: "keyword", points: 1, says: `${glued} questions of buyers run into a sentence.` });
  if (isFramed(lines))
    signs.push({ kind: "headline", points: 2, says: "The text opens and closes with its headline." });
  const density = headlineDensity(title, running);
  signs.push({
    // An encyclopedia names its subject in every sentence too: all that is told by the headline is one kind.
    kind: "headline",
    points: pointsOf(density, { 0.1: 2, 0.15: 3 }),
    says: `${Math.round(density * 100)} % of the text is a phrase of the headline.`,
  });
  return [...signs, ...headlineSigns(title)];
}

function headlineSigns(headline: string): readonly Sign[] {
  const joined = isKeywordHeadline(headline);
  return [
    {
      kind: "headline",
      points: joined ? 2 : KEYWORD_TITLE.test(headline) ? 1 : 0,
      says: "The headline strings keywords together.",
    },
    {
      kind: "headline",
      points: BUYERS_QUESTION.test(headline) ? 1 : 0,
      says: "The headline is what a buyer asks.",
    },
  ];
}

function breakSigns(page: readonly Shape[], lines: readonly Shape[]): readonly Sign[] {
  const { tokens, controls: left, listings, seams, midway, brackets } = findBreaks(textsOf(lines));
  const joints = seams + midway + brackets;
  const controls = Math.max(countControls(textsOf(page)), left);
  return [
    {
      kind: "broken",
      points: pointsOf(controls, { 3: 2 }),
      says: `${controls} control characters within the text.`,
    },
    {
      kind: "broken",
      points: tokens.length > 0 ? 2 : 0,
      says: `${tokens.length} random tokens: ${tokens[0]}.`,
    },
    {
      kind: "broken",
      points: pointsOf(listings, { 1: 2 }),
      says: `${listings} lists as a program prints them.`,
    },
    {
      kind: "broken",
      points: pointsOf(joints, { 1: 1, 3: 2 }),
      says: `${joints} places where pieces were joined.`,
    },
  ];
}

function sheetSigns(page: readonly Shape[], lines: readonly Shape[]): readonly Sign[] {
  const sheets = [page, lines].filter(isDataSheet);
  if (sheets.length === 0) return [];
  const data = most(page, lines, countDataLines);
  const prose = Math.min(...sheets.map(proseShare));
  return [
    { kind: "data", points: 2, says: `${data} lines are those of a data sheet.` },
    {
      kind: "few-sentences",
      points: prose < PROSE_SHARE ? 1 : 0,
      says: `Only ${Math.round(prose * 100)} % of the data sheet is sentences.`,
    },
    {
      kind: "model",
      points: MODEL.test(lines[0]?.text ?? "") ? 1 : 0,
      says: "The headline is a model's name.",
    },
  ];
}

function isDataSheet(lines: readonly Shape[]): boolean {
  const data = countDataLines(textsOf(lines));
  return data >= DATA_AT_LEAST && data >= DATA_SHARE * lines.length;
}

function countDataLines(lines: readonly string[]): number {
  return lines.filter(isDataLine).length;
}

function fieldSigns(page: readonly Shape[], lines: readonly Shape[]): readonly Sign[] {
  const count = (pattern: RegExp) => (of: readonly string[]) =>
    of.filter((line) => pattern.test(line)).length;
  const goods = most(page, lines, count(SHOP_FIELD));
  const mill = most(page, lines, count(MILL_FIELD));
  const stamps = count(STAMP)(textsOf(lines));
  const draws = count(DRAW)(textsOf(lines));
  return [
    {
      kind: "goods",
      points: pointsOf(goods, { 1: 1, 2: 2, 3: 3 }),
      says: `${goods} lines describe goods as a shop does.`,
    },
    {
      kind: "mill",
      points: pointsOf(mill, { 2: 2 }),
      says: `${mill} lines are labels of a mill of rewritten texts.`,
    },
    {
      kind: "stamps",
      points: pointsOf(stamps, { 5: 2 }),
      says: `${stamps} lines carry the clock to the second.`,
    },
    {
      kind: "draws",
      points: pointsOf(draws, { 2: 1, 3: 2 }),
      says: `${draws} lines are numbers of a draw.`,
    },
  ];
}

/** What is left counts by itself too: cleaning it again must not find more. */
function most(
  page: readonly Shape[],
  lines: readonly Shape[],
  count: (of: readonly string[]) => number,
): number {
  return Math.max(count(textsOf(page)), count(textsOf(lines)));
}

function textsOf(lines: readonly Shape[]): readonly string[] {
  return lines.map(({ text }) => text);
}
