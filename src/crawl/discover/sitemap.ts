/** Sitemaps: XML, an index of them, plain text, with what the news extension says. */
import { readDate } from "../../core/dates/dates.ts";
import type { Candidate, Further, Reading } from "../addresses/candidate.ts";
import { SITEMAP_ENTRIES_AT_MOST } from "./cut.ts";
import { readRoutedAddress } from "./page-links.ts";
import { readXmlList, textOfElement, type XmlRecord } from "./xml.ts";

export const SITEMAP_ROOTS: ReadonlySet<string> = new Set(["urlset", "sitemapindex"]);

const ENTRIES: ReadonlySet<string> = new Set(["url", "sitemap"]);

/**
 * @param sitemap where it was found in the end: relative addresses, which some write, start there
 * @returns the newest first, where dates are said
 */
export function readSitemap(xml: string, sitemap: URL): Reading {
  const { root, records, cut } = readXmlList(xml, ENTRIES, SITEMAP_ENTRIES_AT_MOST);
  const newestFirst = newest(records.flatMap((record) => entryOf(record, sitemap) ?? []));
  return root === "sitemapindex"
    ? { candidates: [], further: newestFirst.map(furtherOf), cut }
    : { candidates: newestFirst, further: [], cut };
}

/** One address a line. */
export function readTextSitemap(text: string, sitemap: URL): Reading {
  const candidates: Candidate[] = [];
  let lines = 0;
  for (const [line] of text.matchAll(LINE)) {
    lines += 1;
    if (lines > SITEMAP_ENTRIES_AT_MOST) return { candidates, further: [], cut: "too-long" };
    const url = readRoutedAddress(line, sitemap);
    if (url !== undefined) candidates.push({ url, namedBy: "sitemap" });
  }
  return { candidates, further: [] };
}

/** That is not empty. */
const LINE = /\S[^\r\n]*/gu;

/** Whether a text is one address a line, as far as its first line tells. */
export function isTextSitemap(text: string): boolean {
  return /^[\s\ufeff]*https?:\/\/\S+\s*(?:[\r\n]|$)/iu.test(text.slice(0, 4096));
}

function entryOf(record: XmlRecord, sitemap: URL): Candidate | undefined {
  const url = readRoutedAddress(textOfElement(record, "loc"), sitemap);
  if (url === undefined) return undefined;
  const title = textOfElement(record, "news:title");
  const published = readDate(textOfElement(record, "news:publication_date") ?? "");
  const modified = readDate(textOfElement(record, "lastmod") ?? "");
  return {
    url,
    namedBy: record.elements.some(({ name }) => name === "news:news") ? "news sitemap" : "sitemap",
    ...(title === undefined ? {} : { title: title.replace(/\s+/gu, " ") }),
    ...(published === undefined ? {} : { published }),
    ...(modified === undefined ? {} : { modified }),
  };
}

function newest(entries: readonly Candidate[]): readonly Candidate[] {
  const moment = ({ published, modified }: Candidate) => Date.parse(published ?? modified ?? "") || 0;
  return entries.toSorted((a, b) => moment(b) - moment(a));
}

function furtherOf({ url, modified }: Candidate): Further {
  return { url, kind: "sitemap", ...(modified === undefined ? {} : { modified }) };
}
