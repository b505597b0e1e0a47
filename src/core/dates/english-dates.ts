/** Dates in English at the beginning of a line: 「Apr 18, 2031」, 「Posted on 18 April 2031 3:20 PM」. */
import { CLOCK, type Groups, offsetOf, readClock } from "./clock.ts";

/** The first three letters of each month. */
export const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const LABEL = String.raw`(?:(?<change>last updated|last modified|updated|modified)|posted|published|date)\s*(?:on\b|[:：])?\s*`;
const WEEKDAY = String.raw`(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s+`;
const NAMES =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
const NUMBER = String.raw`(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?`;
const DAY = String.raw`(?:(?<month>${NAMES})\s+(?<day>${NUMBER})|(?<dayInFront>${NUMBER})\s+(?<monthBehind>${NAMES})),?\s+(?<year>(?:19|20)\d{2})(?![a-z\d])`;

const BEFORE = String.raw`^\s*(?:${LABEL})?(?:${WEEKDAY})?`;
const TIME = String.raw`(?:,?(?:\s+at)?\s+${CLOCK})?`;

/** 04/18/2031, 18/04/2031: where one of the numbers is no month, the other one is it. */
const NUMERIC = String.raw`(?:(?<monthNumber>0?[1-9]|1[0-2])(?<mark>[-/])(?<dayNumber>1[3-9]|2\d|3[01])\k<mark>|(?<dayFirst>1[3-9]|2\d|3[01])(?<sign>[-/])(?<monthSecond>0?[1-9]|1[0-2])\k<sign>)(?<year>(?:19|20)\d{2})(?![\d/-])`;

const PATTERNS = [
  new RegExp(BEFORE + DAY + TIME, "iu"),
  // As programs print it: Fri Apr 18 15:20:00 CST 2031.
  new RegExp(
    String.raw`${BEFORE}(?<month>${NAMES})\s+(?<day>${NUMBER})\s+${CLOCK}(?:\s+[A-Z]{3,4})?\s+(?<year>(?:19|20)\d{2})(?!\d)`,
    "iu",
  ),
  new RegExp(BEFORE + NUMERIC + TIME, "iu"),
];

export interface EnglishDate {
  /** ISO 8601, as `readDate` returns it. */
  readonly date: string;
  /** Its label says that it is the date of an update. */
  readonly isChange: boolean;
  /** Nothing follows. */
  readonly isAlone: boolean;
}

/** The date that a line begins with. */
export function readEnglishDate(text: string): EnglishDate | undefined {
  for (const pattern of PATTERNS) {
    const found = pattern.exec(text);
    if (found !== null) return dateOf(found.groups!, text.slice(found[0].length));
  }
  return undefined;
}

function dateOf(groups: Groups, rest: string): EnglishDate {
  const date = [groups["year"], monthOf(groups), dayOf(groups)]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
  const clock = readClock(groups);
  return {
    date: clock === undefined ? date : `${date}T${clock.time}${offsetOf(clock.zone)}`,
    isChange: groups["change"] !== undefined,
    isAlone: !/[\p{L}\p{N}]/u.test(rest),
  };
}

function monthOf({ month, monthBehind, monthNumber, monthSecond }: Groups): string {
  const name = month ?? monthBehind;
  return name === undefined
    ? Number(monthNumber ?? monthSecond).toString()
    : String(MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1);
}

function dayOf({ day, dayInFront, dayNumber, dayFirst }: Groups): string {
  return (day ?? dayInFront ?? dayNumber ?? dayFirst ?? "").replace(/\D+$/u, "");
}
