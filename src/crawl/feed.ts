/** RSS 0.9x, 1.0 and 2.0, and Atom: what a feed says of its entries. */
import { readDate } from "../measures/dates.ts";
import type { Candidate, Reading } from "./candidate.ts";
import { readAddress, readBase } from "./page-links.ts";
import { readXmlList, textOf, type XmlElement, type XmlRecord } from "./xml.ts";

export const FEED_ROOTS: ReadonlySet<string> = new Set(["rss", "rdf", "feed"]);

const ENTRIES: ReadonlySet<string> = new Set(["item", "entry"]);

/** Feeds have dozens; a few have their whole archive. */
const MAX_ENTRIES = 10_000;

/** @param feed where it was found in the end: relative addresses start there */
export function readFeed(xml: string, feed: URL): Reading {
  const { head, records } = readXmlList(xml, ENTRIES, MAX_ENTRIES);
  const base = readBase(head[0]?.attributes["xml:base"], feed);
  const next = head.find(({ name, attributes }) => LINK.test(name) && attributes["rel"] === "next");
  const nextAddress = next === undefined ? undefined : readAddress(next.attributes["href"], base);
  return {
    candidates: records.flatMap((entry) => candidateOf(entry, base) ?? []),
    further: nextAddress === undefined ? [] : [{ url: nextAddress, kind: "feed" }],
  };
}

const LINK = /^(?:atom:)?link$/u;

function candidateOf(entry: XmlRecord, feedBase: URL): Candidate | undefined {
  const base = readBase(entry.attributes["xml:base"], feedBase);
  const url = linksOfEntry(entry)
    .map((address) => readAddress(address, base))
    .find((address) => address !== undefined);
  if (url === undefined) return undefined;
  const title = textOf(entry, "title");
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
  const text = textOf(entry, ...names);
  return text === undefined ? undefined : readFeedDate(text);
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Mon, 18 May 2026 08:00:00 +0800; Mon May 18 08:00:00 CST 2026 */
const ENGLISH_DATE = new RegExp(
  [
    String.raw`(?<day>\d\d?)[\s-]+(?<month>${MONTHS.join("|")})[a-z]*[\s-]+(?<year>\d{4}|\d\d)(?:,?\s+(?<time>\d\d?:\d\d(?::\d\d)?)(?:\s*(?<zone>[+-]\d\d:?\d\d|[A-Z]{1,4}))?)?`,
    String.raw`(?<month2>${MONTHS.join("|")})[a-z]*\s+(?<day2>\d\d?)\s+(?<time2>\d\d?:\d\d(?::\d\d)?)\s+(?:(?<zone2>[A-Z]{1,4})\s+)?(?<year2>\d{4})`,
  ].join("|"),
  "iu",
);

/** Zones with a name. CST is China's here, not Chicago's. */
const ZONES: Readonly<Record<string, string>> = { GMT: "Z", UTC: "Z", UT: "Z", Z: "Z", CST: "+08:00" };

/**
 * A date as feeds write it: RFC 822, ISO 8601 and what Chinese systems put in their place.
 * @returns ISO 8601; a date only where no time is said or its zone is unknown; China's offset where no zone is said
 */
export function readFeedDate(text: string): string | undefined {
  const found = ENGLISH_DATE.exec(text)?.groups;
  if (found === undefined) return readDate(text);
  const part = (name: string) => found[name] ?? found[`${name}2`];
  const month = MONTHS.findIndex((name) => name.toLowerCase() === part("month")!.toLowerCase()) + 1;
  const year = part("year")!.padStart(4, "20");
  const date = `${year}-${String(month).padStart(2, "0")}-${part("day")!.padStart(2, "0")}`;
  const offset = offsetOf(part("zone"));
  const [hour, minute, second = "00"] = part("time")?.split(":") ?? [];
  if (hour === undefined || offset === undefined) return isDay(date) ? date : undefined;
  const moment = `${date}T${hour.padStart(2, "0")}:${minute}:${second}${offset}`;
  return Number.isNaN(Date.parse(moment)) ? undefined : moment;
}

function offsetOf(zone: string | undefined): string | undefined {
  if (zone === undefined) return "+08:00";
  if (!/\d/u.test(zone)) return ZONES[zone.toUpperCase()];
  return zone.includes(":") ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
}

function isDay(date: string): boolean {
  return !Number.isNaN(Date.parse(date));
}
