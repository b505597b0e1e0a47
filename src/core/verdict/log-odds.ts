/** No block is surer than this. */
const SURE = 0.999;

/** Of a probability as the trees give it, within bounds. */
export function logOdds(probability: number): number {
  const bounded = Math.min(Math.max(probability, 1 - SURE), SURE);
  return Math.log(bounded / (1 - bounded));
}
