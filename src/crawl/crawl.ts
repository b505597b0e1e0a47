/** Crawls sources: from list pages to articles, into the raw store. Crawlee drives; it is imported here and nowhere else. */
import { Readable } from "node:stream";
import {
  type BaseHttpClient,
  BrowserLaunchError,
  CheerioCrawler,
  Configuration,
  log,
  LogLevel,
  PlaywrightCrawler,
  Request,
  type RequestQueue,
} from "crawlee";
import type { Page } from "playwright";
import type { Config, Source } from "../config/schema.ts";
import { ChromiumMissingError, NewsiftError, WriteError } from "../errors.ts";
import { decode } from "../page/decode.ts";
import type { Addition, RawStore } from "../store/raw.ts";
import { chromiumBroken, requireChromium } from "./chromium.ts";
import { discoverArticles, plainAddress } from "./discover.ts";
import { createFetcher, type PageOptions } from "./fetch-page.ts";
import { frontierFault, openFrontier, type Frontier, type FrontierPage } from "./frontier.ts";
import type { AllowPrivate } from "./guard.ts";
import { startGuardProxy } from "./guard-proxy.ts";
import { renderPage } from "./render-page.ts";

export interface CrawlOptions {
  readonly sources: readonly Source[];
  readonly config: Config["crawl"];
  readonly browser: Config["browser"];
  readonly store: RawStore;
  /** An SQLite file, which is made where it is none. */
  readonly frontierPath: string;
  readonly allowPrivate: AllowPrivate;
  /** Instead of what sources and config say. */
  readonly maxPages?: number;
  readonly onEvent: (event: CrawlEvent) => void;
  /** Stops the crawl; what was not fetched waits for the next one. */
  readonly signal?: AbortSignal;
}

export type CrawlEvent =
  | { readonly type: "found"; readonly url: string; readonly source: string }
  | {
      readonly type: "fetched";
      readonly url: string;
      readonly id: string;
      readonly outcome: Addition["outcome"];
      readonly source: string;
    }
  | {
      readonly type: "failed";
      readonly url: string;
      readonly error: NewsiftError;
      readonly source: string;
    }
  | {
      readonly type: "listed";
      readonly url: string;
      readonly source: string;
      /** Links to articles, known ones included. */
      readonly links: number;
    };

/** Pages, in this call. */
export interface CrawlSummary {
  readonly found: number;
  readonly fetched: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly failed: number;
  /** Still to be fetched: the crawl was stopped. */
  readonly waiting: number;
}

/** More pages at once than this help nobody: each host gets one at a time anyway. */
const MAX_HTTP_CONCURRENCY = 16;
const MAX_BROWSER_CONCURRENCY = 3;

/** Our own limits end every request; Crawlee's would cut polite waits short. */
const CRAWLEE_TIMEOUT_SECONDS = 6 * 3600;

/**
 * Fetches the list pages of the sources and the articles that they link to, once each. A page that fails is an
 * event, and the others go on. A crawl that was killed or stopped goes on where it stood when it is called again.
 * @throws {WriteError} where the store or the frontier cannot be written
 */
export async function crawl(options: CrawlOptions): Promise<CrawlSummary> {
  log.setLevel(LogLevel.OFF);
  const { config, store } = options;
  const sources = new Map(options.sources.map((source) => [source.id, source]));
  const tally = { found: 0, fetched: 0, new: 0, changed: 0, unchanged: 0, failed: 0 };

  /** Ends the crawl from inside, with what the caller is to be told. */
  const fault = new AbortController();
  const signal = AbortSignal.any([fault.signal, ...(options.signal ? [options.signal] : [])]);
  const frontier = openFrontier(options.frontierPath);
  const fetcher = createFetcher({ config, allowPrivate: options.allowPrivate, signal });

  try {
    for (const source of sources.values()) {
      const lists = source.start.map((address) => plainAddress(new URL(address)));
      for (const url of frontier.begin(source.id, lists)) tell({ type: "found", url, source: source.id });
    }
    const { http = [], browser = [] } = Object.groupBy(sources.values(), ({ render }) => render);
    await crawlByHttp(http);
    await crawlByBrowser(browser);
    fault.signal.throwIfAborted();
    return { ...tally, waiting: frontier.status([...sources.keys()]).waiting };
  } catch (error) {
    throw frontierFault(options.frontierPath, error);
  } finally {
    fault.abort();
    await fetcher.close();
    frontier.close();
  }

  async function crawlByHttp(group: readonly Source[]): Promise<void> {
    if (group.length === 0) return;
    const client = pageClient((url) => archive(frontier.page(url)));
    const crawler = new CheerioCrawler(
      {
        ...commonOptions(group, MAX_HTTP_CONCURRENCY),
        navigationTimeoutSecs: CRAWLEE_TIMEOUT_SECONDS,
        httpClient: client,
        requestHandler: ({ request, body }) =>
          follow(frontier.page(request.url), String(body), request.loadedUrl!),
      },
      configuration(),
    );
    await crawler.run();
  }

  async function crawlByBrowser(group: readonly Source[]): Promise<void> {
    if (group.length === 0) return;
    try {
      await crawlWith(await requireChromium(options.browser.executablePath), group);
    } catch (error) {
      if (!(error instanceof ChromiumMissingError)) throw error;
      for (const source of group) {
        for (const url of source.start) tell({ type: "failed", url, error, source: source.id });
      }
    }
  }

  async function crawlWith(chromium: string, group: readonly Source[]): Promise<void> {
    const proxy = await startGuardProxy(fetcher.guard);
    const visit = async (address: string, page: Page) => {
      const render = (url: URL) => renderPage(page, url, { limits: config, proxy, signal });
      const { text, url } = await archive(frontier.page(address), render);
      follow(frontier.page(address), text, url);
    };
    const crawler = new PlaywrightCrawler(
      {
        ...commonOptions(group, MAX_BROWSER_CONCURRENCY),
        requestHandler: ({ request, page }) => visit(request.url, page),
        launchContext: {
          useIncognitoPages: true,
          launchOptions: launchOptions(chromium, proxy.address),
        },
        browserPoolOptions: {
          useFingerprints: false,
          prePageCreateHooks: [(_id, _controller, page) => void Object.assign(page!, PAGE_OPTIONS)],
        },
      },
      configuration(),
    );
    try {
      await crawler.run();
    } catch (error) {
      throw error instanceof BrowserLaunchError ? chromiumBroken(chromium, error) : error;
    } finally {
      await proxy.close();
    }
  }

  function commonOptions(group: readonly Source[], maxConcurrency: number) {
    return {
      requestQueue: requestQueue(frontier, group, signal),
      // Retries are the fetcher's: it knows which failures pass, and waits.
      maxRequestRetries: 0,
      maxSessionRotations: 0,
      useSessionPool: false,
      persistCookiesPerSession: false,
      requestHandlerTimeoutSecs: CRAWLEE_TIMEOUT_SECONDS,
      // Pages mostly wait: a busy machine is no reason to let one host wait for another.
      minConcurrency: Math.min(group.length, maxConcurrency),
      maxConcurrency,
      autoscaledPoolOptions: { maybeRunIntervalSecs: 0.1 },
      failedRequestHandler: ({ request }: { readonly request: Request }, error: Error) =>
        fail(frontier.page(request.url), error),
    };
  }

  /** Fetches a page and keeps its bytes, before anything else is done with them. */
  async function archive(page: FrontierPage, render?: PageOptions["render"]): Promise<PageText> {
    const { bytes, format, arrival, declaredCharset } = await fetcher.fetch(page.url, {
      delaySeconds: sources.get(page.source)!.delaySeconds,
      source: page.source,
      ...(render === undefined ? {} : { render }),
    });
    const declared = declaredCharset === undefined ? {} : { declaredCharset };
    const { id, outcome } = await store.add(bytes, format, arrival, declared);
    tally[outcome] += 1;
    tell({ type: "fetched", url: page.url, id, outcome, source: page.source });
    return { text: decode(bytes, declaredCharset).text, url: arrival.finalUrl! };
  }

  /** Puts the articles that a list page links to into the frontier. */
  function follow(page: FrontierPage, html: string, url: string): void {
    if (page.kind !== "list") return;
    const source = sources.get(page.source)!;
    const links = discoverArticles(html, url, source.article);
    const maxPages = options.maxPages ?? source.maxPages ?? config.maxPages;
    for (const found of frontier.add(source.id, links, maxPages)) {
      tell({ type: "found", url: found, source: source.id });
    }
    tell({ type: "listed", url: page.url, source: source.id, links: links.length });
  }

  /** A page that cannot be had is told of; a fault of the store or of ours ends the crawl. */
  function fail(page: FrontierPage, error: Error): void {
    const isThePages = error instanceof NewsiftError && !(error instanceof WriteError);
    if (!isThePages && !signal.aborted) fault.abort(error);
    if (signal.aborted) return frontier.settle(page.url, "waiting");
    frontier.settle(page.url, "failed");
    tell({ type: "failed", url: page.url, error: error as NewsiftError, source: page.source });
  }

  function tell(event: CrawlEvent): void {
    if (event.type !== "listed") tally[event.type] += 1;
    options.onEvent(event);
  }
}

interface PageText {
  readonly text: string;
  /** Where the redirects ended. */
  readonly url: string;
}

/**
 * Our client as Crawlee wants it: it hands over the page as UTF-8, since Crawlee looks for a charset in the
 * header only.
 */
function pageClient(fetchPage: (url: string) => Promise<PageText>): BaseHttpClient {
  return {
    async stream(request) {
      const { text, url } = await fetchPage(String(request.url));
      const size = Buffer.byteLength(text);
      return {
        stream: Readable.from([Buffer.from(text)]),
        request,
        url,
        statusCode: 200,
        headers: { "content-type": "text/html; charset=utf-8" },
        trailers: {},
        redirectUrls: [],
        complete: true,
        downloadProgress: { percent: 1, transferred: size },
        uploadProgress: { percent: 1, transferred: 0 },
      };
    },
    sendRequest() {
      throw new Error("Pages are streamed: nothing else may go around the guard.");
    },
  };
}

/** The frontier as Crawlee wants it: what it calls on a request queue, and no more. */
function requestQueue(frontier: Frontier, group: readonly Source[], signal: AbortSignal): RequestQueue {
  const sources = group.map(({ id }) => id);
  const refuse = () => {
    throw new Error("Pages enter the frontier through discovery only.");
  };
  const queue = {
    async isEmpty() {
      return signal.aborted || !frontier.status(sources).ready;
    },
    async isFinished() {
      const { waiting, working } = frontier.status(sources);
      return working === 0 && (waiting === 0 || signal.aborted);
    },
    async fetchNextRequest() {
      const page = signal.aborted ? undefined : frontier.next(sources);
      if (page === undefined) return null;
      const skipNavigation = group.find(({ id }) => id === page.source)!.render === "browser";
      return new Request({ url: page.url, uniqueKey: page.url, skipNavigation });
    },
    /** Called for failed requests as well, which `failedRequestHandler` settles. */
    async markRequestHandled(request: Request) {
      if (request.errorMessages.length === 0) frontier.settle(request.url, "done");
    },
    async reclaimRequest(request: Request) {
      frontier.settle(request.url, "waiting");
    },
    async handledCount() {
      return 0;
    },
    getTotalCount: () => frontier.status(sources).total,
    getPendingCount: () => frontier.status(sources).waiting,
    addRequest: refuse,
    addRequests: refuse,
    addRequestsBatched: refuse,
  };
  return queue as unknown as RequestQueue;
}

/** Crawlee keeps nothing on disk: the frontier and the store are ours. */
function configuration(): Configuration {
  return new Configuration({ persistStorage: false, purgeOnStart: false });
}

const PAGE_OPTIONS = { acceptDownloads: false, serviceWorkers: "block" } as const;

function launchOptions(executablePath: string, proxy: string) {
  return {
    executablePath,
    headless: true,
    proxy: { server: proxy },
    // Chromium refuses to start its sandbox as root.
    chromiumSandbox: process.getuid?.() !== 0,
    // Calls between browsers would go around the proxy.
    args: ["--force-webrtc-ip-handling-policy=disable_non_proxied_udp"],
  };
}
