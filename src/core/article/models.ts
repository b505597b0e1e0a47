/** The learned models. Passed as arguments, so that others can be trained and tried. */
import { HEADLINE_FEATURES } from "../features/headline-features.ts";
import { PAGE_FEATURES } from "../features/page-features.ts";
import { TEXT_FEATURES } from "../features/text-features.ts";
import headline from "./headline-model.json" with { type: "json" };
import line from "./line-model.json" with { type: "json" };
import lineNgrams from "./line-ngrams.json" with { type: "json" };
import type { LinearModel } from "./linear-model.ts";
import { type LinearModelFile, linearModelOf, type ModelFile, modelOf } from "./model-file.ts";
import { type NgramFile, ngramsOf } from "./ngram-file.ts";
import otherPage from "./page-model-other.json" with { type: "json" };
import page from "./page-model.json" with { type: "json" };
import type { PageModels } from "./page-article.ts";
import type { LineModel } from "./text-article.ts";

export interface Models {
  /** Which lines of a page are its headline. */
  readonly headline: LinearModelFile;
  /** Which blocks of a page in Chinese are its article, and which of a page in another language. */
  readonly page: ModelFile;
  readonly otherPage: ModelFile;
  /** Which lines of a bare text are, and what their n-grams say of them. */
  readonly line: ModelFile;
  readonly lineNgrams: NgramFile;
}

/** Those that newsift ships. */
export const shippedModels: Models = { headline, page, otherPage, line, lineNgrams };

/** The models of these files. @throws {ModelError} where one does not fit the features that are measured */
export function articleModelsOf(files: Models): {
  readonly headline: LinearModel;
  readonly page: PageModels;
  readonly line: LineModel;
} {
  return {
    headline: linearModelOf(files.headline, HEADLINE_FEATURES, "headline-model"),
    page: {
      chinese: modelOf(files.page, PAGE_FEATURES, "page-model"),
      other: modelOf(files.otherPage, PAGE_FEATURES, "page-model-other"),
    },
    line: {
      trees: modelOf(files.line, TEXT_FEATURES, "line-model"),
      ngrams: ngramsOf(files.lineNgrams, "line-ngrams"),
    },
  };
}
