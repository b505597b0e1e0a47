/** Fetches a page as a good guest: guarded, with leave of robots.txt, one request at a time, and again where it pays. */
import { readFileSync } from "node:fs";
import type { Config } from "../config/schema.ts";
import { ClientStatusError, ConnectionError, EmptyInputError, ServerStatusError } from "../errors.ts";
import type { Arrival, Format } from "../types.ts";
import { createGuard, type AllowPrivate, type Guard } from "./guard.ts";
import { createHttpClient, followRedirects, hasReachedHost, type Answer } from "./http.ts";
import { createPoliteness } from "./politeness.ts";
import { createRobots, ROBOTS_MAX_BYTES, type Permission } from "./robots.ts";
import { declaredCharset, sniffFormat } from "./sniff.ts";

export interface FetchedPage {
  /** Decompressed, and otherwise exactly as they came. */
  readonly bytes: Uint8Array;
  readonly format: Format;
  readonly arrival: Arrival;
  readonly declaredCharset?: string;
}

export interface FetcherOptions {
  readonly config: Config["crawl"];
  readonly allowPrivate: AllowPrivate;
  /** Ends waits and requests; what is under way rejects with its reason. */
  readonly signal?: AbortSignal;
}

export interface PageOptions {
  /** Instead of `config.delaySeconds`. */
  readonly delaySeconds?: number | undefined;
  /** The `id` of the source that the page belongs to. */
  readonly source?: string;
  /** Loads the page in a browser, which follows redirects by itself; default: our HTTP client. */
  readonly render?: (url: URL) => Promise<Answer>;
}

/** Pages fetched through the same fetcher wait for each other: one in flight per host. */
export interface Fetcher {
  readonly guard: Guard;
  /**
   * @throws {NewsiftError} of the kind that says why there is no page: scheme, private address, unresolved host,
   * connection, redirects, robots, 4xx, 5xx, too large, empty, binary, PDF.
   */
  fetch(url: string, options?: PageOptions): Promise<FetchedPage>;
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

export function createFetcher({ config, allowPrivate, signal }: FetcherOptions): Fetcher {
  const guard = createGuard(allowPrivate);
  const userAgent = userAgentOf(config);
  const stopping = signal === undefined ? {} : { signal };
  const client = createHttpClient({ limits: config, guard, userAgent, ...stopping });
  const politeness = createPoliteness(signal);
  const robots = createRobots(config.userAgent, async (start) => {
    const get = (url: URL) => politely(url, config.delaySeconds, () => client.get(url, ROBOTS_MAX_BYTES));
    return (await followRedirects(start, ROBOTS_MAX_REDIRECTS, guard, get)).answer;
  });

  return {
    guard,
    async fetch(address, { delaySeconds = config.delaySeconds, source, render } = {}) {
      const start = guard.check(address);
      let permission: Permission | undefined;
      const load = async (url: URL, send: (url: URL) => Promise<Answer>) => {
        permission = await robots.check(url);
        return politely(url, Math.max(delaySeconds, permission.delaySeconds), () => send(url));
      };
      const { answer, redirects } =
        render === undefined
          ? await followRedirects(start, config.maxRedirects, guard, (url) => load(url, client.get))
          : { answer: await load(start, render), redirects: [] };
      if (render !== undefined) permission = await robots.check(answer.url);

      refuseStatus(answer);
      if (answer.broken !== undefined && answer.bytes.length === 0) throw answer.broken;
      const contentType = answer.headers["content-type"];
      const charset = declaredCharset(contentType);
      return {
        bytes: answer.bytes,
        format: sniffFormat(answer.url.href, answer.bytes, contentType),
        ...(charset === undefined ? {} : { declaredCharset: charset }),
        arrival: {
          url: start.href,
          finalUrl: answer.url.href,
          ...(redirects.length === 0 ? {} : { redirects }),
          status: answer.status,
          headers: keptHeaders(answer.headers),
          fetchedAt: new Date().toISOString(),
          fetcher: render === undefined ? "http" : "browser",
          ...(isWhole(answer) ? {} : { truncated: true }),
          ...(permission === undefined ? {} : { robots: permission.robots }),
          ...(source === undefined ? {} : { source }),
        },
      };
    },
    close: () => client.close(),
  };

  /** One answer of a host, in its turn; asked for again, ever more slowly, while it is a passing failure. */
  async function politely(url: URL, delaySeconds: number, send: () => Promise<Answer>): Promise<Answer> {
    for (let attempt = 0; ; attempt += 1) {
      const isLast = attempt === config.retries;
      try {
        const answer = await politeness.take(url.host, delaySeconds * 2 ** attempt, async () => {
          const answer = await send();
          if (isOverload(answer)) politeness.hold(url.host, retryAfterSeconds(answer));
          return answer;
        });
        if (isLast || (isWhole(answer) && !isPassing(answer.status))) return answer;
      } catch (error) {
        const mayPass = error instanceof ConnectionError && hasReachedHost(error);
        if (isLast || !mayPass) throw error;
      }
    }
  }
}

const ROBOTS_MAX_REDIRECTS = 5;

/** A server that asks for a longer pause is asked again after this one; then its page fails. */
const MAX_RETRY_AFTER_SECONDS = 60;

function isWhole(answer: Answer): boolean {
  return answer.broken === undefined && answer.status !== 206;
}

function isPassing(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}

function isOverload({ status }: Answer): boolean {
  return status === 429 || status === 503;
}

/** `Retry-After` in seconds, given as such or as a date; 0 where it says nothing usable. */
export function retryAfterSeconds({ headers }: Pick<Answer, "headers">): number {
  const value = headers["retry-after"]?.trim() ?? "";
  const seconds = /^\d+$/u.test(value)
    ? Number(value)
    : (Date.parse(/[a-z]/iu.test(value) ? value : "") - Date.now()) / 1000;
  return seconds > 0 ? Math.min(seconds, MAX_RETRY_AFTER_SECONDS) : 0;
}

/** @throws {ClientStatusError | ServerStatusError | EmptyInputError} where the answer is no page */
function refuseStatus({ url, status }: Answer): void {
  if (status >= 500) {
    throw new ServerStatusError(`${url} answered ${status}: the fault is the server's. Try again later.`);
  }
  if (status >= 400) {
    throw new ClientStatusError(
      `${url} answered ${status}: ${CLIENT_ADVICE[status] ?? "the server does not give this page. Check the address."}`,
    );
  }
  if (status === 204 || status === 205 || status >= 300) {
    throw new EmptyInputError(`${url} answered ${status}, without a page: check the address.`);
  }
}

const CLIENT_ADVICE: Readonly<Record<number, string>> = {
  401: "the page is behind a login, which newsift does not do.",
  403: "the server does not give this page to newsift. See whether a browser gets it.",
  404: "there is no such page. Check the address.",
  410: "the page is gone for good.",
  429: "the server is asked too often. Try again later, with a longer delaySeconds.",
};

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

function userAgentOf({ userAgent, contact }: Config["crawl"]): string {
  const manifest = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  const { version } = JSON.parse(manifest) as { readonly version: string };
  return `${userAgent}/${version}${contact === "" ? "" : ` (+${contact})`}`;
}
