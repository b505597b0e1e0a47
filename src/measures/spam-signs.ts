/** Signs that a text was set up for search engines or for a sale, whatever it looks like. */
import { matchKey } from "../cues/match.ts";
import type { Cues } from "../types.ts";
import { findBreaks } from "./broken-text.ts";
import { isDataLine } from "./data-sheet.ts";
import { repeatedHeadline, repeatedSentence, tagLines } from "./keywords.ts";
import { proseShare } from "./prose-share.ts";
import { pointsOf, type Sign, type Steps } from "./signs.ts";

/** Shorter sentences may well be said again: a refrain, an oath, 「谢谢大家」. Code units. */
const SENTENCE_AT_LEAST = 30;

/** From this share of the lines on, a text is a data sheet; below the other, its sentences are few. */
const DATA_AT_LEAST = 6;
const DATA_SHARE = 0.2;
const PROSE_SHARE = 0.4;

/** A keyword and its questions as shop pages join them in a headline. */
const KEYWORD_TITLE = /\p{L}[_|]\p{L}/u;

/** 「APL 3.2」, 「AT32F421」 */
const MODEL = /[A-Z]{2,}[ -]?\d/u;

const NUMBER_TO_CALL =
  /(?<!\d)(?:1[3-9]\d(?:[ -]?\d{4}){2}|400[ -]?\d{3,4}[ -]?\d{3,4}|0\d{2,3}[ -]?\d{7,8})(?!\d)/u;

/** A purchase or a notice by an office: it names goods and numbers too. */
const NOTICED = /采购|招标|投标|中标|竞价|竞买|公示|特此|现将|公告/u;

const CALLS = /欢迎|咨询|合作|热线|销售|订购|订货|微信|经理/u;

/** What a shop says of its goods, a line each. */
const SHOP_FIELD =
  /^\s*(?:产品(?:名称|编号|型号|分类|类别|价格|详情)|所属分类|商品(?:名称|编号)|相关标签|起订量|供货总量|发货地址)\s*[:：]/u;

/** Labels that mills of rewritten texts put around them. */
const MILL_FIELD = /^\s*(?:本文(?:摘要|关键词|关键字|导读)|简要描述)\s*[:：]/u;

/** Entries of a message board: the clock to the second. */
const STAMP = /(?<!\d)\d{1,2}:\d{2}:\d{2}(?!\d)/u;

/** A buyer's question that runs into a sentence of something else. */
const GLUED_QUESTION = /(?:哪家好|哪家强|多少钱一[个台吨平米斤]{1,2}|哪里有卖)(?=\p{Script=Han}{3})/u;

/** Somebody was there and reports. */
const REPORTED = /记者|記者|通讯员|通訊員|本报讯|本报|[本日]电[）)]?|获悉|獲悉|据.{1,12}报道|警方|民警/u;

/**
 * @param page all lines of the document: what was taken away tells what surrounds the text
 * @param lines what is left of it, the headline first
 * @param contacts how many sales lines were taken away
 */
export function spamSigns(
  page: readonly string[],
  lines: readonly string[],
  contacts: number,
  cues: Cues,
): readonly Sign[] {
  const text = lines.map((line) => matchKey(line.replace(/\p{Cc}/gu, ""))).join("\n");
  const wordSign = (kind: string, steps: Steps, whose: string): Sign => {
    const said = (cues.get(kind) ?? []).filter(({ phrase }) => text.includes(phrase));
    const named = said.slice(0, 4).map(({ phrase }) => phrase);
    return {
      kind,
      points: pointsOf(said.length, steps),
      says: `${said.length} phrases of ${whose}: ${named.join("、")}.`,
    };
  };
  return [
    ...keywordSigns(page, lines),
    wordSign("sales", { 1: 1, 2: 2, 4: 3 }, "sales pages"),
    wordSign("betting", { 1: 2, 2: 3 }, "betting sites"),
    wordSign("spun", { 2: 2, 4: 3 }, "rewriting programs"),
    ...breakSigns(page, lines),
    ...sheetSigns(page, lines),
    ...fieldSigns(page, lines),
    numberSign(lines),
    {
      kind: "contact",
      points: pointsOf(contacts, { 1: 1 }),
      says: `${contacts} sales lines with a contact were taken away.`,
    },
    ...(REPORTED.test(text) ? [{ kind: "report", points: -1, says: "The text is somebody's report." }] : []),
    ...(NOTICED.test(text) ? [{ kind: "notice", points: -2, says: "The text is a notice." }] : []),
  ].filter(({ points }) => points !== 0);
}

function keywordSigns(page: readonly string[], lines: readonly string[]): readonly Sign[] {
  const headline = repeatedHeadline(lines);
  const sentence = repeatedSentence(lines, SENTENCE_AT_LEAST);
  const tags = most(page, lines, tagLines);
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
  const glued = lines.filter((line) => GLUED_QUESTION.test(line)).length;
  if (glued > 0)
    signs.push({ kind: "keyword", points: 1, says: `${glued} questions of buyers run into a sentence.` });
  if (KEYWORD_TITLE.test(lines[0] ?? ""))
    signs.push({ kind: "keyword", points: 1, says: "The headline strings keywords together." });
  return signs;
}

function breakSigns(page: readonly string[], lines: readonly string[]): readonly Sign[] {
  const { tokens, listings, seams, midway, brackets } = findBreaks(lines);
  const joints = seams + midway + brackets;
  const controls = most(page, lines, (of) => findBreaks(of).controls);
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

function sheetSigns(page: readonly string[], lines: readonly string[]): readonly Sign[] {
  const sheets = [page, lines].filter(isDataSheet);
  if (sheets.length === 0) return [];
  const data = most(page, lines, (of) => of.filter(isDataLine).length);
  const prose = Math.min(...sheets.map(proseShare));
  return [
    { kind: "data", points: 2, says: `${data} lines are those of a data sheet.` },
    {
      kind: "few-sentences",
      points: prose < PROSE_SHARE ? 1 : 0,
      says: `Only ${Math.round(prose * 100)} % of the data sheet is sentences.`,
    },
    { kind: "model", points: MODEL.test(lines[0] ?? "") ? 1 : 0, says: "The headline is a model's name." },
  ];
}

function isDataSheet(lines: readonly string[]): boolean {
  const data = lines.filter(isDataLine).length;
  return data >= DATA_AT_LEAST && data >= DATA_SHARE * lines.length;
}

function fieldSigns(page: readonly string[], lines: readonly string[]): readonly Sign[] {
  const count = (pattern: RegExp) => (of: readonly string[]) =>
    of.filter((line) => pattern.test(line)).length;
  const goods = most(page, lines, count(SHOP_FIELD));
  const mill = most(page, lines, count(MILL_FIELD));
  const stamps = count(STAMP)(lines);
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
  ];
}

function numberSign(lines: readonly string[]): Sign {
  const numbers = lines.filter((line) => NUMBER_TO_CALL.test(line) && CALLS.test(line)).length;
  return {
    kind: "number",
    points: pointsOf(numbers, { 1: 1 }),
    says: `${numbers} lines ask to call a number.`,
  };
}

/** What is left counts by itself too: cleaning it again must not find more. */
function most(
  page: readonly string[],
  lines: readonly string[],
  count: (of: readonly string[]) => number,
): number {
  return Math.max(count(page), count(lines));
}
