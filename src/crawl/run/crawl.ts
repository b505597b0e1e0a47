/** Crawls sources: from list pages to articles, into the raw store. */
import type { Source } from "../../config/schema.ts";
import { BrokenOffError, ChromiumMissingError, NewsiftError, WriteError } from "../../core/errors.ts";
import { furtherPages, type PlaceInArticle } from "../../core/page/further-pages.ts";
import type { Page } from "../../core/page/page.ts";
import type { Addition } from "../../archive/raw/additions.ts";
import type { Arrival, Tolerated } from "../../archive/raw/arrival.ts";
import type { Cut, ListingKind } from "../addresses/candidate.ts";
import { watchForNewArticles, nextListings, readFetched, startPages } from "../discover/discover.ts";
import { crawlPages } from "./crawlee-adapter.ts";
import type { CrawlResources } from "./resources.ts";
import { asPage, type Fetched, type PageOptions, type Validators } from "../fetch/fetch-page.ts";
import type { FrontierLimits, FrontierPage, PageKind } from "../frontier/frontier.ts";
import { frontierFault } from "../frontier/frontier-file.ts";
import { isListingFile, type Listing, readListing } from "../discover/listing.ts";

export interface CrawlOptions {
  readonly sources: readonly Source[];
  /** Instead of what sources and config say. */
  readonly maxPages?: number;
  /** Steps from a source's own lists, feeds and sitemaps to further ones; default: as many as it wants. */
  readonly maxDepth?: number;
  /** Whether two versions of an article say the same; default: only the same bytes do. */
  readonly isSameText?: (before: Page, after: Page) => boolean;
  readonly onEvent: (event: CrawlEvent) => void;
}

export type CrawlEvent =
  | { readonly type: "found"; readonly url: string; readonly source: string }
  | {
      readonly type: "fetched";
      readonly url: string;
      readonly kind: PageKind;
      readonly id: string;
      readonly outcome: Addition["outcome"];
      readonly source: string;
      /** The server said so itself (304). */
      readonly notModified?: true;
    }
  | {
      readonly type: "failed";
      readonly url: string;
      readonly kind: PageKind;
      readonly error: NewsiftError;
      readonly source: string;
    }
  | {
      readonly type: "listed";
      readonly url: string;
      readonly source: string;
      /** What it turned out to be. */
      readonly kind: ListingKind;
      /** Articles that it names, known ones included. */
      readonly links: number;
      /** What was tolerated, in how it came and in what it is; absent where nothing was. */
      readonly tolerated?: readonly Tolerated[];
      /** It names none, not even one that is too old, and leads nowhere. */
      readonly isEmpty: boolean;
      /** Why it was not read to its end; absent where it was. */
      readonly cut?: Cut;
    }
  /** The host is left alone until then: milliseconds since the epoch. */
  | { readonly type: "pausing"; readonly host: string; readonly until: number };

/** Pages, in this call. */
export interface CrawlSummary {
  readonly found: number;
  readonly fetched: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Of the unchanged ones, those of which the server said so itself (304). */
  readonly notModified: number;
  readonly failed: number;
  /** Still to be fetched: the crawl was stopped, or their host is left alone for a while. */
  readonly waiting: number;
  /** The same by the `id` of the source. */
  readonly waitingBySource: Readonly<Record<string, number>>;
}

/**
 * Fetches the list pages of the sources and the articles that they link to, once each. A page that fails is an
 * event, and the others go on. A crawl that was killed or stopped goes on where it stood when it is called again.
 * Several crawls may go on with the same resources, as long as they are for different sources.
 * @throws {WriteError} where the store or the frontier cannot be written
 */
export async function crawl(resources: CrawlResources, options: CrawlOptions): Promise<CrawlSummary> {
  const { config, store, frontier, fetcher, browser, rendering, signal } = resources;
  const sources = new Map(options.sources.map((source) => [source.id, source]));
  const ids = [...sources.keys()];
  const tally = { found: 0, fetched: 0, new: 0, changed: 0, unchanged: 0, notModified: 0, failed: 0 };

  const watches = new Map(ids.map((id) => [id, watchForNewArticles()]));

  const onPause = (host: string, until: number) => tell({ type: "pausing", host, until });
  resources.pauseListeners.add(onPause);

  try {
    for (const source of sources.values()) {
      for (const url of frontier.begin(source.id, startPages(source)))
        tell({ type: "found", url, source: source.id });
    }
    await crawlSources(await withoutMissingBrowser([...sources.values()]));
    resources.throwIfFailed();
    const { waiting } = frontier.count(ids);
    const waitingBySource = Object.fromEntries(ids.map((id) => [id, frontier.count([id]).waiting]));
    if (!signal.aborted) frontier.end(ids);
    return { ...tally, waiting, waitingBySource };
  } catch (error) {
    throw frontierFault(resources.frontierPath, error);
  } finally {
    resources.pauseListeners.delete(onPause);
  }

  async function crawlSources(group: readonly Source[]): Promise<void> {
    await crawlPages(
      frontier,
      group.map(({ id }) => id),
      signal,
      {
        async visit(url) {
          const { kind } = frontier.page(url);
          if (kind !== "article") return readList(frontier.page(url), kind);
          const { page, isBrokenOff } = await archive(frontier.page(url));
          await follow(frontier.page(url), page);
          // What came is kept. As a transient failure, the page is asked for again, ever later and a few times.
          if (isBrokenOff)
            throw new BrokenOffError(`${url} broke off before its end: what came of it is kept.`);
        },
        fail: (url, error) => fail(frontier.page(url), error),
      },
    );
  }

  /** Sources that need a browser wait for the next crawl where there is none. */
  async function withoutMissingBrowser(group: readonly Source[]): Promise<readonly Source[]> {
    const needing = group.filter(({ render }) => render === "browser");
    try {
      if (needing.length > 0) await browser.start();
      return group;
    } catch (error) {
      if (!(error instanceof ChromiumMissingError)) throw error;
      for (const source of needing) {
        for (const url of source.start) tell({ type: "failed", url, kind: "list", error, source: source.id });
      }
      return group.filter((source) => !needing.includes(source));
    }
  }

  /**
   * Fetches a page and keeps its bytes, before anything else is done with them. A page that is known is asked for
   * on condition that it has changed; of an article, new bytes that say the same are not kept.
   */
  async function archive(page: FrontierPage): Promise<Kept> {
    const known = await knownVersion(page);
    const fetched = await fetch(page, known);
    return fetched === undefined ? notModified(page, known!) : keep(page, fetched);
  }

  /** @returns undefined where what is known is what there is */
  function fetch(page: FrontierPage, known: KnownVersion | undefined): Promise<Fetched | undefined> {
    const source = sources.get(page.source)!;
    const pageOptions: PageOptions = {
      delaySeconds: source.delaySeconds,
      source: source.id,
      isListing: page.kind !== "article",
      render: (answer, visit) => rendering.render(source, page.kind, answer, visit),
    };
    return known === undefined
      ? fetcher.fetch(page.url, pageOptions)
      : fetcher.fetchIfChanged(page.url, known.validators, pageOptions);
  }

  /** Reads what lists articles. A page is archived first, as every page; a feed or a sitemap is none, and is not. */
  async function readList(page: FrontierPage, kind: ListingKind): Promise<void> {
    const source = sources.get(page.source)!;
    const known = await knownVersion(page);
    const fetched = await fetch(page, known);
    if (fetched !== undefined && (kind !== "list" || isListingFile(fetched.page))) {
      enter(page, readFetched(fetched, kind, source), fetched.arrival.tolerated);
      tally.fetched += 1;
      return;
    }
    const kept = fetched === undefined ? await notModified(page, known!) : await keep(page, asPage(fetched));
    enter(page, readListing(kept.page, "list", source, kept));
  }

  async function keep(page: FrontierPage, fetched: Fetched): Promise<Kept> {
    const { page: came, rendered } = fetched;
    const arrival = { ...fetched.arrival, ...continuation(page) };
    const isCompared = page.kind === "article" && !arrival.truncated;
    const isSameText = isCompared ? options.isSameText : undefined;
    const { id, outcome } = await store.add(came, arrival, { rendered, isSameText });
    const validators = validatorsOf(arrival);
    frontier.sight(page.url, { document: id, ...(validators === undefined ? {} : { validators }) });
    tally[outcome] += 1;
    tell({ type: "fetched", url: page.url, kind: page.kind, id, outcome, source: page.source });
    return { page: rendered ?? came, isBrokenOff: arrival.truncated === true };
  }

  async function notModified(page: FrontierPage, { id, validators }: KnownVersion): Promise<Kept> {
    frontier.sight(page.url, { document: id, validators });
    tally.unchanged += 1;
    tally.notModified += 1;
    tell({
      type: "fetched",
      url: page.url,
      kind: page.kind,
      id,
      outcome: "unchanged",
      source: page.source,
      notModified: true,
    });
    return { page: (await store.read(id)).page, isBrokenOff: false };
  }

  /** For the sidecar of a further page: which article it belongs to. */
  function continuation({ continues, part }: FrontierPage): Pick<Arrival, "continues" | "part"> {
    const article = continues === undefined ? undefined : frontier.page(continues).document;
    return article === undefined || part === undefined ? {} : { continues: article, part };
  }

  /** The last version of a page that is in the store, where its server named it. */
  async function knownVersion(page: FrontierPage): Promise<KnownVersion | undefined> {
    const id = (await store.versions(page.validators?.url ?? page.url)).at(-1);
    if (id === undefined) return undefined;
    const validators = page.document === id ? page.validators : validatorsOf((await store.read(id)).sidecar);
    return validators && { id, validators };
  }

  /** What was taken down is not even asked for. */
  function isWelcome({ url }: { readonly url: string }): boolean {
    return store.tombstones.find(url) === undefined;
  }

  /** Puts what a list names into the frontier: its articles, and where it goes on. */
  function enter(page: FrontierPage, listing: Listing, tolerated: readonly Tolerated[] = []): void {
    const { kind, articles, further, isEmpty, cut } = listing;
    const all = [...tolerated, ...(listing.tolerated ?? [])];
    const source = sources.get(page.source)!;
    const isNew = kind !== "sitemap" && watches.get(source.id)!(page.url, articles);
    // In one go, lists first: what is cut short here is read again, and must not have lost its next page.
    const pages = [
      ...nextListings({ depth: page.depth ?? 0 }, further, source, isNew, options.maxDepth),
      ...articles.map(({ url }) => ({ url, kind: "article" as const })),
    ];
    for (const found of frontier.add(source.id, pages.filter(isWelcome), limitsOf(source))) {
      tell({ type: "found", url: found, source: source.id });
    }
    tell({
      type: "listed",
      url: page.url,
      source: source.id,
      kind,
      links: articles.length,
      ...(all.length === 0 ? {} : { tolerated: all }),
      isEmpty,
      ...(cut === undefined ? {} : { cut }),
    });
  }

  /** Puts the further pages of an article into the frontier. */
  async function follow(page: FrontierPage, kept: Page): Promise<void> {
    const parts = furtherPages(kept, await placeOf(page));
    for (const found of frontier.addParts(page, parts.filter(isWelcome))) {
      tell({ type: "found", url: found, source: page.source });
    }
  }

  /** Where a further page stands in its article; undefined for all others. */
  async function placeOf({ continues, part }: FrontierPage): Promise<PlaceInArticle | undefined> {
    const first = continues === undefined ? undefined : frontier.page(continues).document;
    if (first === undefined || part === undefined) return undefined;
    return { article: (await store.read(first)).page.url!, part };
  }

  /** A page that cannot be had is told of; a fault of the store or of ours ends the crawl. */
  function fail(page: FrontierPage, error: Error): void {
    const isThePages = error instanceof NewsiftError && !(error instanceof WriteError);
    if (!isThePages && !signal.aborted) resources.fail(error);
    if (signal.aborted) return frontier.putBack(page.url);
    frontier.fail(page.url, error as NewsiftError);
    const { url, kind, source } = page;
    tell({ type: "failed", url, kind, error: error as NewsiftError, source });
  }

  function limitsOf(source: Source): FrontierLimits {
    return {
      maxPages: options.maxPages ?? source.maxPages ?? config.maxPages,
      maxPagesPerHost: config.maxPagesPerHost,
      recrawlSeconds: recrawlSeconds(source.recrawl ?? config.recrawl),
    };
  }

  function tell(event: CrawlEvent): void {
    if (event.type in tally) tally[event.type as keyof typeof tally] += 1;
    options.onEvent(event);
  }
}

interface KnownVersion {
  readonly id: string;
  readonly validators: Validators;
}

/** What a server said of a version that is whole. */
function validatorsOf({
  url,
  finalUrl = url,
  headers = {},
  truncated,
  fetcher,
}: Arrival): Validators | undefined {
  const { etag, "last-modified": lastModified } = headers;
  if (finalUrl === undefined || truncated || fetcher !== "http") return undefined;
  if (etag === undefined && lastModified === undefined) return undefined;
  return {
    url: finalUrl,
    ...(etag === undefined ? {} : { etag }),
    ...(lastModified === undefined ? {} : { lastModified }),
  };
}

/** `7d`, `12h`, `never`. */
function recrawlSeconds(interval: string): number {
  if (interval === "never") return Infinity;
  return Number(interval.slice(0, -1)) * (interval.endsWith("d") ? 86_400 : 3600);
}

/** An article or list that is in the store, as it is to be read. */
interface Kept {
  readonly page: Page;
  /** It was not received to its end. */
  readonly isBrokenOff: boolean;
}
