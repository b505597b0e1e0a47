/** Logistic regression, trained on whole batches in a fixed order: the same examples give the same weights. */

export interface Sample {
  readonly signs: readonly number[];
  /** 1: part of the article. */
  readonly label: 0 | 1;
  /** How much it counts. */
  readonly mass: number;
}

const ROUNDS = 250;
const STEP = 0.15;
/** Keeps weights small that little speaks for. */
const PENALTY = 1e-4;

/** Adam (Kingma and Ba, 2015): how fast the means of slope and squared slope forget. */
const FORGET_SLOPE = 0.9;
const FORGET_SQUARE = 0.999;

/** @returns a weight for each sign; the first sign is taken to be always 1 and is not penalised */
export function trainWeights(samples: readonly Sample[]): readonly number[] {
  const size = samples[0]?.signs.length ?? 0;
  const whole = samples.reduce((sum, { mass }) => sum + mass, 0);
  const weights = new Float64Array(size);
  const slopes = new Float64Array(size);
  const squares = new Float64Array(size);
  for (let round = 1; round <= ROUNDS; round += 1) {
    const gradient = weights.map((weight, at) => (at === 0 ? 0 : PENALTY * weight));
    for (const { signs, label, mass } of samples) {
      const error = ((probability(signs, weights) - label) * mass) / whole;
      for (let at = 0; at < size; at += 1) gradient[at]! += error * signs[at]!;
    }
    for (let at = 0; at < size; at += 1) {
      slopes[at] = FORGET_SLOPE * slopes[at]! + (1 - FORGET_SLOPE) * gradient[at]!;
      squares[at] = FORGET_SQUARE * squares[at]! + (1 - FORGET_SQUARE) * gradient[at]! ** 2;
      const slope = slopes[at]! / (1 - FORGET_SLOPE ** round);
      const square = squares[at]! / (1 - FORGET_SQUARE ** round);
      weights[at]! -= (STEP * slope) / (Math.sqrt(square) + 1e-8);
    }
  }
  return [...weights];
}

function probability(signs: readonly number[], weights: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < signs.length; at += 1) sum += signs[at]! * weights[at]!;
  return 1 / (1 + Math.exp(-sum));
}
