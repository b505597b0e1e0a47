/** A browser and a fetcher that share guard and queue; they end with the test. */
import { onTestFinished } from "vitest";
import type { Config } from "../../src/config/schema.ts";
import { createBrowser } from "../../src/crawl/browser/browser.ts";
import { createFetcher, type Fetcher } from "../../src/crawl/fetch/fetch-page.ts";
import { crawlConfig } from "./crawl-source.ts";

export function startBrowser(
  executablePath: string | undefined,
  changes: Partial<Config["crawl"]> = {},
  allowPrivate: true | readonly string[] = true,
) {
  const config = crawlConfig({ totalTimeoutSeconds: 20, ...changes });
  const stop = new AbortController();
  const { signal } = stop;
  const fetcher: Fetcher = createFetcher({ config, allowPrivate, signal });
  const browser = createBrowser({ config, executablePath, guard: fetcher.guard, signal });
  onTestFinished(async () => {
    stop.abort();
    await browser.close();
    await fetcher.close();
  });
  return { fetcher, browser, stop, show: (url: string) => fetcher.fetch(url, { render: browser.render }) };
}
