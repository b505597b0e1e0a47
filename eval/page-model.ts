/** Learns from labelled pages which blocks of a page are the article. */
import { fileOf, type ModelFile } from "../src/core/article/model-file.ts";
import { shippedModels } from "../src/core/article/models.ts";
import { PAGE_FEATURES, type PageFeature, pageFeatures } from "../src/core/features/page-features.ts";
import { measurePage } from "../src/core/features/page-measures.ts";
import type { Columns } from "../src/core/features/columns.ts";
import { readPage } from "../src/page/read.ts";
import type { HtmlCase } from "../src/score/corpus.ts";
import type { Document } from "../src/types.ts";
import { labelsOf } from "./block-labels.ts";
import { trainBoostedTrees } from "./gradient-boosting.ts";
import { trainerOf } from "./trainer.ts";

export interface PageExample {
  readonly page: HtmlCase;
  readonly site: string;
  readonly document: Document;
  readonly columns: Columns<PageFeature>;
  /** Whose each block is: `body`, `title`, `unsure`, or a kind of boilerplate. */
  readonly labels: readonly string[];
}

/** A longer block does not count more: visible code points. */
const LONG = 200;

export const pageModel = trainerOf({
  name: "page-model",
  file: "src/core/article/page-model.json",
  examplesOf: ({ html }) => pageExamplesOf(html),
  train: trainPageModel,
  using: (page, { models = shippedModels, ...options }) => ({ ...options, models: { ...models, page } }),
});

/** The articles among labelled pages; near-copies are left out. */
export function pageExamplesOf(pages: readonly HtmlCase[]): readonly PageExample[] {
  return pages
    .filter(({ isNearCopy }) => !isNearCopy)
    .map((page) => {
      const document = readPage({ bytes: page.page, format: "html" }, page.name);
      const columns = pageFeatures(measurePage(document));
      return { page, site: page.site, document, columns, labels: labelsOf(page, document.blocks) };
    });
}

/** Every page counts the same, and in it a block by the root of its length; headlines and doubts teach nothing. */
export function trainPageModel(examples: readonly PageExample[]): ModelFile {
  const size = examples.reduce((sum, { labels }) => sum + labels.length, 0);
  const columns = PAGE_FEATURES.map(() => new Float64Array(size));
  const labels = new Uint8Array(size);
  const weights = new Float64Array(size);
  let start = 0;
  for (const example of examples) {
    for (const [at, name] of PAGE_FEATURES.entries()) columns[at]!.set(example.columns[name], start);
    labels.set(
      example.labels.map((label) => Number(label === "body")),
      start,
    );
    weights.set(weightsOf(example), start);
    start += example.labels.length;
  }
  return fileOf(trainBoostedTrees({ features: PAGE_FEATURES, columns, labels, weights }));
}

function weightsOf({ labels, document }: PageExample): readonly number[] {
  const weights = document.blocks.map(({ facts }, at) =>
    labels[at] === "title" || labels[at] === "unsure"
      ? 0
      : Math.sqrt(Math.min(Math.max(facts.chars, 1), LONG)),
  );
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return whole === 0 ? weights : weights.map((weight) => weight / whole);
}
