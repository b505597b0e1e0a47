/** The learned model of list pages, and how sure it must be. */
import type { LinearModel } from "../article/linear-model.ts";
import { type LinearModelFile, linearModelOf } from "../article/model-file.ts";
import { LIST_FEATURES } from "./list-features.ts";

interface Threshold {
  /** Log-odds above which a page is refused: hardly an article that it was learned from or tried on has more. */
  readonly threshold: number;
}

export type ListingModel = LinearModel & Threshold;

export type ListingModelFile = LinearModelFile & Threshold;

/** @throws {ModelError} where the file does not fit the features. */
export function listingModelOf(file: ListingModelFile): ListingModel {
  return { ...linearModelOf(file, LIST_FEATURES, "listing-model"), threshold: file.threshold };
}
