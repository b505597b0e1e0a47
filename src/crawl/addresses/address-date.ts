/** The day or month that an address names as the one of its page. */

/** /2026/03/09/, /2026/0309/, /202603/09/, /20260309/, /2026-03/09/, /2026-3-9/: folders and files of a day. */
const DAY_PATH =
  /\/(?<year>(?:19|20)\d\d)(?:[-_/](?<month>0?[1-9]|1[0-2])[-_/](?<day>0?[1-9]|[12]\d|3[01])|[-_/]?(?<month2>0[1-9]|1[0-2])[-_/]?(?<day2>0[1-9]|[12]\d|3[01]))(?=[-_/])/u;

/** t20260309_12345.html, and a file that is the day: 2026-03-09.html. Eight bare digits may as well be a number. */
const DAY_FILE =
  /\/(?:[a-z]{1,3}(?<year>20\d\d)(?<month>0[1-9]|1[0-2])(?<day>0[1-9]|[12]\d|3[01])[_-]|(?<year2>20\d\d)-(?<month2>0?[1-9]|1[0-2])-(?<day2>0?[1-9]|[12]\d|3[01])(?=[^\d/]))[^/]*$/iu;

/** /202603/, /2026/03/, /2026-03/ */
const MONTH_PATH = /\/(?<year>(?:19|20)\d\d)[-_/]?(?<month>0[1-9]|1[0-2])\//u;

/** ?date=2026-03-09, ?day=20260309, ?month=2026-03 */
const DATE_QUERY =
  /[?&]\w*(?:date|day|month|ym)=(?<year>(?:19|20)\d\d)[-/]?(?<month>0?[1-9]|1[0-2])(?:[-/]?(?<day>0?[1-9]|[12]\d|3[01]))?(?!\d)/iu;

/** ?year=2026&month=3 */
const YEAR_QUERY = /[?&](?:year|y)=(?<year>(?:19|20)\d\d)(?!\d)/iu;
const MONTH_QUERY = /[?&](?:month|m)=(?<month>0?[1-9]|1[0-2])(?!\d)/iu;

/**
 * The date in an address: `2026-03-09`, or `2026-03` or `2026` where it says no more; undefined without one.
 * Digits that may be a number as well as a date are none.
 */
export function dateInAddress(address: string): string | undefined {
  const { pathname, search } = new URL(address);
  const { groups } =
    DAY_PATH.exec(pathname) ??
    DAY_FILE.exec(pathname) ??
    MONTH_PATH.exec(pathname) ??
    DATE_QUERY.exec(search) ??
    {};
  if (groups !== undefined) {
    return joined(
      groups["year"] ?? groups["year2"],
      groups["month"] ?? groups["month2"],
      groups["day"] ?? groups["day2"],
    );
  }
  const year = YEAR_QUERY.exec(search)?.groups?.["year"];
  return year === undefined ? undefined : joined(year, MONTH_QUERY.exec(search)?.groups?.["month"]);
}

function joined(...parts: readonly (string | undefined)[]): string {
  return parts
    .filter((part) => part !== undefined)
    .map((part) => part.padStart(2, "0"))
    .join("-");
}
