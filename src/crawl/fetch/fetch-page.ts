/** Fetches a page as a good guest: guarded, with leave of robots.txt, one request at a time, and again where it pays. */
import type { Config } from "../../config/schema.ts";
import { HashRouteError } from "../../core/errors.ts";
import type { Arrival } from "../../archive/raw/arrival.ts";
import type { Format } from "../../core/document/document.ts";
import { isWhole, refuseStatus } from "./answer-status.ts";
import { createFollower } from "./follow.ts";
import { hashRoute } from "../addresses/hash-route.ts";
import { createGuard, type AllowPrivate, type Guard } from "./guard.ts";
import { createHttpClient, type Answer } from "./http.ts";
import { createPoliteness, type HostTimes } from "./politeness.ts";
import { openTurns } from "./turns.ts";
import { createRobots, ROBOTS_MAX_BYTES, type Permission } from "./robots.ts";
import { declaredCharset, sniffFormat } from "./sniff.ts";
import { createTimeBudget, type TimeBudget } from "./time-limit.ts";
import { userAgentOf } from "./user-agent.ts";

/** What a server gave, whatever it is. */
export interface Received {
  /** Decompressed, and otherwise exactly as they came. */
  readonly bytes: Uint8Array;
  readonly arrival: Arrival;
  readonly declaredCharset?: string;
  /** What a browser made of it, where that adds something: UTF-8. It is to be read instead of the bytes. */
  readonly rendered?: Uint8Array;
}

export interface FetchedPage extends Received {
  readonly format: Format;
}

export interface FetcherOptions {
  readonly config: Config["crawl"];
  readonly allowPrivate: AllowPrivate;
  /** Ends waits and requests; what is under way rejects with its reason. */
  readonly signal?: AbortSignal;
  /** Keeps the pauses between runs. */
  readonly hostTimes?: HostTimes;
  /** A file by which the processes in a workspace take turns at a host. */
  readonly turnsPath?: string;
  /** Throws where an address, one that redirects lead to included, must not be asked for. */
  readonly refuse?: (url: string) => void;
}

export interface PageOptions {
  /** Instead of `config.delaySeconds`. */
  readonly delaySeconds?: number | undefined;
  /** The `id` of the source that the page belongs to. */
  readonly source?: string;
  /** Shows the page to a browser, or leaves it (`undefined`); default: no page is shown to one. */
  readonly render?: (page: Answer, visit: Visit) => Promise<Shown | undefined>;
}

/** A page that was shown to a browser. */
export interface Shown {
  /** As it came: another one than was shown, where its scripts went on to that. */
  readonly received: Answer;
  /** What the browser made of it, in UTF-8; absent where that adds nothing. */
  readonly rendered?: Uint8Array;
}

/** Leave, turn and time for what a browser loads by itself: pages that scripts lead to, and frames. */
export interface Visit {
  /** What the fetch of the page has left of its own. */
  readonly time: TimeBudget;
  /** @throws {RobotsError | ConnectionError} where this page may not be gone to */
  permit(url: URL): Promise<void>;
  /**
   * Runs a request when its host is free and the pause after its last one is over.
   * @param signal takes a request back that waits
   */
  turn<Result>(url: URL, signal: AbortSignal, send: () => Promise<Result>): Promise<Result>;
}

/** What the server said of the version that is known. */
export interface Validators {
  /** The address that said so: no other on the way there is asked. */
  readonly url: string;
  readonly etag?: string;
  readonly lastModified?: string;
}

/** Pages fetched through the same fetcher wait for each other: one in flight per host. */
export interface Fetcher {
  readonly guard: Guard;
  /**
   * @throws {NewsiftError} of the kind that says why there is no page: scheme, private address, unresolved host,
   * connection, redirects, robots, 4xx, 5xx, too large, empty, binary, PDF.
   */
  fetch(url: string, options?: PageOptions): Promise<FetchedPage>;
  /** The same for a page that is known: `undefined` where the server says that it has not changed (304). */
  fetchIfChanged(
    url: string,
    validators: Validators,
    options?: PageOptions,
  ): Promise<FetchedPage | undefined>;
  /** The same for what is read for the addresses in it: a feed, a sitemap, compressed or not, as well as a page. */
  fetchListing(url: string, options?: PageOptions): Promise<Received>;
  fetchListingIfChanged(
    url: string,
    validators: Validators,
    options?: PageOptions,
  ): Promise<Received | undefined>;
  /** The sitemaps that the robots.txt of this address's server names, as written. Errors: as for a page. */
  sitemaps(url: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Fetches one page. For several, `createFetcher`: it keeps the pause between them. Units, errors: as there. */
export async function fetchPage(url: string, options: FetcherOptions): Promise<FetchedPage> {
  const fetcher = createFetcher(options);
  try {
    return await fetcher.fetch(url);
  } finally {
    await fetcher.close();
  }
}

export function createFetcher(options: FetcherOptions): Fetcher {
  const { config, allowPrivate, signal, hostTimes, turnsPath, refuse } = options;
  const guard = createGuard(allowPrivate);
  const userAgent = userAgentOf(config);
  const stopping = signal === undefined ? {} : { signal };
  const client = createHttpClient({ limits: config, guard, userAgent, ...stopping });
  const turns = turnsPath === undefined ? undefined : openTurns(turnsPath);
  const politeness = createPoliteness(signal, hostTimes, turns);
  const follow = createFollower({ config, client, guard, politeness });
  const robots = createRobots(config.userAgent, async (start, time) => {
    const { answer } = await follow(start, { time, limit: ROBOTS_MAX_REDIRECTS, cut: ROBOTS_MAX_BYTES });
    return answer;
  });

  return {
    guard,
    async fetch(address, options = {}) {
      return asPage(receivedOf(await load(address, options)));
    },
    async fetchIfChanged(address, validators, options = {}) {
      const loaded = await load(address, options, validators);
      return loaded.answer.status === 304 ? undefined : asPage(receivedOf(loaded));
    },
    async fetchListing(address, options = {}) {
      return receivedOf(await load(address, options));
    },
    async fetchListingIfChanged(address, validators, options = {}) {
      const loaded = await load(address, options, validators);
      return loaded.answer.status === 304 ? undefined : receivedOf(loaded);
    },
    async sitemaps(address) {
      const url = guard.check(address);
      refuse?.(url.href);
      return robots.sitemaps(url);
    },
    async close() {
      await client.close();
      turns?.close();
    },
  };

  async function load(
    address: string,
    { delaySeconds = config.delaySeconds, source, render }: PageOptions,
    validators?: Validators,
  ): Promise<LoadedPage> {
    const start = guard.check(address);
    const route = hashRoute(new URL(address));
    if (route !== "") {
      refuse?.(start.href + route);
      if (render === undefined) throw routeWithoutBrowser(address);
    }
    let permission: Permission | undefined;
    const permit = async (url: URL, time?: TimeBudget) => {
      refuse?.(url.href);
      return robots.check(url, time);
    };
    const time = createTimeBudget(config.totalTimeoutSeconds);
    const pauseAt = ({ host }: URL, page: URL) =>
      host === page.host ? Math.max(delaySeconds, permission?.delaySeconds ?? 0) : config.delaySeconds;
    const {
      answer: came,
      redirects,
      tolerated,
    } = await follow(start, {
      time,
      async permit(url) {
        permission = await permit(url, time);
      },
      pauseAt: (url) => pauseAt(url, url),
      headersFor: (url) => conditions(url, validators),
      forwards: true,
    });
    const received = route === "" ? came : { ...came, url: new URL(route, came.url) };
    const visit: Visit = {
      time,
      async permit(url) {
        await permit(guard.check(url.href));
      },
      turn: (url, stop, send) => politeness.take(url.host, pauseAt(url, received.url), send, stop),
    };
    const isShown = isPage(received) && !time.isSpent();
    const shown = isShown ? await render?.(received, visit) : undefined;
    const answer = shown?.received ?? received;
    if (answer !== received) permission = await permit(answer.url);
    // Scripts that lead to another page do what a redirect does.
    const way = answer.url.href === received.url.href ? redirects : [...redirects, received.url.href];
    return {
      answer,
      ...(shown?.rendered === undefined ? {} : { rendered: shown.rendered }),
      arrival: {
        url: start.href + route,
        finalUrl: answer.url.href,
        ...(way.length === 0 ? {} : { redirects: way }),
        status: answer.status,
        headers: keptHeaders(answer.headers),
        fetchedAt: new Date().toISOString(),
        fetcher: shown === undefined ? "http" : "browser",
        ...(isWhole(answer) ? {} : { truncated: true }),
        ...(tolerated.length === 0 ? {} : { tolerated }),
        ...(permission === undefined ? {} : { robots: permission.robots }),
        ...(source === undefined ? {} : { source }),
      },
    };
  }
}

/**
 * What of it is to be read: as it came, or as a browser shows it. A rendered page is UTF-8, whatever was declared.
 */
export function toRead({ bytes, rendered, declaredCharset }: Received): {
  readonly bytes: Uint8Array;
  readonly declaredCharset?: string;
} {
  if (rendered !== undefined) return { bytes: rendered, declaredCharset: "utf-8" };
  return { bytes, ...(declaredCharset === undefined ? {} : { declaredCharset }) };
}

interface LoadedPage {
  readonly answer: Answer;
  readonly rendered?: Uint8Array;
  readonly arrival: Arrival;
}

/** What was received as a page. @throws {NewsiftError} where it is neither HTML nor text */
export function asPage(received: Received): FetchedPage {
  const { bytes, arrival } = received;
  return { ...received, format: sniffFormat(arrival.finalUrl!, bytes, arrival.headers?.["content-type"]) };
}

function routeWithoutBrowser(address: string): HashRouteError {
  return new HashRouteError(
    `${address} is told from other pages only by what stands behind #, which servers do not see: a source with hashRoutes: true and render: browser fetches it.`,
  );
}

/** @throws {NewsiftError} where the server says that there is nothing, or nothing came */
function receivedOf({ answer, rendered, arrival }: LoadedPage): Received {
  refuseStatus(answer);
  if (answer.broken !== undefined && answer.bytes.length === 0) throw answer.broken;
  const charset = declaredCharset(answer.headers["content-type"]);
  return {
    bytes: answer.bytes,
    ...(charset === undefined ? {} : { declaredCharset: charset }),
    ...(rendered === undefined ? {} : { rendered }),
    arrival,
  };
}

function conditions(url: URL, validators?: Validators): Readonly<Record<string, string>> {
  if (validators?.url !== url.href) return {};
  const { etag, lastModified } = validators;
  return {
    ...(etag === undefined ? {} : { "if-none-match": etag }),
    ...(lastModified === undefined ? {} : { "if-modified-since": lastModified }),
  };
}

/** Whether a browser has anything to show. */
function isPage(answer: Answer): boolean {
  const type = answer.headers["content-type"];
  return answer.status < 300 && answer.bytes.length > 0 && /^[^;]*html/iu.test(type ?? "html");
}

const ROBOTS_MAX_REDIRECTS = 5;

/** What may later tell whether the page has changed or how it was sent; nothing that is a secret. */
const KEPT_HEADERS = [
  "content-type",
  "content-encoding",
  "content-language",
  "content-length",
  "date",
  "etag",
  "last-modified",
];

function keptHeaders(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    KEPT_HEADERS.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])),
  );
}
