/** The learned model of list pages and its threshold. */
import type { LinearModel } from "../article/linear-model.ts";
import { type LinearModelFile, linearModelOf } from "../article/model-file.ts";
import { LIST_FEATURES } from "./list-features.ts";

interface Threshold {
  /** Log-odds above which a page is rejected; hardly any article of the training or test pages has more. */
  readonly threshold: number;
}

export type ListingModel = LinearModel & Threshold;

export type ListingModelFile = LinearModelFile & Threshold;

/** @throws {ModelError} where the file does not fit the features. */
export function listingModelOf(file: ListingModelFile): ListingModel {
  return { ...linearModelOf(file, LIST_FEATURES, "listing-model"), threshold: file.threshold };
}
