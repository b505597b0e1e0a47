/** A share as people read it: two decimals. */
export function hundredths(share: number): number {
  return Math.round(share * 100) / 100;
}
