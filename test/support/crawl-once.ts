/** A crawl with equipment of its own. */
import { crawl, type CrawlOptions, type CrawlSummary } from "../../src/crawl/run/crawl.ts";
import { type EquipmentOptions, openEquipment } from "../../src/crawl/run/resources.ts";

export type OneCrawlOptions = CrawlOptions & EquipmentOptions;

export async function crawlOnce(options: OneCrawlOptions): Promise<CrawlSummary> {
  const equipment = openEquipment(options);
  try {
    return await crawl(equipment, options);
  } finally {
    await equipment.close();
  }
}
