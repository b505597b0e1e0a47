/** The features of the line model, in the order of its file. */
import type { Cues } from "../document/cue.ts";
import type { Columns } from "../text/columns.ts";
import { NGRAM_FEATURES, ngramFeatures } from "./ngram-features.ts";
import { OWN_FEATURES, ownFeatures, type TextLine } from "./text-lines.ts";
import { OVERLAP_FEATURES, overlapFeatures } from "./text-overlap.ts";
import {
  markLines,
  NEIGHBOUR_FEATURES,
  neighbourFeatures,
  TEXT_SEQUENCE_FEATURES,
  textSequenceFeatures,
} from "./text-sequence.ts";

const SHAPE_FEATURES = [
  ...OWN_FEATURES,
  ...TEXT_SEQUENCE_FEATURES,
  ...OVERLAP_FEATURES,
  ...NEIGHBOUR_FEATURES,
] as const;

export const TEXT_FEATURES = [...SHAPE_FEATURES, ...NGRAM_FEATURES] as const;

export type TextFeature = (typeof TEXT_FEATURES)[number];

/** What can be measured before anything is learned. */
export type TextShape = Columns<(typeof SHAPE_FEATURES)[number]>;

export function textShape(lines: readonly TextLine[], cues: Cues): TextShape {
  const own = ownFeatures(lines, cues);
  const marks = markLines(lines, cues);
  return {
    ...own,
    ...textSequenceFeatures(lines, own, marks),
    ...overlapFeatures(lines, marks.values, cues),
    ...neighbourFeatures(own),
  };
}

/** @param logOdds of each line, by its n-grams */
export function textFeatures(
  lines: readonly TextLine[],
  shape: TextShape,
  logOdds: ArrayLike<number>,
): Columns<TextFeature> {
  return { ...shape, ...ngramFeatures(lines, logOdds) };
}
