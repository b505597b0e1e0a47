/** The service, with a clock of the test's own; what it crawls with is handed in. */
import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { configSchema, type Source, sourceSchema } from "../../src/config/schema.ts";
import { ConfigError, ConnectionError } from "../../src/core/errors.ts";
import { nextBeginnings } from "../../src/service/next-beginnings.ts";
import {
  type Ending,
  isScheduled,
  type ScheduledSource,
  serve,
  type ServiceOptions,
  type Settings,
} from "../../src/service/service.ts";
import { type JournalEntry, openJournal } from "../../src/archive/records/journal.ts";
import { temporaryWorkspace } from "../support/store-workspace.ts";
import { startCpuClock } from "../support/cpu-time.ts";

const MINUTE = 60_000;

function settingsOf(every: Readonly<Record<string, string>>, schedule: object = {}): Settings {
  const sources = Object.entries(every).map(([id, interval]) => ({
    id,
    ...sourceSchema.parse({ name: id, start: ["http://127.0.0.1/"], schedule: { every: interval } }),
  })) as readonly Source[];
  return {
    config: configSchema.parse({ schedule: { jitterSeconds: 0, ...schedule } }),
    sources: sources.filter(isScheduled),
  };
}

/** A clock that stands still until everybody sleeps, and then goes on to when the first one wants to be woken. */
function simulatedClock(start: number, end: number, stop: AbortController) {
  const clock = {
    time: start,
    now: () => clock.time,
    async sleep(milliseconds: number) {
      await setImmediate();
      clock.time += milliseconds;
      if (clock.time >= end) stop.abort();
    },
  };
  return clock;
}

async function serveUntil(
  minutes: number,
  changes: Partial<ServiceOptions> & Pick<ServiceOptions, "settings">,
) {
  const workspace = temporaryWorkspace();
  const journal = openJournal(workspace);
  const stop = new AbortController();
  const start = Date.parse("2026-03-09T05:59:30Z");
  const clock = simulatedClock(start, start + minutes * MINUTE, stop);
  const said: string[] = [];
  await serve({
    reload: () => undefined,
    run: async () => ({ outcome: "ok" }),
    journal,
    clock,
    say: (line) => said.push(line),
    signal: stop.signal,
    ...changes,
  });
  return { entries: journal.read(), said };
}

const told = (entries: readonly JournalEntry[], ...kinds: readonly string[]) =>
  entries
    .filter(({ what }) => kinds.includes(what))
    .map(({ source, slot }) => `${source} ${slot?.slice(11, 16)}`);

test("begins each source when it is due, and tells the journal", async () => {
  const begun: string[] = [];
  const { entries, said } = await serveUntil(31, {
    settings: settingsOf({ north: "10m", south: "15m" }),
    run: async ({ id }) => {
      begun.push(id);
      return { run: `run-${begun.length}`, outcome: "ok" };
    },
  });
  expect(told(entries, "begun")).toEqual([
    "north 06:00",
    "south 06:00",
    "north 06:10",
    "south 06:15",
    "north 06:20",
    "north 06:30",
    "south 06:30",
  ]);
  expect(begun).toEqual(["north", "south", "north", "south", "north", "north", "south"]);
  expect(entries.slice(0, 3).map(({ what, source }) => [what, source])).toEqual([
    ["planned", "north"],
    ["planned", "south"],
    ["started", undefined],
  ]);
  expect(entries.at(-1)).toMatchObject({ what: "stopped" });
  expect(entries.find(({ what }) => what === "ended")).toMatchObject({
    source: "north",
    run: "run-1",
    why: "ok",
  });
  expect(said[1]).toBe("north · begun");
});

test("never runs a source twice at once, nor more sources than it may", async () => {
  let now = 0;
  let most = 0;
  const clockTurns = async (turns: number) => {
    for (let turn = 0; turn < turns; turn += 1) await setImmediate();
  };
  const running = new Set<string>();
  const { entries } = await serveUntil(61, {
    settings: settingsOf({ a: "10m", b: "10m", c: "10m", d: "10m" }, { atOnce: 2 }),
    run: async ({ id }) => {
      expect(running.has(id)).toBe(false);
      running.add(id);
      now += 1;
      most = Math.max(most, now);
      await clockTurns(100);
      now -= 1;
      running.delete(id);
      return { outcome: "ok" };
    },
  });
  expect(most).toBe(2);
  expect(told(entries, "skipped").length).toBeGreaterThan(0);
  expect(entries.find(({ what }) => what === "skipped")!.why).toMatch(/while its last run was under way/u);
});

test("a run that fails is told of, and the next one begins all the same", async () => {
  const { entries } = await serveUntil(25, {
    settings: settingsOf({ north: "10m" }),
    run: () => Promise.reject(new ConnectionError("Nobody answers.")),
  });
  expect(entries.filter(({ what }) => what === "ended").map(({ why }) => why)).toEqual(
    Array.from({ length: 3 }, () => "failed: Nobody answers."),
  );
});

test("a fault of ours ends it: it is better started again than half alive", async () => {
  const settings = settingsOf({ north: "10m" });
  await expect(
    serveUntil(25, { settings, run: () => Promise.reject(new TypeError("oops")) }),
  ).rejects.toThrow("oops");
});

test("takes new settings, and keeps the old ones where the new ones are wrong", async () => {
  const answers: (() => Settings | undefined)[] = [
    () => undefined,
    () => {
      throw new ConfigError("config/sources/north.yaml:3: what is this?");
    },
    () => settingsOf({ north: "10m", east: "10m" }),
  ];
  const { entries } = await serveUntil(11, {
    settings: settingsOf({ north: "10m" }),
    reload: () => answers.shift()?.(),
  });
  expect(entries.map(({ what }) => what).slice(1, 5)).toEqual([
    "started",
    "kept old settings",
    "planned",
    "reloaded",
  ]);
  expect(entries[2]).toMatchObject({ why: "config/sources/north.yaml:3: what is this?" });
  expect(told(entries, "begun")).toEqual(["north 06:00", "east 06:00", "north 06:10", "east 06:10"]);
});

test("when it is stopped it waits for what is under way, and the next one goes on with that", async () => {
  const stop = new AbortController();
  const workspace = temporaryWorkspace();
  const journal = openJournal(workspace);
  const start = Date.parse("2026-03-09T05:59:30Z");
  const options = (
    run: (source: ScheduledSource) => Promise<Ending>,
    signal: AbortSignal,
  ): ServiceOptions => ({
    settings: settingsOf({ north: "10m" }),
    reload: () => undefined,
    run,
    journal,
    clock: simulatedClock(start, start + 3 * MINUTE, stop),
    say: () => {},
    signal,
  });
  let ended = false;
  await serve(
    options(async () => {
      stop.abort();
      for (let turn = 0; turn < 20; turn += 1) await setImmediate();
      ended = true;
      return { outcome: "interrupted" };
    }, stop.signal),
  );
  expect(ended).toBe(true);
  expect(journal.read().map(({ what }) => what)).toEqual(["planned", "started", "begun", "ended", "stopped"]);

  const second = new AbortController();
  await serve({
    ...options(async () => (second.abort(), { outcome: "ok" }), second.signal),
    clock: simulatedClock(start + MINUTE, start + 3 * MINUTE, second),
  });
  const later = journal.read().slice(5);
  expect(later.map(({ what }) => what)).toEqual(["started", "begun", "ended", "stopped"]);
  expect(later[1]).toMatchObject({
    slot: "2026-03-09T06:00:00.000Z",
    why: expect.stringContaining("cut short"),
  });
});

test("called again and again, it begins what is due each time, and loses nothing in between", async () => {
  const workspace = temporaryWorkspace();
  const journal = openJournal(workspace);
  const begun: string[] = [];
  const call = (time: string) =>
    serve({
      settings: settingsOf({ north: "10m" }),
      reload: () => undefined,
      run: async ({ id }) => (begun.push(`${id} ${time}`), { outcome: "ok" }),
      journal,
      clock: {
        now: () => Date.parse(`2026-03-09T${time}Z`),
        sleep: () => Promise.reject(new Error("It waits.")),
      },
      say: () => {},
      signal: new AbortController().signal,
      once: true,
    });
  for (const time of ["05:58:00", "06:03:00", "06:08:00", "06:33:00", "06:38:00"]) await call(time);
  expect(begun).toEqual(["north 06:03:00", "north 06:33:00"]);
  expect(journal.read().map(({ what }) => what)).toEqual(["planned", "begun", "ended", "begun", "ended"]);
  expect(journal.read()[3]!.why).toMatch(/stands for 2 more/u);
});

test("lists what begins next: 500 sources and a long journal in a moment", () => {
  const workspace = temporaryWorkspace();
  const journal = openJournal(workspace);
  journal.note({ what: "begun", source: "s7", slot: "2026-03-09T06:00:00.000Z" });
  const every = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`s${n}`, `${1 + (n % 40)}h`]));
  const spent = startCpuClock();
  const next = nextBeginnings(settingsOf(every), journal.read(), Date.parse("2026-03-09T06:30Z"));
  expect(spent()).toBeLessThan(5000);
  expect(next).toHaveLength(500);
  expect(next.map(({ at }) => at)).toEqual(next.map(({ at }) => at).toSorted());
  expect(next.find(({ source }) => source === "s7")).toEqual({
    source: "s7",
    name: "s7",
    when: "every 8h",
    at: "2026-03-09T08:00:00.000Z",
    last: "2026-03-09T06:00:00.000Z",
  });
});

test("the journal outlives a line that a kill cut short", () => {
  const workspace = temporaryWorkspace();
  openJournal(workspace).note({ what: "started" });
  const { appendFileSync } = process.getBuiltinModule("node:fs");
  appendFileSync(`${workspace.runsDir}/schedule.jsonl`, '{"at":"2026-03-0');
  const again = openJournal(workspace);
  again.note({ what: "stopped" });
  expect(again.read().map(({ what }) => what)).toEqual(["started", "stopped"]);
});
