/** Gradient-boosted trees as data: evaluating them, and telling which features decided. */
import { hundredths } from "../../measures/rounding.ts";
import type { Evidence } from "../../types.ts";

/** A regression tree in arrays, one entry a node; node 0 is the root. */
export interface Tree {
  /** Index of the feature that is compared; -1 at a leaf. */
  readonly feature: readonly number[];
  /** A value up to this goes left. 0 at a leaf. */
  readonly threshold: readonly number[];
  /** Index of the left child; the right one follows it. 0 at a leaf. */
  readonly left: readonly number[];
  /** What the tree adds to the log-odds if it ended here: also known of inner nodes, for contributions. */
  readonly value: readonly number[];
}

export interface BoostedTrees {
  /** Names of the features, in the order in which `Tree.feature` counts them. */
  readonly features: readonly string[];
  /** Log-odds before the first tree. */
  readonly base: number;
  readonly trees: readonly Tree[];
}

/** @returns the log-odds of "yes" for one row of feature values */
export function logOddsOf({ base, trees }: BoostedTrees, row: ArrayLike<number>): number {
  let sum = base;
  for (const tree of trees) sum += tree.value[leafOf(tree, row)]!;
  return sum;
}

/** @returns a number from 0 to 1 */
export function probabilityOf(model: BoostedTrees, row: ArrayLike<number>): number {
  return 1 / (1 + Math.exp(-logOddsOf(model, row)));
}

/**
 * What each feature added to the log-odds: at every split the change of the node's value is put down to
 * the feature that was compared (Saabas, 2014). With `base` and the roots' values they sum to the log-odds.
 */
export function contributionsOf({ features, trees }: BoostedTrees, row: ArrayLike<number>): Float64Array {
  const contributions = new Float64Array(features.length);
  for (const { feature, threshold, left, value } of trees) {
    let node = 0;
    while (feature[node]! >= 0) {
      const child = left[node]! + Number(row[feature[node]!]! > threshold[node]!);
      contributions[feature[node]!]! += value[child]! - value[node]!;
      node = child;
    }
  }
  return contributions;
}

/** So many features are told of a row. */
const TOLD = 3;

/**
 * Why a row has its probability: that, and by name the features that decided, the strongest first, each with what it
 * added to the log-odds. Rounded to hundredths.
 */
export function explain(model: BoostedTrees, row: ArrayLike<number>): Evidence {
  const contributions = contributionsOf(model, row);
  const strongest = Array.from(contributions.keys())
    .filter((feature) => contributions[feature] !== 0)
    .toSorted((a, b) => Math.abs(contributions[b]!) - Math.abs(contributions[a]!))
    .slice(0, TOLD);
  return {
    probability: hundredths(probabilityOf(model, row)),
    ...Object.fromEntries(
      strongest.map((feature) => [model.features[feature], hundredths(contributions[feature]!)]),
    ),
  };
}

function leafOf({ feature, threshold, left }: Tree, row: ArrayLike<number>): number {
  let node = 0;
  while (feature[node]! >= 0) node = left[node]! + Number(row[feature[node]!]! > threshold[node]!);
  return node;
}
