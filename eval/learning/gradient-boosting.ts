/**
 * Gradient boosting for yes/no questions: trees fitted to the slope of the log loss (Friedman, 2001), split by
 * histograms of binned values as LightGBM and scikit-learn's HistGradientBoosting do. No randomness: the same
 * rows in the same order give the same trees to the last bit.
 */
import type { BoostedTrees, DecisionTree } from "../../src/core/article/boosted-trees.ts";

export interface TrainingRows {
  readonly features: readonly string[];
  /** By feature: its value in each row. */
  readonly columns: readonly Float64Array[];
  /** 1 or 0. */
  readonly labels: Uint8Array;
  /** How much each row counts; rows of weight 0 are not looked at. */
  readonly weights: Float64Array;
}

export interface BoostingOptions {
  readonly trees: number;
  readonly depth: number;
  readonly learningRate: number;
  readonly rowsPerLeaf: number;
  /** L2 penalty on leaf values. */
  readonly penalty: number;
}

/**
 * Chosen by cross-validation over labelled pages before any of the code around it was there; nothing was tuned on top.
 */
export const DEFAULT_OPTIONS: BoostingOptions = {
  trees: 150,
  depth: 4,
  learningRate: 0.1,
  rowsPerLeaf: 40,
  penalty: 5,
};

const BINS_AT_MOST = 128;

/** Log-odds are rounded to a millionth. */
const GRID = 1e6;

/** Below this a split gains nothing but rounding. */
const LEAST_GAIN = 1e-9;
/** As scikit-learn's `min_hessian_to_split`. */
const LEAST_HESSIAN = 1e-3;

/** A feature's values as numbers of bins. A value is in the first bin whose edge it does not exceed. */
interface BinnedColumn {
  readonly bins: Uint8Array;
  readonly edges: readonly number[];
}

interface Split {
  readonly feature: number;
  /** The last bin that goes left. */
  readonly bin: number;
  readonly gain: number;
}

/** Sums over the rows of a node: slope, curvature and count in turn, by feature and bin. */
type Histogram = Float64Array;
const FIELDS = 3;

interface OpenNode {
  readonly node: number;
  readonly depth: number;
  readonly rows: Int32Array;
  readonly histogram: Histogram;
}

export function trainBoostedTrees(
  all: TrainingRows,
  options: BoostingOptions = DEFAULT_OPTIONS,
): BoostedTrees {
  const { features, columns, labels, weights } = withoutWeightless(all);
  const binned = columns.map(binColumn);
  const size = labels.length;
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const positive = weights.reduce((sum, weight, row) => sum + weight * labels[row]!, 0);
  if (size === 0 || positive === 0 || positive === whole) {
    throw new RangeError("Training needs rows with both answers.");
  }
  // The mean weight is 1, so that the penalty means the same however the weights are scaled.
  const scale = size / whole;
  const base = Math.log(positive / (whole - positive));
  const scores = new Float64Array(size).fill(base);
  const slope = new Float64Array(size);
  const curvature = new Float64Array(size);
  const trees: DecisionTree[] = [];
  for (let round = 0; round < options.trees; round += 1) {
    for (let row = 0; row < size; row += 1) {
      const probability = 1 / (1 + Math.exp(-scores[row]!));
      const weight = weights[row]! * scale;
      slope[row] = weight * (probability - labels[row]!);
      curvature[row] = weight * probability * (1 - probability);
    }
    trees.push(growTree(binned, slope, curvature, options, scores));
  }
  return { features, base, trees };
}

/** Grows one tree and adds its answers to the scores. */
function growTree(
  columns: readonly BinnedColumn[],
  slope: Float64Array,
  curvature: Float64Array,
  options: BoostingOptions,
  scores: Float64Array,
): DecisionTree {
  const { penalty, learningRate } = options;
  const feature: number[] = [];
  const threshold: number[] = [];
  const left: number[] = [];
  const value: number[] = [];
  const addNode = (rows: Int32Array): number => {
    let slopes = 0;
    let curvatures = 0;
    for (const row of rows) {
      slopes += slope[row]!;
      curvatures += curvature[row]!;
    }
    feature.push(-1);
    threshold.push(0);
    left.push(0);
    value.push(onGrid((-learningRate * slopes) / (curvatures + penalty)));
    return feature.length - 1;
  };
  const everyRow = Int32Array.from(slope, (_, row) => row);
  const histogramOf = (rows: Int32Array) => buildHistogram(columns, rows, slope, curvature);
  const open: OpenNode[] = [
    { node: addNode(everyRow), depth: 0, rows: everyRow, histogram: histogramOf(everyRow) },
  ];
  for (let current = open.shift(); current !== undefined; current = open.shift()) {
    const { node, depth, rows, histogram } = current;
    const split = depth < options.depth ? bestSplit(columns, histogram, options) : undefined;
    if (split === undefined) {
      for (const row of rows) scores[row]! += value[node]!;
      continue;
    }
    const { bins, edges } = columns[split.feature]!;
    const lower = rows.filter((row) => bins[row]! <= split.bin);
    const upper = rows.filter((row) => bins[row]! > split.bin);
    feature[node] = split.feature;
    threshold[node] = edges[split.bin]!;
    left[node] = addNode(lower);
    addNode(upper);
    // The smaller side is counted, the other is what remains of the parent.
    const isLowerSmaller = lower.length <= upper.length;
    const counted = histogramOf(isLowerSmaller ? lower : upper);
    const remaining = subtract(histogram, counted);
    open.push(
      { node: left[node], depth: depth + 1, rows: lower, histogram: isLowerSmaller ? counted : remaining },
      {
        node: left[node] + 1,
        depth: depth + 1,
        rows: upper,
        histogram: isLowerSmaller ? remaining : counted,
      },
    );
  }
  return { feature, threshold, left, value };
}

/** Values with few digits make small files; the trees that follow make up for what they lack. */
function onGrid(value: number): number {
  return Math.round(value * GRID) / GRID;
}

function bestSplit(
  columns: readonly BinnedColumn[],
  histogram: Histogram,
  { rowsPerLeaf, penalty }: BoostingOptions,
): Split | undefined {
  let best: Split | undefined;
  const total = totalOf(histogram);
  const parent = total.slope ** 2 / (total.curvature + penalty);
  for (const [feature, { edges }] of columns.entries()) {
    let slopes = 0;
    let curvatures = 0;
    let rows = 0;
    for (let bin = 0; bin < edges.length; bin += 1) {
      const at = (feature * BINS_AT_MOST + bin) * FIELDS;
      slopes += histogram[at]!;
      curvatures += histogram[at + 1]!;
      rows += histogram[at + 2]!;
      if (rows < rowsPerLeaf || curvatures < LEAST_HESSIAN) continue;
      if (total.count - rows < rowsPerLeaf || total.curvature - curvatures < LEAST_HESSIAN) break;
      const gain =
        slopes ** 2 / (curvatures + penalty) +
        (total.slope - slopes) ** 2 / (total.curvature - curvatures + penalty) -
        parent;
      if (gain > LEAST_GAIN && (best === undefined || gain > best.gain)) best = { feature, bin, gain };
    }
  }
  return best;
}

/** Every feature has all rows, so the first is enough. */
function totalOf(histogram: Histogram) {
  const total = { slope: 0, curvature: 0, count: 0 };
  for (let at = 0; at < BINS_AT_MOST * FIELDS; at += FIELDS) {
    total.slope += histogram[at]!;
    total.curvature += histogram[at + 1]!;
    total.count += histogram[at + 2]!;
  }
  return total;
}

function buildHistogram(
  columns: readonly BinnedColumn[],
  rows: Int32Array,
  slope: Float64Array,
  curvature: Float64Array,
): Histogram {
  const histogram = new Float64Array(columns.length * BINS_AT_MOST * FIELDS);
  // Gathered once: every feature reads them in the same order.
  const slopes = Float64Array.from(rows, (row) => slope[row]!);
  const curvatures = Float64Array.from(rows, (row) => curvature[row]!);
  for (const [feature, { bins }] of columns.entries()) {
    const start = feature * BINS_AT_MOST * FIELDS;
    for (let index = 0; index < rows.length; index += 1) {
      const at = start + bins[rows[index]!]! * FIELDS;
      histogram[at]! += slopes[index]!;
      histogram[at + 1]! += curvatures[index]!;
      histogram[at + 2]! += 1;
    }
  }
  return histogram;
}

function subtract(whole: Histogram, part: Histogram): Histogram {
  const rest = new Float64Array(whole.length);
  for (let at = 0; at < rest.length; at += 1) rest[at] = whole[at]! - part[at]!;
  return rest;
}

/** Edges stand midway between neighbouring values; where there are too many values, at even shares of the rows. */
function binColumn(column: Float64Array): BinnedColumn {
  const sorted = column.toSorted();
  const distinct = sorted.filter((value, at) => at === 0 || value !== sorted[at - 1]);
  const marks =
    distinct.length <= BINS_AT_MOST
      ? Array.from(distinct.subarray(1), (value, at) => midway(distinct[at]!, value))
      : Array.from({ length: BINS_AT_MOST - 1 }, (_, bin) => quantile(sorted, (bin + 1) / BINS_AT_MOST));
  const edges = marks.filter((edge, at) => at === 0 || edge !== marks[at - 1]);
  return { edges, bins: Uint8Array.from(column, (value) => binOf(value, edges)) };
}

function midway(lower: number, upper: number): number {
  const middle = lower + (upper - lower) / 2;
  // Between neighbouring numbers there is no other: the edge itself goes left.
  return middle < upper ? middle : lower;
}

function quantile(sorted: Float64Array, share: number): number {
  const position = share * (sorted.length - 1);
  const lower = Math.floor(position);
  const [below, above] = [sorted[lower]!, sorted[Math.min(lower + 1, sorted.length - 1)]!];
  return below + (above - below) * (position - lower);
}

function binOf(value: number, edges: readonly number[]): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= edges[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}

function withoutWeightless(all: TrainingRows): TrainingRows {
  const rows = Int32Array.from(all.weights, (_, row) => row).filter((row) => all.weights[row]! > 0);
  return {
    features: all.features,
    columns: all.columns.map((column) => Float64Array.from(rows, (row) => column[row]!)),
    labels: Uint8Array.from(rows, (row) => all.labels[row]!),
    weights: Float64Array.from(rows, (row) => all.weights[row]!),
  };
}
