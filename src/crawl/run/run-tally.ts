/** Counts what happens in a run, by source and by host. */
import type { NewsiftError } from "../../core/errors.ts";
import { sumByName } from "../../core/text/numbers.ts";
import type { Cleaned } from "../../core/pipeline/create-pipeline.ts";
import { NO_COUNTS, type RunCounts, type RunResult } from "../../archive/records/runs.ts";
import type { VerdictKind } from "../../core/document/verdict.ts";
import type { Cut, ListingKind } from "../addresses/candidate.ts";
import type { CrawlEvent } from "./crawl.ts";

interface CutListing {
  readonly kind: ListingKind;
  readonly cut: Cut;
}

/** What the pages of one source came to. */
export interface SourceTally {
  readonly counts: RunCounts;
  /** Lists, feeds and sitemaps that it names itself and that could not be had, with what they suffered. */
  readonly lostListings: ReadonlyMap<string, NewsiftError>;
  /** Those that name no article. */
  readonly emptyListings: readonly string[];
  /** Those that were not read to their end. */
  readonly cutListings: ReadonlyMap<string, CutListing>;
  /** Addresses of articles that were asked for. */
  readonly asked: ReadonlySet<string>;
  /** How many of them failed, by the class of their error. */
  readonly errors: Readonly<Record<string, number>>;
  /** Of the new and changed pages that are wanted for their text. */
  readonly verdicts: Readonly<Partial<Record<VerdictKind, number>>>;
}

export interface RunTally {
  see(event: CrawlEvent): void;
  /** What became of a document; of one that this run did not bring, nothing is counted. */
  seeCleaned(id: string, cleaned: Cleaned): void;
  /** By the `id` of the source: all that the run is for. */
  sources(): ReadonlyMap<string, SourceTally>;
  hosts(): ReadonlyMap<string, RunCounts>;
  result(): Omit<RunResult, "outcome" | "problems">;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
type Counts = Mutable<Omit<RunCounts, "removed">> & { readonly removed: Record<string, number> };

interface Source {
  readonly counts: Counts;
  readonly lostListings: Map<string, NewsiftError>;
  readonly emptyListings: string[];
  readonly cutListings: Map<string, CutListing>;
  readonly asked: Set<string>;
  readonly errors: Record<string, number>;
  readonly verdicts: Partial<Record<VerdictKind, number>>;
}

/** The page that a document came from. */
interface Origin {
  readonly url: string;
  readonly source: string;
}

/**
 * @param sources their ids
 * @param isStart whether a source names this address itself
 */
export function createRunTally(sources: readonly string[], isStart: (url: string) => boolean): RunTally {
  const all = noCounts();
  const bySource = new Map(sources.map((id) => [id, newSource()]));
  const byHost = new Map<string, Counts>();
  const articles = new Map<string, Origin>();

  const countsOf = ({ url, source }: Origin) => [all, bySource.get(source)!.counts, hostCounts(url)];

  return {
    see(event) {
      if (event.type === "pausing") return;
      const source = bySource.get(event.source)!;
      const counts = countsOf(event);
      if (event.type === "found") return addTo(counts, "found");
      if (event.type === "listed") {
        // A list page is told of as fetched too; a feed and a sitemap are not archived.
        if (event.kind !== "list") addTo(counts, "fetched");
        addTo(counts, "links", event.links);
        if (event.isEmpty && isStart(event.url)) source.emptyListings.push(event.url);
        if (event.cut !== undefined) source.cutListings.set(event.url, { kind: event.kind, cut: event.cut });
        return;
      }
      if (event.kind === "article") source.asked.add(event.url);
      if (event.type === "failed") {
        addTo(counts, "errors");
        addTo([source.errors], event.error.name);
        if (isStart(event.url)) source.lostListings.set(event.url, event.error);
        return;
      }
      addTo(counts, "fetched");
      addTo(counts, event.outcome);
      if (event.notModified) addTo(counts, "notModified");
      if (event.kind === "article" && event.outcome !== "unchanged") articles.set(event.id, event);
    },

    seeCleaned(id, { verdict: { kind }, receipt: { counts: chars, continues } }) {
      const origin = articles.get(id);
      if (origin === undefined || continues !== undefined) return;
      addTo([bySource.get(origin.source)!.verdicts], kind);
      for (const counts of countsOf(origin)) {
        addTo([counts], kind === "article" ? "articles" : "rejected");
        if (kind !== "article") continue;
        counts.rawChars += chars.chars;
        counts.cleanChars += chars.keptChars;
        for (const [stage, removed] of Object.entries(chars.removed))
          counts.removed[stage] = (counts.removed[stage] ?? 0) + removed;
      }
    },

    sources: () => bySource,
    hosts: () => byHost,

    result() {
      const own = [...bySource.values()];
      return {
        counts: all,
        bySource: Object.fromEntries([...bySource].map(([id, { counts }]) => [id, counts])),
        byHost: Object.fromEntries(byHost),
        errors: sumByName(own.map(({ errors }) => errors)),
        verdicts: sumByName(own.map(({ verdicts }) => verdicts)),
      };
    },
  };

  function hostCounts(url: string): Counts {
    const { host } = new URL(url);
    const counts = byHost.get(host) ?? noCounts();
    byHost.set(host, counts);
    return counts;
  }
}

function newSource(): Source {
  return {
    counts: noCounts(),
    lostListings: new Map(),
    emptyListings: [],
    cutListings: new Map(),
    asked: new Set(),
    errors: {},
    verdicts: {},
  };
}

function noCounts(): Counts {
  return { ...NO_COUNTS, removed: {} };
}

function addTo<Name extends string>(
  all: readonly Partial<Record<Name, unknown>>[],
  name: Name,
  count = 1,
): void {
  for (const counts of all as readonly Partial<Record<Name, number>>[])
    counts[name] = (counts[name] ?? 0) + count;
}
