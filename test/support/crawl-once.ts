/** A crawl with resources of its own. */
import { crawl, type CrawlOptions, type CrawlSummary } from "../../src/crawl/run/crawl.ts";
import { type ResourceOptions, openResources } from "../../src/crawl/run/resources.ts";

export type OneCrawlOptions = CrawlOptions & ResourceOptions;

export async function crawlOnce(options: OneCrawlOptions): Promise<CrawlSummary> {
  const resources = openResources(options);
  try {
    return await crawl(resources, options);
  } finally {
    await resources.close();
  }
}
