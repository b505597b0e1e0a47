/** Whether the service does its work. */
import type { Standing } from "./service.ts";

export interface Health {
  /** `silent`: it has not looked at the clock for so long that something holds it up. */
  readonly status: "ok" | "starting" | "draining" | "silent";
  /** When the service was started: ISO 8601, UTC, as all times. */
  readonly since: string;
  /** Sources that have begun, or wait for their turn, and have not ended. */
  readonly running: readonly string[];
  /** The source that begins next, and when; absent where none ever does. */
  readonly next?: { readonly source: string; readonly at: string };
}

/** Milliseconds without a look at the clock from which on it is held up. */
const SILENT = 60_000;

/**
 * @param since when the service was started: milliseconds since the epoch
 * @param standing undefined until it has started
 * @param now of the monotonic clock: milliseconds
 */
export function healthOf(since: number, standing: Standing | undefined, now = performance.now()): Health {
  const [next] = (standing?.next() ?? []).toSorted(([, a], [, b]) => a - b);
  return {
    status: statusOf(standing, now),
    since: new Date(since).toISOString(),
    running: [...(standing?.running ?? [])],
    ...(next === undefined ? {} : { next: { source: next[0], at: new Date(next[1]).toISOString() } }),
  };
}

function statusOf(standing: Standing | undefined, now: number): Health["status"] {
  if (standing === undefined) return "starting";
  if (standing.isDraining()) return "draining";
  return now - standing.lookedAt() > SILENT ? "silent" : "ok";
}
