/** Walks through all that lists the articles of a source: which addresses a crawl would fetch, and why. */
import type { Source } from "../../config/schema.ts";
import { NewsiftError } from "../../core/errors.ts";
import type { Cut, Further, ListingKind } from "../addresses/candidate.ts";
import type { Page } from "../../core/page/page.ts";
import type { Fetched, Fetcher } from "../fetch/fetch-page.ts";
import { type FoundArticle, type Listing, readListing, type Wanted } from "./listing.ts";
import { hashRoute } from "../addresses/hash-route.ts";
import { plainAddress } from "./page-links.ts";
import { folderOfList } from "./pagination.ts";
import type { Rendering } from "./rendering.ts";

/** A list page, a feed or a sitemap. */
export interface ListingPage {
  readonly url: string;
  readonly kind: ListingKind;
  /** Steps from what the source names. */
  readonly depth: number;
}

/** One that was read, or could not be. */
export interface DiscoveredListing extends ListingPage {
  /** Articles on it that are wanted, those included that stand on another as well. */
  readonly articles: number;
  /** Why it was not read to its end; absent where it was. */
  readonly cut?: Cut;
  readonly error?: NewsiftError;
}

export interface DiscoveredArticle extends FoundArticle {
  /** The list page, feed or sitemap that names it first. */
  readonly foundOn: string;
}

export interface Discovery {
  readonly listings: readonly DiscoveredListing[];
  readonly articles: readonly DiscoveredArticle[];
  readonly leftOut: readonly DiscoveredArticle[];
}

export interface DiscoverOptions {
  readonly fetcher: Pick<Fetcher, "fetch">;
  /** For sources whose pages may be filled by their scripts. */
  readonly rendering?: Rendering;
  /** Pages of the source in one run, lists included: what a crawl would fetch ends here. */
  readonly maxPages: number;
  /** Steps from what the source names; default: as many as it wants. */
  readonly maxDepth?: number | undefined;
  /** Whether an article was taken down; default: none was. */
  readonly isTakenDown?: (url: string) => boolean;
  readonly onListing: (listing: DiscoveredListing) => void;
  readonly now?: Date;
}

/** An index of sitemaps names sitemaps, seldom another index. */
const MAX_SITEMAP_DEPTH = 3;

/** What a source names to begin with. */
export function startPages({ start, feeds, sitemaps, hashRoutes = false }: Source): readonly ListingPage[] {
  const all = [
    ...start.map((url) => ({ url, kind: "list" as const })),
    ...feeds.map((url) => ({ url, kind: "feed" as const })),
    ...sitemaps.map((url) => ({ url, kind: "sitemap" as const })),
  ];
  return all.map(({ url, kind }) => {
    const address = new URL(url);
    return { url: plainAddress(address) + (hashRoutes ? hashRoute(address) : ""), kind, depth: 0 };
  });
}

/**
 * What a listing leads on to: the sitemaps of an index, and the next page of a list or feed, as long as the source
 * wants more pages and this one brought something new.
 *
 * @param maxDepth steps from what the source names; further ones are not taken
 */
export function nextListings(
  { depth }: Pick<ListingPage, "depth">,
  further: readonly Further[],
  { pages }: Pick<Source, "pages">,
  broughtNew: boolean,
  maxDepth = Infinity,
): readonly ListingPage[] {
  if (depth >= maxDepth) return [];
  return further
    .filter(({ kind }) => (kind === "sitemap" ? depth < MAX_SITEMAP_DEPTH : broughtNew && depth + 1 < pages))
    .map(({ url, kind }) => ({ url, kind, depth: depth + 1 }));
}

/**
 * Tells whether a page of a list names articles that the pages before it do not. Each list is judged by itself: that
 * a feed names its articles as well says nothing about its next page.
 */
export function watchForNewArticles(): (
  page: string,
  articles: readonly Pick<FoundArticle, "url">[],
) => boolean {
  const named = new Map<string, Set<string>>();
  return (page, articles) => {
    const url = new URL(page);
    const list = url.host + folderOfList(url);
    const known = named.get(list) ?? new Set();
    const isNew = articles.some((article) => !known.has(article.url));
    for (const article of articles) known.add(article.url);
    named.set(list, known);
    return isNew;
  };
}

/** What was fetched, read as what lists articles. Errors: as `readListing`. */
export function readFetched(
  { page, rendered = page, arrival }: Fetched,
  kind: ListingKind,
  source: Wanted,
  now?: Date,
): Listing {
  return readListing(rendered, kind, source, {
    contentType: arrival.headers?.["content-type"],
    isBrokenOff: arrival.truncated,
    now,
  });
}

/**
 * Reads the list pages, feeds and sitemaps of a source, and fetches no article. One that cannot be had is told of,
 * and the others go on.
 */
export async function discover(
  source: Source,
  { fetcher, rendering, maxPages, maxDepth, isTakenDown, onListing, now }: DiscoverOptions,
): Promise<Discovery> {
  const listings: DiscoveredListing[] = [];
  const articles = new Map<string, DiscoveredArticle>();
  const leftOut = new Map<string, DiscoveredArticle>();
  const known = new Set<string>();
  const waiting: ListingPage[] = [];
  const bringsNew = watchForNewArticles();
  const hasRoom = () => known.size + articles.size < maxPages;
  enter(startPages(source));

  for (let page = waiting.shift(); page !== undefined; page = waiting.shift()) {
    try {
      const listing = readFetched(await fetch(page), page.kind, source, now);
      const isNew = bringsNew(page.url, listing.articles);
      enter(nextListings(page, listing.further, source, isNew, maxDepth));
      take(listing, page.url);
      const { kind, cut } = listing;
      tell({ ...page, kind, articles: listing.articles.length, ...(cut === undefined ? {} : { cut }) });
    } catch (error) {
      if (!(error instanceof NewsiftError)) throw error;
      tell({ ...page, articles: 0, error });
    }
  }
  return {
    listings,
    articles: [...articles.values()],
    leftOut: [...leftOut.values()].filter(({ url }) => !articles.has(url) && !known.has(url)),
  };

  function fetch({ url, kind }: ListingPage): Promise<Fetched> {
    return fetcher.fetch(url, {
      isListing: true,
      delaySeconds: source.delaySeconds,
      ...(rendering === undefined
        ? {}
        : { render: (answer, visit) => rendering.render(source, kind, answer, visit) }),
    });
  }

  function enter(pages: readonly ListingPage[]): void {
    for (const page of pages) {
      if (known.has(page.url) || !hasRoom()) continue;
      known.add(page.url);
      waiting.push(page);
    }
  }

  function take(listing: Listing, foundOn: string): void {
    for (const article of listing.articles) {
      if (articles.has(article.url)) continue;
      if (isTakenDown?.(article.url))
        leaveOut({ ...article, because: { id: "taken-down", evidence: {} }, foundOn });
      else if (hasRoom()) articles.set(article.url, { ...article, foundOn });
      else leaveOut({ ...article, because: { id: "page-limit", evidence: { most: maxPages } }, foundOn });
    }
    for (const article of listing.leftOut) leaveOut({ ...article, foundOn });
  }

  function leaveOut(article: DiscoveredArticle): void {
    if (!leftOut.has(article.url)) leftOut.set(article.url, article);
  }

  function tell(listing: DiscoveredListing): void {
    listings.push(listing);
    onListing(listing);
  }
}

/** How many articles of the source a list page names. */
export function countArticles(source: Wanted, page: Page): number {
  return readListing(page, "list", source).articles.length;
}
