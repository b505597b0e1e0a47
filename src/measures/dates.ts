/** Dates as Chinese pages write them. */

const DATE =
  /(?<year>(?:19|20)\d{2})\s{0,6}[-/.年]\s{0,6}(?<month>1[0-2]|0?[1-9])\s{0,6}[-/.月]\s{0,6}(?<day>3[01]|[12]\d|0?[1-9])(?!\d)\s{0,6}日?(?:[T\s]{0,6}(?:(?:星期|周)[一二三四五六日天])?[T\s]{0,6}(?<hour>2[0-3]|[01]?\d)\s{0,6}[:：时]\s{0,6}(?<minute>[0-5]\d)\s{0,6}分?(?:[:：]?(?<second>[0-5]\d)\s{0,6}秒?)?(?:\.\d{1,9})?\s{0,6}(?<zone>Z|[+-]\d{2}:?\d{2})?)?/u;

/**
 * The first full date in a text (a relative 「3小时前」 is none).
 *
 * @returns ISO 8601: `2022-03-04`, or with a time `2022-03-04T10:01:31+08:00`; China's offset where
 *   the text gives none; undefined without a date
 */
export function readDate(text: string): string | undefined {
  const found = DATE.exec(text)?.groups;
  if (found === undefined) return undefined;
  const { year, month, day, hour, minute, second, zone } = found;
  const date = [year, pad(month), pad(day)].join("-");
  if (hour === undefined) return date;
  return `${date}T${[pad(hour), minute, second ?? "00"].join(":")}${offset(zone)}`;
}

function pad(digits: string | undefined): string {
  return (digits ?? "").padStart(2, "0");
}

function offset(zone: string | undefined): string {
  if (zone === undefined) return "+08:00";
  return zone === "Z" || zone.includes(":") ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
}
