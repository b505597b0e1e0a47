/** Dates without a year: 「3月2日」, 「03-02 09:20」. */
import { CLOCK } from "./clock.ts";

const MONTH_DAY = `(?:(?<month>1[0-2]|0?[1-9])月(?<day>3[01]|[12]\\d|0?[1-9])日|(?<numeric>(?:1[0-2]|0[1-9])[-/](?:3[01]|[12]\\d|0[1-9])))`;

const ALONE = new RegExp(`^\\s*${MONTH_DAY}(?:\\s{1,3}${CLOCK})?\\s*$`, "u");

const AT_EDGE = new RegExp(
  `^\\s*${MONTH_DAY}(?=\\s)|\\s${MONTH_DAY.replaceAll(/\?<\w+>/gu, "?:")}(?:\\s{1,3}\\d{1,2}[:：]\\d{2})?\\s*$`,
  "u",
);

/** @returns the month and day that a text is, `03-02`; undefined where it is anything else */
export function readMonthDay(text: string): string | undefined {
  const { month, day, numeric } = ALONE.exec(text)?.groups ?? {};
  if (numeric !== undefined) return numeric.replace("/", "-");
  return month === undefined ? undefined : `${month.padStart(2, "0")}-${day!.padStart(2, "0")}`;
}

/** Whether a line with a label, 「来源：」, begins or ends with one; a clause is no line of labels. */
export function hasMonthDay(text: string): boolean {
  return AT_EDGE.test(text) && /\p{Script=Han}\s?[:：]/u.test(text) && !/[，,；;]/u.test(text);
}
