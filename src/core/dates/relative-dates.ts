/** Relative dates, resolved with the time of the fetch: 「3天前」, 「昨天 18:30」. */
import { CLOCK, readClock } from "./clock.ts";
import { chinaDay } from "./dates.ts";

const NUMERALS = "一二三四五六七八九十";

const AGO = `(?<count>\\d{1,3}|[两兩${NUMERALS}])\\s?个?(?<unit>分钟|分鐘|小时|小時|天|周|週|星期)前|刚刚|剛剛`;

/** 「今天」 alone is a word of any sentence. */
const DAY = `(?<day>今天|昨天|前天)\\s{0,3}${CLOCK}`;

const EDGE = "[\\s|｜/·•（()）]";

const RELATIVE = new RegExp(`(?:^|${EDGE}|[:：于於])(?:${AGO}|${DAY})(?:发布|發布|更新)?(?=$|${EDGE})`, "u");

/** A name of a newspaper, an agency or a site. */
const SOURCE =
  /^\p{Script=Han}{0,12}(?:报|報|网|網|社|台|臺|刊|新闻|新聞|在线|在線|客户端|客戶端|传媒|傳媒|中心|发布|發布|融媒)$/u;

/** 「来源：」, 「阅读 312」 */
const LABELLED = /(?:来源|來源|作者|编辑|編輯|记者|記者|发布|發布|发表|發表|阅读|閱讀|浏览|瀏覽|评论|評論)/u;

/** Code units. */
const LINE_AT_MOST = 60;

/** Whether a line is a relative date, alone or beside the name of a source or labels; a sentence is none. */
export function isRelativeDateLine(text: string): boolean {
  if (text.length > LINE_AT_MOST || /[，。！？；、,!?;…]/u.test(text)) return false;
  const found = RELATIVE.exec(text);
  if (found === null) return false;
  const rest = [text.slice(0, found.index), text.slice(found.index + found[0].length)];
  return rest.every((part) => {
    const name = part.replaceAll(/^[\s|｜/·•（()）]+|[\s|｜/·•（()）]+$/gu, "");
    return name === "" || SOURCE.test(name) || LABELLED.test(name);
  });
}

const DAYS_AGO: Readonly<Record<string, number>> = { 今天: 0, 昨天: 1, 前天: 2 };
const DAY_MINUTES = 24 * 60;
const MINUTES: Readonly<Record<string, number>> = {
  分: 1,
  小: 60,
  天: DAY_MINUTES,
  周: 7 * DAY_MINUTES,
  週: 7 * DAY_MINUTES,
  星: 7 * DAY_MINUTES,
};
const MINUTE = 60 * 1000;

/**
 * The day of a relative date in China, with the time if it has one.
 *
 * @param fetchedAt when the page was fetched: ISO 8601
 * @returns ISO 8601 as of `readDate`; undefined if the line is no relative date or the time of the fetch is unknown
 */
export function resolveRelativeDate(text: string, fetchedAt: string | undefined): string | undefined {
  if (fetchedAt === undefined || !isRelativeDateLine(text)) return undefined;
  const groups = RELATIVE.exec(text)!.groups!;
  const { count = "0", unit = "分", day } = groups;
  const minutes = day === undefined ? numberOf(count) * MINUTES[unit[0]!]! : DAYS_AGO[day]! * DAY_MINUTES;
  const moment = Date.parse(fetchedAt) - minutes * MINUTE;
  if (Number.isNaN(moment)) return undefined;
  const date = chinaDay(new Date(moment));
  const clock = readClock(groups);
  return clock === undefined ? date : `${date}T${clock.time}+08:00`;
}

function numberOf(count: string): number {
  if (/^[两兩]$/u.test(count)) return 2;
  return NUMERALS.includes(count) ? NUMERALS.indexOf(count) + 1 : Number(count);
}
