/** The verdict models, learned from labelled pages and texts. */
import type { LinearModelFile } from "../article/model-file.ts";
import listing from "./listing-model.json" with { type: "json" };
import { type ListingModelFile, listingModelOf } from "./listing-model.ts";
import type { VerdictInput } from "./signal.ts";
import { spamModelOf } from "./spam-likelihood.ts";
import spam from "./spam-model.json" with { type: "json" };

export interface VerdictModels {
  /** Scores the shape of list pages. */
  readonly listing: ListingModelFile;
  /** Scores the words of spam. */
  readonly spam: LinearModelFile;
}

/** Those that newsift ships. */
export const shippedVerdictModels: VerdictModels = { listing, spam };

/** The models of these files. @throws {ModelError} where one does not fit the features that are measured */
export function verdictModelsOf(files: VerdictModels): VerdictInput["models"] {
  return { listing: listingModelOf(files.listing), spam: spamModelOf(files.spam) };
}
