/** Fetches a page as a good guest: guarded, with leave of robots.txt, one request at a time, and again where it pays. */
import type { Config } from "../../config/schema.ts";
import { HashRouteError } from "../../core/errors.ts";
import type { Arrival } from "../../archive/raw/arrival.ts";
import type { Page } from "../../core/page/page.ts";
import { isWhole, refuseStatus } from "./answer-status.ts";
import { createFollower } from "./follow.ts";
import { hashRoute } from "../addresses/hash-route.ts";
import { createGuard, type AllowPrivate, type Guard } from "./guard.ts";
import { createHttpClient, type Answer } from "./http.ts";
import { createPoliteness, type HostTimes } from "./politeness.ts";
import { openTurns } from "./turns.ts";
import { createRobots, ROBOTS_MAX_BYTES, type Permission } from "./robots.ts";
import { sniffFormat } from "../../archive/formats/sniff.ts";
import { createTimeBudget, type TimeBudget } from "./time-limit.ts";
import { userAgentOf } from "./user-agent.ts";

/** What a server gave. */
export interface Fetched {
  /** Decompressed, and otherwise exactly as it came. */
  readonly page: Page;
  /** What a browser made of it, where that adds something: it is to be read instead. */
  readonly rendered?: Page;
  readonly arrival: Arrival;
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
  /** It is read for the addresses in it, whatever it is: a feed, a sitemap, compressed or not, as well as a page. */
  readonly isListing?: boolean;
}

/** A page that was shown to a browser. */
export interface Shown {
  /** As it came: another one than was shown, where its scripts went on to that. */
  readonly received: Answer;
  /** What the browser made of it; absent where that adds nothing. */
  readonly rendered?: Page;
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
  fetch(url: string, options?: PageOptions): Promise<Fetched>;
  /** The same for a page that is known: `undefined` where the server says that it has not changed (304). */
  fetchIfChanged(url: string, known: Validators, options?: PageOptions): Promise<Fetched | undefined>;
  /** The sitemaps that the robots.txt of this address's server names, as written. Errors: as for a page. */
  sitemaps(url: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Fetches one page. For several, `createFetcher`: it keeps the pause between them. Units, errors: as there. */
export async function fetchPage(url: string, options: FetcherOptions): Promise<Fetched> {
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
      return (await load(address, options))!;
    },
    fetchIfChanged(address, known, options = {}) {
      return load(address, options, known);
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

  /** @returns undefined where what is known is what there is */
  async function load(
    address: string,
    { delaySeconds = config.delaySeconds, source, render, isListing = false }: PageOptions,
    known?: Validators,
  ): Promise<Fetched | undefined> {
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
      headersFor: (url) => conditions(url, known),
      forwards: true,
    });
    if (known !== undefined && came.status === 304) return undefined;
    const received = route === "" ? came : withRoute(came, route);
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
    const arrival: Arrival = {
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
    };
    const fetched = { ...pagesOf(answer, shown?.rendered, arrival), arrival };
    return isListing ? fetched : asPage(fetched);
  }
}

/** What was fetched as a page. @throws {NewsiftError} where it is neither HTML nor text */
export function asPage(fetched: Fetched): Fetched {
  const { page, arrival } = fetched;
  const format = sniffFormat(arrival.finalUrl!, page, arrival.headers?.["content-type"]);
  return { ...fetched, page: page.with({ format }) };
}

function routeWithoutBrowser(address: string): HashRouteError {
  return new HashRouteError(
    `${address} is told from other pages only by what stands behind #, which servers do not see: a source with hashRoutes: true and render: browser fetches it.`,
  );
}

/** @throws {NewsiftError} where the server says that there is nothing, or nothing came */
function pagesOf(answer: Answer, rendered: Page | undefined, arrival: Arrival): Omit<Fetched, "arrival"> {
  refuseStatus(answer);
  if (answer.broken !== undefined && answer.page.bytes.length === 0) throw answer.broken;
  const known = { url: arrival.finalUrl, fetchedAt: arrival.fetchedAt };
  return {
    page: answer.page.with(known),
    ...(rendered === undefined ? {} : { rendered: rendered.with(known) }),
  };
}

function withRoute(answer: Answer, route: string): Answer {
  const url = new URL(route, answer.url);
  return { ...answer, url, page: answer.page.with({ url: url.href }) };
}

function conditions(url: URL, known?: Validators): Readonly<Record<string, string>> {
  if (known?.url !== url.href) return {};
  const { etag, lastModified } = known;
  return {
    ...(etag === undefined ? {} : { "if-none-match": etag }),
    ...(lastModified === undefined ? {} : { "if-modified-since": lastModified }),
  };
}

/** Whether a browser has anything to show. */
function isPage(answer: Answer): boolean {
  const type = answer.headers["content-type"];
  return answer.status < 300 && answer.page.bytes.length > 0 && /^[^;]*html/iu.test(type ?? "html");
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
