/** The features of the page model, in the order of its file. */
import { ANCHOR_FEATURES, anchorFeatures } from "./anchor-features.ts";
import { LINE_FEATURES, lineFeatures } from "./line-features.ts";
import type { PageMeasures } from "./page-measures.ts";
import { RECORD_FEATURES, recordFeatures } from "./record-features.ts";
import { SEQUENCE_FEATURES, sequenceFeatures } from "./sequence-features.ts";
import { STRUCTURE_FEATURES, structureFeatures } from "./structure-features.ts";
import type { Columns } from "../text/columns.ts";

export const PAGE_FEATURES = [
  ...LINE_FEATURES,
  ...STRUCTURE_FEATURES,
  ...RECORD_FEATURES,
  ...SEQUENCE_FEATURES,
  ...ANCHOR_FEATURES,
] as const;

export type PageFeature = (typeof PAGE_FEATURES)[number];

/** @param headline position of its first line; NONE where the page has none */
export function pageFeatures(page: PageMeasures, headline: number): Columns<PageFeature> {
  return {
    ...lineFeatures(page),
    ...structureFeatures(page),
    ...recordFeatures(page),
    ...sequenceFeatures(page, headline),
    ...anchorFeatures(page),
  };
}
