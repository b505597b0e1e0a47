/** Learns from articles and lists how a page that leads to articles is shaped. */
import { linearLogOdds } from "../../src/core/article/linear-model.ts";
import { fileOf } from "../../src/core/article/model-file.ts";
import { PROSE_OVERRULES } from "../../src/core/verdict/classify.ts";
import { LIST_FEATURES, listFeatures, listRow } from "../../src/core/verdict/list-features.ts";
import type { ListingModelFile } from "../../src/core/verdict/listing-model.ts";
import { mayBeList } from "../../src/core/verdict/may-be-list.ts";
import { listShape } from "../../src/core/verdict/list-shape.ts";
import type { VerdictSignal } from "../../src/core/verdict/signal.ts";
import { verdictSignals as allSignals } from "../../src/core/verdict/signals.ts";
import { Page } from "../../src/core/page/page.ts";
import { readPage } from "../../src/core/page/read.ts";
import { createPipeline, type PipelineOptions } from "../../src/core/pipeline/create-pipeline.ts";
import type { Document } from "../../src/core/document/document.ts";
import { type Cases, siteOfLayout } from "../cases.ts";
import { FOLDS, foldOf } from "../folds.ts";
import { trainBalanced } from "./logistic-regression.ts";
import { type PageExample, pageExamplesOf, trainPageModel } from "./page-model.ts";
import { trainerOf } from "./trainer.ts";

export interface ListingExample {
  readonly name: string;
  readonly site: string;
  readonly isList: boolean;
  readonly row: readonly number[];
  /** Its shape decides: it may be a list, is not long enough to be an article in any case, and no other signal speaks. */
  readonly isOpen: boolean;
  readonly weight: number;
}

/** A Chinese page counts as much as so many of the layouts, of which there are many more and hardly one Chinese. */
const CHINESE_WEIGHT = 2;

const PENALTY = 10;

/** An article refused is worse than a hundred lists kept: the share of articles that shape alone may refuse. */
const ARTICLES_REFUSED_AT_MOST = 0.002;

/** A labelled page, before it is measured. */
interface Labelled {
  readonly name: string;
  readonly site: string;
  readonly isList: boolean;
  readonly page: Uint8Array;
  readonly url?: string;
  readonly isChinese: boolean;
}

/**
 * All pages that are surely articles or lists; the layouts where they were read. Each is cleaned by a page model that
 * was learned without its site, as pages are that nobody has labelled.
 */
export function listingExamplesOf(cases: Cases): readonly ListingExample[] {
  const chinese = pageExamplesOf({ html: cases.html });
  const all = [...chinese, ...pageExamplesOf({ html: [], layouts: cases.layouts ?? [] })];
  const labelled = labelledIn(cases);
  return Array.from({ length: FOLDS }, (_, fold) => fold).flatMap((fold) => {
    const own = labelled.filter(({ site }) => foldOf(site) === fold);
    if (own.length === 0) return [];
    const without = (pages: readonly PageExample[]) =>
      trainPageModel(pages.filter(({ site }) => foldOf(site) !== fold));
    const models = { page: without(chinese), otherPage: without(all) };
    const measure = {
      chinese: rowsOf({ models }),
      any: rowsOf({ models, language: "any" }),
    };
    return own.map(({ page: bytes, url, isChinese, ...about }) => {
      const raw = new Page(bytes, { url });
      const document = readPage(raw, about.name);
      const measured = (isChinese ? measure.chinese : measure.any)(document);
      return { ...about, ...measured, weight: isChinese ? CHINESE_WEIGHT : 1 };
    });
  });
}

/** Cleans a page, and measures it where its shape would be judged. */
function rowsOf(options: PipelineOptions): (document: Document) => Pick<ListingExample, "row" | "isOpen"> {
  let row: readonly number[] = [];
  let isAsked = false;
  const probe: VerdictSignal = {
    ...listShape,
    overrulesProse: true,
    find(document) {
      row = listRow(listFeatures(document));
      isAsked = mayBeList(document) && document.kept.prose < PROSE_OVERRULES;
      return undefined;
    },
  };
  const others = allSignals.filter((signal) => signal !== listShape);
  const pipeline = createPipeline({ ...options, verdictSignals: [probe, ...others] });
  return (document) => {
    const { verdict } = pipeline.clean(document);
    return { row, isOpen: isAsked && verdict.kind === "article" };
  };
}

function labelledIn({ html, verdicts, layouts = [] }: Cases): readonly Labelled[] {
  return [
    ...html
      .filter(({ isNearCopy }) => !isNearCopy)
      .map(({ name, site, page }) => ({ name, site, isList: false, page, isChinese: true })),
    ...verdicts
      .filter(({ verdict, isVerdictUnsure }) => verdict === "listing" && !isVerdictUnsure)
      .map(({ name, site, page }) => ({ name, site, isList: true, page, isChinese: true })),
    ...layouts.map((layout) => ({
      name: layout.name,
      site: siteOfLayout(layout),
      isList: layout.type !== "article",
      page: layout.page,
      url: layout.url,
      isChinese: false,
    })),
  ];
}

/** Above the threshold are so few articles, whether they were left out while others were learned or not. */
export function trainListingModel(examples: readonly ListingExample[]): ListingModelFile {
  const model = learn(examples);
  const known = examples.map((example) => ({ example, logOdds: linearLogOdds(model, example.row) }));
  const isOpenArticle = ({ example: { isList, isOpen } }: (typeof known)[number]) => !isList && isOpen;
  const refused = Math.round(ARTICLES_REFUSED_AT_MOST * examples.filter(({ isList }) => !isList).length);
  const thresholds = [leftOutLogOdds(examples), known].map((all) => {
    const articles = all.filter(isOpenArticle).map(({ logOdds }) => logOdds);
    return articles.toSorted((a, b) => b - a)[refused] ?? 0;
  });
  return { ...fileOf(model), threshold: Math.max(...thresholds) };
}

/** The log-odds of each example by a model that was learned without its fold. */
export function leftOutLogOdds(
  examples: readonly ListingExample[],
): readonly { readonly example: ListingExample; readonly logOdds: number }[] {
  return Array.from({ length: FOLDS }, (_, fold) => fold).flatMap((fold) => {
    const own = examples.filter(({ site }) => foldOf(site) === fold);
    if (own.length === 0) return [];
    const model = learn(examples.filter(({ site }) => foldOf(site) !== fold));
    return own.map((example) => ({ example, logOdds: linearLogOdds(model, example.row) }));
  });
}

/** From those that shape decides about: an article that is long in any case says nothing of the short ones. */
function learn(examples: readonly ListingExample[]) {
  const rows = examples
    .filter(({ isOpen }) => isOpen)
    .map(({ row, isList, weight }) => ({ row, label: isList, weight }));
  return trainBalanced(LIST_FEATURES, rows, { penalty: PENALTY });
}

export const listingModel = trainerOf({
  name: "listing-model",
  file: "src/core/verdict/listing-model.json",
  examplesOf: listingExamplesOf,
  train: trainListingModel,
  using: (listing, options) => ({ ...options, models: { ...options.models, listing } }),
});
