/**
 * Learns which lines of a bare text are the article: the weights of n-grams, and trees on the shape of lines and on what
 * the n-grams say of them where they were learned without the line's own site.
 */
import { fileOf, type ModelFile } from "../../src/core/article/model-file.ts";
import { type NgramFile, ngramFileOf } from "../../src/core/article/ngram-file.ts";
import { BUCKETS, bucketsOf, ngramLogOdds, type NgramWeights } from "../../src/core/features/line-ngrams.ts";
import {
  TEXT_FEATURES,
  type TextShape,
  textFeatures,
  textShape,
} from "../../src/core/features/text-features.ts";
import { type TextLine, textLines } from "../../src/core/features/text-lines.ts";
import { shippedCues } from "../../src/core/cues/shipped.ts";
import { shippedModels } from "../../src/core/article/models.ts";
import type { Cases } from "../cases.ts";
import { foldOf, FOLDS } from "../folds.ts";
import { trainBoostedTrees } from "./gradient-boosting.ts";
import { cleanCopy, cropped, exampleOfPage, exampleOfText, type LineExample } from "./line-examples.ts";
import { trainNgramWeights } from "./ngram-regression.ts";
import { trainerOf } from "./trainer.ts";

/** A text to learn from: all that is measured of its lines before anything is learned. */
export interface MeasuredText {
  readonly site: string;
  /** Part of a text that is there as a whole too. */
  readonly isCopy: boolean;
  readonly lines: readonly TextLine[];
  readonly labels: readonly (boolean | undefined)[];
  /** What each line counts. */
  readonly weights: Float64Array;
  readonly shape: TextShape;
  readonly buckets: readonly (readonly number[])[];
}

/** Lines of a frame that copies keep around the article, with what each such copy counts beside the whole text. */
const FRAMES = [
  [20, 0.1],
  [6, 0.1],
  [0, 0.15],
] as const;
const CLEAN_COPY_WEIGHT = 0.15;

/** A longer line does not count more: visible code points. */
const LONG = 400;

export const lineNgrams = trainerOf({
  name: "line-ngrams",
  file: "src/core/article/line-ngrams.json",
  examplesOf: (cases) => wholeTextsOf(cases).map((example) => measure(example, false)),
  train: (texts): NgramFile => ngramFileOf(learnNgrams(texts)),
  using: (ngrams, options) => ({
    ...options,
    models: { ...shippedModels, ...options.models, lineNgrams: ngrams },
  }),
});

export const lineModel = trainerOf({
  name: "line-model",
  file: "src/core/article/line-model.json",
  examplesOf: measuredTextsOf,
  train: learnTrees,
  using: (line, options) => ({ ...options, models: { ...shippedModels, ...options.models, line } }),
});

/** Pages that are near-copies of others are left out, and texts that are no article. */
function wholeTextsOf({ html, text }: Pick<Cases, "html" | "text">): readonly LineExample[] {
  return [
    ...html.filter(({ isNearCopy }) => !isNearCopy).map(exampleOfPage),
    ...text.filter(({ verdict }) => verdict === "article").map(exampleOfText),
  ];
}

/** With copies of which most of what stands around the article is cut away: clean text stays clean. */
export function measuredTextsOf(cases: Pick<Cases, "html" | "text">): readonly MeasuredText[] {
  return wholeTextsOf(cases).flatMap((example) => {
    const copies = [
      ...FRAMES.map(([frame, weight]) => cropped(example, frame, weight)),
      cleanCopy(example, CLEAN_COPY_WEIGHT),
    ];
    return [
      measure(example, false),
      ...copies.filter((copy) => copy !== undefined).map((copy) => measure(copy, true)),
    ];
  });
}

function measure(example: LineExample, isCopy: boolean): MeasuredText {
  const lines = textLines(example.blocks);
  const known = new Map(example.blocks.map(({ index }, at) => [index, example.labels[at]]));
  const labels = lines.map(({ block }) => known.get(block.index));
  return {
    site: example.site,
    isCopy,
    lines,
    labels,
    weights: weightsOf(lines, labels, example.weight),
    shape: textShape(lines, shippedCues()),
    buckets: lines.map(({ text }) => bucketsOf(text)),
  };
}

/** A text counts what it is said to, in it a line by the root of its length, and none of which nobody knows whose it is. */
function weightsOf(
  lines: readonly TextLine[],
  labels: readonly (boolean | undefined)[],
  whole: number,
): Float64Array {
  const weights = Float64Array.from(lines, ({ chars }, at) =>
    labels[at] === undefined ? 0 : Math.sqrt(Math.min(chars, LONG)),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return sum === 0 ? weights : weights.map((weight) => (weight * whole) / sum);
}

export function learnNgrams(texts: readonly MeasuredText[]): NgramWeights {
  const rows = texts
    .filter(({ isCopy }) => !isCopy)
    .flatMap(({ buckets, labels, weights }) =>
      buckets.flatMap((own, at) => {
        const label = labels[at];
        return label === undefined ? [] : [{ features: own, label, weight: weights[at]! }];
      }),
    );
  return trainNgramWeights(rows, BUCKETS);
}

/** N-grams of a line are weighed as they will be on a site that nobody has seen. */
export function learnTrees(texts: readonly MeasuredText[]): ModelFile {
  const byFold = Array.from({ length: FOLDS }, (_, fold) =>
    texts.filter(({ site }) => foldOf(site) === fold),
  );
  const ngrams = byFold.map((own) =>
    own.length === 0 ? undefined : learnNgrams(texts.filter((text) => !own.includes(text))),
  );
  const size = texts.reduce((sum, { lines }) => sum + lines.length, 0);
  const columns = TEXT_FEATURES.map(() => new Float64Array(size));
  const labels = new Uint8Array(size);
  const weights = new Float64Array(size);
  let start = 0;
  for (const text of texts) {
    const odds = oddsOf(text, ngrams[foldOf(text.site)]!);
    const features = textFeatures(text.lines, text.shape, odds);
    for (const [at, name] of TEXT_FEATURES.entries()) columns[at]!.set(features[name], start);
    labels.set(
      text.labels.map((label) => Number(label ?? false)),
      start,
    );
    weights.set(text.weights, start);
    start += text.lines.length;
  }
  return fileOf(trainBoostedTrees({ features: TEXT_FEATURES, columns, labels, weights }));
}

function oddsOf({ lines }: MeasuredText, ngrams: NgramWeights): Float64Array {
  return Float64Array.from(lines, ({ text }) => ngramLogOdds(text, ngrams));
}
