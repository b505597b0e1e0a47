/** From the scores of single cases to the figures of a whole corpus. */
import type { HtmlScore } from "../metrics/html-metric.ts";
import type { LayoutScore } from "../metrics/layouts-metric.ts";
import type { Scores, VerdictScore } from "./measure.ts";
import type { PunctuationScores } from "./punctuation.ts";
import type { PunctuationScore } from "../metrics/punctuation-metric.ts";
import type { TextScore } from "../metrics/text-metric.ts";

/** Averages over documents, each counting alike; 0 where there are none. */
export interface Macro {
  readonly documents: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export interface Tally {
  readonly count: number;
  readonly of: number;
}

export type Leaks = Readonly<Record<string, Tally>>;

export interface HtmlSummary {
  /** All pages without near-copies, as everything here. */
  readonly all: PageGroup;
  readonly newsAndGovernment: PageGroup;
  readonly leaks: Leaks;
  /** Names. */
  readonly rejectedWrongly: readonly string[];
}

export interface PageGroup extends Macro {
  readonly perSite: number;
  readonly sites: number;
  readonly under50: number;
  readonly under80: number;
  readonly from95: number;
  readonly titles: Tally;
  readonly titlesFirst: Tally;
  readonly exact: Tally;
}

export interface TextSummary {
  /** Articles of sure verdict. */
  readonly all: Macro;
  readonly seeds: Macro;
  readonly others: Macro;
  /** Documents of unsure verdict that were kept. */
  readonly unsure: Macro;
  /** Share of the wanted n-grams that is missing. */
  readonly loss: number;
  readonly lostLines: Tally;
  readonly titles: Tally;
  readonly damaged: Tally;
  readonly hygiene: Readonly<Record<string, number>>;
  readonly leaks: Leaks;
  readonly rejected: Readonly<Record<"listing" | "spam", Tally>>;
  readonly keptWrongly: readonly string[];
  readonly rejectedWrongly: readonly string[];
}

/** Pages that are no articles, by what they are: how many of them were rejected. Unsure ones count neither way. */
export interface VerdictsSummary {
  readonly rejected: Readonly<Record<"listing" | "spam" | "thin" | "blocked", Tally>>;
  readonly keptWrongly: readonly string[];
}

export interface LayoutsSummary extends Macro {
  readonly under50: number;
  readonly under80: number;
  readonly rejectedArticles: number;
  readonly rejected: Readonly<Record<"listing" | "collection", Tally>>;
}

export interface PunctuationSummary {
  readonly all: PunctuationRow;
  readonly heldApart: PunctuationRow;
  readonly heldApartByNeighbours: PunctuationRow;
}

export interface PunctuationRow extends PunctuationScore {
  readonly precision: number;
  readonly recall: number;
  readonly exactShare: number;
  /** Of marks that NFKC folds: what else was changed, nobody can judge. */
  readonly foldedPrecision: number;
}

/** A metric that had no case is absent. */
export interface Summary {
  readonly html?: HtmlSummary;
  readonly dump?: HtmlSummary;
  readonly text?: TextSummary;
  readonly verdicts?: VerdictsSummary;
  readonly layouts?: LayoutsSummary;
  readonly punctuation?: PunctuationSummary;
}

/** By metric and name: shares from 0 to 1 of which more is better. Floors are set for these. */
export type Figures = Readonly<Record<string, Readonly<Record<string, number>>>>;

export function summarize(scores: Scores): Summary {
  return {
    ...(scores.html.length > 0 && { html: summarizeHtml(scores.html), dump: summarizeHtml(scores.dump) }),
    ...(scores.text.length > 0 && { text: summarizeText(scores.text) }),
    ...(scores.verdicts.length > 0 && { verdicts: summarizeVerdicts(scores.verdicts) }),
    ...(scores.layouts && { layouts: summarizeLayouts(scores.layouts) }),
    ...(scores.punctuation && { punctuation: summarizePunctuation(scores.punctuation) }),
  };
}

export function figuresOf({ html, dump, text, verdicts, layouts, punctuation }: Summary): Figures {
  return {
    ...(html && { html: newsFigures(html), "html-all": allFigures(html) }),
    ...(dump && { dump: newsFigures(dump), "dump-all": allFigures(dump) }),
    ...(text && {
      text: textFigures(text),
      seeds: macroFigures(text.seeds),
      others: macroFigures(text.others),
    }),
    ...(verdicts && {
      verdicts: {
        listingsRejected: share(verdicts.rejected.listing),
        spamRejected: share(verdicts.rejected.spam),
      },
    }),
    ...(layouts && {
      layouts: {
        ...macroFigures(layouts),
        sound: 1 - share({ count: layouts.under80, of: layouts.documents }),
        listingsRejected: share(layouts.rejected.listing),
        collectionsRejected: share(layouts.rejected.collection),
        articlesAccepted: 1 - share({ count: layouts.rejectedArticles, of: layouts.documents }),
      },
    }),
    ...(punctuation && {
      punctuation: {
        precision: punctuation.all.precision,
        recall: punctuation.all.recall,
        exact: punctuation.all.exactShare,
        heldApartPrecision: punctuation.heldApart.foldedPrecision,
        heldApartRecall: punctuation.heldApart.recall,
      },
    }),
  };
}

/** 0 of 0 is 0. */
export function share({ count, of }: Tally): number {
  return of === 0 ? 0 : count / of;
}

export function totalOf(leaks: Leaks): Tally {
  const tallies = Object.values(leaks);
  return { count: sum(tallies.map(({ count }) => count)), of: sum(tallies.map(({ of }) => of)) };
}

function newsFigures({ newsAndGovernment: pages, leaks }: HtmlSummary): Readonly<Record<string, number>> {
  return {
    ...pageFigures(pages),
    precision: pages.precision,
    recall: pages.recall,
    titles: share(pages.titles),
    tight: 1 - share(totalOf(leaks)),
  };
}

function allFigures({ all, rejectedWrongly }: HtmlSummary): Readonly<Record<string, number>> {
  return {
    ...pageFigures(all),
    articlesAccepted: 1 - share({ count: rejectedWrongly.length, of: all.documents }),
  };
}

function pageFigures(pages: PageGroup): Readonly<Record<string, number>> {
  return {
    f1: pages.f1,
    sound: 1 - share({ count: pages.under80, of: pages.documents }),
    titlesFirst: share(pages.titlesFirst),
    exact: share(pages.exact),
  };
}

function textFigures(summary: TextSummary): Readonly<Record<string, number>> {
  return {
    ...macroFigures(summary.all),
    titles: share(summary.titles),
    tight: 1 - share(totalOf(summary.leaks)),
    intact: 1 - share(summary.damaged),
    linesKept: 1 - share(summary.lostLines),
    listingsRejected: share(summary.rejected.listing),
    spamRejected: share(summary.rejected.spam),
    articlesAccepted: 1 - share({ count: summary.rejectedWrongly.length, of: summary.all.documents }),
  };
}

function macroFigures({ precision, recall, f1 }: Macro): Readonly<Record<string, number>> {
  return { precision, recall, f1 };
}

function summarizeHtml(scores: readonly HtmlScore[]): HtmlSummary {
  const pages = scores.filter(({ isNearCopy }) => !isNearCopy);
  const leaks = pages.flatMap((page) =>
    Object.entries(page.leaks).map(([category, leak]) => ({
      category,
      of: leak.of,
      count: leak.leaked.length,
    })),
  );
  return {
    all: summarizePages(pages),
    newsAndGovernment: summarizePages(pages.filter(({ kind }) => kind !== "other")),
    leaks: byCategory(leaks),
    rejectedWrongly: pages.filter(({ isRejected }) => isRejected).map(({ name }) => name),
  };
}

function summarizePages(pages: readonly HtmlScore[]): PageGroup {
  const sites = [...Map.groupBy(pages, ({ site }) => site).values()];
  return {
    ...macro(pages),
    perSite: mean(sites.map((site) => mean(site.map(({ f1 }) => f1)))),
    sites: sites.length,
    under50: pages.filter(({ f1 }) => f1 < 0.5).length,
    under80: pages.filter(({ f1 }) => f1 < 0.8).length,
    from95: pages.filter(({ f1 }) => f1 >= 0.95).length,
    titles: tally(pages, ({ hasTitle }) => hasTitle),
    titlesFirst: tally(pages, ({ hasTitleFirst }) => hasTitleFirst),
    exact: tally(pages, ({ isExact }) => isExact),
  };
}

function summarizeText(all: readonly TextScore[]): TextSummary {
  const sure = all.filter(({ isVerdictUnsure }) => !isVerdictUnsure);
  const articles = sure.filter(({ verdict }) => verdict === "article");
  const strangers = sure.filter(({ verdict }) => verdict !== "article");
  const isSeed = ({ name }: TextScore) => name.startsWith("seed");
  const gold = sum(articles.map((text) => text.gold));
  const leaks = articles.flatMap((text) =>
    Object.entries(text.leaks).map(([category, leak]) => ({ category, of: leak.of, count: leak.leaked })),
  );
  return {
    all: macro(articles),
    seeds: macro(articles.filter(isSeed)),
    others: macro(articles.filter((text) => !isSeed(text))),
    unsure: macro(all.filter((text) => text.isVerdictUnsure && !text.isRejected)),
    loss: 1 - sum(articles.map((text) => text.recall * text.gold)) / Math.max(1, gold),
    lostLines: {
      count: sum(articles.map(({ lost }) => lost.length)),
      of: sum(articles.map(({ keptLines }) => keptLines)),
    },
    titles: tally(
      articles.filter(({ hasTitle }) => hasTitle !== undefined),
      ({ hasTitle }) => hasTitle === true,
    ),
    damaged: {
      count: sum(articles.map(({ damaged }) => damaged.length)),
      of: sum(articles.map(({ protectedTokens }) => protectedTokens)),
    },
    hygiene: addUp(articles.map(({ hygiene }) => hygiene)),
    leaks: byCategory(leaks),
    rejected: {
      listing: rejectedOf(strangers.filter(({ verdict }) => verdict === "listing")),
      spam: rejectedOf(strangers.filter(({ verdict }) => verdict === "spam")),
    },
    keptWrongly: strangers.filter(({ isRejected }) => !isRejected).map(({ name }) => name),
    rejectedWrongly: articles.filter(({ isRejected }) => isRejected).map(({ name }) => name),
  };
}

function summarizeVerdicts(all: readonly VerdictScore[]): VerdictsSummary {
  const sure = all.filter(({ isVerdictUnsure }) => !isVerdictUnsure);
  const of = (kind: VerdictScore["verdict"]) => sure.filter(({ verdict }) => verdict === kind);
  // Pages of other kinds are no articles either, but nothing says what they are.
  const [listing, spam, thin, blocked] = [of("listing"), of("spam"), of("thin"), of("blocked")];
  return {
    rejected: {
      listing: rejectedOf(listing),
      spam: rejectedOf(spam),
      thin: rejectedOf(thin),
      blocked: rejectedOf(blocked),
    },
    keptWrongly: [listing, spam, thin, blocked]
      .flat()
      .filter(({ isRejected }) => !isRejected)
      .map(({ name }) => name),
  };
}

function summarizeLayouts(all: readonly LayoutScore[]): LayoutsSummary {
  const articles = all.filter(({ type }) => type === "article");
  return {
    ...macro(articles),
    under50: articles.filter(({ f1 }) => f1 < 0.5).length,
    under80: articles.filter(({ f1 }) => f1 < 0.8).length,
    rejectedArticles: rejectedOf(articles).count,
    rejected: {
      listing: rejectedOf(all.filter(({ type }) => type === "listing")),
      collection: rejectedOf(all.filter(({ type }) => type === "collection")),
    },
  };
}

function summarizePunctuation(scores: PunctuationScores): PunctuationSummary {
  return {
    all: summarizeRow(scores.all),
    heldApart: summarizeRow(scores.heldApart),
    heldApartByNeighbours: summarizeRow(scores.heldApartByNeighbours),
  };
}

function summarizeRow(score: PunctuationScore): PunctuationRow {
  return {
    ...score,
    recall: share({ count: score.repaired, of: score.damaged }),
    precision: share({ count: score.right, of: score.changed }),
    exactShare: share({ count: score.exact, of: score.lines }),
    foldedPrecision: share({ count: score.right, of: score.folded }),
  };
}

function macro(rows: readonly Omit<Macro, "documents">[]): Macro {
  return {
    documents: rows.length,
    precision: mean(rows.map(({ precision }) => precision)),
    recall: mean(rows.map(({ recall }) => recall)),
    f1: mean(rows.map(({ f1 }) => f1)),
  };
}

function rejectedOf(rows: readonly { readonly isRejected: boolean }[]): Tally {
  return tally(rows, ({ isRejected }) => isRejected);
}

function tally<Row>(rows: readonly Row[], counts: (row: Row) => boolean): Tally {
  return { count: rows.filter(counts).length, of: rows.length };
}

function byCategory(leaks: readonly (Tally & { readonly category: string })[]): Leaks {
  const categories = [...Map.groupBy(leaks, ({ category }) => category)].toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return Object.fromEntries(
    categories.map(([category, own]) => [
      category,
      { count: sum(own.map(({ count }) => count)), of: sum(own.map(({ of }) => of)) },
    ]),
  );
}

function addUp(records: readonly Readonly<Record<string, number>>[]): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const [name, count] of records.flatMap(Object.entries<number>)) sums[name] = (sums[name] ?? 0) + count;
  return sums;
}

function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : sum(numbers) / numbers.length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
