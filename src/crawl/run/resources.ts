/** What the crawls of a process share, so that no host is asked by two of them at once. */
import { dirname } from "node:path";
import type { Config } from "../../config/schema.ts";
import type { RawStore } from "../../archive/raw/raw.ts";
import { type Browser, createBrowser } from "../browser/browser.ts";
import { countArticles } from "../discover/discover.ts";
import { createFetcher, type Fetcher } from "../fetch/fetch-page.ts";
import type { HostTimes } from "../fetch/politeness.ts";
import { openFrontier } from "../frontier/sqlite-frontier.ts";
import type { Frontier } from "../frontier/frontier.ts";
import type { AllowPrivate } from "../fetch/guard.ts";
import { turnsPathIn } from "../fetch/turns.ts";
import { createRendering, type Rendering } from "../discover/rendering.ts";

export interface ResourceOptions {
  readonly config: Config["crawl"];
  readonly browser: Config["browser"];
  readonly store: RawStore;
  /** An SQLite file, which is made where it is none. It must belong to this process alone. */
  readonly frontierPath: string;
  readonly allowPrivate: AllowPrivate;
  /** Stops all crawls; what was not fetched waits for the next ones. */
  readonly signal?: AbortSignal;
}

/** Tells that a host is left alone until then: milliseconds since the epoch. */
export type PauseListener = (host: string, until: number) => void;

export interface CrawlResources extends Pick<ResourceOptions, "config" | "store" | "frontierPath"> {
  readonly frontier: Frontier;
  readonly fetcher: Fetcher;
  readonly browser: Browser;
  readonly rendering: Rendering;
  /** Those who are told of pauses. */
  readonly pauseListeners: Set<PauseListener>;
  /** Aborted where the crawls are to end. */
  readonly signal: AbortSignal;
  /** Ends all crawls by a fault of the store or of ours. */
  fail(error: Error): void;
  /** Where it has failed, by that fault. */
  throwIfFailed(): void;
  /** Ends what is under way, and leaves no process behind. */
  close(): Promise<void>;
}

/** @throws {WriteError} where the frontier cannot be written, or is none that this newsift knows */
export function openResources(options: ResourceOptions): CrawlResources {
  const { config, store, frontierPath, allowPrivate } = options;
  const closing = new AbortController();
  const failing = new AbortController();
  const stops = options.signal === undefined ? [] : [options.signal];
  const signal = AbortSignal.any([closing.signal, failing.signal, ...stops]);
  const pauseListeners = new Set<PauseListener>();
  const frontier = openFrontier(frontierPath, store.identityOf);
  const tell = (host: string, until: number) => {
    for (const listen of pauseListeners) listen(host, until);
  };
  const hostTimes: HostTimes = {
    get: frontier.hostTimes.get,
    set(host, until) {
      frontier.hostTimes.set(host, until);
      tell(host, until);
    },
    rest(host, until) {
      frontier.hostTimes.rest(host, until);
      tell(host, until);
    },
  };
  const { refuse } = store.tombstones;
  const turnsPath = turnsPathIn(dirname(frontierPath));
  const fetcher = createFetcher({ config, allowPrivate, signal, hostTimes, turnsPath, refuse });
  const { executablePath } = options.browser;
  const browser = createBrowser({ config, executablePath, guard: fetcher.guard, signal });
  const rendering = createRendering({ browser, countArticles });
  return {
    config,
    store,
    frontierPath,
    frontier,
    fetcher,
    browser,
    rendering,
    pauseListeners,
    signal,
    fail: (error) => failing.abort(error),
    throwIfFailed: () => failing.signal.throwIfAborted(),
    async close() {
      closing.abort();
      await browser.close();
      await fetcher.close();
      frontier.close();
    },
  };
}
