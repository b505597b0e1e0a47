/** Features that distinguish list pages from articles. */
import { measurePage } from "../features/page-measures.ts";
import { findRecords } from "../structure/records.ts";
import { headlineAt } from "../structure/article-edges.ts";
import { linkShare } from "../text/lines.ts";
import { recurringTexts } from "../structure/repeated-texts.ts";
import type { Document, Metadata } from "../document/document.ts";
import type { PageArticle } from "../document/stage.ts";
import { inHan, type KeptText } from "./kept-text.ts";
import { logOdds, thresholds } from "./may-be-list.ts";

/** In the order of the model's values. */
export const LIST_FEATURES = [
  "unlinkedStretch",
  "published",
  "declaresArticle",
  "described",
  "lowHeadline",
  "recurring",
  "prices",
  "surest",
  "inRecords",
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

/**
 * Lengths are in Chinese characters; `surest` is the log-odds of the block that is likeliest the article's, lines of
 * copyright left out: on a page without prose they are the likeliest. NaN: nobody knows.
 */
export function listFeatures({ original: page, kept, article, metadata }: ListedPage): ListFeatures {
  const { blocks, declared } = page;
  const { lines } = measurePage(page);
  const headline = headlineAt(page);
  const recurring = recurringTexts(blocks);
  const count = (isSuch: (block: Document["blocks"][number]) => boolean) =>
    blocks.filter((block) => block.kind !== "title" && isSuch(block)).length;
  return {
    unlinkedStretch: longestUnlinked(page),
    published: Number(metadata.published !== undefined),
    declaresArticle: Number(declared?.isArticle ?? false),
    described: describedShare(declared?.description, kept),
    // Pages of other kinds have no headline, or the name of their section as `<h1>`.
    lowHeadline: Number(headline !== undefined && blocks[headline]!.facts.headingLevel > 1),
    recurring: count(({ text }) => recurring.has(text)),
    prices: count(({ text, facts }) => facts.chars <= PRICE_LINE_AT_MOST && PRICE.test(text)),
    surest:
      article === undefined
        ? NaN
        : logOdds(
            article.probabilities.reduce(
              (most, one, at) => (lines.cues.copyright[at] === 1 ? most : Math.max(most, one)),
              0,
            ),
          ),
    inRecords: article === undefined ? NaN : shareInRecords(page, article),
  };
}

/** Counts and lengths as logarithms: ten more lines matter beside one, not beside a hundred. */
export function listRow(features: ListFeatures): readonly number[] {
  return LIST_FEATURES.map((name) => (LOGARITHMIC.has(name) ? Math.log1p(features[name]) : features[name]));
}

const LOGARITHMIC: ReadonlySet<ListFeature> = new Set(["unlinkedStretch", "recurring", "prices"]);

/** Link share from which on a line names another page. */
const UNLINKED = 0.3;

/** Penalty of a linked line within a run: one link does not end an article. */
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

/** Code units without marks: a shorter description says nothing; words are compared by stretches of so many. */
const DESCRIPTION_AT_LEAST = 16;
const STRETCH = 8;

/** The description of an article repeats or summarises its text; that of a list describes the site. */
function describedShare(description: string | undefined, { lines }: KeptText): number {
  const described = bare(description ?? "");
  if (described.length < DESCRIPTION_AT_LEAST) return NaN;
  const stretches = stretchesOf(described);
  const shared = stretchesOf(bare(lines.map(({ text }) => text).join("")), stretches);
  return shared.size / stretches.size;
}

/** @param among no others are gathered */
function stretchesOf(text: string, among?: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  for (let at = 0; at + STRETCH <= text.length; at += 1) {
    const stretch = text.slice(at, at + STRETCH);
    if (among === undefined || among.has(stretch)) found.add(stretch);
  }
  return found;
}

function bare(text: string): string {
  return text.replaceAll(/[\s\p{P}]/gu, "").toLowerCase();
}

/** Share of the likely article text that is in repeated records. */
function shareInRecords({ blocks }: Document, { probabilities }: PageArticle): number {
  const { recordOf } = findRecords(blocks);
  let all = 0;
  let inRecords = 0;
  for (const [at, { kind, facts }] of blocks.entries()) {
    if (kind === "title" || probabilities[at]! < thresholds.likely) continue;
    const likely = probabilities[at]! * inHan(facts);
    all += likely;
    if (recordOf[at] !== -1) inRecords += likely;
  }
  return inRecords / all;
}

const PRICE = /(?:[$£€¥￥]|USD|EUR|RMB)\s?\d|\d\s?(?:€|元|USD)(?!\p{L})/u;
/** Code points: in a longer line a price is only mentioned. */
const PRICE_LINE_AT_MOST = 40;
