/** Dates in English at the beginning of a line: 「Apr 18, 2031」, 「Posted on 18 April 2031 3:20 PM」. */
import { CLOCK, offsetOf, readClock } from "./clock.ts";

/** The first three letters of each month. */
export const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const LABEL = String.raw`(?:(?<change>last updated|last modified|updated|modified)|posted|published|date)\s*(?:on\b|[:：])?\s*`;
const WEEKDAY = String.raw`(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s+`;
const NAMES =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
const NUMBER = String.raw`(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?`;
const DAY = String.raw`(?:(?<month>${NAMES})\s+(?<day>${NUMBER})|(?<dayInFront>${NUMBER})\s+(?<monthBehind>${NAMES})),?\s+(?<year>(?:19|20)\d{2})(?![a-z\d])`;

const DATE = new RegExp(String.raw`^\s*(?:${LABEL})?(?:${WEEKDAY})?${DAY}(?:,?(?:\s+at)?\s+${CLOCK})?`, "iu");

export interface EnglishDate {
  /** ISO 8601, as `readDate` returns it. */
  readonly date: string;
  /** It is that of a change, says its label. */
  readonly isChange: boolean;
  /** Nothing follows. */
  readonly isAlone: boolean;
}

/** The date that a line begins with. */
export function readEnglishDate(text: string): EnglishDate | undefined {
  const found = DATE.exec(text);
  if (found === null) return undefined;
  const { month, monthBehind = "", day, dayInFront = "", year, change } = found.groups!;
  const number = MONTHS.indexOf((month ?? monthBehind).slice(0, 3).toLowerCase()) + 1;
  const date = [
    year,
    String(number).padStart(2, "0"),
    (day ?? dayInFront).replace(/\D+$/u, "").padStart(2, "0"),
  ].join("-");
  const clock = readClock(found.groups!);
  return {
    date: clock === undefined ? date : `${date}T${clock.time}${offsetOf(clock.zone)}`,
    isChange: change !== undefined,
    isAlone: !/[\p{L}\p{N}]/u.test(text.slice(found[0].length)),
  };
}
