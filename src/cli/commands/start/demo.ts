import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Command, Option } from "commander";
import { type Workspace, initWorkspace } from "../../../archive/files/workspace.ts";
import { readPageFile } from "../../../archive/formats/read-file.ts";
import { openRawStore } from "../../../archive/raw/raw.ts";
import { loadConfig } from "../../../config/load.ts";
import { UsageError } from "../../../core/errors.ts";
import { findChromium } from "../../../crawl/browser/chromium.ts";
import { type Scenario, scenarios } from "../../../demo/scenarios.ts";
import { startDemoSite } from "../../../demo/server.ts";
import { demoSources, demoTexts } from "../../../demo/site.ts";
import { importPage } from "../../terminal/archive.ts";
import { type JsonOption, jsonOption, portNumber } from "../../terminal/options.ts";
import type { Session } from "../../terminal/session.ts";
import { type DocumentSummary, printSummaries } from "../../terminal/summary.ts";
import { locked } from "../../terminal/workspace.ts";
import { type CrawlResult, crawlInto } from "../collect/crawl.ts";
import { printDiff, readDiff } from "../diff/diff.ts";

interface DemoOptions extends JsonOption {
  readonly keep?: boolean;
  /** The port, or true for a free one. */
  readonly serve?: number | true;
  readonly as?: Scenario | typeof GROWING;
}

/** The site as it is, with one more article every minute: a scheduled crawl has something new each time. */
const GROWING = "growing";
const ARTICLES_AT_FIRST = 6;

export function defineDemo(command: Command, session: Session): void {
  command
    .option("--keep", "keep the files, and say where they are")
    .option(
      "--serve [port]",
      "only serve the site, until Ctrl-C: for trying add, discover and crawl on it",
      portNumber,
    )
    .addOption(
      new Option(
        "--as <scenario>",
        "with --serve: with ever more articles, or when something has happened",
      ).choices([...scenarios, GROWING]),
    )
    .addOption(jsonOption)
    .action(async (options: DemoOptions) => {
      if (options.serve !== undefined) return serve(session, options);
      if (options.as !== undefined) throw new UsageError("--as goes with --serve: it says how the site is.");
      const folder = mkdtempSync(join(tmpdir(), "newsift-demo-"));
      try {
        const workspace = initWorkspace(folder);
        const result = await crawlDemoSite(session, workspace);
        if (options.json) session.printJson({ ...result, failures: session.failures });
        else await printResult(session, workspace, result);
        if (options.keep) session.say(`The files are in ${folder}.`);
      } finally {
        if (!options.keep) rmSync(folder, { recursive: true, force: true });
      }
    });
}

async function serve(session: Session, { serve, as = "ordinary", keep, json }: DemoOptions): Promise<void> {
  if (keep || json) throw new UsageError("--serve only serves the site: leave out --keep and --json.");
  const began = performance.now();
  const site = await startDemoSite(
    serve === true ? 0 : serve,
    as === GROWING ? { articles: () => ARTICLES_AT_FIRST + minutesSince(began) } : { scenario: as },
  );
  session.print(`The demo site (${as}) is served at ${site.url} until Ctrl-C. In a workspace, try:`);
  session.print(`  newsift add ${site.url}/ --allow-private`);
  const { signal } = session.io;
  try {
    if (signal === undefined || signal.aborted) return;
    await once(signal, "abort");
  } finally {
    await site.close();
  }
}

function minutesSince(began: number): number {
  return Math.floor((performance.now() - began) / 60_000);
}

async function crawlDemoSite(session: Session, workspace: Workspace): Promise<CrawlResult> {
  const config = loadConfig(workspace);
  const hasChromium = (await findChromium(config.browser.executablePath)) !== undefined;
  if (!hasChromium) session.say("No Chromium here: the demo goes on without the page that needs JavaScript.");
  const site = await startDemoSite();
  session.say(`The demo site is served at ${site.url} while it is crawled.`);
  try {
    return await locked(session, workspace, { command: "demo", as: "crawl" }, async () => {
      const store = openRawStore(workspace);
      for (const file of demoTexts) {
        const path = fileURLToPath(new URL(`../../../demo/${file}`, import.meta.url));
        await importPage(store, await readPageFile(path));
      }
      return crawlInto(session, workspace, {
        config,
        sources: demoSources(site.url).filter(({ render }) => render === "http" || hasChromium),
        allowPrivate: ["127.0.0.1"],
      });
    });
  } finally {
    await site.close();
  }
}

async function printResult(
  session: Session,
  workspace: Workspace,
  { documents }: CrawlResult,
): Promise<void> {
  printSummaries(session, documents, documents);
  const shown = mostCleaned(documents);
  if (shown === undefined) return;
  session.print("");
  session.print(`newsift diff ${shown.document} shows:`);
  session.print("");
  await printDiff(session, await readDiff(workspace, openRawStore(workspace), shown.document));
}

/** The article that most stages had something to do with. */
function mostCleaned(documents: readonly DocumentSummary[]): DocumentSummary | undefined {
  const stages = ({ removed }: DocumentSummary) => Object.keys(removed).length;
  return documents
    .filter(({ verdict }) => verdict === "article")
    .toSorted((a, b) => stages(b) - stages(a))[0];
}
