import { describe, expect, test } from "vitest";
import { type Action, createPlanner, type PastOf, type Planner } from "../../src/service/planner.ts";
import { createTimetable, delayOf, SLOTS_COUNTED } from "../../src/service/timetable.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const at = (time: string) => Date.parse(time);
const iso = (time: number | undefined) => time && new Date(time).toISOString();

describe("a timetable", () => {
  test.for([
    [
      "every day at half past six in Shanghai",
      { cron: "30 6 * * *" },
      "2026-03-08T23:00Z",
      "2026-03-09T22:30Z",
      "2026-03-08T22:30Z",
    ],
    [
      "in another zone",
      { cron: "30 6 * * *", zone: "UTC" },
      "2026-03-09T06:30Z",
      "2026-03-10T06:30Z",
      "2026-03-09T06:30Z",
    ],
    [
      "every six hours from the epoch",
      { every: "6h" },
      "2026-03-09T07:00Z",
      "2026-03-09T12:00Z",
      "2026-03-09T06:00Z",
    ],
    ["every thirty minutes", { every: "30m" }, "2026-03-09T07:30Z", "2026-03-09T08:00Z", "2026-03-09T07:30Z"],
    // Clocks go forward from 2:00 to 3:00: it is due when they have.
    [
      "where half past two is left out",
      { cron: "30 2 * * *", zone: "America/New_York" },
      "2026-03-08T00:00-05:00",
      "2026-03-08T03:00-04:00",
      "2026-03-07T02:30-05:00",
    ],
    // They go back from 2:00 to 1:00: it is due once.
    [
      "where half past one comes twice",
      { cron: "30 1 * * *", zone: "America/New_York" },
      "2026-11-01T01:30-04:00",
      "2026-11-02T01:30-05:00",
      "2026-11-01T01:30-04:00",
    ],
  ] as const)("%s", ([, schedule, now, next, last]) => {
    const timetable = createTimetable(schedule, "Asia/Shanghai");
    expect(iso(timetable.next(at(now)))).toBe(iso(at(next)));
    expect(iso(timetable.last(at(now)))).toBe(iso(at(last)));
  });

  test("counts what was missed, and ends counting", () => {
    const daily = createTimetable({ cron: "0 6 * * *" }, "UTC");
    expect(daily.count(at("2026-03-01T06:00Z"), at("2026-03-09T06:00Z"))).toBe(8);
    expect(daily.count(at("2026-03-09T06:00Z"), at("2026-03-09T06:00Z"))).toBe(0);
    expect(createTimetable({ every: "1m" }, "UTC").count(0, at("2026-03-09"))).toBe(SLOTS_COUNTED);
    expect(createTimetable({ cron: "* * * * *" }, "UTC").count(0, at("2026-03-09"))).toBe(SLOTS_COUNTED);
  });

  test("delays a source always by the same, each source by another", () => {
    const delays = Array.from({ length: 100 }, (_, n) => delayOf(`source-${n}`, 0, 120));
    expect(delays).toEqual(Array.from({ length: 100 }, (_, n) => delayOf(`source-${n}`, 0, 120)));
    expect(Math.max(...delays)).toBeLessThan(120_000);
    expect(new Set(delays).size).toBeGreaterThan(90);
  });
});

const six = { cron: "0 6 * * *" } as const;

function plannerOf(
  schedule: Parameters<typeof createTimetable>[0],
  now: string,
  { missed = "once" as "once" | "skip", jitterSeconds = 0, past = new Map<string, PastOf>() } = {},
): Planner {
  const planner = createPlanner(past);
  planner.plan(
    [{ id: "town", timetable: createTimetable(schedule, "UTC") }],
    { jitterSeconds, missed },
    at(now),
  );
  return planner;
}

const idle: ReadonlySet<string> = new Set();
const busy: ReadonlySet<string> = new Set(["town"]);

describe("a planner", () => {
  test("begins a source when it is due, once", () => {
    const planner = plannerOf(six, "2026-03-09T05:00Z");
    expect(planner.tick(at("2026-03-09T05:59:59Z"), idle)).toEqual([]);
    expect(iso(planner.nextBeginning(at("2026-03-09T05:59:59Z")))).toBe("2026-03-09T06:00:00.000Z");
    expect(planner.tick(at("2026-03-09T06:00Z"), idle)).toEqual([
      { what: "begin", source: "town", slot: at("2026-03-09T06:00Z"), missed: 0 },
    ]);
    expect(planner.tick(at("2026-03-09T06:00:01Z"), idle)).toEqual([]);
    expect(iso(planner.nextBeginning(at("2026-03-09T06:00:01Z")))).toBe("2026-03-10T06:00:00.000Z");
  });

  test("a source that is new is first due when its time comes", () => {
    const planner = plannerOf(six, "2026-03-09T06:00:01Z");
    expect(planner.tick(at("2026-03-09T07:00Z"), idle)).toEqual([]);
  });

  test("skips what is due while it runs", () => {
    const planner = plannerOf({ every: "1h" }, "2026-03-09T05:30Z");
    expect(planner.tick(at("2026-03-09T08:10Z"), busy)).toEqual([
      { what: "skip", source: "town", slot: at("2026-03-09T08:00Z"), count: 3, why: "running" },
    ]);
    expect(planner.tick(at("2026-03-09T08:20Z"), idle)).toEqual([]);
    expect(planner.tick(at("2026-03-09T09:00Z"), idle)).toMatchObject([{ what: "begin", missed: 0 }]);
  });

  test.for([
    ["once", [{ what: "begin", source: "town", slot: at("2026-03-14T06:00Z"), missed: 4 }]],
    ["skip", [{ what: "skip", source: "town", slot: at("2026-03-14T06:00Z"), count: 5, why: "late" }]],
  ] as const)("what was missed while nobody was there: %s", ([missed, expected]) => {
    const past = new Map([["town", { slot: at("2026-03-09T06:00Z"), isUnfinished: false }]]);
    const planner = plannerOf(six, "2026-03-14T12:00Z", { missed, past });
    expect(planner.tick(at("2026-03-14T12:00Z"), idle)).toEqual(expected);
    expect(planner.tick(at("2026-03-14T12:00:10Z"), idle)).toEqual([]);
    expect(planner.tick(at("2026-03-15T06:00:10Z"), idle)).toMatchObject([{ what: "begin", missed: 0 }]);
  });

  test("goes on with a run that was cut short", () => {
    const past = new Map([["town", { slot: at("2026-03-09T06:00Z"), isUnfinished: true }]]);
    const planner = plannerOf(six, "2026-03-09T06:05Z", { past });
    expect(planner.tick(at("2026-03-09T06:05Z"), idle)).toEqual([
      { what: "begin", source: "town", slot: at("2026-03-09T06:00Z"), missed: 0, goesOn: true },
    ]);
    expect(planner.tick(at("2026-03-09T06:06Z"), idle)).toEqual([]);
  });

  test("a clock that goes back a little repeats nothing; one that was far ahead silences nothing", () => {
    const planner = plannerOf(six, "2026-03-09T05:00Z");
    expect(planner.tick(at("2026-03-09T06:00:30Z"), idle)).toHaveLength(1);
    expect(planner.tick(at("2026-03-09T05:50Z"), idle)).toEqual([]);
    expect(planner.tick(at("2026-03-09T06:00:30Z"), idle)).toEqual([]);
    expect(planner.tick(at("2027-01-01T07:00Z"), idle)).toHaveLength(1);
    expect(planner.tick(at("2026-03-10T05:00Z"), idle)).toMatchObject([{ what: "clock went back" }]);
    expect(planner.tick(at("2026-03-10T06:00Z"), idle)).toMatchObject([{ what: "begin", missed: 0 }]);
  });

  test("begins a little later than due, but before it is due again", () => {
    const planner = plannerOf({ every: "1m" }, "2026-03-09T05:00:30Z", { jitterSeconds: 3600 });
    const begun = Array.from({ length: 61 * 30 }, (_, n) => at("2026-03-09T05:00:30Z") + n * 2000).flatMap(
      (now) => planner.tick(now, idle).map((action) => ({ ...action, late: now - action.slot })),
    );
    // The last one may still be waiting.
    expect([60, 61]).toContain(begun.length);
    expect(begun.every(({ what, late }) => what === "begin" && late <= 32_000)).toBe(true);
    expect(new Set(begun.map(({ late }) => late)).size).toBeGreaterThan(5);
  });

  test("new plans keep what is known of the sources that stay", () => {
    const planner = plannerOf(six, "2026-03-09T05:00Z");
    expect(planner.tick(at("2026-03-09T06:00Z"), idle)).toHaveLength(1);
    const timetable = createTimetable({ every: "1h" }, "UTC");
    planner.plan([{ id: "town", timetable }], { jitterSeconds: 0, missed: "once" }, at("2026-03-09T06:10Z"));
    expect(planner.tick(at("2026-03-09T06:30Z"), idle)).toEqual([]);
    expect(planner.tick(at("2026-03-09T07:00Z"), idle)).toHaveLength(1);
    planner.plan([], { jitterSeconds: 0, missed: "once" }, at("2026-03-09T07:10Z"));
    expect(planner.tick(at("2026-03-09T09:00Z"), idle)).toEqual([]);
    expect(planner.nextBeginning(at("2026-03-09T09:00Z"))).toBeUndefined();
  });
});

/** Moves of a clock: milliseconds that it shows more, and those that really went by. */
interface Move {
  readonly shown: number;
  readonly really: number;
}

/** Thirty days, a look every ten seconds, and a clock that is put right, sleeps and jumps. */
function thirtyDays(zone: string, start: number, runs: number) {
  const schedules = [
    { cron: "30 2 * * *", zone },
    { cron: "30 1 * * *", zone },
    { every: "45m" },
    { cron: "*/20 6-9 * * 1-5", zone },
  ] as const;
  const planner = createPlanner(new Map());
  const sources = schedules.map((schedule, n) => ({
    id: `s${n}`,
    timetable: createTimetable(schedule, zone),
  }));
  planner.plan(sources, { jitterSeconds: 30, missed: "once" }, start);
  const running = new Map<string, number>();
  const actions: (Action & { now: number })[] = [];
  let overlaps = 0;
  let elapsed = 0;
  const moves = new Map<number, Move>([
    [3 * DAY, { shown: 8 * HOUR, really: 8 * HOUR }], // sleeps
    [6 * DAY, { shown: 20 * MINUTE, really: 0 }], // was slow, is put right
    [9 * DAY, { shown: -20 * MINUTE, really: 0 }], // was fast, is put right
    [12 * DAY, { shown: 3 * DAY, really: 0 }], // jumps into the future …
    [12 * DAY + HOUR, { shown: -3 * DAY, really: 0 }], // … and back
  ]);
  let now = start;
  const lookedAt: number[] = [];
  while (elapsed < 30 * DAY) {
    const move = moves.get(elapsed) ?? { shown: 0, really: 0 };
    now += 10_000 + move.shown;
    elapsed += 10_000;
    const after = elapsed + move.really;
    for (const [id, ends] of running) if (ends <= after) running.delete(id);
    lookedAt.push(now);
    for (const action of planner.tick(now, new Set(running.keys()))) {
      actions.push({ ...action, now });
      if (action.what !== "begin") continue;
      if (running.has(action.source)) overlaps += 1;
      running.set(action.source, elapsed + runs);
    }
  }
  return { actions, overlaps, sources, now };
}

test.for([
  ["Asia/Shanghai", "2026-03-01T00:00Z", 10 * MINUTE],
  ["America/New_York", "2026-02-25T00:00Z", 10 * MINUTE],
  ["America/New_York", "2026-10-20T00:00Z", 70 * MINUTE],
  ["Europe/Berlin", "2026-10-20T00:00Z", 25 * HOUR],
] as const)(
  "thirty days in %s from %s, with runs of %i ms: none overlap, none is lost, each is explained",
  ([zone, start, runs]) => {
    const { actions, overlaps, sources, now } = thirtyDays(zone, at(start), runs);
    expect(overlaps).toBe(0);
    for (const { id, timetable } of sources) {
      // Every moment at which it was due is the slot of an action, or one of those that an action stands for.
      let settled = at(start);
      for (const action of actions.filter(({ source }) => source === id)) {
        if (action.what === "clock went back") settled = action.now;
        else {
          const due = timetable.count(settled, action.slot);
          expect(due).toBe(action.what === "begin" ? action.missed + 1 : action.count);
          settled = action.slot;
        }
      }
      expect(timetable.count(settled, now - 60_000)).toBe(0);
    }
    expect(new Set(actions.map(({ what }) => what))).toContain("clock went back");
    expect(actions.length).toBeGreaterThan(60);
  },
);
