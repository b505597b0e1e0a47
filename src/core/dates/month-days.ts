/** Dates without a year: 「3月2日」, 「03-02 09:20」. */
import { CLOCK } from "./clock.ts";

const MONTH_DAY = `(?:(?<month>1[0-2]|0?[1-9])月(?<day>3[01]|[12]\\d|0?[1-9])日|(?<numeric>(?:1[0-2]|0[1-9])[-/](?:3[01]|[12]\\d|0[1-9])))`;

const ALONE = new RegExp(`^\\s*${MONTH_DAY}(?:\\s{1,3}${CLOCK})?\\s*$`, "u");

const AT_EDGE = new RegExp(
  `^\\s*${MONTH_DAY}(?=\\s)|\\s${MONTH_DAY.replaceAll(/\?<\w+>/gu, "?:")}(?:\\s{1,3}\\d{1,2}[:：]\\d{2})?\\s*$`,
  "u",
);

/** 「四月十八日」, 「十二月初」 is none. */
const SPELT =
  /^\s*(?<month>十[一二]?|[一二三四五六七八九])月(?<day>三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])日\s*$/u;

/** 「18 Apr」, 「April 18th」 */
const ENGLISH =
  /^\s*(?:(?<month>[a-z]{3,9})\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?|(?<dayInFront>\d{1,2})(?:st|nd|rd|th)?\s+(?<monthBehind>[a-z]{3,9})\.?)\s*$/iu;

/** @returns the month and day that a text is, `03-02`; undefined where it is anything else */
export function readMonthDay(text: string): string | undefined {
  const { month, day, numeric } = ALONE.exec(text)?.groups ?? {};
  if (numeric !== undefined) return numeric.replace("/", "-");
  return month === undefined ? (readSpelt(text) ?? readEnglish(text)) : written(Number(month), Number(day));
}

function readSpelt(text: string): string | undefined {
  const { month, day } = SPELT.exec(text)?.groups ?? {};
  return month === undefined ? undefined : written(numberOf(month), numberOf(day!));
}

/** 十八, 二十, 三十一 */
function numberOf(spelt: string): number {
  const [tens = "", ones = ""] = spelt.includes("十") ? spelt.split("十") : ["〇", spelt];
  return (tens === "" ? 1 : DIGITS.indexOf(tens)) * 10 + Math.max(DIGITS.indexOf(ones), 0);
}

const DIGITS = Array.from("〇一二三四五六七八九");

function readEnglish(text: string): string | undefined {
  const { month, day, monthBehind, dayInFront } = ENGLISH.exec(text)?.groups ?? {};
  const name = (month ?? monthBehind)?.toLowerCase();
  const number = MONTH_NAMES.findIndex((full) => name !== undefined && full.startsWith(name)) + 1;
  return number === 0 ? undefined : written(number, Number(day ?? dayInFront));
}

const MONTH_NAMES =
  "january february march april may june july august september october november december".split(" ");

function written(month: number, day: number): string {
  return [month, day].map((part) => String(part).padStart(2, "0")).join("-");
}

/** Whether a line with a label, 「来源：」, begins or ends with one; a clause is no line of labels. */
export function hasMonthDay(text: string): boolean {
  return AT_EDGE.test(text) && /\p{Script=Han}\s?[:：]/u.test(text) && !/[，,；;]/u.test(text);
}
