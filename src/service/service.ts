/** Begins sources when they are due, until it is stopped. What it does and does not do stands in the journal. */
import PQueue from "p-queue";
import type { Config, Source } from "../config/schema.ts";
import { ConfigError, NewsiftError } from "../core/errors.ts";
import type { Journal, JournalEntry } from "../archive/records/journal.ts";
import { type Action, createPlanner, type PastOf, type PlannedSource } from "./planner.ts";
import { createTimetable } from "./timetable.ts";

export interface Settings {
  readonly config: Config;
  /** Those with a schedule. */
  readonly sources: readonly ScheduledSource[];
}

export type ScheduledSource = Source & { readonly schedule: NonNullable<Source["schedule"]> };

export function isScheduled(source: Source): source is ScheduledSource {
  return source.schedule !== undefined;
}

/** Milliseconds since the epoch, which may jump. */
export interface ServiceClock {
  now(): number;
  /** Resolves after so many milliseconds, or when the signal ends it. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** The outcome of a run that was stopped: the next service goes on with it. */
const INTERRUPTED = "interrupted";

/** How a run ended. */
export interface Ending {
  readonly run?: string;
  readonly outcome: string;
}

export interface ServiceOptions {
  readonly settings: Settings;
  /** New settings where the files changed since. @throws {ConfigError} where they are wrong: the old ones are kept */
  readonly reload: () => Settings | undefined;
  /** Crawls a source. It ends early, and does not throw, when the signal says so. */
  readonly run: (source: ScheduledSource, settings: Settings, signal: AbortSignal) => Promise<Ending>;
  readonly journal: Journal;
  readonly clock: ServiceClock;
  /** Told of each line of the journal, and of settings that are wrong. */
  readonly say: (line: string) => void;
  /** Drains: what is under way is stopped, and nothing begins. */
  readonly signal: AbortSignal;
  /** Only begins what is due now, and ends when that has ended: whoever calls it again and again is the clock. */
  readonly once?: boolean;
  /** Given what the service is at before it begins anything. */
  readonly onStart?: (standing: Standing) => void;
}

/** What a service is at, whenever it is asked. */
export interface Standing {
  /** Those that have begun, or wait for their turn, and have not ended. */
  readonly running: ReadonlySet<string>;
  sources(): readonly string[];
  /** Those that will begin, and when: milliseconds since the epoch. */
  next(): readonly (readonly [source: string, at: number])[];
  isDraining(): boolean;
  /** When it looked at the clock last, by the monotonic one: milliseconds. */
  lookedAt(): number;
}

/** Milliseconds between two looks at clock and files at the most: a clock that jumped is noticed by then. */
const LOOKS_EVERY = 10_000;

/** @throws {WriteError} where the journal cannot be written */
export async function serve(options: ServiceOptions): Promise<void> {
  const { journal, clock, say, signal, once = false } = options;
  let { settings } = options;
  const planner = createPlanner(pastOf(journal.read()));
  const running = new Set<string>();
  const queue = new PQueue({ concurrency: settings.config.schedule.atOnce });
  /** A fault of ours ends the service: it is better started again than half alive. */
  const fault = new AbortController();
  const ending = AbortSignal.any([signal, fault.signal]);
  let lookedAt = performance.now();

  take(settings);
  options.onStart?.({
    running,
    sources: () => settings.sources.map(({ id }) => id),
    next() {
      const now = clock.now();
      return settings.sources.flatMap(({ id }) => {
        const at = planner.nextOf(id, now);
        return at === undefined ? [] : [[id, at] as const];
      });
    },
    isDraining: () => ending.aborted,
    lookedAt: () => lookedAt,
  });
  if (once) {
    for (const action of planner.tick(clock.now(), running)) perform(action);
    await queue.onIdle();
    return fault.signal.throwIfAborted();
  }
  note({ what: "started", why: `${settings.sources.length} sources are planned.` });
  while (!ending.aborted) {
    lookedAt = performance.now();
    reload();
    for (const action of planner.tick(clock.now(), running)) perform(action);
    const next = planner.nextBeginning(clock.now()) ?? Infinity;
    await clock.sleep(Math.min(LOOKS_EVERY, Math.max(0, next - clock.now()) + 1), ending);
  }
  await queue.onIdle();
  fault.signal.throwIfAborted();
  note({ what: "stopped" });

  function take(taken: Settings): void {
    settings = taken;
    queue.concurrency = taken.config.schedule.atOnce;
    const now = clock.now();
    // Written down, so that a restart before they are due loses nothing.
    for (const source of planner.plan(plannedOf(taken), taken.config.schedule, now)) {
      journal.note({ what: "planned", source, slot: new Date(now).toISOString() });
    }
  }

  function reload(): void {
    try {
      const changed = options.reload();
      if (changed === undefined) return;
      take(changed);
      note({ what: "reloaded", why: `${changed.sources.length} sources are planned.` });
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      note({ what: "kept old settings", why: error.message });
    }
  }

  function perform(action: Action): void {
    const { source } = action;
    const slot = new Date(action.slot).toISOString();
    if (action.what === "clock went back") {
      note({
        what: action.what,
        source,
        slot,
        why: "What was due until then is due again when its time comes.",
      });
    } else if (action.what === "skip") {
      note({ what: "skipped", source, slot, why: whySkipped(action) });
    } else {
      begin(source, slot, whyBegun(action));
    }
  }

  function begin(id: string, slot: string, why: string | undefined): void {
    const source = settings.sources.find((one) => one.id === id)!;
    // From now on, so that it does not begin twice while it waits for its turn.
    running.add(id);
    void queue.add(async () => {
      // It waited for its turn, and is due again when the next service begins.
      if (ending.aborted) return;
      note({ what: "begun", source: id, slot, ...(why === undefined ? {} : { why }) });
      try {
        const { run, outcome } = await options.run(source, settings, ending);
        note({ what: "ended", source: id, slot, ...(run === undefined ? {} : { run }), why: outcome });
      } catch (error) {
        if (!(error instanceof NewsiftError)) return fault.abort(error);
        note({ what: "ended", source: id, slot, why: `failed: ${error.message}` });
      } finally {
        running.delete(id);
      }
    });
  }

  function note(entry: Omit<JournalEntry, "at">): void {
    journal.note(entry);
    say([entry.source, entry.what, entry.run, entry.why].filter((part) => part !== undefined).join(" · "));
  }
}

/** When each source is due. */
export function plannedOf({ config, sources }: Settings): readonly PlannedSource[] {
  return sources.map(({ id, schedule }) => ({
    id,
    timetable: createTimetable(schedule, config.schedule.zone),
  }));
}

/** What the journal says of each source. */
export function pastOf(entries: readonly JournalEntry[]): ReadonlyMap<string, PastOf> {
  const past = new Map<string, PastOf>();
  for (const { what, source, slot, at, why } of entries) {
    if (source === undefined || slot === undefined) continue;
    if (what === "begun") past.set(source, { slot: Date.parse(slot), isUnfinished: true });
    if (what === "planned") past.set(source, { slot: Date.parse(slot), isUnfinished: false });
    if (what === "skipped")
      past.set(source, { slot: Date.parse(slot), isUnfinished: past.get(source)?.isUnfinished ?? false });
    if (what === "clock went back") past.set(source, { slot: Date.parse(at), isUnfinished: false });
    // It may have been due again, and skipped, while it ran.
    if (what === "ended") {
      past.set(source, {
        slot: past.get(source)?.slot ?? Date.parse(slot),
        isUnfinished: why === INTERRUPTED,
      });
    }
  }
  return past;
}

function whyBegun({ missed, goesOn }: Extract<Action, { what: "begin" }>): string | undefined {
  if (goesOn) return "It goes on with a run that was cut short.";
  return missed === 0 ? undefined : `It stands for ${missed} more that nobody was there to begin.`;
}

function whySkipped({ why, count }: Extract<Action, { what: "skip" }>): string {
  const times = count === 1 ? "It was due" : `It was due ${count} times`;
  return why === "running"
    ? `${times} while its last run was under way.`
    : `${times} while nobody was there.`;
}
