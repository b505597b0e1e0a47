/** What newsift learned from labelled pages. Handed in wherever it is used, so that others can be learned and tried. */
import headline from "./headline-model.json" with { type: "json" };
import line from "./line-model.json" with { type: "json" };
import lineNgrams from "./line-ngrams.json" with { type: "json" };
import type { LinearModelFile, ModelFile } from "./model-file.ts";
import type { NgramFile } from "./ngram-file.ts";
import otherPage from "./page-model-other.json" with { type: "json" };
import page from "./page-model.json" with { type: "json" };

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
