import { join } from "node:path";
import type { Command } from "commander";
import type { Config, Source } from "../config/schema.ts";
import type { CrawlEvent, CrawlSummary } from "../crawl/crawl.ts";
import type { AllowPrivate } from "../crawl/guard.ts";
import { NothingFoundError } from "../errors.ts";
import type { Workspace } from "../store/workspace.ts";
import {
  allowPrivateOption,
  jsonOption,
  maxDepthOption,
  maxPagesOption,
  workspaceOption,
} from "./options.ts";
import type { AllowPrivateOption, JsonOption, WorkspaceOption } from "./options.ts";
import type { Session } from "./session.ts";
import type { DocumentSummary } from "./summary.ts";
import { visible } from "./terminal.ts";
import { chosenSources, chosenWorkspace, cleanInto, locked, pipelineOf } from "./workspace.ts";

interface CrawlCommandOptions extends WorkspaceOption, JsonOption, AllowPrivateOption {
  readonly maxPages?: number;
  readonly maxDepth?: number;
}

export function defineCrawl(program: Command, session: Session): void {
  program
    .command("crawl")
    .argument("[sources...]", "names of files in config/sources/, without .yaml (default: all)")
    .description("fetch what the sources list, archive it in raw/, and clean it")
    .addOption(workspaceOption)
    .addOption(maxPagesOption)
    .addOption(maxDepthOption)
    .addOption(allowPrivateOption)
    .addOption(jsonOption)
    .action(async (names: readonly string[], options: CrawlCommandOptions) => {
      const { loadConfig } = await import("../config/load.ts");
      const { changedOnes, printSummaries } = await import("./summary.ts");
      const workspace = await chosenWorkspace(session, options);
      const config = loadConfig(workspace);
      const sources = await chosenSources(
        workspace,
        names,
        "There is nothing to crawl",
        "Write one, or fetch a page with `newsift ingest <url>`.",
      );
      const { pages, documents } = await locked(workspace, "crawl", () =>
        crawlInto(session, workspace, {
          config,
          sources,
          allowPrivate: options.allowPrivate ?? false,
          ...(options.maxPages === undefined ? {} : { maxPages: options.maxPages }),
          ...(options.maxDepth === undefined ? {} : { maxDepth: options.maxDepth }),
        }),
      );
      if (options.json) session.printJson({ pages, documents, failures: session.failures });
      else printSummaries(session, documents, changedOnes(documents));
    });
}

export interface CrawlJob {
  readonly config: Config;
  readonly sources: readonly Source[];
  readonly allowPrivate: AllowPrivate;
  readonly maxPages?: number;
  readonly maxDepth?: number;
}

export interface CrawlResult {
  readonly pages: CrawlSummary;
  readonly documents: readonly DocumentSummary[];
}

/**
 * Crawls into a workspace that is locked, and cleans what came, and what an earlier run left uncleaned.
 * An article that cannot be had is named; a source whose list page cannot be had makes the command a failure.
 */
export async function crawlInto(session: Session, workspace: Workspace, job: CrawlJob): Promise<CrawlResult> {
  const { crawl } = await import("../crawl/crawl.ts");
  const { openRawStore } = await import("../store/raw.ts");
  const { openCleanStore } = await import("../store/clean.ts");
  const { hasSameText } = await import("../cleaning.ts");
  const { withArticles } = await import("../store/article.ts");
  const store = openRawStore(workspace, job.config.twins);
  const pipeline = await pipelineOf(workspace, job.config);
  const telling = tellCrawl(session, job.sources);
  const pages = await crawl({
    sources: job.sources,
    config: job.config.crawl,
    browser: job.config.browser,
    store,
    frontierPath: join(workspace.stateDir, "frontier.sqlite"),
    allowPrivate: job.allowPrivate,
    isSameText: (before, after) => hasSameText(pipeline, before, after),
    ...(job.maxPages === undefined ? {} : { maxPages: job.maxPages }),
    ...(job.maxDepth === undefined ? {} : { maxDepth: job.maxDepth }),
    onEvent: telling.onEvent,
    ...(session.io.signal === undefined ? {} : { signal: session.io.signal }),
  });
  session.io.signal?.throwIfAborted();
  const cleaned = new Set(openCleanStore(workspace).list());
  const came = (await store.list()).filter((id) => telling.fetched.has(id) || !cleaned.has(id));
  const due = await withArticles(store, came);
  return { pages, documents: await cleanInto(session, workspace, job.config, due, `${telling.counts()} · `) };
}

/** Follows a crawl: a line of counts on a terminal, a line for each page elsewhere. */
function tellCrawl(session: Session, sources: readonly Source[]) {
  const fetched = new Set<string>();
  let found = 0;
  let pages = 0;
  const counts = () => `found ${found} · fetched ${pages}`;
  return {
    fetched,
    counts,
    onEvent(event: CrawlEvent): void {
      if (event.type === "found") found += 1;
      if (event.type === "failed") {
        if (isListing(event.url, sources)) session.fail(event.error);
        else session.warn(event.error);
      }
      if (event.type === "fetched") {
        pages += 1;
        fetched.add(event.id);
        if (session.io.stderr.isTTY !== true) {
          session.say(`${event.source}: ${visible(event.url)} → ${event.id} (${event.outcome})`);
        }
      }
      if (event.type === "listed" && event.isEmpty && isListing(event.url, sources)) {
        session.fail(
          new NothingFoundError(
            `${event.url} names no article any more: see what is there now, and put the source ${event.source} right. \`newsift discover ${event.source}\` shows what it leads to.`,
          ),
        );
      }
      if (event.type === "listed" && event.kind !== "list") {
        pages += 1;
        if (session.io.stderr.isTTY !== true) {
          session.say(`${event.source}: ${visible(event.url)} → ${event.links} articles (${event.kind})`);
        }
      }
      session.status(counts());
    },
  };
}

/** Whether a source names it as a place to look for articles. */
function isListing(url: string, sources: readonly Source[]): boolean {
  return sources.some(({ start, feeds, sitemaps }) =>
    [...start, ...feeds, ...sitemaps].some((address) => new URL(address).href === new URL(url).href),
  );
}
