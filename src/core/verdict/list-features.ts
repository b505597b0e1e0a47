/** What tells a page that leads to articles from one that is an article. */
import { inHan, type KeptText } from "./kept-text.ts";
import { linkShare } from "../../measures/lines.ts";
import type { Document, Metadata, PageArticle } from "../../types.ts";

/** In the order of the model's values. */
export const LIST_FEATURES = [
  "longestRun",
  "unlinkedStretch",
  "pageLength",
  "published",
  "prices",
  "surest",
] as const;

export type ListFeature = (typeof LIST_FEATURES)[number];

/** What they are measured of. */
export interface ListedPage {
  readonly original: Document;
  readonly kept: KeptText;
  readonly article?: PageArticle;
  readonly metadata: Metadata;
}

export type ListFeatures = Readonly<Record<ListFeature, number>>;

/** Lengths are in Chinese characters; `surest` is the log-odds of the block that is likeliest the article's. */
export function listFeatures({ original: page, kept, article, metadata }: ListedPage): ListFeatures {
  const blocks = page.blocks.filter(({ kind }) => kind !== "title");
  return {
    longestRun: kept.longestRun,
    unlinkedStretch: longestUnlinked(page),
    pageLength: blocks.reduce((sum, { facts }) => sum + inHan(facts), 0),
    published: Number(metadata.published !== undefined),
    prices: blocks.filter(({ text, facts }) => facts.chars <= PRICE_LINE_AT_MOST && PRICE.test(text)).length,
    surest:
      article === undefined
        ? NaN
        : logOdds(article.probabilities.reduce((most, one) => Math.max(most, one), 0)),
  };
}

/** Counts and lengths as their logarithms: ten lines more say much beside one, and little beside a hundred. */
export function listRow(features: ListFeatures): readonly number[] {
  return LIST_FEATURES.map((name) => (LOGARITHMIC.has(name) ? Math.log1p(features[name]) : features[name]));
}

const LOGARITHMIC: ReadonlySet<ListFeature> = new Set([
  "longestRun",
  "unlinkedStretch",
  "pageLength",
  "prices",
]);

/** No block is surer than this. */
const SURE = 0.999;

function logOdds(probability: number): number {
  const sure = Math.min(Math.max(probability, 1 - SURE), SURE);
  return Math.log(sure / (1 - sure));
}

/** Below it a line is the site's words or the article's, above it the name of another page. */
const UNLINKED = 0.3;

/** What a linked line takes off the stretch that it breaks: one link in an article is no end of it. */
const LINK_COST = 40;

function longestUnlinked({ blocks }: Document): number {
  let longest = 0;
  let stretch = 0;
  for (const block of blocks) {
    if (block.kind === "title") continue;
    const isUnlinked = linkShare(block) < UNLINKED;
    stretch = isUnlinked ? stretch + inHan(block.facts) : Math.max(0, stretch - LINK_COST);
    longest = Math.max(longest, stretch);
  }
  return longest;
}

const PRICE = /(?:[$£€¥￥]|USD|EUR|RMB)\s?\d|\d\s?(?:€|元|USD)(?!\p{L})/u;
/** Code points: a longer line tells of a price. */
const PRICE_LINE_AT_MOST = 40;
