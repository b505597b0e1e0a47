/** What is due when, without a service. */
import type { JournalEntry } from "../archive/records/journal.ts";
import { createPlanner } from "./planner.ts";
import { pastOf, plannedOf, type Settings } from "./service.ts";

/** When a source begins next. Times are ISO 8601, UTC. */
export interface NextBeginning {
  readonly source: string;
  readonly name: string;
  /** `every 6h`, `30 6 * * * (Asia/Shanghai)` */
  readonly when: string;
  /** Absent where it is never due. */
  readonly at?: string;
  /** When it was due last and seen to. */
  readonly last?: string;
}

/** The sources in the order in which they begin. */
export function nextBeginnings(
  settings: Settings,
  entries: readonly JournalEntry[],
  now: number,
): readonly NextBeginning[] {
  const past = pastOf(entries);
  const planner = createPlanner(past);
  planner.plan(plannedOf(settings), settings.config.schedule, now);
  const times = new Map(settings.sources.map(({ id }) => [id, planner.nextOf(id, now) ?? Infinity]));
  return settings.sources
    .toSorted((a, b) => times.get(a.id)! - times.get(b.id)!)
    .map(({ id, name, schedule }) => {
      const at = times.get(id)!;
      const last = past.get(id)?.slot;
      const zone = "cron" in schedule ? (schedule.zone ?? settings.config.schedule.zone) : "";
      return {
        source: id,
        name,
        when: "cron" in schedule ? `${schedule.cron} (${zone})` : `every ${schedule.every}`,
        ...(at === Infinity ? {} : { at: new Date(at).toISOString() }),
        ...(last === undefined ? {} : { last: new Date(last).toISOString() }),
      };
    });
}
