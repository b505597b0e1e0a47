/** Looks at a site as a person would who wants to add it: a dozen polite requests, and one article. */
import { NewsiftError } from "../../core/errors.ts";
import { readPage } from "../../core/page/read.ts";
import type { Further, ListingKind } from "../addresses/candidate.ts";
import { addressShapes } from "../addresses/address-shapes.ts";
import type { Browser } from "../browser/browser.ts";
import { countArticles, readFetched } from "./discover.ts";
import type { Fetched, Fetcher, PageOptions } from "../fetch/fetch-page.ts";
import { isSameHost, isSameSite } from "../addresses/judge-address.ts";
import type { FoundArticle } from "./listing.ts";
import { needsBrowser, proseLength } from "../browser/needs-browser.ts";
import { linksOf, plainAddress, readPageLinks, type PageLink, type PageLinks } from "./page-links.ts";
import { createRendering } from "./rendering.ts";

/** A list page, a feed or a sitemap that names articles. */
export interface LookedAt {
  readonly url: string;
  readonly kind: ListingKind;
  readonly articles: readonly FoundArticle[];
  /** Addresses on it that do not look like articles. */
  readonly others: readonly FoundArticle[];
  /** Its next page, or the sitemaps that it names. */
  readonly further: readonly Further[];
}

export interface SiteLook {
  /** Where the look began, and the redirects ended. */
  readonly url: string;
  /** Of its page; empty where it is none. */
  readonly title: string;
  /** Those that name an article at least. */
  readonly listings: readonly LookedAt[];
  /** The page names no articles without its scripts. */
  readonly needsBrowser: boolean;
  /** Its links lead to routes behind `#`. */
  readonly hasRoutes: boolean;
  /** One that was opened, to see whether its scripts fill it. */
  readonly article?: OpenedArticle;
}

export interface OpenedArticle {
  readonly url: string;
  /** Running text of the page as it came: visible code points. */
  readonly chars: number;
  /** The same with what a browser added; absent where it was not asked, or added nothing. */
  readonly rendered?: number;
  /** Its scripts may add to it, and no browser could be asked. */
  readonly isUntold: boolean;
}

export interface LookOptions {
  readonly fetcher: Pick<Fetcher, "fetch" | "sitemaps">;
  /** For pages that scripts fill; default: none is asked, and no article is opened. */
  readonly browser?: Pick<Browser, "render">;
  readonly onListing: (listing: LookedAt) => void;
  /** Called for what the site itself names and does not give. */
  readonly onFailure: (error: NewsiftError) => void;
}

/** Of each kind. */
const MAX_LOOKED_AT = 4;

/**
 * Reads the page at this address, and what it and robots.txt name: feeds, sitemaps and, from a front page, lists.
 * @throws {NewsiftError} where the page cannot be had; what it names and is not there is only told of
 */
export async function lookAtSite(url: string, options: LookOptions): Promise<SiteLook> {
  const { fetcher, browser, onListing, onFailure } = options;
  const listings: LookedAt[] = [];
  const rendering = browser && createRendering({ browser, countArticles });
  const fetched = await fetcher.fetch(url, { ...shownAs("list"), isListing: true });
  const shown = fetched.rendered ?? fetched.page;
  const page = new URL(shown.url!);
  const first = keep(plainAddress(page), fetched, "list");
  const links = first.kind === "list" ? readPageLinks(shown) : NO_LINKS;

  for (const feed of feedsOf(links, page)) await look(feed, "feed");
  for (const sitemap of await sitemapsOf(page)) await look(sitemap, "sitemap");
  // Many sites have one without saying so.
  if (!listings.some(({ kind }) => kind === "sitemap")) {
    await look(new URL("/sitemap.xml", page).href, "sitemap", () => {});
  }
  if (isFrontPage(page)) {
    for (const section of sectionsOf(linksOf(links), first.articles, page)) await look(section, "list");
  }
  const article = await openArticle();
  return {
    url: first.url,
    title: links.title,
    listings: listings.filter(({ articles }) => articles.length > 0),
    hasRoutes: first.others.some((other) => other.url.includes("#")),
    needsBrowser:
      fetched.rendered !== undefined ||
      (first.kind === "list" &&
        fetched.arrival.fetcher === "http" &&
        needsBrowser(readPage(fetched.page), first.articles.length)),
    ...(article === undefined ? {} : { article }),
  };

  /** Where no browser can be had, the page is what came. */
  function shownAs(kind: "list" | "article"): PageOptions {
    if (rendering === undefined) return {};
    return {
      async render(page, visit) {
        try {
          return await rendering.render({ render: "auto" }, kind, page, visit);
        } catch (error) {
          if (!(error instanceof NewsiftError)) throw error;
          onFailure(error);
          return undefined;
        }
      },
    };
  }

  /** One of the most common kind. */
  async function openArticle(): Promise<OpenedArticle | undefined> {
    const urls = listings.flatMap(({ articles }) => articles).map((one) => one.url);
    const [shape] = addressShapes(urls);
    if (browser === undefined || shape === undefined) return undefined;
    const pattern = new RegExp(shape.pattern, "u");
    const address = urls.find((one) => pattern.test(one))!;
    try {
      const { page, rendered, arrival } = await fetcher.fetch(address, shownAs("article"));
      const document = readPage(page);
      return {
        url: address,
        chars: proseLength(document),
        ...(rendered === undefined ? {} : { rendered: proseLength(readPage(rendered)) }),
        isUntold: arrival.fetcher === "http" && needsBrowser(document),
      };
    } catch (error) {
      if (!(error instanceof NewsiftError)) throw error;
      onFailure(error);
      return undefined;
    }
  }

  async function look(address: string, kind: ListingKind, onMissing = onFailure): Promise<void> {
    if (listings.some(({ url }) => url === address)) return;
    try {
      const listing = keep(address, await fetcher.fetch(address, { isListing: true }), kind);
      // What the sitemaps of an index are like, one of them tells.
      const [child] = listing.kind === "sitemap" ? listing.further : [];
      if (child !== undefined) await lookInto(listing, child.url);
    } catch (error) {
      if (!(error instanceof NewsiftError)) throw error;
      onMissing(error);
    }
  }

  async function lookInto(index: LookedAt, child: string): Promise<void> {
    const { articles, leftOut } = readFetched(await fetcher.fetch(child, { isListing: true }), "sitemap", {});
    listings.splice(listings.indexOf(index), 1, { ...index, articles, others: leftOut });
  }

  function keep(address: string, fetched: Fetched, asked: ListingKind): LookedAt {
    const { kind, articles, leftOut, further } = readFetched(fetched, asked, {});
    const listing = { url: address, kind, articles, others: leftOut, further };
    // A page in place of a missing feed is no list that anybody named.
    if (asked === "list" || kind !== "list") {
      listings.push(listing);
      onListing(listing);
    }
    return listing;
  }

  async function sitemapsOf(page: URL): Promise<readonly string[]> {
    const named = (await fetcher.sitemaps(page.href)).flatMap((address) => URL.parse(address, page) ?? []);
    return named
      .filter((url) => isSameSite(url, page))
      .map(plainAddress)
      .slice(0, MAX_LOOKED_AT);
  }
}

/** Of what is no page. */
const NO_LINKS: PageLinks = { anchors: [], head: [], dates: new Map(), title: "", isCut: false };

const FEED_TYPE = /^(?:application|text)\/(?:rss|atom|rdf)\+xml/u;

function feedsOf({ head }: PageLinks, page: URL): readonly string[] {
  return head
    .filter(
      ({ words, type, url }) =>
        words.includes("alternate") && FEED_TYPE.test(type) && isSameSite(new URL(url), page),
    )
    .map(({ url }) => url)
    .slice(0, MAX_LOOKED_AT);
}

function isFrontPage({ pathname }: URL): boolean {
  return /^\/(?:(?:index|default|home)\.\w{1,6})?$/iu.test(pathname);
}

/** Words of the links to lists of news. */
const NEWS_LABEL = /要闻|新闻|动态|资讯|时政|快讯|头条|热点|报道/u;
const MAX_LABEL_LENGTH = 8;

/** An article below the folder of a section says as much for it as its label does. */
const LABEL_WEIGHT = 3;

/** The links of a front page that most likely lead to lists of news, the likeliest first. */
export function sectionsOf(
  links: readonly PageLink[],
  articles: readonly FoundArticle[],
  page: URL,
): readonly string[] {
  const known = new Set([page.href, ...articles.map(({ url }) => url)]);
  return links
    .filter(({ url }) => !known.has(url) && isSameHost(new URL(url), page))
    .map(({ url, text }) => {
      const folder = new URL(".", url).href;
      const below = isFrontPage(new URL(folder))
        ? 0
        : articles.filter((one) => one.url.startsWith(folder)).length;
      const isLabelled = [...text].length <= MAX_LABEL_LENGTH && NEWS_LABEL.test(text);
      return { url, weight: below + (isLabelled ? LABEL_WEIGHT : 0) };
    })
    .filter(({ weight }) => weight >= LABEL_WEIGHT)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ url }) => url)
    .slice(0, MAX_LOOKED_AT);
}
