/** Reads whatever lists articles, and says which of them a source wants. */
import type { Source } from "../../config/schema.ts";
import { chinaDay, dayOf } from "../../core/dates/dates.ts";
import { Page } from "../../core/page/page.ts";
import type { Tolerated } from "../../archive/raw/arrival.ts";
import { startOfXml } from "./above-xml.ts";
import { dateInAddress } from "../addresses/address-date.ts";
import type { Candidate, Cut, Further, ListingKind, Reading } from "../addresses/candidate.ts";
import { FEED_ROOTS, readFeed } from "./feed.ts";
import { isGzip } from "../fetch/gzip.ts";
import { hashRoute } from "../addresses/hash-route.ts";
import {
  isSameHost,
  isSameSite,
  judge,
  type AddressJudgement,
  type AddressReason,
  accept,
  reject,
} from "../addresses/judge-address.ts";
import { readListPage } from "./list-page.ts";
import { plainAddress } from "./page-links.ts";
import { isTextSitemap, readSitemap, readTextSitemap, SITEMAP_ROOTS } from "./sitemap.ts";
import { sniffFormat } from "../../archive/formats/sniff.ts";
import { trapOf } from "../addresses/traps.ts";
import { unpack } from "../fetch/unpack.ts";
import { rootName } from "./xml.ts";

export interface ListingOptions {
  readonly contentType?: string | undefined;
  /** It did not come to its end. */
  readonly isBrokenOff?: boolean | undefined;
  /** Where "14d" ago counts from, and the future begins. */
  readonly now?: Date | undefined;
}

export interface FoundArticle {
  readonly url: string;
  /** What the link or the entry says. */
  readonly title?: string;
  /** ISO 8601: with offset, or a date only. */
  readonly published?: string;
  readonly modified?: string;
  /** Why it is wanted, or why not. */
  readonly because: AddressReason;
}

export interface Listing {
  /** What it turned out to be, whatever it was asked for as. */
  readonly kind: ListingKind;
  /** To be fetched: in the order of a page or feed, the newest first of a sitemap; each address once. */
  readonly articles: readonly FoundArticle[];
  readonly leftOut: readonly FoundArticle[];
  /** Where there is more to find: the next page, the sitemaps of an index. */
  readonly further: readonly Further[];
  /** Absent where it is what it should be. */
  readonly tolerated?: readonly Tolerated[];
  /** It names no article, not even one that is too old, and leads nowhere: it is not what it is meant to be. */
  readonly isEmpty: boolean;
  /** Why it was not read to its end, so that it may name more; absent where it was. */
  readonly cut?: Cut;
}

/** What judging an address takes of a source. */
export type Wanted = {
  readonly [Key in "article" | "hashRoutes" | "links" | "since"]?: Source[Key] | undefined;
};

/**
 * Reads a list page, a feed or a sitemap; what it is, its content says.
 * @param kind what it was asked for as: decides for a text of addresses, which may be anything
 * @throws {TooLargeError} where it is compressed and larger than a sitemap may be
 * @throws {BinaryInputError} where it is none of these
 * @throws {EmptyInputError}
 */
export function readListing(
  page: Page,
  kind: ListingKind,
  source: Wanted,
  { contentType, isBrokenOff = false, now = new Date() }: ListingOptions = {},
): Listing {
  const url = page.url!;
  const { bytes, ...unpacked } = unpack(page.bytes, url);
  const isPacked = bytes !== page.bytes;
  const whole = isPacked ? new Page(bytes, { url, declaredCharset: page.declaredCharset }) : page;
  const read = readAnyOf(whole, kind, source.links, isPacked ? undefined : contentType);
  const isWhole = !isBrokenOff && !unpacked.isBrokenOff;
  return partition(isWhole ? read : { ...read, cut: "broken-off" }, url, source, now);
}

/** Parts what a source wants of a list from what it leaves out. */
function partition(read: ReadingOfKind, url: string, source: Wanted, now: Date): Listing {
  const page = new URL(url);
  const filter = createFilter(page, read.kind, source, now);
  const articles: FoundArticle[] = [];
  const leftOut: FoundArticle[] = [];
  const seen = new Set([plainAddress(page), plainAddress(page) + hashRoute(page)]);
  const candidates = source.hashRoutes ? read.candidates : withoutRoutes(read.candidates, page);
  for (const candidate of candidates) {
    if (seen.has(candidate.url)) continue;
    seen.add(candidate.url);
    const { isArticle, because } = filter(candidate);
    const { namedBy: _, ...facts } = candidate;
    (isArticle ? articles : leftOut).push({ ...facts, because });
  }
  const ofAnyAge = createFilter(page, read.kind, { ...source, since: undefined }, now);
  const isEmpty =
    articles.length + read.further.length === 0 && !candidates.some((one) => ofAnyAge(one).isArticle);
  return {
    kind: read.kind,
    articles,
    leftOut,
    further: read.further.filter(isWorthReading),
    ...(read.tolerated === undefined ? {} : { tolerated: read.tolerated }),
    isEmpty,
    ...(read.cut === undefined ? {} : { cut: read.cut }),
  };

  function isWorthReading({ url, modified }: Further): boolean {
    return (
      trapOf(url, now) === undefined &&
      isSameSite(new URL(url), page) &&
      (modified === undefined || !isBefore(modified, firstDay(source.since, now)))
    );
  }
}

/** Whether it is a feed, a sitemap or compressed: no page, and nothing to be archived as one. */
export function isListingFile({ bytes, text }: Page): boolean {
  return isGzip(bytes) || isListingRoot(rootName(text.slice(startOfXml(text))));
}

function isListingRoot(name: string): boolean {
  return FEED_ROOTS.has(name) || SITEMAP_ROOTS.has(name);
}

type ReadingOfKind = Reading & { readonly kind: ListingKind; readonly tolerated?: readonly Tolerated[] };

/** @param page decompressed */
function readAnyOf(page: Page, kind: ListingKind, within?: string, contentType?: string): ReadingOfKind {
  const url = new URL(page.url!);
  const start = startOfXml(page.text);
  const file = readFile(page.text.slice(start), kind, url);
  if (file !== undefined) return start === 0 ? file : { ...file, tolerated: ["text-above-xml"] };
  sniffFormat(url.href, page, contentType);
  return { kind: "list", ...readListPage(page, within) };
}

/** Undefined where it is neither a feed nor a sitemap. */
function readFile(text: string, kind: ListingKind, page: URL): ReadingOfKind | undefined {
  const root = rootName(text);
  if (FEED_ROOTS.has(root)) return { kind: "feed", ...readFeed(text, page) };
  if (SITEMAP_ROOTS.has(root)) return { kind: "sitemap", ...readSitemap(text, page) };
  if (kind === "sitemap" && isTextSitemap(text)) return { kind, ...readTextSitemap(text, page) };
  return undefined;
}

/**
 * For a source that does not say that routes behind `#` are addresses: one that says more of a page of its own is
 * left off; those that are all that tells pages apart stay, to be left out by name.
 */
function withoutRoutes(candidates: readonly Candidate[], page: URL): readonly Candidate[] {
  const plain = ({ url }: Candidate) => url.split("#", 1)[0]!;
  const here = plainAddress(page);
  const routed = candidates.filter(({ url }) => url.includes("#"));
  const routes = Map.groupBy(routed, plain);
  return candidates.map((candidate) => {
    const address = plain(candidate);
    const isSplit = address === here || new Set(routes.get(address)?.map(({ url }) => url)).size > 1;
    return isSplit ? candidate : { ...candidate, url: address };
  });
}

type CandidateFilter = (candidate: Candidate) => AddressJudgement;

function createFilter(
  page: URL,
  kind: ListingKind,
  { article, hashRoutes, since }: Wanted,
  now: Date,
): CandidateFilter {
  const isOfTheSite = kind === "list" ? isSameHost : isSameSite;
  const from = firstDay(since, now);
  return (candidate) => {
    const { url } = candidate;
    if (!isOfTheSite(new URL(url), page)) return reject("other-host");
    const trap = trapOf(url, now);
    if (trap !== undefined) return { isArticle: false, because: trap };
    if (!hashRoutes && url.includes("#")) return reject("hash-route");
    const judgement = article === undefined ? judge(candidate) : judgeByPattern(article, url);
    if (!judgement.isArticle) return judgement;
    const date = candidate.published ?? dateInAddress(url) ?? candidate.modified;
    return date !== undefined && isBefore(date, from)
      ? reject("too-old", { date: dayOf(date), from: from! })
      : judgement;
  };
}

function judgeByPattern(article: RegExp, url: string): AddressJudgement {
  return article.test(url) ? accept("matches-pattern") : reject("no-match");
}

/** The first day of the window, in China; undefined where every day is wanted. */
function firstDay(since: string | undefined, now: Date): string | undefined {
  const days = /^(\d+)d$/u.exec(since ?? "")?.[1];
  return days === undefined ? since : chinaDay(new Date(now.getTime() - Number(days) * 86_400_000));
}

/** Of a month, its last day counts; of a year, its last month. */
function isBefore(date: string, day: string | undefined): boolean {
  const own = dayOf(date);
  return day !== undefined && own < day.slice(0, own.length);
}
