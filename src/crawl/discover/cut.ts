/** How much of what lists articles is read. */
import type { Evidence } from "../../core/document/finding.ts";
import { ELEMENTS_AT_MOST } from "../../core/html/parse.ts";
import type { ListingKind } from "../addresses/candidate.ts";

/** Feeds have dozens; a few have their whole archive. */
export const FEED_ENTRIES_AT_MOST = 10_000;

/** As the protocol has it. */
export const SITEMAP_ENTRIES_AT_MOST = 50_000;

/** As evidence of a list that is longer. */
export const readAtMost: Readonly<Record<ListingKind, Evidence>> = {
  list: { elements: ELEMENTS_AT_MOST },
  feed: { entries: FEED_ENTRIES_AT_MOST },
  sitemap: { entries: SITEMAP_ENTRIES_AT_MOST },
};
