/** Dates as Chinese pages write them. */
import { CLOCK, type Groups, offsetOf, readClock } from "./clock.ts";
import type { Span } from "../text/spans.ts";

/** 2031; 民國120年, or 120 behind a label (發布日期：120-03-02): years of the Republic that a page may be of. */
const YEAR =
  "(?:(?<year>(?:19|20)\\d{2})|(?:中華|中华)?民[國国]\\s{0,3}(?<republic>1\\d{2}|[89]\\d)|(?<labelled>1\\d{2})(?<=(?:日期|時間|时间)\\s?[:：]\\s{0,3}\\d{3}))";

const DAY = `${YEAR}\\s{0,6}[-/.年]\\s{0,6}(?<month>1[0-2]|0?[1-9])\\s{0,6}[-/.月]\\s{0,6}(?<day>3[01]|[12]\\d|0?[1-9])(?!\\d)(?:\\s{0,6}日)?`;

const WEEKDAY = "[（(]?(?:星期|周|週|礼拜|禮拜)[一二三四五六日天][）)]?";

const DATE = `${DAY}(?:[T\\s]{0,6}(?:${WEEKDAY})?[T\\s]{0,6}${CLOCK})?`;

const FIRST = new RegExp(DATE, "u");
const ALL = new RegExp(DATE, "gu");

/** The year before the first of the Republic's era. */
const REPUBLIC = 1911;

export interface FoundDate {
  /** ISO 8601, as `readDate` returns it. */
  readonly date: string;
  /** UTF-16 code units. */
  readonly span: Span;
}

/**
 * The first full date in a text (a relative 「3小时前」 is none).
 *
 * @returns ISO 8601: `2022-03-04`, or with a time `2022-03-04T10:01:31+08:00`; China's offset where
 *   the text gives none; undefined without a date
 */
export function readDate(text: string): string | undefined {
  const found = FIRST.exec(text)?.groups;
  return found === undefined ? undefined : isoOf(found);
}

/** All full dates in a text, in order. */
export function findDates(text: string): readonly FoundDate[] {
  return Array.from(text.matchAll(ALL), ({ 0: match, index, groups }) => ({
    date: isoOf(groups!),
    span: [index, index + match.length],
  }));
}

const WEEKDAYS = new RegExp(WEEKDAY, "gu");

/** Whether a text is a date and nothing else, in brackets perhaps. */
export function isDateAlone(text: string): boolean {
  const [date] = findDates(text);
  if (date === undefined) return false;
  const rest = text.slice(0, date.span[0]) + text.slice(date.span[1]);
  return !/[\p{L}\p{N}]/u.test(rest.replaceAll(WEEKDAYS, ""));
}

function isoOf(groups: Groups): string {
  const { year, republic, labelled, month, day, second, zone } = groups;
  const date = [year ?? String(Number(republic ?? labelled) + REPUBLIC), pad(month), pad(day)].join("-");
  const clock = readClock(groups);
  if (clock === undefined) return date;
  // 「09:20-10:30」 is how long something takes.
  const isSpell = zone?.startsWith("-") && second === undefined;
  return `${date}T${clock.time}${offsetOf(isSpell ? undefined : zone)}`;
}

function pad(digits: string | undefined): string {
  return (digits ?? "").padStart(2, "0");
}

const CHINA_AHEAD = 8 * 60 * 60 * 1000;

/** The day of a moment in China: `2031-03-02`. */
export function chinaDay(moment: Date): string {
  return new Date(moment.getTime() + CHINA_AHEAD).toISOString().slice(0, DAY_LENGTH);
}

/** The day in China of an ISO 8601 date, with a time or without: 「2031-03-01T23:30:00Z」 is the next morning there. */
export function dayOf(date: string): string {
  const moment = date.includes("T") ? Date.parse(date) : Number.NaN;
  // A date alone, or one that no calendar has.
  return Number.isNaN(moment) ? date.slice(0, DAY_LENGTH) : chinaDay(new Date(moment));
}

const DAY_LENGTH = "2031-03-02".length;
