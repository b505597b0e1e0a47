/** What a list page, a feed or a sitemap says, before it is judged whether it is wanted. */

/** Where articles are looked for: a page with links, RSS or Atom, a sitemap or an index of sitemaps. */
export type ListingKind = "list" | "feed" | "sitemap";

/** Why what lists articles was not read to its end. */
export type Cut = "too-long" | "broken-off";

/** A page that may be an article. */
export interface Candidate {
  readonly url: string;
  /** What the link or the entry says. */
  readonly title?: string;
  /** ISO 8601: with offset, or a date only. */
  readonly published?: string;
  readonly modified?: string;
  readonly namedBy: "link" | "feed" | "sitemap" | "news sitemap";
}

/** Where there is more to find. */
export interface Further {
  readonly url: string;
  readonly kind: ListingKind;
  /** When it last changed, where that is said: ISO 8601. */
  readonly modified?: string;
}

export interface Reading {
  readonly candidates: readonly Candidate[];
  readonly further: readonly Further[];
  /** Why it was not read to its end; absent where it was. */
  readonly cut?: Cut | undefined;
}
