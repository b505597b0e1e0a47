/** Learns which words spam has more often than articles. */
import { fileOf, type LinearModelFile } from "../../src/core/article/model-file.ts";
import { readKept } from "../../src/core/verdict/kept-text.ts";
import { SPAM_FEATURES, spamRow } from "../../src/core/verdict/spam-likelihood.ts";
import { shippedCues } from "../../src/core/cues/shipped.ts";
import { readPage } from "../../src/core/page/read.ts";
import { createPipeline } from "../../src/core/pipeline/create-pipeline.ts";
import { replay } from "../../src/core/pipeline/replay.ts";
import { Page } from "../../src/core/page/page.ts";
import { type Cases, siteOfText } from "../cases.ts";
import { trainBalanced } from "./logistic-regression.ts";
import { trainerOf } from "./trainer.ts";

export interface SpamExample {
  readonly name: string;
  readonly site: string;
  readonly isSpam: boolean;
  readonly row: readonly number[];
  readonly weight: number;
}

/** A text counts as much as so many pages: spam comes as text, and most articles of the corpus are pages. */
const TEXT_WEIGHT = 2;

/** A sensible person could call it an article. */
const UNSURE_WEIGHT = 0.3;

const PENALTY = 10;

/** The kept text of all articles and of all spam. */
export function spamExamplesOf({ html, text, verdicts }: Cases): readonly SpamExample[] {
  const pipeline = createPipeline({ verdictSignals: [] });
  const example = (about: Omit<SpamExample, "row">, page: Page): SpamExample => {
    const document = readPage(page, about.name);
    const blocks = replay(document.blocks, pipeline.clean(document).receipt.changes);
    return { ...about, row: spamRow(readKept({ ...document, blocks }).lines, shippedCues()) };
  };
  return [
    ...html
      .filter(({ isNearCopy }) => !isNearCopy)
      .map(({ name, site, page }) => example({ name, site, isSpam: false, weight: 1 }, new Page(page))),
    ...verdicts
      .filter(({ verdict }) => verdict === "spam")
      .map(({ name, site, page, isVerdictUnsure }) =>
        example({ name, site, isSpam: true, weight: isVerdictUnsure ? UNSURE_WEIGHT : 1 }, new Page(page)),
      ),
    ...text
      .filter(({ verdict }) => verdict !== "listing")
      .map(({ name, raw, verdict, isVerdictUnsure }) =>
        example(
          {
            name,
            site: siteOfText(name),
            isSpam: verdict === "spam",
            weight: TEXT_WEIGHT * (isVerdictUnsure ? UNSURE_WEIGHT : 1),
          },
          new Page(raw, { format: "text" }),
        ),
      ),
  ];
}

export function trainSpamModel(examples: readonly SpamExample[]): LinearModelFile {
  const rows = examples.map(({ row, isSpam, weight }) => ({ row, label: isSpam, weight }));
  return fileOf(trainBalanced(SPAM_FEATURES, rows, { penalty: PENALTY }));
}

export const spamModel = trainerOf({
  name: "spam-model",
  file: "src/core/verdict/spam-model.json",
  examplesOf: spamExamplesOf,
  train: trainSpamModel,
  using: (spam, options) => ({ ...options, models: { ...options.models, spam } }),
});
