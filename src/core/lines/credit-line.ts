/**
 * Credit lines: who wrote, edited or illustrated a text, where it came from, when it appeared, how often it was read.
 * A line is one by its shape: every part of it is a label with its value, a date, a counter, a reporter or a name.
 */
import { visibleLength } from "../text/characters.ts";
import { CLOCK } from "../dates/clock.ts";
import { findDates } from "../dates/dates.ts";
import { hasGrammar } from "../text/grammar-words.ts";
import type { Metadata } from "../document/document.ts";
import {
  AUTHORS,
  COUNTED,
  COUNTERS,
  EDITORS,
  isMedium,
  isPerson,
  KEYWORDS,
  LETTERS,
  OFFICES,
  PERSON,
  ROLES,
  SOURCES,
} from "./credit-words.ts";

/**
 * What makes a line a credit: a label (编辑：…), a person's office (本报记者 陈芳), a report (社會中心／綜合報導), a
 * date with its minute, a day alone, a counter, an address. The more of these, the surer.
 */
export type CreditPart = "label" | "keywords" | "office" | "report" | "minute" | "day" | "counter";

export interface CreditLine {
  readonly signs: ReadonlySet<CreditPart>;
  /** What its labels and offices say. */
  readonly metadata: Metadata;
}

/** Code units, and visible code points of names that no label explains. */
const LINE_AT_MOST = 160;
const UNEXPLAINED_AT_MOST = 24;
const TOKENS_AT_MOST = 5;

/** 「微信编辑」, 「本文转自」; those who only took part are thanked by the text itself. */
const MODIFIER = "(?!参与|參與)[\\p{Script=Han}A-Za-z]{0,6}?";

/** 录入人, 撰文者 */
const DOER = "(?:人|者|员|員)?";

const LABEL = new RegExp(
  `^(?<name>(?<letter>${LETTERS})|(?<role>(?:${MODIFIER}(?:${ROLES})|\\p{Script=Han}{7,12}(?:记者|記者))${DOER})|${MODIFIER}(?:(?<author>(?:${AUTHORS})${DOER})|(?<editor>(?:${EDITORS})${DOER})|(?<source>${SOURCES})|(?<keywords>${KEYWORDS})|(?<counter>(?:${COUNTERS})${COUNTED})))[:：](?<value>.*)$`,
  "u",
);
const ENGLISH_LABEL =
  /^(?:by|source|author|editor|editors|photo|photos|photographer|credit|translator|tags?|keywords?)[:：]/iu;

/** By Chen Fang */
const ENGLISH_BYLINE = new RegExp(
  `^[Bb][Yy]\\s(?:[A-Z][\\p{L}.'-]{1,20}(?:\\s[A-Z][\\p{L}.'-]{0,20}){1,3}|${PERSON})$`,
  "u",
);

/** 文/, 摄影丨, 出品︱: a bar stands for the colon behind a label, a dot behind a letter. */
const BARRED = new RegExp(
  `(?<=^|[\\s;；，,、（(])(${LETTERS}|${MODIFIER}(?:${AUTHORS}|${EDITORS}|${SOURCES}|${ROLES}))\\s?[/／∕︱丨|｜]\\s?(?=\\S)(?!\\S{1,8}[:：])`,
  "gu",
);
const DOTTED = new RegExp(`^(${LETTERS})\\s?[・．‧·•]\\s?(?=${PERSON})`, "u");

/** 「许三桥/文」 */
const SIGNED_FOR = new RegExp(
  `(?<=^|[\\s;；，,、])(${PERSON})\\s?[/／]\\s?(${LETTERS}|${AUTHORS}|${EDITORS})(?=$|[\\s;；，,、])`,
  "gu",
);

/** 「编辑 许三桥 校对 陆远山」: a label without its colon, with people behind it. */
const BARE_LABEL = new RegExp(
  `^(?:(?<letter>${LETTERS})|${MODIFIER}(?:(?<author>${AUTHORS}|${ROLES})|(?<editor>${EDITORS})))$`,
  "u",
);

/** What a site counts: 「被阅读次数 11」, 「查看60」, 「60人看过」, 「60 人次瀏覽」. */
const COUNTER = new RegExp(
  `(?:被|已)?(?:${COUNTERS})${COUNTED}\\s?[:：]?\\s?\\d[\\d,.]*\\s?[万萬kKwW]?(?:次|人)?|(?<![\\p{L}\\d])\\d[\\d,.]*\\s?[万萬]?\\s?人次?已?(?:看[过過]|${COUNTERS})[过過]?`,
  "gu",
);
/** 「3160字」, 「1.2万阅读」: beside a date; a teaser has as much, and a composition its length. */
const COUNT = new RegExp(
  `(?<![\\p{L}\\d])\\d[\\d,.]*\\s?[万萬]?(?:次|个|字|條|条)?(?:${COUNTERS}|views?|字(?!\\p{Script=Han}))`,
  "gu",
);
const ADDRESS = /https?:\/\/[^\s　，。]+|www\.[^\s　，。]+/gu;

/** 「最后更新：」 before a date, 「发布」 behind it. */
const PUBLISHED =
  "(?:最后|最後|最新|資料|资料|首次)?(?:更新|修改|发布|發布|發佈|发表|發表|回复|回覆|檢視|刊登|刊载|刊載|编辑|編輯|上稿|上架|上版|建立|公告|出版|张贴|張貼|发稿|發稿|刊发|刊發)";
const DATE_LABEL = new RegExp(`(?:${PUBLISHED}(?<when>时间|日期|時間|于|於)?)\\s?[:：]?\\s{0,3}$`, "u");
/** 「6:34 pm」, 「03-02 09:20」, 「昨天 09:20」; 「0:00」 is where a player stands. */
const MINUTE_ALONE = new RegExp(
  `^(?:(?=.*(?:[ap]\\.?m|[上下]午))|(?:今天|昨天|前天|\\d{1,2}月\\d{1,2}日|\\d{2}[-/]\\d{2})\\s{1,3})(?:${CLOCK})$`,
  "iu",
);
const ZONE = /^[\p{Script=Han}]{2}(?:时间|時間)$|^(?:PT|ET|GMT|UTC|HKT|CST)$/u;

const OFFICE = new RegExp(`^(?<paper>[\\p{L}《》“”·]{0,12}?)(?:${OFFICES})$`, "u");
const OFFICER = new RegExp(`^(?:本[报報刊网網台臺社])?(?:${OFFICES})(?<names>\\p{Script=Han}{2,4})$`, "u");
/** 「（记者许三桥）」, 「本報記者許三橋」, 「【記者許三橋青灣報導】」; 「（记者许三桥摄）」 is of a picture. */
const MARKED_OFFICER = new RegExp(
  `^(?<prefix>本[报報刊网網台臺社]|实习|實習|见习|見習|特派|特约|特約|首席)?(?:${OFFICES})(?<names>${PERSON})(?:\\p{Script=Han}{0,3}(?:报道|報導))?$`,
  "u",
);

/** 綜合報導, 台南報導, 楊貴智報導 */
const REPORT = /^[\p{Script=Han}A-Za-z]{0,10}(?:报道|報導|報道|编译|編譯|整理|供稿|摄影报道|外電)$/u;
/** The same where nothing stands beside it: 「綜合外電」, 「本报综合消息」. */
const REPORT_ALONE =
  /^(?:本[报報刊网網站])?(?:综合|綜合|編譯)(?:报道|報導|報道|消息|外[电電]|整理)$|^本[报報刊网網](?:综合|綜合)$|^(?:编辑部|編輯部|小编|小編)(?:整理|综合|綜合)$/u;

/** What stands behind 图： and is longer is a caption. */
const SHORT_NAME = /^(?:\p{Script=Han}{2,4}|[A-Z][\p{L}.'-]+)$/u;
const PERSON_AT_MOST = 4;
const PICTURE = /^(?:图|圖|图片|圖片|文字|文)$/u;

/** Characters that names may contain; clauses have function words or marks. */
const NAME = /^[\p{L}\p{N}\p{M}·・~_.@'’+&-]+$/u;
const HAN_NAME_AT_MOST = 12;

/** An act has a day too: 「2031年3月2日…代表大会通过」. */
const ACT = /(?:通过|通過|修订|修訂|修正|施行|公布|批准|发布|發布|印发|召开|举行|生效|开幕|闭幕)$/u;

const SENTENCE = /[。！？!?…]/u;

/** 「分享到：」 at the end of a line of credits. */
const SHARED = /分享(?:到|至)?\s{0,2}[:：]?\s{0,9}$/u;
const SEPARATORS = /[\s\u00a0\u3000|｜丨︱/／∕·・•、,，;；»>()（）[\]【】「」©-]+/u;
const BARS = /[|｜丨︱/／∕]/u;

/** 「□许三桥」, 「◎许三桥 陆远山」 */
const SIGNED_BY_MARK = new RegExp(`^[■□◎●◆○▌]\\s?(?<names>${PERSON}(?:[\\s、]${PERSON}){0,4})$`, "u");

/**
 * @param text a line without its headline
 * @returns undefined where a part of it is none of a credit's, or none speaks for one
 */
export function readCreditLine(text: string): CreditLine | undefined {
  if (text.length > LINE_AT_MOST) return undefined;
  const signs = new Set<CreditPart>();
  const trimmed = text.trim();
  const signed = SIGNED_BY_MARK.exec(trimmed)?.groups!["names"];
  if (signed !== undefined) return { signs: new Set(["office"]), metadata: { author: signed } };
  const bare = withoutMarks(trimmed);
  const isMarked = bare !== trimmed;
  const line = bare.replaceAll(ADDRESS, " ").replace(SHARED, "");
  const { rest, published } = withoutDates(line, signs);
  const left = rest
    .replaceAll(COUNT, " ")
    .replaceAll(COUNTER, () => (signs.add("counter"), " "))
    .replaceAll(SIGNED_FOR, "$2：$1")
    .replaceAll(BARRED, "$1：")
    .replace(DOTTED, "$1：");
  if (SENTENCE.test(left)) return undefined;
  const said = readParts(left, signs, isMarked);
  if (said === undefined || signs.size === 0) return undefined;
  return { signs, metadata: { ...(published === undefined ? {} : { published }), ...said } };
}

/** Without brackets around the whole line, or the mark before it: 「（记者许三桥）」, 「■本报记者 许三桥」. */
function withoutMarks(line: string): string {
  return line
    .replace(/^[（(【[〔]([^（()）【】[\]〔〕]*)[）)】\]〕]$/u, "$1")
    .replace(/^[■□◎●▌◆○▪▍]\s{0,3}/u, "")
    .trim();
}

function withoutDates(line: string, signs: Set<CreditPart>): { rest: string; published?: string } {
  if (MINUTE_ALONE.test(line)) {
    signs.add("minute");
    return { rest: "" };
  }
  let rest = "";
  let end = 0;
  let published: string | undefined;
  for (const { date, span } of findDates(line)) {
    signs.add(date.includes("T") ? "minute" : "day");
    published ??= date;
    const before = line.slice(end, span[0]);
    const label = DATE_LABEL.exec(before);
    if (label?.groups!["when"] !== undefined) signs.add("label");
    rest += `${before.slice(0, label?.index)} `;
    end = span[1];
  }
  return { rest: rest + line.slice(end), ...(published === undefined ? {} : { published }) };
}

/** @returns undefined where a part is neither a credit nor a name */
function readParts(line: string, signs: Set<CreditPart>, isMarked: boolean): Metadata | undefined {
  const said: { author?: string; editor?: string; source?: string; fields?: Record<string, string> } = {};
  const isBarred = BARS.test(line);
  const hasDay = signs.has("day") && !signs.has("minute");
  let field: "author" | "editor" | "source" | undefined;
  let hasOffice = false;
  /** Behind a label that needs one. */
  let needsPerson = false;
  let people = 0;
  /** 「编辑：」 with nothing behind it. */
  let isEmpty = false;
  let unexplained = 0;
  let tokens = 0;
  if (ENGLISH_BYLINE.test(line.trim())) {
    signs.add("label");
    return { author: line.trim().slice(3) };
  }
  const parts = line.split(SEPARATORS).filter((part) => part !== "" && !ZONE.test(part));
  for (const [at, part] of parts.entries()) {
    const bare = isPerson(parts[at + 1] ?? "") ? BARE_LABEL.exec(part) : null;
    const label = LABEL.exec(part);
    const office = OFFICE.exec(part);
    const officer =
      (isBarred ? OFFICER.exec(part) : null) ?? officerIn(part, isMarked || isMedium(parts[at - 1] ?? ""));
    if (label !== null) {
      const { name, letter, role, author, editor, source, keywords, counter, value } = label.groups!;
      // What is counted has gone already.
      if (counter !== undefined) return undefined;
      if (hasGrammar(value!) || (PICTURE.test(name!) && visibleLength(value!) > PERSON_AT_MOST))
        return undefined;
      needsPerson = role !== undefined;
      if (needsPerson && value !== "" && !isPerson(value!)) return undefined;
      signs.add(keywords === undefined ? "label" : "keywords");
      isEmpty = value === "" && source === undefined;
      field = author || role || letter ? "author" : editor ? "editor" : source ? "source" : undefined;
      if (field !== undefined && value !== "") said[field] ??= value!;
      else if (field === undefined) (said.fields ??= {})[name!] = value!;
    } else if (ENGLISH_LABEL.test(part)) {
      signs.add("label");
      field = undefined;
    } else if (office !== null) {
      if (isMedium(office.groups!["paper"]!)) signs.add("office");
      hasOffice = true;
      field = "author";
    } else if (bare !== null) {
      signs.add("label");
      needsPerson = true;
      field = bare.groups!["editor"] === undefined ? "author" : "editor";
    } else if (officer !== null) {
      signs.add("office");
      said.author ??= officer.groups!["names"]!;
    } else if (
      (REPORT.test(part) && (isBarred || signs.size > 0 || isPerson(parts[at - 1] ?? ""))) ||
      isReportAlone(parts)
    ) {
      signs.add("report");
    } else {
      if (!NAME.test(part) || hasGrammar(part) || ACT.test(part)) return undefined;
      if (/\p{Script=Han}/u.test(part) && visibleLength(part) > HAN_NAME_AT_MOST) return undefined;
      if (needsPerson && !isPerson(part)) return undefined;
      isEmpty = false;
      if (isPerson(part)) people += 1;
      if (hasOffice && SHORT_NAME.test(part)) signs.add("office");
      if (field !== undefined) said[field] = said[field] === undefined ? part : `${said[field]} ${part}`;
      else {
        tokens += 1;
        unexplained += visibleLength(part);
        if (isMedium(part)) said.source ??= part;
      }
    }
  }
  if (isEmpty) return undefined;
  // 「许三桥 | 青湾日报」
  if (isBarred && said.source !== undefined && people > 0 && people + 1 === parts.length) signs.add("office");
  const isShort =
    tokens <= TOKENS_AT_MOST && unexplained <= (hasDay ? HAN_NAME_AT_MOST : UNEXPLAINED_AT_MOST);
  return isShort ? said : undefined;
}

/** Nothing but 「记者陈述」 may be a heading. */
function officerIn(part: string, isLabelled: boolean): RegExpExecArray | null {
  const officer = MARKED_OFFICER.exec(part);
  return isLabelled || officer?.groups!["prefix"] !== undefined ? officer : null;
}

function isReportAlone([part, ...others]: readonly string[]): boolean {
  return others.length === 0 && REPORT_ALONE.test(part!);
}

/** 「2024年02月」, 「香港時間」, 「12633」: a month, a zone, a counter without its label. */
const BARE =
  /^(?:(?:19|20)\d{2}\s?年\s?(?:1[0-2]|0?[1-9])\s?月|(?:北京|香港|台北|臺北|当地|當地)(?:时间|時間)|\d{2,7})$/u;

/** 「青湾医院 许三桥 陆远山」, 「许三桥/青湾日报」: people and where they work. */
const WORKPLACE =
  "[\\p{Script=Han}A-Za-z]{2,16}(?:医院|醫院|大学|大學|学院|學院|学校|學校|研究院|研究所|中心|协会|協會|公司|报|報|网|網|社|新闻)";
const PEOPLE = "\\p{Script=Han}{2,3}(?:\\s+\\p{Script=Han}{2,3}){0,4}";
const PROFESSION =
  "\\p{Script=Han}{0,6}(?:师|師|教授|博士|研究员|研究員|主任|律师|律師|作家|院长|院長|记者|記者)";
const WORKERS = new RegExp(
  `^(?:${PERSON}\\s+${PROFESSION}|${WORKPLACE}\\s+${PEOPLE}|${PEOPLE}\\s?[/／]\\s?${WORKPLACE})$`,
  "u",
);

/** Short lines that are credits only right below the headline. */
export function isBareCredit(text: string): boolean {
  const line = text.trim();
  return (
    line.length <= BARE_AT_MOST &&
    !hasGrammar(line) &&
    (BARE.test(line) || WORKERS.test(line) || isMedium(line))
  );
}

const IS_WORKPLACE = new RegExp(`^${WORKPLACE}$`, "u");

/** 「青湾医院」: beside a line of people it is where they work. */
export function isWorkplace(text: string): boolean {
  return IS_WORKPLACE.test(text.trim()) && !hasGrammar(text);
}

/** Code units. */
const BARE_AT_MOST = 40;

/** 「（许三桥）」, 「（许三桥 陆远山）」 behind the end of a text; 「（完）」 and 「（掌声）」 are no names. */
const SIGNED = /^[（(]\s?\p{Script=Han}{2,4}(?:[\s、]\p{Script=Han}{2,4}){0,4}\s?[）)]$/u;
const NO_SIGNATURE =
  /[完续續笑声聲掌图圖略注篇集选選摘删刪载載]|[评評][论論][员員]|^[（(](?:全文|本文|待|未|上|下|其|见|見)/u;

/** Names in brackets and nothing else. */
export function isSignature(text: string): boolean {
  const line = text.trim();
  return line.length <= BARE_AT_MOST && SIGNED.test(line) && !NO_SIGNATURE.test(line) && !hasGrammar(line);
}
