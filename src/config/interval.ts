/** Times as the config files have them: 90d, 12h, 30m. */

const MINUTE = 60_000;
const UNITS: Readonly<Record<string, number>> = { m: MINUTE, h: 60 * MINUTE, d: 24 * 60 * MINUTE };

/** @returns milliseconds */
export function millisecondsOf(interval: string): number {
  return Number(interval.slice(0, -1)) * UNITS[interval.at(-1)!]!;
}
