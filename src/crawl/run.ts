/** A run: sources are crawled, what came is cleaned, and what happened is written down. */
import { join } from "node:path";
import { cleanDocuments, type CleaningEvent, hasSameText } from "../cleaning.ts";
import type { Config, Source } from "../config/schema.ts";
import { NewsiftError } from "../errors.ts";
import { withArticles } from "../store/article.ts";
import { openCleanStore } from "../store/clean.ts";
import { openPipeline } from "../store/pipeline.ts";
import { openRawStore } from "../store/raw.ts";
import { beginRun, type PageFate, type Problem, type Run, type RunRecord } from "../store/runs.ts";
import type { Workspace } from "../store/workspace.ts";
import { crawl, type CrawlEvent, type CrawlSummary } from "./crawl.ts";
import { startPages } from "./discover.ts";
import type { AllowPrivate } from "./guard.ts";
import { findProblems, outcomeOf } from "./run-problems.ts";
import { createTally, type RunTally } from "./run-tally.ts";

export interface RunOptions {
  readonly config: Config;
  readonly sources: readonly Source[];
  readonly allowPrivate: AllowPrivate;
  readonly by: RunRecord["by"];
  /** Instead of what sources and config say. */
  readonly maxPages?: number;
  readonly maxDepth?: number;
  /** @param tally with what the event told */
  readonly onEvent: (event: CrawlEvent, tally: RunTally) => void;
  readonly onDocument: (event: CleaningEvent, tally: RunTally) => void;
  /** Stops the run; the next one goes on where it stood. */
  readonly signal?: AbortSignal;
}

export interface RunReport {
  readonly record: RunRecord;
  readonly pages: CrawlSummary;
  /** The documents that were cleaned: what came, and what an earlier run left uncleaned. */
  readonly documents: readonly string[];
  readonly duplicates: ReadonlyMap<string, string>;
}

/**
 * Crawls into a workspace that is locked, and cleans what came.
 * @throws {WriteError} where the disk refuses; the run then ends as `failed`
 * @throws the signal's reason where it was stopped; the run then ends as `interrupted`
 */
export async function runSources(workspace: Workspace, options: RunOptions): Promise<RunReport> {
  const { config, sources, signal } = options;
  const pipeline = openPipeline(workspace, config);
  const ids = sources.map(({ id }) => id);
  const starts = new Set(sources.flatMap((source) => startPages(source).map(({ url }) => url)));
  const tally = createTally(ids, (url) => starts.has(url));
  const run = beginRun(workspace, { by: options.by, sources: ids, pipeline: pipeline.hash });
  try {
    const store = openRawStore(workspace, config.twins);
    const came = new Map<string, string>();
    const pages = await crawl({
      sources,
      config: config.crawl,
      browser: config.browser,
      store,
      frontierPath: join(workspace.stateDir, "frontier.sqlite"),
      allowPrivate: options.allowPrivate,
      isSameText: (before, after) => hasSameText(pipeline, before, after),
      ...(options.maxPages === undefined ? {} : { maxPages: options.maxPages }),
      ...(options.maxDepth === undefined ? {} : { maxDepth: options.maxDepth }),
      onEvent(event) {
        tally.see(event);
        const fate = fateOf(event);
        if (fate !== undefined) run.note(fate);
        if (event.type === "fetched") came.set(event.id, event.source);
        options.onEvent(event, tally);
      },
      ...(signal === undefined ? {} : { signal }),
    });
    signal?.throwIfAborted();

    const cleaned = new Set(openCleanStore(workspace).list());
    const uncleaned = (await store.list()).filter((id) => came.has(id) || !cleaned.has(id));
    const documents = await withArticles(store, uncleaned);
    const { duplicates } = await cleanDocuments(
      workspace,
      pipeline,
      documents,
      (event) => {
        if ("cleaned" in event) noteCleaned(run, tally, event, came.get(event.id));
        options.onDocument(event, tally);
        signal?.throwIfAborted();
      },
      config.twins,
    );

    const tallies = tally.sources();
    const problems = sources.flatMap((source) =>
      findProblems(source, tallies.get(source.id)!, pages.waitingBySource[source.id] ?? 0),
    );
    const outcome = outcomeOf([...tallies.values()], problems);
    const record = run.end({ ...tally.result(), outcome, problems });
    return { record, pages, documents, duplicates };
  } catch (error) {
    endEarly(run, tally, error, signal?.aborted === true);
    throw error;
  }
}

/** The record of a run that did not come to its end. Where not even that can be written, the first error counts. */
function endEarly(run: Run, tally: RunTally, error: unknown, wasStopped: boolean): void {
  const problems: readonly Problem[] = wasStopped ? [] : [{ what: (error as Error).message }];
  try {
    run.end({ ...tally.result(), outcome: wasStopped ? "interrupted" : "failed", problems });
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
function fateOf(event: CrawlEvent): PageFate | undefined {
  if (event.type === "pausing") return undefined;
  const { url, source } = event;
  if (event.type === "found") return { url, source, fate: "found" };
  if (event.type === "listed") return event.kind === "list" ? undefined : { url, source, fate: "listed" };
  if (event.type === "failed") {
    return { url, source, fate: "failed", error: event.error.name, message: event.error.message };
  }
  return { url, source, fate: event.notModified ? "not-modified" : event.outcome, document: event.id };
}
