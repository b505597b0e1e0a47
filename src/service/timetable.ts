/** When a source is due: by a cron expression in a zone, or every so often. Times are milliseconds since the epoch. */
import { createHash } from "node:crypto";
import { Cron } from "croner";
import { millisecondsOf } from "../config/interval.ts";
import type { Schedule } from "../config/schema.ts";

/** The moments at which a source is due, without end in both directions. */
export interface Timetable {
  /** The first one after this time; undefined where there is none any more, such as 30 February. */
  next(after: number): number | undefined;
  /** The last one at this time or before it. */
  last(until: number): number | undefined;
  /** How many there are after the one time, up to and including the other; at most `SLOTS_COUNTED`. */
  count(after: number, until: number): number;
}

/** Nobody wants to know more exactly how much was missed. */
export const SLOTS_COUNTED = 1000;

/**
 * Where clocks go forward over a moment of a cron expression, it is due when they have; where they go back over it,
 * once. `every` counts from the epoch, so that it means the same after each restart.
 * @param zone where the schedule names none
 */
export function createTimetable(schedule: Schedule, zone: string): Timetable {
  return "every" in schedule
    ? everySoOften(millisecondsOf(schedule.every))
    : byCron(new Cron(schedule.cron, { timezone: schedule.zone ?? zone, paused: true }));
}

/** Each source begins a little later than it is due, always by the same: not all at once, and never a surprise. */
export function delayOf(source: string, slot: number, jitterSeconds: number): number {
  const draw = createHash("sha256").update(`${source} ${slot}`).digest().readUInt32BE(0) / 2 ** 32;
  return Math.floor(draw * jitterSeconds * 1000);
}

function everySoOften(interval: number): Timetable {
  const last = (until: number) => Math.floor(until / interval) * interval;
  return {
    next: (after) => last(after) + interval,
    last,
    count: (after, until) => Math.min(SLOTS_COUNTED, Math.max(0, (last(until) - last(after)) / interval)),
  };
}

function byCron(cron: Cron): Timetable {
  const next = (after: number) => cron.nextRun(new Date(after))?.getTime();
  return {
    next,
    last: (until) => cron.previousRuns(1, new Date(until + 1))[0]?.getTime(),
    count(after, until) {
      let count = 0;
      for (let slot = next(after); slot !== undefined && slot <= until; slot = next(slot)) {
        count += 1;
        if (count === SLOTS_COUNTED) break;
      }
      return count;
    },
  };
}
