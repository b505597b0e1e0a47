/** Brings what a person names on the command line into raw/: addresses, files, folders, standard input. */
import { resolve } from "node:path";
import PQueue from "p-queue";
import type { PageRecord } from "../../archive/formats/reader.ts";
import { readPages } from "../../archive/formats/readers.ts";
import type { AddOptions } from "../../archive/raw/additions.ts";
import type { RawStore } from "../../archive/raw/raw.ts";
import type { Config } from "../../config/schema.ts";
import { NewsiftError, UnreadableInputError, UsageError, WriteError } from "../../core/errors.ts";
import { createBrowser } from "../../crawl/browser/browser.ts";
import { renderAlways } from "../../crawl/discover/rendering.ts";
import { createFetcher, type Fetcher, type FetcherOptions } from "../../crawl/fetch/fetch-page.ts";
import { archiveArticle } from "./archive-article.ts";
import type { Session } from "./session.ts";

/** Each host is asked one thing at a time anyway; more hosts at once than this help nobody. */
const concurrency = 8;

export interface ArchiveOptions extends FetcherOptions {
  /** Whether two versions of a fetched page say the same: then only the first is kept. */
  readonly isSameText: NonNullable<AddOptions["isSameText"]>;
  /** Shows each page that is fetched to a browser; default: none is. */
  readonly browser?: Config["browser"];
}

/**
 * Archives each input; those that cannot be had are named, in their order, and the others go on.
 *
 * @param inputs addresses, and paths from the session's folder; `-` is standard input
 * @returns the ids in the order of the inputs, each once, the further pages of an article behind it
 * @throws {WriteError} where the disk refuses: then the others would fail too
 */
export async function archiveInputs(
  session: Session,
  store: RawStore,
  inputs: readonly string[],
  options: ArchiveOptions,
): Promise<readonly string[]> {
  const fetcher = createFetcher(options);
  const browser = options.browser && startBrowser(options.browser, fetcher, options);
  const pages = browser === undefined ? fetcher : browser.pages;
  const fetches = new PQueue({ concurrency });
  // One after the other: files are numbered in the order in which they are named.
  const imports = new PQueue({ concurrency: 1 });
  let done = 0;
  let stopped: unknown;
  const sayDone = () => session.status(`archived ${(done += 1)}`);
  const archive = async (input: string): Promise<Archived> => {
    try {
      options.signal?.throwIfAborted();
      if (!isAddress(input)) return await importInput(input, session, store, options, sayDone);
      const { id, parts, lost } = await archiveArticle(input, store, pages, options.isSameText);
      for (const error of lost) session.warn(error);
      sayDone();
      return [id, ...parts];
    } catch (error) {
      if (error instanceof NewsiftError && !(error instanceof WriteError)) return [error];
      stopped ??= error;
      // Rejects what waits in them.
      fetches.clear();
      imports.clear();
      throw error;
    }
  };
  try {
    const results = await Promise.all(
      inputs.map((input) => (isAddress(input) ? fetches : imports).add(() => archive(input))),
    );
    const ids = results.flat().filter((result) => {
      if (!(result instanceof NewsiftError)) return true;
      session.fail(result);
      return false;
    });
    return [...new Set(ids as readonly string[])];
  } catch (error) {
    throw stopped ?? error;
  } finally {
    await browser?.close();
    await fetcher.close();
  }
}

/** Ids of documents, and why others could not be had. */
type Archived = readonly (string | NewsiftError)[];

/** Fetches pages as a browser shows them. */
function startBrowser(
  { executablePath }: Config["browser"],
  fetcher: Fetcher,
  { config, signal = new AbortController().signal }: ArchiveOptions,
) {
  const browser = createBrowser({ config, executablePath, guard: fetcher.guard, signal });
  const pages: Pick<Fetcher, "fetch"> = {
    fetch: (url) => fetcher.fetch(url, { render: (answer, visit) => renderAlways(browser, answer, visit) }),
  };
  return { pages, close: () => browser.close() };
}

/** A folder stands for the pages and texts that lie directly in it. */
async function importInput(
  input: string,
  { io }: Session,
  store: RawStore,
  { browser, signal }: ArchiveOptions,
  onDone: () => void,
): Promise<Archived> {
  if (browser !== undefined) {
    throw new UsageError(
      `--render shows a browser what is fetched, and ${input} is a file: give an address.`,
    );
  }
  const archived: (string | NewsiftError)[] = [];
  try {
    for await (const event of readPages(input === "-" ? io.stdin : resolve(io.cwd, input))) {
      signal?.throwIfAborted();
      if ("page" in event) archived.push(await importPage(store, event));
      else if ("error" in event) archived.push(event.error);
      onDone();
    }
    return archived;
  } catch (error) {
    const isMeantAsAddress = error instanceof UnreadableInputError && WITHOUT_SCHEME.test(input);
    throw isMeantAsAddress ? withAddress(input, error) : error;
  }
}

/** Archives a page that is already here. @returns its id */
export async function importPage(
  store: RawStore,
  { page, arrival }: Pick<PageRecord, "page" | "arrival">,
): Promise<string> {
  const { id } = await store.add(page, arrival, { name: arrival.importedFrom ?? "" });
  return id;
}

/** `news.example/1.html`, `www.news.example`: an address, but for its scheme; or a path that looks like one. */
const WITHOUT_SCHEME = /^(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?\/|^www\.[a-z0-9.-]+$/iu;

function withAddress(input: string, cause: NewsiftError): NewsiftError {
  return new UnreadableInputError(`${cause.message} If an address is meant: https://${input}`, { cause });
}

function isAddress(input: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//iu.test(input);
}
