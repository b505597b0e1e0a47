/** Settings for crawls of a site on loopback. */
import { configSchema, type Config, type Source } from "../../src/config/schema.ts";

/** The defaults, without pauses, retries and long waits unless given. */
export function crawlConfig(changes: Partial<Config["crawl"]> = {}): Config["crawl"] {
  return configSchema.parse({
    crawl: { delaySeconds: 0, retries: 0, headersTimeoutSeconds: 5, stallTimeoutSeconds: 5, ...changes },
  }).crawl;
}

export function sourceOf(id: string, start: string, changes: Partial<Source> = {}): Source {
  return {
    id,
    name: id,
    start: [start],
    feeds: [],
    sitemaps: [],
    pages: 1,
    render: "http",
    checkedLive: "never",
    ...changes,
  };
}
