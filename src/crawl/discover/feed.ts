/** RSS 0.9x, 1.0 and 2.0, and Atom: what a feed says of its entries. */
import { CLOCK, offsetOf, readClock } from "../../core/dates/clock.ts";
import { readDate } from "../../core/dates/dates.ts";
import { MONTHS } from "../../core/dates/english-dates.ts";
import type { Candidate, Reading } from "../addresses/candidate.ts";
import { FEED_ENTRIES_AT_MOST } from "./cut.ts";
import { readAddress, readBase, readRoutedAddress } from "./page-links.ts";
import { readXmlList, textOfElement, type XmlElement, type XmlRecord } from "./xml.ts";

export const FEED_ROOTS: ReadonlySet<string> = new Set(["rss", "rdf", "feed"]);

const ENTRIES: ReadonlySet<string> = new Set(["item", "entry"]);

/** @param feed where it was found in the end: relative addresses start there */
export function readFeed(xml: string, feed: URL): Reading {
  const { head, records, cut } = readXmlList(xml, ENTRIES, FEED_ENTRIES_AT_MOST);
  const base = readBase(head[0]?.attributes["xml:base"], feed);
  const next = head.find(({ name, attributes }) => LINK.test(name) && attributes["rel"] === "next");
  const nextAddress = next === undefined ? undefined : readAddress(next.attributes["href"], base);
  return {
    candidates: records.flatMap((entry) => candidateOf(entry, base) ?? []),
    further: nextAddress === undefined ? [] : [{ url: nextAddress, kind: "feed" }],
    cut,
  };
}

const LINK = /^(?:atom:)?link$/u;

function candidateOf(entry: XmlRecord, feedBase: URL): Candidate | undefined {
  const base = readBase(entry.attributes["xml:base"], feedBase);
  const url = linksOfEntry(entry)
    .map((address) => readRoutedAddress(address, base))
    .find((address) => address !== undefined);
  if (url === undefined) return undefined;
  const title = textOfElement(entry, "title");
  const published = dateOf(entry, "published", "pubdate", "issued", "dc:date", "created", "date");
  const modified = dateOf(entry, "updated", "modified", "atom:updated");
  return {
    url,
    ...(title === undefined ? {} : { title: title.replace(/\s+/gu, " ") }),
    ...(published === undefined ? {} : { published }),
    ...(modified === undefined ? {} : { modified }),
    namedBy: "feed",
  };
}

/** Addresses that an entry gives itself, the most trusted first. */
function linksOfEntry(entry: XmlRecord): readonly (string | undefined)[] {
  const links = entry.elements.filter(({ name, depth }) => depth === 1 && LINK.test(name));
  const alternates = links.filter(({ attributes }) => (attributes["rel"] ?? "alternate") === "alternate");
  const guid = entry.elements.find(({ name, depth }) => depth === 1 && name === "guid");
  return [
    ...alternates.map(({ attributes, text }) => attributes["href"] ?? text),
    guid !== undefined && isPermanent(guid) ? guid.text : undefined,
    entry.attributes["rdf:about"],
  ];
}

/** A `<guid>` is an address unless it says otherwise; many that do not are none. */
function isPermanent({ attributes, text }: XmlElement): boolean {
  return attributes["isPermaLink"] !== "false" && /^\s*https?:/iu.test(text);
}

function dateOf(entry: XmlRecord, ...names: readonly string[]): string | undefined {
  const text = textOfElement(entry, ...names);
  return text === undefined ? undefined : readFeedDate(text);
}

const CHINESE_MONTHS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];

/** April, 四月, 4月 */
const MONTH = new RegExp(
  String.raw`\b(?<english>${MONTHS.join("|")})[a-z]*\b|(?<![十\d])(?<chinese>十[一二]?|[一二三四五六七八九])月|(?<!\d)(?<number>1[0-2]|0?[1-9])月`,
  "iu",
);

/** 4/18/2026 and 18/4/2026: which of the two the month is, only a number above twelve says. */
const NUMBERS = /(?<![\d/])(\d\d?)\/(\d\d?)\/(\d{4})(?![\d/])/u;

const TIME = new RegExp(`(?<!\\d)${CLOCK}(?:\\s{0,3}\\(?(?<name>[A-Z]{1,4})(?![a-z]))?`, "u");

/** Longer texts are no date. */
const DATE_AT_MOST = 100;

/**
 * A date as feeds write it: RFC 822, ISO 8601 and what programs put in their place.
 * @returns ISO 8601; a date only where no time is said or its zone is unknown; China's offset where no zone is said
 */
export function readFeedDate(text: string): string | undefined {
  const date = readDate(text);
  if (date !== undefined || text.length > DATE_AT_MOST) return date;
  const time = TIME.exec(text);
  const day = readDay(time === null ? text : text.replace(time[0], " "));
  if (day === undefined || !isOfCalendar(day)) return undefined;
  const clock = time === null ? undefined : readClock(time.groups!);
  const offset = offsetOf(clock?.zone ?? time?.groups!["name"]);
  return clock === undefined || offset === undefined ? day : `${day}T${clock.time}${offset}`;
}

/** The day that a month with two numbers beside it names, in whatever order they stand. */
function readDay(text: string): string | undefined {
  const named = MONTH.exec(text);
  if (named === null) {
    const [, first = "", second = "", year = ""] = NUMBERS.exec(text) ?? [];
    if (Number(second) > 12 || first === second) return isoDay(year, Number(first), second);
    return Number(first) > 12 ? isoDay(year, Number(second), first) : undefined;
  }
  const numbers = text.replace(named[0], " ").match(/\d+/gu) ?? [];
  const [day = "", year = ""] = numbers[0]?.length === 4 ? numbers.toReversed() : numbers;
  if (numbers.length !== 2 || !/^\d\d?$/u.test(day) || !/^(?:\d\d){1,2}$/u.test(year)) return undefined;
  return isoDay(year.padStart(4, "20"), monthOf(named.groups!), day);
}

function monthOf({ english, chinese, number }: Readonly<Record<string, string | undefined>>): number {
  if (english !== undefined) return MONTHS.indexOf(english.toLowerCase()) + 1;
  return chinese === undefined ? Number(number) : CHINESE_MONTHS.indexOf(chinese) + 1;
}

function isoDay(year: string, month: number, day: string): string {
  return [year, String(month).padStart(2, "0"), day.padStart(2, "0")].join("-");
}

/** The 31st of February is none. */
function isOfCalendar(day: string): boolean {
  const moment = Date.parse(day);
  return !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(day);
}
