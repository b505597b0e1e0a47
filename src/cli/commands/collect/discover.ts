import type { Command } from "commander";
import type { Workspace } from "../../../archive/files/workspace.ts";
import { openTombstones } from "../../../archive/raw/tombstones.ts";
import { loadConfig } from "../../../config/load.ts";
import type { Config, Source } from "../../../config/schema.ts";
import { NothingFoundError } from "../../../core/errors.ts";
import { createBrowser } from "../../../crawl/browser/browser.ts";
import { readAtMost } from "../../../crawl/discover/cut.ts";
import {
  type DiscoveredArticle,
  type DiscoveredListing,
  type Discovery,
  discover,
  countArticles,
} from "../../../crawl/discover/discover.ts";
import { isPagerText } from "../../../crawl/discover/pagination.ts";
import { createRendering } from "../../../crawl/discover/rendering.ts";
import { createFetcher } from "../../../crawl/fetch/fetch-page.ts";
import { turnsPathIn } from "../../../crawl/fetch/turns.ts";
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
import type { Session } from "../../terminal/session.ts";
import { table, visible } from "../../terminal/terminal.ts";
import { chosenSources, chosenWorkspace } from "../../terminal/workspace.ts";
import { say } from "../../../core/words/say.ts";

interface DiscoverCommandOptions extends WorkspaceOption, JsonOption, AllowPrivateOption {
  readonly maxPages?: number;
  readonly maxDepth?: number;
}

export function defineDiscover(command: Command, session: Session): void {
  command
    .argument("[sources...]", "names of files in config/sources/, without .yaml (default: all)")
    .addOption(workspaceOption)
    .addOption(maxPagesOption)
    .addOption(maxDepthOption)
    .addOption(allowPrivateOption)
    .addOption(jsonOption)
    .action(async (names: readonly string[], options: DiscoverCommandOptions) => {
      const workspace = await chosenWorkspace(session, options);
      const config = loadConfig(workspace);
      const sources = await chosenSources(
        workspace,
        names,
        "There is nothing to look at",
        "Let `newsift add <url>` propose one.",
      );
      const found = await discoverAll(session, workspace, config, sources, options);
      if (options.json) session.printJson({ sources: found.map(describe), failures: session.failures });
      else for (const { source, discovery } of found) printDiscovery(session, source, discovery);
    });
}

interface Found {
  readonly source: Source;
  readonly discovery: Discovery;
  /** Sentences on what looks like a mistake in the source. */
  readonly warnings: readonly string[];
}

/** One source after the other. A listing that cannot be had, and a source that leads to no article, are failures. */
async function discoverAll(
  session: Session,
  workspace: Workspace,
  config: Config,
  sources: readonly Source[],
  { allowPrivate = false, maxPages, maxDepth }: DiscoverCommandOptions,
): Promise<readonly Found[]> {
  const { signal = new AbortController().signal } = session.io;
  const { find, refuse } = openTombstones(workspace, config.twins);
  const fetcher = createFetcher({
    config: config.crawl,
    allowPrivate,
    signal,
    refuse,
    turnsPath: turnsPathIn(workspace.stateDir),
  });
  const { executablePath } = config.browser;
  const browser = createBrowser({ config: config.crawl, executablePath, guard: fetcher.guard, signal });
  const rendering = createRendering({ browser, countArticles });
  const found: Found[] = [];
  try {
    for (const source of sources) {
      const discovery = await discover(source, {
        fetcher,
        rendering,
        maxPages: maxPages ?? source.maxPages ?? config.crawl.maxPages,
        maxDepth,
        isTakenDown: (url) => find(url) !== undefined,
        onListing: (listing) => tell(session, source, listing),
      });
      const warnings = warningsOf(source, discovery, isPagerText);
      for (const warning of warnings) session.say(`newsift: ${warning}`);
      found.push({ source, discovery, warnings });
      if (discovery.articles.length === 0) session.fail(nothingFound(source, discovery));
    }
  } finally {
    await browser.close();
    await fetcher.close();
  }
  return found;
}

function tell(
  session: Session,
  source: Source,
  { kind, url, articles, error, cut }: DiscoveredListing,
): void {
  const rest =
    cut === undefined
      ? ""
      : `; it ${say(session.words.cuts, { id: cut, evidence: readAtMost[kind] })}: what stands behind was not seen`;
  if (error !== undefined) session.fail(error);
  else session.say(`${source.id}: ${kind} ${visible(url)} → ${articles} articles${rest}`);
}

function nothingFound({ id, article }: Source, { leftOut }: Discovery): NothingFoundError {
  const routes = leftOut.filter(({ url }) => url.includes("#")).length;
  const advice =
    routes > leftOut.length / 2
      ? `${routes} of the addresses that it names differ only behind #, which is not told apart unless the source says so. Set hashRoutes: true and render: browser`
      : leftOut.length === 0
        ? "its lists hold no links. See whether the addresses are right, and whether scripts fill the pages (render: browser)"
        : `all ${leftOut.length} addresses that it names were left out. See whether ${article === undefined ? "a pattern (article) would tell more" : "its pattern (article) fits them"}`;
  return new NothingFoundError(`The source ${id} leads to no article: ${advice}.`);
}

/** A source whose pattern is too wide takes links that turn the pages of a list for articles. */
function warningsOf(
  { id, article }: Source,
  { articles }: Discovery,
  isPagerText: (text: string) => boolean,
): readonly string[] {
  const turning = articles.filter(({ title }) => title !== undefined && isPagerText(title));
  if (turning.length === 0) return [];
  const shown = turning.slice(0, MAX_SHOWN).map(({ title, url }) => `${visible(title!)} (${visible(url)})`);
  if (turning.length > shown.length) shown.push("…");
  const advice =
    article === undefined
      ? "Give the source a pattern (article) that fits articles only"
      : "Make its pattern (article) narrower, so that it fits articles only";
  return [
    `${id}: of ${articles.length} articles, ${turning.length} are links that turn the pages of a list: ${shown.join(", ")}. ${advice}.`,
  ];
}

const MAX_SHOWN = 5;

function describe({ source, discovery, warnings }: Found) {
  const { listings, articles, leftOut } = discovery;
  return {
    source: source.id,
    listings: listings.map(({ error, ...listing }) => ({
      ...listing,
      error: error?.name,
      message: error?.message,
    })),
    articles,
    leftOut,
    warnings,
  };
}

function printDiscovery(session: Session, source: Source, { listings, articles, leftOut }: Discovery): void {
  const saidOf = ({ because }: DiscoveredArticle) => say(session.words.addressReasons, because);
  session.print(session.paint("bold", `${source.id} · ${visible(source.name)}`));
  for (const { kind, url } of listings) {
    const own = articles.filter(({ foundOn }) => foundOn === url);
    for (const [because, group] of Map.groupBy(own, saidOf)) {
      printGroup(session, `Fetched from the ${kind} ${visible(url)} because ${because}:`, group);
    }
  }
  for (const [because, group] of Map.groupBy(leftOut, saidOf)) {
    printGroup(session, `Left out because ${because}:`, group);
  }
  session.print("");
  session.print(
    `${articles.length} articles to fetch, ${leftOut.length} addresses left out; lists, feeds and sitemaps read: ${listings.length}`,
  );
  session.print("");
}

function printGroup(session: Session, heading: string, articles: readonly DiscoveredArticle[]): void {
  const columns = [{ name: "published" }, { name: "title", max: MAX_TITLE_COLUMNS }, { name: "address" }];
  const rows = articles.map(({ published = "", title = "", url }) => [
    published.slice(0, 10),
    visible(title),
    visible(url),
  ]);
  session.print("");
  session.print(heading);
  for (const line of table(columns, rows, session.paint)) session.print(`  ${line}`);
}

/** Leaves room for the address on a wide terminal. */
const MAX_TITLE_COLUMNS = 40;
