/** Evaluates gradient-boosted trees, and explains which features decided. */
import { hundredths } from "../text/numbers.ts";
import type { Evidence } from "../document/finding.ts";

/** A regression tree in arrays, one entry a node; node 0 is the root. */
export interface DecisionTree {
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
  readonly trees: readonly DecisionTree[];
}

/** @returns the log-odds of "yes" for one row of feature values */
export function logOddsOf(model: BoostedTrees, row: ArrayLike<number>): number {
  const { roots, feature, threshold, left, value } = forestOf(model);
  let sum = model.base;
  for (let tree = 0; tree < roots.length; tree += 1) {
    let node = roots[tree]!;
    while (feature[node]! >= 0) node = left[node]! + Number(row[feature[node]!]! > threshold[node]!);
    sum += value[node]!;
  }
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
export function contributionsOf(model: BoostedTrees, row: ArrayLike<number>): Float64Array {
  const { roots, feature, threshold, left, value } = forestOf(model);
  const contributions = new Float64Array(model.features.length);
  for (let tree = 0; tree < roots.length; tree += 1) {
    let node = roots[tree]!;
    while (feature[node]! >= 0) {
      const compared = feature[node]!;
      const child = left[node]! + Number(row[compared]! > threshold[node]!);
      contributions[compared]! += value[child]! - value[node]!;
      node = child;
    }
  }
  return contributions;
}

/** Number of features named in an explanation. */
const EXPLAINED = 3;

/**
 * Why a row has its probability: that, and by name the features that decided, the strongest first, each with what it
 * added to the log-odds. Rounded to hundredths.
 *
 * @param probability that of the row, which is known already
 */
export function explain(model: BoostedTrees, row: ArrayLike<number>, probability: number): Evidence {
  const contributions = contributionsOf(model, row);
  const evidence: Record<string, number> = { probability: hundredths(probability) };
  for (let count = 0; count < EXPLAINED; count += 1) {
    const strongest = strongestOf(contributions);
    if (contributions[strongest] === 0) break;
    evidence[model.features[strongest]!] = hundredths(contributions[strongest]!);
    contributions[strongest] = 0;
  }
  return evidence;
}

/** The first of those farthest from 0. */
function strongestOf(contributions: Float64Array): number {
  let strongest = 0;
  for (let at = 1; at < contributions.length; at += 1)
    if (Math.abs(contributions[at]!) > Math.abs(contributions[strongest]!)) strongest = at;
  return strongest;
}

/** The nodes of all trees in one row, for speed: `left` counts from its beginning. */
interface Forest {
  readonly roots: Int32Array;
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
  readonly left: Int32Array;
  readonly value: Float64Array;
}

const forests = new WeakMap<BoostedTrees, Forest>();

function forestOf(model: BoostedTrees): Forest {
  let forest = forests.get(model);
  if (forest === undefined) forests.set(model, (forest = plant(model)));
  return forest;
}

function plant({ trees }: BoostedTrees): Forest {
  let nodes = 0;
  const roots = trees.map(({ feature }) => (nodes += feature.length) - feature.length);
  return {
    roots: Int32Array.from(roots),
    feature: Int32Array.from(trees.flatMap(({ feature }) => feature)),
    threshold: Float64Array.from(trees.flatMap(({ threshold }) => threshold)),
    left: Int32Array.from(trees.flatMap(({ left }, tree) => left.map((child) => roots[tree]! + child))),
    value: Float64Array.from(trees.flatMap(({ value }) => value)),
  };
}
