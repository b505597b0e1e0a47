/** Brings what a person names on the command line into raw/: addresses, files, folders, standard input. */
import { readdirSync, statSync } from "node:fs";
import { basename, extname, join, resolve } from "node:path";
import PQueue from "p-queue";
import type { Config } from "../../config/schema.ts";
import { createBrowser } from "../../crawl/browser/browser.ts";
import { archiveArticle } from "./archive-article.ts";
import { createFetcher } from "../../crawl/fetch/fetch-page.ts";
import type { Fetcher, FetcherOptions } from "../../crawl/fetch/fetch-page.ts";
import { renderAlways } from "../../crawl/discover/rendering.ts";
import { sniffFormat } from "../../crawl/fetch/sniff.ts";
import {
  NewsiftError,
  TooLargeError,
  UnreadableInputError,
  UsageError,
  WriteError,
} from "../../core/errors.ts";
import { MAX_INPUT_BYTES, readInput } from "../../archive/raw/input.ts";
import type { AddOptions } from "../../archive/raw/arrivals.ts";
import type { RawStore } from "../../archive/raw/raw.ts";
import { Page } from "../../core/page/page.ts";
import { readable } from "../../archive/files/reading.ts";
import { noPagesIn } from "./pages.ts";
import type { Session } from "./session.ts";

/** Each host is asked one thing at a time anyway; more hosts at once than this help nobody. */
const concurrency = 8;

const extensions: readonly string[] = [".html", ".htm", ".txt"];

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
  const archive = async (input: string): Promise<readonly string[] | NewsiftError> => {
    try {
      options.signal?.throwIfAborted();
      const ids = await archiveInput(input, session, store, pages, options);
      session.status(`archived ${(done += 1)}`);
      return ids;
    } catch (error) {
      if (error instanceof NewsiftError && !(error instanceof WriteError)) return error;
      stopped ??= error;
      // Rejects what waits in them.
      fetches.clear();
      imports.clear();
      throw error;
    }
  };
  try {
    const named = inputs.flatMap((input) => expand(input, session.io.cwd));
    const results = await Promise.all(
      named.map((input) => {
        if (input instanceof NewsiftError) return input;
        return (isAddress(input) ? fetches : imports).add(() => archive(input));
      }),
    );
    for (const result of results) if (result instanceof NewsiftError) session.fail(result);
    return [...new Set(results.flatMap((result) => (result instanceof NewsiftError ? [] : result)))];
  } catch (error) {
    throw stopped ?? error;
  } finally {
    await browser?.close();
    await fetcher.close();
  }
}

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
function expand(input: string, cwd: string): readonly (string | NewsiftError)[] {
  if (isAddress(input) || input === "-") return [input];
  const path = resolve(cwd, input);
  try {
    if (!readable(path, () => statSync(path)).isDirectory()) return [path];
    const pages = readable(path, () => readdirSync(path, { withFileTypes: true }))
      .filter((entry) => !entry.isDirectory() && extensions.includes(extname(entry.name).toLowerCase()))
      .map((entry) => join(path, entry.name))
      .toSorted();
    return pages.length === 0 ? [noPagesIn(path)] : pages;
  } catch (error) {
    if (error instanceof NewsiftError)
      return [WITHOUT_SCHEME.test(input) ? withAddress(input, error) : error];
    throw error;
  }
}

/** `news.example/1.html`, `www.news.example`: an address, but for its scheme; or a path that looks like one. */
const WITHOUT_SCHEME = /^(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?\/|^www\.[a-z0-9.-]+$/iu;

function withAddress(input: string, cause: NewsiftError): NewsiftError {
  return new UnreadableInputError(`${cause.message} If an address is meant: https://${input}`, { cause });
}

async function archiveInput(
  input: string,
  session: Session,
  store: RawStore,
  pages: Pick<Fetcher, "fetch">,
  { isSameText, browser }: ArchiveOptions,
): Promise<readonly string[]> {
  if (isAddress(input)) {
    const { id, parts, lost } = await archiveArticle(input, store, pages, isSameText);
    for (const error of lost) session.warn(error);
    return [id, ...parts];
  }
  if (browser !== undefined) {
    throw new UsageError(
      `--render shows a browser what is fetched, and ${input} is a file: give an address.`,
    );
  }
  if (input === "-")
    return [await importPage(store, await readStandardInput(session.io.stdin), "standard input")];
  return [await importPage(store, await readInput(input), basename(input))];
}

/** Archives a file that is already here. */
export async function importPage(store: RawStore, page: Page, name: string): Promise<string> {
  const fetchedAt = new Date().toISOString();
  const { id } = await store.add(page, { fetchedAt, fetcher: "import", importedFrom: name }, { name });
  return id;
}

async function readStandardInput(stdin: AsyncIterable<Uint8Array>): Promise<Page> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_INPUT_BYTES) {
      throw new TooLargeError(
        `Standard input holds more than the ${MAX_INPUT_BYTES} bytes that a page may have.`,
      );
    }
  }
  const page = new Page(Buffer.concat(chunks));
  return page.with({ format: sniffFormat("Standard input", page) });
}

function isAddress(input: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//iu.test(input);
}
