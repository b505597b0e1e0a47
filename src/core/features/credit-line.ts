/**
 * Credit lines: who wrote, edited or illustrated a text, where it came from, when it appeared, how often it was read.
 * A line is one by its shape: every part of it is a label with its value, a date, a counter, a reporter or a name.
 */
import { visibleLength } from "../../measures/characters.ts";
import { CLOCK } from "../../measures/clock.ts";
import { findDates } from "../../measures/dates.ts";
import { hasGrammar } from "../../measures/grammar-words.ts";
import type { Metadata } from "../../types.ts";

/**
 * What makes a line a credit: a label (编辑：…), a person's office (本报记者 陈芳), a report (社會中心／綜合報導), a
 * date with its minute, a day alone, a counter, an address. The more of these, the surer.
 */
export type CreditSign = "label" | "keywords" | "office" | "report" | "minute" | "day" | "counter";

export interface CreditLine {
  readonly signs: ReadonlySet<CreditSign>;
  /** What its labels and offices say. */
  readonly metadata: Metadata;
}

/** Code units, and visible code points of names that no label explains. */
const LINE_AT_MOST = 160;
const UNEXPLAINED_AT_MOST = 24;
const TOKENS_AT_MOST = 5;

const AUTHORS =
  "记者|記者|作者|撰文|撰稿|撰稿人|采写|採寫|采访|採訪|执笔|整理|编译|編譯|翻译|翻譯|译者|譯者|譯稿人|摄影|攝影|图片|圖片|文字|图文|圖文|文图|通讯员|通訊員|出品|制作|製作|供稿|投稿|绘图|繪圖|制图|製圖|上传者|發布者|发布者";
/** Nothing stands before them: 「原文：」 is no credit. */
const LETTERS = "文|译|譯|摄|攝|图|圖|编|編";
const EDITORS =
  "编辑|編輯|责编|責編|美编|主编|采编|編審|编审|审核|審核|校对|校對|审校|监制|監製|统筹|策划|美術|美术|设计|設計|排版";
const SOURCES =
  "来源|來源|稿源|图源|圖源|出处|出處|转自|轉自|转载自|轉載自|转载地址|轉載地址|链接网址|原文链接|原文地址|文章链接|发布单位|發布單位|资料维护|資料維護";
const KEYWORDS = "关键词|关键字|關鍵詞|關鍵字|标签|標籤|标签云";
const COUNTERS = "点击|點擊|浏览|瀏覽|阅读|閱讀|点阅|點閱|查看|人气|人氣|访问|播放";
/** 「微信编辑」, 「本文转自」; those who only took part are thanked by the text itself. */
const MODIFIER = "(?!参与|參與)[\\p{Script=Han}A-Za-z]{0,6}?";

const LABEL = new RegExp(
  `^(?<name>(?<letter>${LETTERS})|${MODIFIER}(?:(?<author>${AUTHORS})|(?<editor>${EDITORS})|(?<source>${SOURCES})|(?<keywords>${KEYWORDS})|(?<counter>(?:${COUNTERS})(?:次数|次數|量|数|數)?)))[:：](?<value>.*)$`,
  "u",
);
const ENGLISH_LABEL =
  /^(?:by|source|author|editor|editors|photo|photos|photographer|credit|translator|tags?|keywords?)[:：]/iu;

/** 文/, 摄影丨, 出品︱: a bar stands for the colon behind a label. */
const BARRED = new RegExp(
  `(?<=^|[\\s;；，,、（(])(${LETTERS}|${MODIFIER}(?:${AUTHORS}|${EDITORS}|${SOURCES}))\\s?[/／∕︱丨|｜]\\s?(?=\\S)`,
  "gu",
);

/** What a site counts: 「被阅读次数 11」, 「查看60」. */
const COUNTER = new RegExp(
  `(?:被|已)?(?:${COUNTERS})(?:次数|次數|量|数|數)?\\s?[:：]?\\s?\\d[\\d,.]*\\s?[万萬kKwW]?(?:次|人)?`,
  "gu",
);
/** 「3160字」, 「1.2万阅读」: beside a date; a teaser has as much, and a composition its length. */
const COUNT = new RegExp(
  `(?<![\\p{L}\\d])\\d[\\d,.]*\\s?[万萬]?(?:次|人|个|字|條|条)?(?:${COUNTERS}|views?|字(?!\\p{Script=Han}))`,
  "gu",
);
const ADDRESS = /https?:\/\/[^\s　，。]+|www\.[^\s　，。]+/gu;

/** 「最后更新：」 before a date, 「发布」 behind it. */
const PUBLISHED =
  "(?:最后|最後|最新|資料|资料|首次)?(?:更新|修改|发布|發布|發佈|发表|發表|回复|回覆|檢視|刊登|编辑|編輯)(?:时间|日期|時間|于|於)?";
const DATE_LABEL = new RegExp(`${PUBLISHED}\\s?[:：]?\\s{0,3}$`, "u");
/** 「6:34 pm」; 「0:00」 is where a player stands. */
const MINUTE_ALONE = new RegExp(`^(?=.*(?:[ap]\\.?m|[上下]午))(?:${CLOCK})$`, "iu");
const ZONE = /^[\p{Script=Han}]{2}(?:时间|時間)$|^(?:PT|ET|GMT|UTC|HKT|CST)$/u;

/** 本报记者, 新华社记者, 见习记者; 「记者陈芳」. */
const OFFICE_NAMES = "记者|記者|通讯员|通訊員|特派员|特派員|特约撰稿人|撰稿人|作者";
const OFFICE = new RegExp(`^(?<paper>[\\p{L}《》“”·]{0,12}?)(?:${OFFICE_NAMES})$`, "u");
const OFFICER = new RegExp(
  `^(?:本[报報刊网網台臺社])?(?:${OFFICE_NAMES})(?<names>\\p{Script=Han}{2,4})$`,
  "u",
);

/** 綜合報導, 台南報導, 楊貴智報導 */
const REPORT = /^[\p{Script=Han}A-Za-z]{0,10}(?:报道|報導|報道|编译|編譯|整理|供稿|摄影报道|外電)$/u;

/** A name that a newspaper, an agency or a site may have. */
const NO_MEDIUM =
  /(?:[播情预預通公海举舉汇匯捷申回简簡]报|[平舞后後阳陽月站擂]台|[电電联聯]网|(?:旅行|合作|供销|公)社|[期专專]刊)$/u;
const MEDIUM =
  /^[\p{Script=Han}A-Za-z·]{1,12}(?:[报報网網社台臺刊]|新闻|新聞|在线|在線|客户端|客戶端|传媒|傳媒|通讯社|周刊|週刊|杂志|雜誌|网络版|網絡版|电视台|電視台)$|^新华社$|^中新社$/u;

/** 陈芳 is a person; what stands behind 图： and is longer is a caption. */
const PERSON = /^(?:\p{Script=Han}{2,4}|[A-Z][\p{L}.'-]+)$/u;
const PERSON_AT_MOST = 4;
const PICTURE = /^(?:图|圖|图片|圖片|文字|文)$/u;

/** What else a name may be made of; a clause has grammar or marks. */
const NAME = /^[\p{L}\p{N}\p{M}·・~_.@'’+&-]+$/u;
const HAN_NAME_AT_MOST = 12;

/** An act has a day too: 「2031年3月2日…代表大会通过」. */
const ACT = /(?:通过|通過|修订|修訂|修正|施行|公布|批准|发布|發布|印发|召开|举行|生效|开幕|闭幕)$/u;

const SENTENCE = /[。！？!?…]/u;

/** 「分享到：」 at the end of a line of credits. */
const SHARED = /分享(?:到|至)?\s{0,2}[:：]?\s{0,9}$/u;
const SEPARATORS = /[\s\u00a0\u3000|｜丨︱/／∕·•、,，;；»>()（）[\]【】「」©-]+/u;
const BARS = /[|｜丨︱/／∕]/u;

/**
 * @param text a line without its headline
 * @returns undefined where a part of it is none of a credit's, or none speaks for one
 */
export function readCreditLine(text: string): CreditLine | undefined {
  if (text.length > LINE_AT_MOST) return undefined;
  const signs = new Set<CreditSign>();
  const line = withoutBrackets(text.trim()).replaceAll(ADDRESS, " ").replace(SHARED, "");
  const { rest, published } = withoutDates(line, signs);
  const left = rest
    .replaceAll(COUNT, " ")
    .replaceAll(COUNTER, () => (signs.add("counter"), " "))
    .replaceAll(BARRED, "$1：");
  if (SENTENCE.test(left)) return undefined;
  const said = readParts(left, signs);
  if (said === undefined || signs.size === 0) return undefined;
  return { signs, metadata: { ...(published === undefined ? {} : { published }), ...said } };
}

/** Its marks around the whole line. */
function withoutBrackets(line: string): string {
  return line.replace(/^[（(【[]([^（()）【】[\]]*)[）)】\]]$/u, "$1").trim();
}

function withoutDates(line: string, signs: Set<CreditSign>): { rest: string; published?: string } {
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
    rest += `${line.slice(end, span[0]).replace(DATE_LABEL, "")} `;
    end = span[1];
  }
  return { rest: rest + line.slice(end), ...(published === undefined ? {} : { published }) };
}

/** @returns undefined where a part is neither a credit nor a name */
function readParts(line: string, signs: Set<CreditSign>): Metadata | undefined {
  const said: { author?: string; editor?: string; source?: string; fields?: Record<string, string> } = {};
  const isBarred = BARS.test(line);
  const hasDay = signs.has("day") && !signs.has("minute");
  let field: "author" | "editor" | "source" | undefined;
  let hasOffice = false;
  /** 「编辑：」 with nothing behind it. */
  let isEmpty = false;
  let unexplained = 0;
  let tokens = 0;
  for (const part of line.split(SEPARATORS)) {
    if (part === "" || ZONE.test(part)) continue;
    const label = LABEL.exec(part);
    const office = OFFICE.exec(part);
    const officer = OFFICER.exec(part);
    if (label !== null) {
      const { name, letter, author, editor, source, keywords, counter, value } = label.groups!;
      // What is counted has gone already.
      if (counter !== undefined) return undefined;
      if (hasGrammar(value!) || (PICTURE.test(name!) && visibleLength(value!) > PERSON_AT_MOST))
        return undefined;
      signs.add(keywords === undefined ? "label" : "keywords");
      isEmpty = value === "" && source === undefined;
      field = author || letter ? "author" : editor ? "editor" : source ? "source" : undefined;
      if (field !== undefined && value !== "") said[field] ??= value!;
      else if (field === undefined) (said.fields ??= {})[name!] = value!;
    } else if (ENGLISH_LABEL.test(part)) {
      signs.add("label");
      field = undefined;
    } else if (office !== null) {
      if (isMedium(office.groups!["paper"]!)) signs.add("office");
      hasOffice = true;
      field = "author";
    } else if (officer !== null && isBarred) {
      signs.add("office");
      said.author ??= officer.groups!["names"]!;
    } else if (REPORT.test(part) && (isBarred || signs.size > 0)) {
      signs.add("report");
    } else {
      if (!NAME.test(part) || hasGrammar(part) || ACT.test(part)) return undefined;
      if (/\p{Script=Han}/u.test(part) && visibleLength(part) > HAN_NAME_AT_MOST) return undefined;
      isEmpty = false;
      if (hasOffice && PERSON.test(part)) signs.add("office");
      if (field !== undefined) said[field] = said[field] === undefined ? part : `${said[field]} ${part}`;
      else {
        tokens += 1;
        unexplained += visibleLength(part);
        if (isMedium(part)) said.source ??= part;
      }
    }
  }
  if (isEmpty) return undefined;
  const isShort =
    tokens <= TOKENS_AT_MOST && unexplained <= (hasDay ? HAN_NAME_AT_MOST : UNEXPLAINED_AT_MOST);
  return isShort ? said : undefined;
}

function isMedium(name: string): boolean {
  return MEDIUM.test(name) && !NO_MEDIUM.test(name);
}

/** 「2024年02月」, 「香港時間」, 「12633」: a month, a zone, a counter without its label. */
const BARE =
  /^(?:(?:19|20)\d{2}\s?年\s?(?:1[0-2]|0?[1-9])\s?月|(?:北京|香港|台北|臺北|当地|當地)(?:时间|時間)|\d{2,7})$/u;

/** 「青湾医院 许三桥 陆远山」, 「许三桥/青湾日报」: people and where they work. */
const WORKPLACE =
  "[\\p{Script=Han}A-Za-z]{2,16}(?:医院|醫院|大学|大學|学院|學院|学校|學校|研究院|研究所|中心|协会|協會|公司|报|報|网|網|社|新闻)";
const PEOPLE = "\\p{Script=Han}{2,3}(?:\\s+\\p{Script=Han}{2,3}){0,4}";
const WORKERS = new RegExp(`^(?:${WORKPLACE}\\s+${PEOPLE}|${PEOPLE}\\s?[/／]\\s?${WORKPLACE})$`, "u");

/** Short lines that say something of a text only where they stand right below its headline. */
export function isBareCredit(text: string): boolean {
  const line = text.trim();
  return (
    line.length <= BARE_AT_MOST &&
    !hasGrammar(line) &&
    (BARE.test(line) || WORKERS.test(line) || isMedium(line))
  );
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
