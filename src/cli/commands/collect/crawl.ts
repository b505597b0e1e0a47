import { relative } from "node:path";
import type { Command } from "commander";
import type { Workspace } from "../../../archive/files/workspace.ts";
import type { RunRecord } from "../../../archive/records/runs.ts";
import { loadConfig } from "../../../config/load.ts";
import type { Config, Source } from "../../../config/schema.ts";
import { withoutUndefined } from "../../../core/without-undefined.ts";
import { ChromiumMissingError, DegradedError } from "../../../core/errors.ts";
import type { AllowPrivate } from "../../../crawl/fetch/guard.ts";
import type { CrawlEvent, CrawlSummary } from "../../../crawl/run/crawl.ts";
import { openResourcesIn, runSources } from "../../../crawl/run/run.ts";
import { followCrawl, runTable } from "../../terminal/crawl-progress.ts";
import {
  type AllowPrivateOption,
  type JsonOption,
  type WorkspaceOption,
  allowPrivateOption,
  jsonOption,
  maxDepthOption,
  maxPagesOption,
  workspaceOption,
} from "../../terminal/options.ts";
import { sendAlerts } from "../../terminal/send-alerts.ts";
import type { Session } from "../../terminal/session.ts";
import { type DocumentSummary, changedOnes, printSummaries } from "../../terminal/summary.ts";
import { visible } from "../../terminal/terminal.ts";
import {
  chosenSources,
  chosenWorkspace,
  locked,
  sayDamaged,
  reportCleaning,
} from "../../terminal/workspace.ts";
import { sayProblem } from "../../../core/words/words.ts";

interface CrawlCommandOptions extends WorkspaceOption, JsonOption, AllowPrivateOption {
  readonly maxPages?: number;
  readonly maxDepth?: number;
}

export function defineCrawl(command: Command, session: Session): void {
  command
    .argument("[sources...]", "names of files in config/sources/, without .yaml (default: all)")
    .addOption(workspaceOption)
    .addOption(maxPagesOption)
    .addOption(maxDepthOption)
    .addOption(allowPrivateOption)
    .addOption(jsonOption)
    .action(async (names: readonly string[], options: CrawlCommandOptions) => {
      const workspace = await chosenWorkspace(session, options);
      const config = loadConfig(workspace);
      const sources = await chosenSources(
        workspace,
        names,
        "There is nothing to crawl",
        "Write one, or fetch a page with `newsift ingest <url>`.",
      );
      session.say(`Workspace: ${visible(workspace.dir)}`);
      const ended: RunRecord[] = [];
      const result = await locked(session, workspace, { command: "crawl", as: "crawl" }, () =>
        crawlInto(session, workspace, {
          config,
          sources,
          allowPrivate: options.allowPrivate ?? false,
          ...withoutUndefined({ maxPages: options.maxPages, maxDepth: options.maxDepth }),
          onEnd: (record) => ended.push(record),
        }),
      ).finally(() => sendAlerts(session, workspace, config, ended));
      if (options.json)
        session.printJson({ workspace: workspace.dir, ...result, failures: session.failures });
      else await printCrawl(session, workspace, result);
    });
}

export interface CrawlJob {
  readonly config: Config;
  readonly sources: readonly Source[];
  readonly allowPrivate: AllowPrivate;
  readonly maxPages?: number;
  readonly maxDepth?: number;
  /** Told of the run when it is over, also where the crawl throws. */
  readonly onEnd?: (record: RunRecord) => void;
}

export interface CrawlResult {
  readonly run: RunRecord;
  readonly pages: CrawlSummary;
  readonly documents: readonly DocumentSummary[];
}

/**
 * Crawls into a workspace that is locked, and cleans what came, and what an earlier run left uncleaned.
 * An article that cannot be had is named; what a source was expected to bring and did not makes the command a failure.
 */
export async function crawlInto(session: Session, workspace: Workspace, job: CrawlJob): Promise<CrawlResult> {
  const progress = followCrawl(session);
  let cleaned = "";
  const cleaning = reportCleaning(session, (line) => (cleaned = line));
  const resources = openResourcesIn(workspace, job.config, {
    allowPrivate: job.allowPrivate,
    ...withoutUndefined({ signal: session.io.signal }),
  });
  const { record, pages, documents, duplicates, damagedDecisions } = await runSources(workspace, resources, {
    ...job,
    by: "person",
    onEvent(event, tally) {
      tell(session, event);
      progress.see(event, tally);
    },
    onDocument(event, tally) {
      cleaning.onDocument(event);
      progress.show(tally, cleaned);
    },
  }).finally(() => resources.close());
  sayDamaged(session, workspace, damagedDecisions);
  for (const problem of record.problems) {
    session.fail(new DegradedError(sayProblem(session.words, problem)));
  }
  return { run: record, pages, documents: cleaning.summariesOf(documents, duplicates) };
}

/** What became of the documents, then of the hosts, then of the run. */
async function printCrawl(
  session: Session,
  workspace: Workspace,
  { run, documents }: CrawlResult,
): Promise<void> {
  printSummaries(session, documents, changedOnes(documents));
  session.print("");
  for (const line of runTable(run, session.paint, session.columns)) session.print(line);
  session.print("");
  const folder = relative(session.io.cwd, `${workspace.runsDir}/${run.id}`);
  session.print(`${run.outcome}: ${folder}`);
}

/** A line for each page, where no terminal shows them; what cannot be had is named everywhere. */
function tell(session: Session, event: CrawlEvent): void {
  if (event.type === "failed") {
    // No fault of the source: it was not even asked.
    if (event.error instanceof ChromiumMissingError) session.fail(event.error);
    else session.warn(event.error);
  }
  if (session.io.stderr.isTTY === true) return;
  if (event.type === "fetched") {
    session.say(`${event.source}: ${visible(event.url)} → ${event.id} (${event.outcome})`);
  }
  if (event.type === "listed" && event.kind !== "list") {
    session.say(`${event.source}: ${visible(event.url)} → ${event.links} articles (${event.kind})`);
  }
}
