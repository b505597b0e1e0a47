import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import { makeFolder, writeAtomically } from "../../../archive/files/atomic.ts";
import type { Workspace } from "../../../archive/files/workspace.ts";
import { openTombstones } from "../../../archive/raw/tombstones.ts";
import { loadConfig } from "../../../config/load.ts";
import { chinaDay } from "../../../core/dates/dates.ts";
import { NothingFoundError, UsageError } from "../../../core/errors.ts";
import { createBrowser } from "../../../crawl/browser/browser.ts";
import { type OpenedArticle, type SiteLook, lookAtSite } from "../../../crawl/discover/look-at-site.ts";
import {
  type Proposal,
  proposeId,
  proposeSource,
  sourceFile,
} from "../../../crawl/discover/propose-source.ts";
import { createFetcher } from "../../../crawl/fetch/fetch-page.ts";
import { turnsPathIn } from "../../../crawl/fetch/turns.ts";
import {
  type AllowPrivateOption,
  type JsonOption,
  type WorkspaceOption,
  allowPrivateOption,
  jsonOption,
  workspaceOption,
} from "../../terminal/options.ts";
import type { Session } from "../../terminal/session.ts";
import { visible } from "../../terminal/terminal.ts";
import { chosenWorkspace, locked } from "../../terminal/workspace.ts";

interface AddOptions extends WorkspaceOption, JsonOption, AllowPrivateOption {
  readonly id?: string;
  readonly dryRun?: boolean;
}

export function defineAdd(command: Command, session: Session): void {
  command
    .argument("<url>", "the front page of a site, or a page that lists its articles")
    .addOption(new Option("--id <id>", "name of the source (default: from the host)").argParser(sourceId))
    .option("--dry-run", "print the file and write nothing")
    .addOption(workspaceOption)
    .addOption(allowPrivateOption)
    .addOption(jsonOption)
    .action(async (url: string, options: AddOptions) => {
      const workspace = await chosenWorkspace(session, options);
      const asked = URL.parse(url);
      const expectedId = options.id ?? (asked === null ? undefined : proposeId(asked));
      if (expectedId !== undefined && !options.dryRun) freePath(workspace, expectedId);
      const look = await lookAt(session, url, workspace, options);
      if (look.listings.length === 0) throw nothingFound(look);
      const proposal = { ...proposeSource(look), ...(options.id === undefined ? {} : { id: options.id }) };
      const file = sourceFile(proposal, look.url, chinaDay(new Date()));
      const path = options.dryRun ? undefined : await write(session, workspace, proposal, file);
      print(session, proposal, file, path, options);
    });
}

async function lookAt(
  session: Session,
  url: string,
  workspace: Workspace,
  { allowPrivate = false }: AddOptions,
): Promise<SiteLook> {
  const config = loadConfig(workspace);
  const { signal = new AbortController().signal } = session.io;
  const { refuse } = openTombstones(workspace, config.twins);
  const fetcher = createFetcher({
    config: config.crawl,
    allowPrivate,
    refuse,
    signal,
    turnsPath: turnsPathIn(workspace.stateDir),
  });
  const { executablePath } = config.browser;
  const browser = createBrowser({ config: config.crawl, executablePath, guard: fetcher.guard, signal });
  try {
    const look = await lookAtSite(url, {
      fetcher,
      browser,
      onListing: ({ kind, url, articles }) =>
        session.say(`${kind} ${visible(url)} → ${articles.length} articles`),
      onFailure: (error) => session.warn(error),
    });
    if (look.article !== undefined) session.say(`article ${describeArticle(look.article)}`);
    return look;
  } finally {
    await browser.close();
    await fetcher.close();
  }
}

function describeArticle({ url, chars, rendered }: OpenedArticle): string {
  const inBrowser = rendered === undefined ? "" : `, ${rendered} in a browser`;
  return `${visible(url)} → ${chars} characters of running text${inBrowser}`;
}

function nothingFound({ url, needsBrowser, hasRoutes }: SiteLook): NothingFoundError {
  const advice = hasRoutes
    ? "its addresses differ only behind #. Copy docs/source-example.yaml, and set hashRoutes: true and render: browser"
    : needsBrowser
      ? "its page is filled by scripts. Copy docs/source-example.yaml, and set render: browser"
      : "give the address of a page that lists them";
  return new NothingFoundError(`${url} names nothing that looks like an article: ${advice}.`);
}

async function write(
  session: Session,
  workspace: Workspace,
  { id }: Proposal,
  file: string,
): Promise<string> {
  return locked(session, workspace, { command: "add" }, async () => {
    // The site may have led to another host, or somebody may have been faster.
    const path = freePath(workspace, id);
    makeFolder(dirname(path));
    writeAtomically(path, file);
    return path;
  });
}

/** @throws {UsageError} where there is a source of that name */
function freePath(workspace: Workspace, id: string): string {
  const path = join(workspace.dir, "config/sources", `${id}.yaml`);
  if (!existsSync(path)) return path;
  throw new UsageError(
    `config/sources/${id}.yaml is there already, and stays as it is: name the new source with --id, or see the proposal with --dry-run.`,
  );
}

function print(
  session: Session,
  proposal: Proposal,
  file: string,
  path: string | undefined,
  { dryRun, json }: AddOptions,
): void {
  if (json) {
    const { id, name, nextPage, shapes, articles, listings } = proposal;
    const addresses = Object.values(listings).flatMap((group) =>
      group.map(({ url, kind, articles }) => ({ url, kind, articles: articles.length })),
    );
    session.printJson({
      id,
      name,
      listings: addresses,
      nextPage,
      shapes,
      articles: articles.length,
      file,
      path,
      failures: session.failures,
    });
  } else if (dryRun) session.write(Buffer.from(file));
  else {
    session.print(`Written: ${relative(session.io.cwd, path!)}`);
    session.print(`Read it, change it, and see what it leads to: newsift discover ${proposal.id}`);
  }
}

function sourceId(text: string): string {
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/u.test(text)) {
    throw new InvalidArgumentError("It takes small letters, digits and hyphens: example-county.");
  }
  return text;
}
