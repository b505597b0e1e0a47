/** Trains the headline model on labelled pages. */
import { fileOf, type LinearModelFile } from "../../src/core/article/model-file.ts";
import { shippedModels } from "../../src/core/article/models.ts";
import type { Columns } from "../../src/core/text/columns.ts";
import {
  HEADLINE_FEATURES,
  type HeadlineFeature,
  headlineFeatures,
} from "../../src/core/features/headline-features.ts";
import { measurePage } from "../../src/core/features/page-measures.ts";
import { TITLE_SEPARATOR } from "../../src/core/lines/title-likeness.ts";
import { mayBeHeadline } from "../../src/core/features/title-measures.ts";
import { TextWords } from "../../src/core/features/words-in-text.ts";
import { Page } from "../../src/core/page/page.ts";
import { readPage } from "../../src/core/page/read.ts";
import type { HtmlCase } from "../metrics/corpus.ts";
import { htmlGoldOf, normalizeHtml } from "../metrics/html-metric.ts";
import type { Document } from "../../src/core/document/document.ts";
import { labelsOf } from "./block-labels.ts";
import { trainLogisticRegression } from "./logistic-regression.ts";
import { trainerOf } from "./trainer.ts";

export interface HeadlineExample {
  readonly site: string;
  readonly columns: Columns<HeadlineFeature>;
  /** Positions of the blocks that may be the headline. */
  readonly candidates: readonly number[];
  /** By block. */
  readonly isHeadline: readonly boolean[];
  /** How much each of its lines counts. */
  readonly weight: number;
}

/** L2 penalty: scikit-learn's C = 1; nothing was tuned on top. */
const PENALTY = 1;

/**
 * Each page counts again, so much, as if its `<title>` named only section and site: few pages that we have do so,
 * and on them the place of a line and what is around it must tell.
 */
const SILENT_WEIGHT = 0.3;

/** And again as if, beside that, no element were a heading. */
const PLAIN_WEIGHT = 0.2;

/** So many characters in a row of the headline make a piece of a title tell it. */
const TELLING = 5;

const HEADING_AT_END = /(?<=^|>)h[1-6](?=[^>]*$)/u;

/** Which line of a page is its headline. */
export const headlineModel = trainerOf<HeadlineExample, LinearModelFile>({
  name: "headline",
  file: "src/core/article/headline-model.json",
  examplesOf: ({ html }) => headlineExamplesOf(html),
  train: trainHeadlineModel,
  using: (headline, options) => ({
    ...options,
    models: { ...shippedModels, ...options.models, headline },
  }),
});

/** Three for each article with a labelled headline; near-copies are left out. */
export function headlineExamplesOf(pages: readonly HtmlCase[]): readonly HeadlineExample[] {
  return pages
    .filter(({ isNearCopy }) => !isNearCopy)
    .flatMap((page) => {
      const document = readPage(new Page(page.page), page.name);
      const labels = labelsOf(page, document.blocks);
      const isHeadline = labels.map((label) => label === "title");
      if (!isHeadline.includes(true)) return [];
      const exampleOf = (seen: Document, weight: number): HeadlineExample => {
        const measures = measurePage(seen);
        const candidates = [...seen.blocks.keys()].filter((at) => mayBeHeadline(measures, at));
        return {
          site: page.site,
          columns: headlineFeatures(measures, new TextWords(measures)),
          candidates,
          isHeadline,
          weight,
        };
      };
      const silent = withSilentTitles(document, htmlGoldOf(page).title);
      return [
        exampleOf(document, 1),
        exampleOf(silent, SILENT_WEIGHT),
        exampleOf(withoutHeadings(silent), PLAIN_WEIGHT),
      ];
    });
}

export function trainHeadlineModel(examples: readonly HeadlineExample[]): LinearModelFile {
  const lines = examples.flatMap((example) => example.candidates.map((at) => ({ example, at })));
  return fileOf(
    trainLogisticRegression(
      {
        features: HEADLINE_FEATURES,
        columns: HEADLINE_FEATURES.map((name) =>
          Float64Array.from(lines, ({ example, at }) => example.columns[name][at]!),
        ),
        labels: Uint8Array.from(lines, ({ example, at }) => Number(example.isHeadline[at])),
        weights: Float64Array.from(lines, ({ example }) => example.weight),
      },
      { penalty: PENALTY },
    ),
  );
}

/** The page as if nothing in its titles told its headline. */
function withSilentTitles(document: Document, headline: string): Document {
  const silent = (title: string) =>
    title
      .split(TITLE_SEPARATOR)
      .filter((piece) => !tells(normalizeHtml(piece), headline))
      .join(" - ");
  return {
    ...document,
    declared: { ...document.declared, titles: (document.declared?.titles ?? []).map(silent) },
    blocks: document.blocks.map((block) =>
      block.kind === "title" ? { ...block, text: silent(block.text) } : block,
    ),
  };
}

/** The page as if its headings stood in elements without a rank. */
function withoutHeadings(document: Document): Document {
  return {
    ...document,
    blocks: document.blocks.map((block) =>
      block.facts.headingLevel === 0
        ? block
        : {
            ...block,
            path: block.path.replace(HEADING_AT_END, "div"),
            facts: { ...block.facts, headingLevel: 0 },
          },
    ),
  };
}

function tells(piece: string, headline: string): boolean {
  if (piece === "" || headline.includes(piece)) return true;
  for (let at = 0; at + TELLING <= piece.length; at += 1)
    if (headline.includes(piece.slice(at, at + TELLING))) return true;
  return piece.includes(headline);
}
