/** A run: sources are crawled, what came is cleaned, and what happened is written down. */
import { join } from "node:path";
import { cleanDocuments, findDuplicates } from "../../archive/corpus/clean-documents.ts";
import type { CleaningEvent } from "../../archive/corpus/cleaning-tally.ts";
import { hasSameText } from "../../archive/corpus/same-text.ts";
import type { Config, Source } from "../../config/schema.ts";
import { NewsiftError } from "../../core/errors.ts";
import { withArticles } from "../../archive/raw/linked-parts.ts";
import { openCleanStore } from "../../archive/clean/clean.ts";
import { type DamagedLine, openDecisions } from "../../archive/records/decisions.ts";
import { readPastRuns } from "../../archive/records/past-runs.ts";
import { openPipeline } from "../../archive/corpus/configured-pipeline.ts";
import { openRawStore, type RawStore } from "../../archive/raw/raw.ts";
import {
  beginRun,
  type PageEvent,
  type RunProblem,
  type Run,
  type RunRecord,
} from "../../archive/records/runs.ts";
import type { Workspace } from "../../archive/files/workspace.ts";
import { crawl, type CrawlEvent, type CrawlSummary } from "./crawl.ts";
import { startPages } from "../discover/discover.ts";
import { findDrift } from "./drift.ts";
import { type CrawlResources, type ResourceOptions, openResources } from "./resources.ts";
import { type FetchedArticle, findLostArticles } from "./lost-articles.ts";
import { findProblems, outcomeOf } from "./run-problems.ts";
import { openRunLog, type RunLog } from "./run-log.ts";
import { createRunTally, type RunTally } from "./run-tally.ts";
import { settingsOf } from "./run-settings.ts";

export interface RunOptions {
  readonly config: Config;
  readonly sources: readonly Source[];
  readonly by: RunRecord["by"];
  /** Instead of what sources and config say. */
  readonly maxPages?: number;
  readonly maxDepth?: number;
  /** @param tally with what the event told */
  readonly onEvent: (event: CrawlEvent, tally: RunTally) => void;
  readonly onDocument: (event: CleaningEvent, tally: RunTally) => void;
  /** Told of the run when it is over, also where `runSources` throws. */
  readonly onEnd?: (record: RunRecord) => void;
}

export interface RunReport {
  readonly record: RunRecord;
  readonly pages: CrawlSummary;
  /** The documents that were cleaned: what came, and what an earlier run left uncleaned. */
  readonly documents: readonly string[];
  readonly duplicates: ReadonlyMap<string, string>;
  /** Lines of review/decisions.jsonl that are no decision, and were left out. */
  readonly damagedDecisions: readonly DamagedLine[];
}

/**
 * What the runs in a workspace share. It must be locked.
 * @throws {WriteError}
 */
export function openResourcesIn(
  workspace: Workspace,
  { crawl: limits, browser, twins }: Pick<Config, "crawl" | "browser" | "twins">,
  options: Pick<ResourceOptions, "allowPrivate" | "signal">,
): CrawlResources {
  return openResources({
    ...options,
    config: limits,
    browser,
    store: openRawStore(workspace, twins),
    frontierPath: join(workspace.stateDir, "frontier.sqlite"),
  });
}

/**
 * Crawls into a workspace that is locked, and cleans what came. Several runs may go on with the same resources, as
 * long as they are for different sources.
 * @throws {WriteError} where the disk refuses; the run then ends as `failed`
 * @throws the reason why the resources was stopped; the run then ends as `interrupted`
 */
export async function runSources(
  workspace: Workspace,
  resources: CrawlResources,
  options: RunOptions,
): Promise<RunReport> {
  const { config, sources } = options;
  const { store, signal } = resources;
  const pipeline = openPipeline(workspace, config);
  const tools = { raw: store, pipeline, decisions: openDecisions(workspace) };
  const ids = sources.map(({ id }) => id);
  const starts = new Set(sources.flatMap((source) => startPages(source).map(({ url }) => url)));
  const tally = createRunTally(ids, (url) => starts.has(url));
  const settings = Object.fromEntries(sources.map((source) => [source.id, settingsOf(source, options)]));
  const run = beginRun(workspace, { by: options.by, sources: ids, pipeline: pipeline.hash, settings });
  const log = openRunLog(workspace, run);
  try {
    log.begin(options);
    const came = new Map<string, string>();
    const articles = new Map<string, FetchedArticle>();
    const pages = await crawl(resources, {
      sources,
      isSameText: (before, after) => hasSameText(pipeline, before, after),
      ...(options.maxPages === undefined ? {} : { maxPages: options.maxPages }),
      ...(options.maxDepth === undefined ? {} : { maxDepth: options.maxDepth }),
      onEvent(event) {
        tally.see(event);
        log.see(event);
        const pageEvent = pageEventOf(event);
        if (pageEvent !== undefined) run.note(pageEvent);
        if (event.type === "fetched") {
          came.set(event.id, event.source);
          if (event.kind === "article") articles.set(event.id, event);
        }
        options.onEvent(event, tally);
      },
    });
    signal.throwIfAborted();

    const documents = await withArticles(store, await findDue(workspace, store, came, options));
    await cleanDocuments(workspace, tools, documents, (event) => {
      log.seeCleaned(event);
      if ("cleaned" in event) noteCleaned(run, tally, event, came.get(event.id));
      options.onDocument(event, tally);
      signal.throwIfAborted();
    });
    const duplicates = findDuplicates(workspace, documents);

    const tallies = tally.sources();
    const result = tally.result();
    const judged = { sources: ids, settings, pipeline: pipeline.hash, ...result };
    const problems = [
      ...sources.flatMap((source) =>
        findProblems(source, tallies.get(source.id)!, pages.waitingBySource[source.id] ?? 0),
      ),
      ...findLostArticles(workspace, articles),
      ...findDrift(judged, await readPastRuns(workspace, ids)),
    ];
    const outcome = outcomeOf([...tallies.values()], problems);
    const record = run.end({ ...result, outcome, problems });
    options.onEnd?.(record);
    log.end(record);
    return { record, pages, documents, duplicates, damagedDecisions: tools.decisions.damaged() };
  } catch (error) {
    endEarly(run, log, tally, options, error as Error);
    throw error;
  } finally {
    log.close();
  }
}

/**
 * What came, and what a run that was cut short left uncleaned, in order of number. Other sources' pages may be another
 * run's, which is at them.
 */
async function findDue(
  workspace: Workspace,
  store: RawStore,
  came: ReadonlyMap<string, string>,
  { sources, by }: RunOptions,
): Promise<readonly string[]> {
  const cleaned = new Set(openCleanStore(workspace).listReceipts());
  const isOurs = async (id: string) => {
    const { source } = (await store.read(id)).sidecar;
    return by === "person" || sources.some((own) => own.id === source);
  };
  const due: string[] = [];
  for (const id of await store.list()) {
    if (came.has(id) || (!cleaned.has(id) && (await isOurs(id)))) due.push(id);
  }
  return due;
}

/** The record of a run that did not come to its end. Where not even that can be written, the first error counts. */
function endEarly(
  run: Run,
  log: RunLog,
  tally: RunTally,
  { onEnd }: RunOptions,
  { name, message }: Error,
): void {
  const wasStopped = name === "AbortError";
  const problems: readonly RunProblem[] = wasStopped
    ? []
    : [{ id: "stopped-by-error", evidence: { error: name, message } }];
  try {
    const record = run.end({
      ...tally.result(),
      outcome: wasStopped ? "interrupted" : "failed",
      problems,
    });
    onEnd?.(record);
    log.end(record);
  } catch (second) {
    if (!(second instanceof NewsiftError)) throw second;
  }
}

function noteCleaned(
  run: Run,
  tally: RunTally,
  { id, cleaned }: Extract<CleaningEvent, { readonly cleaned: unknown }>,
  source: string | undefined,
): void {
  tally.seeCleaned(id, cleaned);
  const { url } = cleaned.receipt;
  if (source === undefined || url === undefined) return;
  run.note({ url, source, fate: "cleaned", document: id, verdict: cleaned.verdict.kind });
}

/** A list page is told of twice; what it was archived as counts. */
function pageEventOf(event: CrawlEvent): PageEvent | undefined {
  if (event.type === "pausing") return undefined;
  const { url, source } = event;
  if (event.type === "found") return { url, source, fate: "found" };
  if (event.type === "listed") return event.kind === "list" ? undefined : { url, source, fate: "listed" };
  if (event.type === "failed") {
    return { url, source, fate: "failed", error: event.error.name, message: event.error.message };
  }
  return { url, source, fate: event.notModified ? "not-modified" : event.outcome, document: event.id };
}
