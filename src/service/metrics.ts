/** What the service has done since it was started, and what it is at, for Prometheus. No label is an address: their number is bounded. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { JournalEntry } from "../archive/records/journal.ts";
import type { RunRecord } from "../archive/records/runs.ts";
import type { Standing } from "./service.ts";

export interface Metrics {
  readonly contentType: string;
  /** Counts a run that is over. */
  seeRun(record: RunRecord): void;
  /** The text that is scraped. */
  text(): Promise<string>;
}

/** The last run of a source that is over: how it ended, and when (ISO 8601). */
interface Last {
  readonly outcome: string;
  readonly at: string;
}

/** Seconds: from a source that has nothing new to one with thousands of pages. */
const RUN_SECONDS = [1, 5, 15, 60, 300, 900, 3600, 4 * 3600, 12 * 3600];

/** Milliseconds between two looks at how late timers are: the usual 10 would keep an idle process busy. */
const TIMERS_LOOKED_AT_EVERY = 1000;

/**
 * @param history of the schedule, for what ended before it was started
 * @param standing of the service, as it is whenever it is asked; undefined until it has started
 */
export function createMetrics(
  history: readonly JournalEntry[],
  standing: () => Standing | undefined,
): Metrics {
  const last = lastOf(history);
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register, eventLoopMonitoringPrecision: TIMERS_LOOKED_AT_EVERY });

  const runs = new Counter({
    name: "newsift_runs_total",
    help: "Runs that are over",
    labelNames: ["source", "outcome"],
    registers,
  });
  const pages = new Counter({
    name: "newsift_pages_total",
    help: "Pages that were asked for, by what became of them",
    labelNames: ["source", "fate"],
    registers,
  });
  const articles = new Counter({
    name: "newsift_articles_total",
    help: "New and changed documents that are articles",
    labelNames: ["source"],
    registers,
  });
  const kept = new Counter({
    name: "newsift_characters_kept_total",
    help: "Visible code points of articles that were written out",
    registers,
  });
  const removed = new Counter({
    name: "newsift_characters_removed_total",
    help: "Visible code points removed from articles",
    labelNames: ["stage"],
    registers,
  });
  const seconds = new Histogram({
    name: "newsift_run_duration_seconds",
    help: "From the beginning of a run to its end",
    buckets: RUN_SECONDS,
    registers,
  });
  const asked = (name: string, help: string, labelNames: readonly string[], values: () => readonly Value[]) =>
    register.registerMetric(askedGauge(name, help, labelNames, values));
  asked(
    "newsift_source_last_run_timestamp_seconds",
    "When the last run of a source was over",
    ["source"],
    () => lastOnes().map(([source, { at }]) => [{ source }, Date.parse(at) / 1000]),
  );
  asked(
    "newsift_source_last_run_outcome",
    "How the last run of a source ended: 1 for that outcome",
    ["source", "outcome"],
    () => lastOnes().map(([source, { outcome }]) => [{ source, outcome }, 1]),
  );
  asked("newsift_source_next_run_timestamp_seconds", "When a source begins next", ["source"], () =>
    (standing()?.next() ?? []).map(([source, at]) => [{ source }, at / 1000]),
  );
  asked("newsift_sources_planned", "Sources with a schedule", [], () => [
    [{}, standing()?.sources().length ?? 0],
  ]);
  asked(
    "newsift_runs_under_way",
    "Sources that have begun, or wait for their turn, and have not ended",
    [],
    () => [[{}, standing()?.running.size ?? 0]],
  );

  return {
    contentType: register.contentType,

    seeRun({ sources, bySource, outcome, counts, began, ended }) {
      seconds.observe((Date.parse(ended!) - Date.parse(began)) / 1000);
      kept.inc(counts.cleanChars);
      for (const [stage, characters] of Object.entries(counts.removed)) removed.inc({ stage }, characters);
      for (const source of sources) {
        runs.inc({ source, outcome });
        last.set(source, { outcome, at: ended! });
        const own = bySource[source];
        if (own === undefined) continue;
        articles.inc({ source }, own.articles);
        const fates = {
          new: own.new,
          changed: own.changed,
          unchanged: own.unchanged - own.notModified,
          "not-modified": own.notModified,
          failed: own.errors,
        };
        for (const [fate, count] of Object.entries(fates)) pages.inc({ source, fate }, count);
      }
    },

    text: () => register.metrics(),
  };

  /** Of the sources that are planned: one that was given up is no concern any more. */
  function lastOnes(): readonly (readonly [string, Last])[] {
    return (standing()?.sources() ?? []).flatMap((source) => {
      const found = last.get(source);
      return found === undefined ? [] : [[source, found] as const];
    });
  }
}

type Value = readonly [labels: Readonly<Record<string, string>>, value: number];

/** Its values are looked up whenever they are asked for. */
function askedGauge(
  name: string,
  help: string,
  labelNames: readonly string[],
  values: () => readonly Value[],
): Gauge {
  return new Gauge({
    name,
    help,
    labelNames,
    registers: [],
    collect() {
      this.reset();
      for (const [labels, value] of values()) this.set(labels, value);
    },
  });
}

function lastOf(history: readonly JournalEntry[]): Map<string, Last> {
  const last = new Map<string, Last>();
  for (const { what, source, at, why } of history) {
    // Where a run could not even begin, it is said in a sentence.
    if (what === "ended" && source !== undefined) last.set(source, { outcome: why!.split(":", 1)[0]!, at });
  }
  return last;
}
