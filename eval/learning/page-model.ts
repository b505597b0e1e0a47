/** Learns from labelled pages which blocks of a page are the article. */
import { findHeadline } from "../../src/core/article/headline.ts";
import { fileOf, linearModelOf, type ModelFile } from "../../src/core/article/model-file.ts";
import { shippedModels } from "../../src/core/article/models.ts";
import { NONE } from "../../src/core/structure/element-tree.ts";
import { HEADLINE_FEATURES } from "../../src/core/features/headline-features.ts";
import { PAGE_FEATURES, type PageFeature, pageFeatures } from "../../src/core/features/page-features.ts";
import { measurePage } from "../../src/core/features/page-measures.ts";
import { type Columns, columnsOf } from "../../src/core/text/columns.ts";
import { Page } from "../../src/core/page/page.ts";
import { readPage } from "../../src/core/page/read.ts";
import type { HtmlCase, LayoutCase } from "../metrics/corpus.ts";
import type { Block } from "../../src/core/document/document.ts";
import { labelsByText, labelsOf } from "./block-labels.ts";
import { type Cases, siteOfLayout } from "../cases.ts";
import { trainBoostedTrees } from "./gradient-boosting.ts";
import { trainerOf } from "./trainer.ts";

/** The shipped one: where headlines stand says little of any one site. */
const headlineModel = linearModelOf(shippedModels.headline, HEADLINE_FEATURES, "headline-model");

/** What a page teaches of each of its blocks. */
export interface PageExample {
  readonly site: string;
  readonly columns: Columns<PageFeature>;
  /** 1 for the article's. */
  readonly labels: Uint8Array;
  readonly weights: Float64Array;
}

/** A longer block does not count more: visible code points. */
const LONG = 200;

/** Of its blocks that are not the article's only every third teaches, and counts for three: there are very many. */
const LAYOUT_EVERY = 3;

export const pageModel = trainerOf({
  name: "page-model",
  file: "src/core/article/page-model.json",
  examplesOf: ({ html }) => pageExamplesOf({ html }),
  train: trainPageModel,
  using: (page, { models = shippedModels, ...options }) => ({ ...options, models: { ...models, page } }),
});

/** Pages in other languages are learned from layouts/, most of which are English, and from the Chinese ones. */
export const otherPageModel = trainerOf({
  name: "page-model-other",
  file: "src/core/article/page-model-other.json",
  examplesOf: pageExamplesOf,
  train: trainPageModel,
  using: (otherPage, { models = shippedModels, ...options }) => ({
    ...options,
    models: { ...models, otherPage },
  }),
});

/** The articles among labelled pages; near-copies are left out. */
export function pageExamplesOf({
  html,
  layouts = [],
}: Pick<Cases, "html" | "layouts">): readonly PageExample[] {
  return [
    ...html
      .filter(({ isNearCopy }) => !isNearCopy)
      .map((page) => exampleOf(page, page.site, (blocks) => labelsOf(page, blocks), 1)),
    ...layouts
      .filter(({ type }) => type === "article")
      .map((page) =>
        exampleOf(page, siteOfLayout(page), (blocks) => labelsByText(page, blocks), LAYOUT_EVERY),
      ),
  ];
}

/** Three models learn from the same pages, and measuring these takes longer than learning. */
const measured = new WeakMap<HtmlCase | LayoutCase, PageExample>();

type Labelling = (blocks: readonly Block[]) => readonly string[];

function exampleOf(
  page: HtmlCase | LayoutCase,
  site: string,
  labelled: Labelling,
  every: number,
): PageExample {
  let example = measured.get(page);
  if (example === undefined) measured.set(page, (example = measure(page, site, labelled, every)));
  return example;
}

/** Every page counts the same, and in it a block by the root of its length; headlines and doubts teach nothing. */
function measure(
  { name, page }: HtmlCase | LayoutCase,
  site: string,
  labelled: Labelling,
  every: number,
): PageExample {
  const document = readPage(new Page(page), name);
  const { blocks } = document;
  const labels = labelled(blocks);
  const isOwn = labels.map((label) => label === "body");
  const chosen = Array.from(blocks.keys()).filter((at) => isOwn[at] || at % every === 0);
  const weights = chosen.map((at) => {
    if (labels[at] === "title" || labels[at] === "unsure") return 0;
    const own = Math.sqrt(Math.min(Math.max(blocks[at]!.facts.chars, 1), LONG));
    return isOwn[at] ? own : every * own;
  });
  const whole = Math.max(
    weights.reduce((sum, own) => sum + own, 0),
    1,
  );
  const headline = findHeadline(document, headlineModel)[0] ?? NONE;
  const columns = pageFeatures(measurePage(document), headline);
  return {
    site,
    columns: columnsOf(PAGE_FEATURES, (name) => Float64Array.from(chosen, (at) => columns[name][at]!)),
    labels: Uint8Array.from(chosen, (at) => Number(isOwn[at])),
    weights: Float64Array.from(weights, (own) => own / whole),
  };
}

export function trainPageModel(examples: readonly PageExample[]): ModelFile {
  const size = examples.reduce((sum, { labels }) => sum + labels.length, 0);
  const columns = PAGE_FEATURES.map(() => new Float64Array(size));
  const labels = new Uint8Array(size);
  const weights = new Float64Array(size);
  let start = 0;
  for (const example of examples) {
    for (const [at, name] of PAGE_FEATURES.entries()) columns[at]!.set(example.columns[name], start);
    labels.set(example.labels, start);
    weights.set(example.weights, start);
    start += example.labels.length;
  }
  return fileOf(trainBoostedTrees({ features: PAGE_FEATURES, columns, labels, weights }));
}
