/** How much of what lists articles is read, and what is said where that was not all of it. */
import { ELEMENTS_AT_MOST } from "../../core/html/parse.ts";
import type { Cut, ListingKind } from "../addresses/candidate.ts";

/** Feeds have dozens; a few have their whole archive. */
export const FEED_ENTRIES_AT_MOST = 10_000;

/** As the protocol has it. */
export const SITEMAP_ENTRIES_AT_MOST = 50_000;

const READ_AT_MOST: Readonly<Record<ListingKind, string>> = {
  list: `${ELEMENTS_AT_MOST} elements`,
  feed: `${FEED_ENTRIES_AT_MOST} entries`,
  sitemap: `${SITEMAP_ENTRIES_AT_MOST} entries`,
};

/** A clause that has the list as its subject. */
export function describeCut(kind: ListingKind, cut: Cut): string {
  return cut === "broken-off" ? "broke off before its end" : `has more than ${READ_AT_MOST[kind]}`;
}

/** What can be done about it: a sentence. */
export function adviceOnCut(cut: Cut): string {
  return cut === "broken-off"
    ? "Every crawl asks for it again: if that stays so, name another list, a feed or a sitemap."
    : "Name shorter lists, feeds or sitemaps instead.";
}
