/**
 * What a crawl has still to fetch, and what is known of all that it ever wanted: it survives the process, so that a
 * killed run goes on where it stood, and the next one asks for nothing before its time.
 */
import type { NewsiftError } from "../../core/errors.ts";
import type { Validators } from "../fetch/fetch-page.ts";
import type { HostTimes } from "../fetch/politeness.ts";

/** `article`: a page that is wanted for its text; the others are read for the addresses on them. */
export type PageKind = "list" | "feed" | "sitemap" | "article";

/** A page that somebody found. */
export interface FoundPage {
  readonly url: string;
  readonly kind: PageKind;
  /** Of a page that names others: steps from what the source names. */
  readonly depth?: number;
}

/** A further page of an article. */
export interface FoundPart {
  readonly url: string;
  /** 2 and up: the article's own page is the first. */
  readonly part: number;
}

export interface FrontierPage {
  readonly url: string;
  /** The `id` of the source. */
  readonly source: string;
  readonly kind: PageKind;
  /** Absent for 0. */
  readonly depth?: number;
  /** The id of the document that it was archived as, the last time. */
  readonly document?: string;
  /** Of the version that the server had then. */
  readonly validators?: Validators;
  /** The address of the article that it is a further page of, and which. */
  readonly continues?: string;
  readonly part?: number;
}

/** What was learned of a page that was had. */
export interface Sighting {
  readonly document: string;
  /** Absent where the server gave none, and where the page was not whole. */
  readonly validators?: Validators;
}

export interface FrontierLimits {
  /** Pages of the source in one run, lists and failures included. */
  readonly maxPages: number;
  /** Pages of one host in one run, of all sources that are crawled. */
  readonly maxPagesPerHost: number;
  /** An article that is known is asked for again after so many seconds. */
  readonly recrawlSeconds: number;
}

export interface Frontier {
  /** The pauses that hosts are owed. */
  readonly hostTimes: HostTimes;
  /**
   * Begins a run of a source with the pages that name others: they are asked for in every run. Pages that failed in
   * passing and are due are tried again. A run that was cut short is gone on with.
   * @returns the addresses that this run did not know yet: none where it goes on
   */
  begin(source: string, pages: readonly FoundPage[]): readonly string[];
  /**
   * Adds pages of a source, up to the limits. An article that is known is wanted again when its time has come, and
   * belongs to the source that wants it; one that is gone is not.
   * @returns the addresses that this run did not know yet
   */
  add(source: string, pages: readonly FoundPage[], limits: FrontierLimits): readonly string[];
  /**
   * Adds the further pages of an article, which are wanted as often as its own page, whatever the limits.
   * @returns the addresses that this run did not know yet
   */
  addParts(article: FrontierPage, parts: readonly FoundPart[]): readonly string[];
  /** The next page of one of these sources whose host has none under way; it is under way from now on. */
  next(sources: readonly string[]): FrontierPage | undefined;
  /** A page that was added before; of sources that share it, the one that has it under way. */
  page(url: string): FrontierPage;
  /** The page was had, or found to be what it was; what it leads to is still to be added. */
  sight(url: string, sighting: Sighting): void;
  /** Nothing more is to be done with the page in this run. */
  finish(url: string): void;
  /** It was not had: a failure that passes is tried again in a later run, a few times. */
  fail(url: string, error: NewsiftError): void;
  /** It was not fetched after all, and stays to be. */
  putBack(url: string): void;
  /** These sources have had their run. What still waits, for hosts that are left alone, is tried again in a later one. */
  end(sources: readonly string[]): void;
  /** Whether `next` would give a page. */
  isReady(sources: readonly string[]): boolean;
  /** Whether a page of these sources is under way. */
  isWorking(sources: readonly string[]): boolean;
  /** Pages to be had in this run, those of hosts that are left alone included, and pages under way. */
  count(sources: readonly string[]): { readonly waiting: number; readonly working: number };
  close(): void;
}
