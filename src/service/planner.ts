/** Which sources begin now. It knows no clock: it is told the time, which may jump. Times are milliseconds since the epoch. */
import type { Timetable } from "./timetable.ts";
import { delayOf } from "./timetable.ts";

export interface PlannedSource {
  readonly id: string;
  readonly timetable: Timetable;
}

export interface Policy {
  /** How much later than due a source begins, at the most. */
  readonly jitterSeconds: number;
  /** What becomes of a source that was due while nobody was there to begin it. */
  readonly missed: "once" | "skip";
}

/** What the history says of a source. */
export interface PastOf {
  /** The last moment at which it was due and that was seen to. */
  readonly slot: number;
  /** It was begun then and did not end. */
  readonly isUnfinished: boolean;
}

export type Action =
  | {
      readonly what: "begin";
      readonly source: string;
      readonly slot: number;
      /** Moments before this one at which it was due, and that this run stands for. */
      readonly missed: number;
      /** It goes on with a run that was cut short. */
      readonly goesOn?: true;
    }
  | {
      readonly what: "skip";
      readonly source: string;
      readonly slot: number;
      readonly count: number;
      readonly why: "running" | "late";
    }
  /** What was due in between is due again. */
  | { readonly what: "clock went back"; readonly source: string; readonly slot: number };

export interface Planner {
  /**
   * Instead of those known so far. What is known of those that stay is kept; new ones are due from now on.
   * @returns the new ones
   */
  plan(sources: readonly PlannedSource[], policy: Policy, now: number): readonly string[];
  /**
   * @param running sources that have begun and not ended
   * @returns what is to be done, each action once
   */
  tick(now: number, running: ReadonlySet<string>): readonly Action[];
  /** When the next source begins; undefined where none is planned. */
  nextBeginning(now: number): number | undefined;
  /** When this source begins next; undefined where it never does. */
  nextOf(source: string, now: number): number | undefined;
}

interface Due {
  readonly after: number;
  readonly timetable: Timetable;
  readonly due: number | undefined;
}

const MINUTE = 60_000;

/** A source that begins so much later than it should was missed: the service was away, or the machine slept. */
const LATE = 5 * MINUTE;

/** A clock that was put right by less than this makes nothing due again. */
const CLOCK_WENT_BACK = 60 * MINUTE;

/** @param past by source; one without is new */
export function createPlanner(past: ReadonlyMap<string, PastOf>): Planner {
  const slots = new Map([...past].map(([id, { slot }]) => [id, slot]));
  const unfinished = new Set([...past].filter(([, { isUnfinished }]) => isUnfinished).map(([id]) => id));
  const dues = new Map<string, Due>();
  let sources: readonly PlannedSource[] = [];
  let policy: Policy = { jitterSeconds: 0, missed: "once" };

  return {
    plan(planned, chosen, now) {
      sources = planned;
      policy = chosen;
      const fresh = planned.map(({ id }) => id).filter((id) => !slots.has(id));
      for (const id of fresh) slots.set(id, now);
      return fresh;
    },
    tick(time, running) {
      return sources.flatMap((source) => actionsOf(source, time, running.has(source.id)));
    },
    nextBeginning(time) {
      const all = sources.flatMap(({ id }) => this.nextOf(id, time) ?? []);
      return all.length === 0 ? undefined : Math.min(...all);
    },
    nextOf(id, time) {
      const source = sources.find((one) => one.id === id);
      if (source === undefined) return undefined;
      const due = dueOf(source);
      const slot = due !== undefined && due <= time ? source.timetable.last(time) : due;
      return slot === undefined ? undefined : Math.max(time, slot + delay(source, slot));
    },
  };

  /** The first moment that was not seen to. Reckoned once: it is asked for at every look. */
  function dueOf({ id, timetable }: PlannedSource): number | undefined {
    const after = slots.get(id)!;
    const known = dues.get(id);
    if (known?.after === after && known.timetable === timetable) return known.due;
    const due = timetable.next(after);
    dues.set(id, { after, timetable, due });
    return due;
  }

  function actionsOf(source: PlannedSource, time: number, isRunning: boolean): readonly Action[] {
    const { id, timetable } = source;
    const before = slots.get(id)!;
    if (unfinished.delete(id) && !isRunning) {
      return [{ what: "begin", source: id, slot: before, missed: 0, goesOn: true }];
    }
    if (time < before - CLOCK_WENT_BACK) {
      slots.set(id, time);
      return [{ what: "clock went back", source: id, slot: before }];
    }
    const due = dueOf(source);
    if (due === undefined || time < due) return [];
    const slot = timetable.last(time)!;
    const count = timetable.count(before, slot);
    const begins = slot + delay(source, slot);
    const skip = (why: "running" | "late"): readonly Action[] => {
      slots.set(id, slot);
      return [{ what: "skip", source: id, slot, count, why }];
    };
    if (isRunning) return skip("running");
    if (time < begins) return [];
    if (policy.missed === "skip" && time - begins > LATE) return skip("late");
    slots.set(id, slot);
    return [{ what: "begin", source: id, slot, missed: count - 1 }];
  }

  /** At most half of the time until it is due again. */
  function delay({ id, timetable }: PlannedSource, slot: number): number {
    const next = timetable.next(slot);
    const room = next === undefined ? Infinity : (next - slot) / 2000;
    return delayOf(id, slot, Math.min(room, policy.jitterSeconds));
  }
}
