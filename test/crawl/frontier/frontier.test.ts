import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import {
  ClientStatusError,
  ConnectionError,
  type NewsiftError,
  RobotsError,
  ServerStatusError,
  TooLargeError,
  UnresolvedHostError,
  WorkspaceError,
  NewerFormatError,
  WriteError,
} from "../../../src/core/errors.ts";
import { isGone, isTransient, isTheHosts } from "../../../src/crawl/fetch/failures.ts";
import type { Frontier, FrontierLimits } from "../../../src/crawl/frontier/frontier.ts";
import { openFrontier } from "../../../src/crawl/frontier/sqlite-frontier.ts";
import { canonicalUrl } from "../../../src/archive/raw/canonical.ts";

let path: string;
let now: number;

beforeEach(() => {
  const dir = mkdtempSync(join(tmpdir(), "newsift-frontier-"));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  path = join(dir, "frontier.sqlite");
  now = Date.parse("2026-03-09T02:00:00Z");
});

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LIST = "http://a.invalid/";
const lists = (...urls: readonly string[]) => urls.map((url) => ({ url, kind: "list" as const }));
const articles = (...urls: readonly string[]) => urls.map((url) => ({ url, kind: "article" as const }));
const SOURCES = ["a", "b"];
const article = (n: number, host = "a.invalid") => `http://${host}/${n}.html`;
const limits = (changes: Partial<FrontierLimits> = {}): FrontierLimits => ({
  maxPages: 100,
  maxPagesPerHost: 100,
  recrawlSeconds: 7 * 86_400,
  ...changes,
});

function open(): Frontier {
  return openFrontier(path, canonicalUrl, () => now);
}

function reopen(frontier: Frontier): Frontier {
  frontier.close();
  return open();
}

/** Takes all that is ready, and settles it. */
function drain(frontier: Frontier, settle = (url: string) => frontier.finish(url)): readonly string[] {
  const urls: string[] = [];
  for (let page = frontier.next(SOURCES); page !== undefined; page = frontier.next(SOURCES)) {
    urls.push(page.url);
    settle(page.url);
  }
  return urls;
}

test("pages come in the order of their arrival, one per host at a time, each once", () => {
  const frontier = open();
  expect(frontier.begin("a", lists(LIST))).toEqual([LIST]);
  expect(frontier.begin("b", [])).toEqual([]);
  expect(frontier.add("a", articles(article(1), article(2), article(1)), limits())).toEqual([
    article(1),
    article(2),
  ]);
  expect(frontier.add("b", articles(article(2), article(3, "b.invalid")), limits())).toEqual([
    article(3, "b.invalid"),
  ]);

  expect(frontier.next(SOURCES)).toEqual({ url: LIST, source: "a", kind: "list" });
  expect(frontier.next(SOURCES)).toEqual({ url: article(3, "b.invalid"), source: "b", kind: "article" });
  expect(frontier.next(SOURCES)).toBeUndefined();
  expect(frontier.count(SOURCES)).toEqual({ waiting: 2, working: 2 });
  expect(frontier.isReady(SOURCES)).toBe(false);

  frontier.finish(LIST);
  expect(frontier.isReady(SOURCES)).toBe(true);
  expect(frontier.next(["b"])).toBeUndefined();
  expect(frontier.next(["a"])).toEqual({ url: article(1), source: "a", kind: "article" });
  frontier.close();
});

test("the limits count all pages of the source, and of the host, in this run", () => {
  const frontier = open();
  frontier.begin("a", lists(LIST));
  frontier.begin("b", []);
  const add = (source: string, from: number, changes: Partial<FrontierLimits>) =>
    frontier.add(source, articles(...[0, 1, 2, 3].map((n) => article(from + n))), limits(changes));
  expect(add("a", 10, { maxPages: 3 })).toHaveLength(2);
  expect(add("a", 20, { maxPages: 3 })).toHaveLength(0);
  expect(add("b", 30, { maxPages: 3 })).toHaveLength(3);
  expect(add("b", 40, { maxPagesPerHost: 8 })).toHaveLength(2);
  expect(frontier.add("b", articles(article(1, "b.invalid")), limits({ maxPagesPerHost: 8 }))).toHaveLength(
    1,
  );
  frontier.close();
});

test("sources may share a list page, and an article belongs to the first that wants it", () => {
  const frontier = open();
  expect(frontier.begin("a", lists(LIST))).toEqual([LIST]);
  expect(frontier.begin("b", lists(LIST))).toEqual([LIST]);
  for (const source of ["a", "b"]) {
    expect(frontier.next(SOURCES)).toMatchObject({ url: LIST, source });
    expect(frontier.page(LIST).source).toBe(source);
    frontier.finish(LIST);
  }
  expect(frontier.add("a", articles(article(1)), limits())).toEqual([article(1)]);
  expect(frontier.add("b", articles(article(1)), limits())).toEqual([]);
  expect(frontier.add("b", articles(LIST), limits())).toEqual([]);
  frontier.close();
});

test("all spellings of an address are one page, which is asked for as it was found first", () => {
  const frontier = open();
  frontier.begin("a", []);
  const [first, ...others] = [
    "http://a.invalid/n/1.html?utm_source=x",
    "http://a.invalid:80/n/1.html",
    "http://a.invalid/n/1.html;jsessionid=ABC#top",
    "http://a.invalid/n/1.html?from=timeline",
  ];
  expect(frontier.add("a", articles(first!, ...others), limits())).toEqual([first]);
  expect(frontier.add("a", articles("http://a.invalid/n/1.html?from=2"), limits())).toHaveLength(1);
  frontier.close();
});

test("a run that was cut short goes on: what was under way waits again, what was done stays done", () => {
  let frontier = open();
  frontier.begin("a", lists(LIST));
  frontier.add("a", articles(article(1), article(2)), limits());
  frontier.finish(frontier.next(SOURCES)!.url);
  expect(frontier.next(SOURCES)!.url).toBe(article(1));

  frontier = reopen(frontier);
  expect(frontier.begin("a", lists(LIST))).toEqual([]);
  expect(frontier.next(SOURCES)!.url).toBe(article(1));
  frontier.fail(article(1), new TooLargeError("It is too large."));
  expect(frontier.next(SOURCES)!.url).toBe(article(2));
  frontier.putBack(article(2));
  expect(frontier.next(SOURCES)!.url).toBe(article(2));
  frontier.close();
});

test("after a run the next one asks for the lists again; another source's unfinished one goes on", () => {
  let frontier = open();
  frontier.begin("a", lists(LIST));
  frontier.finish(frontier.next(SOURCES)!.url);
  frontier.end(["a"]);
  frontier.begin("b", lists("http://b.invalid/"));

  frontier = reopen(frontier);
  expect(frontier.begin("a", lists(LIST))).toEqual([LIST]);
  expect(frontier.begin("b", lists("http://b.invalid/"))).toEqual([]);
  frontier.close();
});

test("an article is asked for again when it is due, and with what the server said of it", () => {
  let frontier = open();
  const validators = { url: article(1), etag: '"1"', lastModified: "Mon, 09 Mar 2026 02:00:00 GMT" };
  const again = (recrawlSeconds: number) => {
    frontier = reopen(frontier);
    frontier.begin("a", lists(LIST));
    const added = frontier.add("a", articles(article(1)), limits({ recrawlSeconds }));
    const had = drain(frontier);
    frontier.end(["a"]);
    return [added.length, had.length - 1];
  };
  frontier.begin("a", []);
  frontier.add("a", articles(article(1)), limits());
  expect(frontier.next(["a"])).not.toHaveProperty("document");
  frontier.sight(article(1), { document: "000_0123456789abcdef", validators });
  frontier.finish(article(1));
  frontier.end(["a"]);

  now += 3 * HOUR;
  expect(again(7 * 86_400)).toEqual([0, 0]);
  expect(again(Infinity)).toEqual([0, 0]);
  expect(again(3 * 3600)).toEqual([1, 1]);
  expect(frontier.page(article(1))).toEqual({
    url: article(1),
    source: "a",
    kind: "article",
    document: "000_0123456789abcdef",
    validators,
  });
  expect(again(3600)).toEqual([0, 0]);
  now += 7 * DAY;
  expect(again(7 * 86_400)).toEqual([1, 1]);
  frontier.close();
});

const failures: readonly (readonly [NewsiftError, "retry" | "gone" | "failed", isTheHosts: boolean])[] = [
  [new ConnectionError("x"), "retry", true],
  [new UnresolvedHostError("x"), "retry", true],
  [new ServerStatusError("x"), "retry", true],
  [new ClientStatusError("x", { status: 429 }), "retry", true],
  [new RobotsError("x"), "retry", false],
  [new ClientStatusError("x", { status: 404 }), "gone", false],
  [new ClientStatusError("x", { status: 410 }), "gone", false],
  [new ClientStatusError("x", { status: 403 }), "failed", false],
  [new TooLargeError("x"), "failed", false],
];

test.for(failures)("%o: %s; the host's: %s", ([error, state, host]) => {
  expect(isTransient(error)).toBe(state === "retry");
  expect(isGone(error)).toBe(state === "gone");
  expect(isTheHosts(error)).toBe(host);
});

test("a failure that passes is tried again in later runs, ever later, five times in all", () => {
  let frontier = open();
  frontier.begin("a", []);
  frontier.add("a", articles(article(1)), limits());
  const waits: number[] = [];
  let tries = 0;
  for (let minutes = 0; minutes < 4000; minutes += 10) {
    const tried = drain(frontier, (url) => frontier.fail(url, new RobotsError("robots.txt is away.")));
    if (tried.length > 0) waits.push(minutes);
    tries += tried.length;
    frontier.end(["a"]);
    now += 10 * MINUTE;
    if (tried.length > 0) frontier = reopen(frontier);
    frontier.begin("a", []);
  }
  expect(tries).toBe(5);
  expect(waits).toEqual([0, 10, 50, 210, 850]);
  frontier.close();
});

test("a page that is gone is never asked for again, one that was refused when articles are", () => {
  let frontier = open();
  frontier.begin("a", []);
  frontier.add("a", articles(article(1), article(2)), limits());
  drain(frontier, (url) =>
    frontier.fail(
      url,
      url === article(1) ? new ClientStatusError("Gone.", { status: 404 }) : new TooLargeError("Large."),
    ),
  );
  frontier.end(["a"]);
  now += 8 * DAY;
  frontier = reopen(frontier);
  frontier.begin("a", []);
  expect(frontier.add("a", articles(article(1), article(2)), limits())).toEqual([article(2)]);
  frontier.close();
});

test("a host that fails again and again is left alone, and its pages wait for a later run", () => {
  let frontier = open();
  frontier.begin("a", lists(LIST));
  const numbers = Array.from({ length: 9 }, (_, n) => article(n));
  frontier.add("a", articles(...numbers, article(1, "b.invalid")), limits());
  const fail = (url: string) =>
    url.includes("b.invalid") ? frontier.finish(url) : frontier.fail(url, new ConnectionError("Away."));
  expect(drain(frontier, fail)).toHaveLength(6);
  expect(frontier.count(SOURCES)).toEqual({ waiting: 5, working: 0 });
  frontier.end(["a"]);

  frontier = reopen(frontier);
  expect(frontier.begin("a", lists(LIST))).toEqual([LIST]);
  expect(drain(frontier, fail)).toEqual([]);
  frontier.end(["a"]);

  now += 10 * MINUTE;
  frontier = reopen(frontier);
  frontier.begin("a", lists(LIST));
  expect(drain(frontier, fail)).toHaveLength(1);
  expect(frontier.isReady(SOURCES)).toBe(false);

  now += 40 * MINUTE;
  expect(drain(frontier)).toHaveLength(9);
  frontier.close();
});

test("what a host is owed outlives the process; a clock that was years ahead does not", () => {
  let frontier = open();
  frontier.hostTimes.set("a.invalid", now + 5000);
  frontier.hostTimes.set("b.invalid", now + 500 * DAY);
  frontier = reopen(frontier);
  expect(frontier.hostTimes.get("a.invalid")).toBe(now + 5000);
  expect(frontier.hostTimes.get("b.invalid")).toBe(0);
  expect(frontier.hostTimes.get("c.invalid")).toBeUndefined();
  frontier.close();
});

test("a host that asked to be left alone is: for so long, over runs, and while others go on", () => {
  let frontier = open();
  frontier.begin("a", []);
  frontier.add("a", articles(article(1), article(2), article(3, "b.invalid")), limits());
  const asked = frontier.next(SOURCES)!;
  frontier.hostTimes.rest("a.invalid", now + 3 * HOUR);
  frontier.fail(asked.url, new ServerStatusError("503"));
  expect(drain(frontier)).toEqual([article(3, "b.invalid")]);
  frontier.end(["a"]);

  now += 2 * HOUR;
  frontier = reopen(frontier);
  frontier.begin("a", []);
  expect(drain(frontier)).toEqual([]);
  frontier.end(["a"]);

  now += HOUR;
  frontier = reopen(frontier);
  frontier.begin("a", []);
  expect(drain(frontier).toSorted()).toEqual([article(1), article(2)]);
  frontier.close();
});

test.each([
  ["a failure that is not the host's", new RobotsError("no")],
  ["a failure that is the host's", new ServerStatusError("503")],
  ["a page that is gone", new ClientStatusError("gone", { status: 404 })],
])("what a host asked for outlives %s in the same answer", (_, error) => {
  const frontier = open();
  frontier.begin("a", []);
  frontier.add("a", articles(article(1), article(2), article(3)), limits());
  frontier.fail(frontier.next(SOURCES)!.url, new ServerStatusError("500"));
  const page = frontier.next(SOURCES)!;
  frontier.hostTimes.rest("a.invalid", now + HOUR);
  frontier.fail(page.url, error);
  expect(frontier.isReady(SOURCES)).toBe(false);
  now += HOUR;
  expect(frontier.isReady(SOURCES)).toBe(true);
  frontier.close();
});

test("a shorter pause takes nothing from a longer one", () => {
  const frontier = open();
  frontier.begin("a", []);
  frontier.add("a", articles(article(1)), limits());
  frontier.hostTimes.rest("a.invalid", now + 2 * HOUR);
  frontier.hostTimes.rest("a.invalid", now + HOUR);
  now += HOUR;
  expect(frontier.isReady(SOURCES)).toBe(false);
  frontier.close();
});

/** What a run leaves behind whose clock was ahead by so much, found again with the right one. */
describe("a clock that was set back", () => {
  function after(ahead: number, leave: (frontier: Frontier) => void): Frontier {
    const right = now;
    now += ahead;
    const frontier = open();
    frontier.begin("a", []);
    frontier.add("a", articles(...[1, 2, 3, 4, 5, 6].map((n) => article(n))), limits());
    leave(frontier);
    frontier.end(["a"]);
    now = right;
    const again = reopen(frontier);
    again.begin("a", []);
    return again;
  }

  const failing = (frontier: Frontier) => {
    for (let n = 0; n < 5; n += 1) frontier.fail(frontier.next(SOURCES)!.url, new ConnectionError("no"));
  };
  const resting = (frontier: Frontier) => frontier.hostTimes.rest("a.invalid", now + DAY);
  const owing = (frontier: Frontier) => frontier.hostTimes.set("a.invalid", now + HOUR);

  test.each([
    ["that failed again and again", 500 * DAY, failing],
    ["that failed again and again, by three days", 3 * DAY, failing],
    ["that asked to be left alone", 500 * DAY, resting],
    ["that asked to be left alone, by ten years", 3650 * DAY, resting],
    ["that was owed a pause", 30 * DAY, owing],
  ])("silences no host %s", (_, ahead, leave) => {
    const frontier = after(ahead, leave);
    expect(drain(frontier)).toHaveLength(6);
    expect(frontier.hostTimes.get("a.invalid") ?? 0).toBeLessThanOrEqual(now);
    frontier.close();
  });

  test("makes no article known for ever", () => {
    const frontier = after(500 * DAY, (before) => void drain(before));
    frontier.end(["a"]);
    now += 7 * DAY;
    frontier.begin("a", []);
    expect(frontier.add("a", articles(article(1)), limits())).toEqual([article(1)]);
    frontier.close();
  });

  test.each([
    ["a rest of a day, with a clock a minute ahead", MINUTE, resting],
    ["a rest of a day, with the right clock", 0, resting],
    ["failures in a row", 0, failing],
  ])("takes nothing from %s", (_, ahead, leave) => {
    const frontier = after(ahead, leave);
    expect(drain(frontier)).toEqual([]);
    frontier.close();
  });
});

test("further pages of an article go with it, whatever the limits", () => {
  let frontier = open();
  frontier.begin("a", []);
  frontier.add("a", articles(article(1)), limits({ maxPages: 1 }));
  const first = frontier.next(["a"])!;
  const parts = [2, 3].map((part) => ({ url: `http://a.invalid/1_${part}.html`, part }));
  expect(frontier.addParts(first, parts)).toHaveLength(2);
  frontier.finish(first.url);
  const second = frontier.next(["a"])!;
  expect(second).toEqual({ ...parts[0], source: "a", kind: "article", continues: first.url });
  expect(frontier.addParts(second, parts)).toEqual([]);
  frontier.finish(second.url);
  drain(frontier);
  frontier.end(["a"]);

  now += 8 * DAY;
  frontier = reopen(frontier);
  frontier.begin("a", []);
  frontier.add("a", articles(article(1)), limits({ maxPages: 1 }));
  expect(frontier.addParts(frontier.next(["a"])!, parts)).toHaveLength(2);
  frontier.close();
});

test("a frontier of the first version is brought up to date: what waited waits, what was had is known", () => {
  const old = new DatabaseSync(path);
  old.exec(`
    PRAGMA journal_mode = WAL;
    CREATE TABLE page (position INTEGER PRIMARY KEY, url TEXT NOT NULL, host TEXT NOT NULL, source TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('list', 'article')),
      state TEXT NOT NULL CHECK (state IN ('waiting', 'working', 'done', 'failed'))) STRICT;
    CREATE UNIQUE INDEX list_of_source ON page (url, source) WHERE kind = 'list';
    CREATE UNIQUE INDEX article ON page (url) WHERE kind = 'article';
    CREATE INDEX page_by_state ON page (state, host);
    CREATE INDEX page_by_source ON page (source, state);
    INSERT INTO page (url, host, source, kind, state) VALUES
      ('${LIST}', 'a.invalid', 'a', 'list', 'done'), ('${article(1)}', 'a.invalid', 'a', 'article', 'done'),
      ('${article(2)}', 'a.invalid', 'a', 'article', 'working'), ('${article(3)}', 'a.invalid', 'a', 'article', 'waiting'),
      ('http://b.invalid/', 'b.invalid', 'b', 'list', 'done');
  `);
  old.close();
  const frontier = open();
  expect(frontier.begin("a", lists(LIST))).toEqual([]);
  expect(frontier.begin("b", lists("http://b.invalid/"))).toHaveLength(1);
  expect(drain(frontier)).toEqual([article(2), article(3), "http://b.invalid/"]);
  expect(frontier.add("a", articles(article(1)), limits())).toEqual([]);
  frontier.end(SOURCES);
  reopen(frontier).close();
});

test.for([
  [
    "of a newer newsift",
    "PRAGMA user_version = 99",
    NewerFormatError,
    /written by a newer newsift \(version 99; this one knows \d+\): update newsift/u,
  ],
  ["of somebody else", "CREATE TABLE song (title TEXT)", WriteError, /none of newsift's\. Move it away/u],
] as const)("a file %s is refused, and stays as it was", ([, sql, error, message]) => {
  const foreign = new DatabaseSync(path);
  foreign.exec(sql);
  foreign.close();
  for (let time = 0; time < 2; time += 1) {
    expect(open).toThrow(error);
    expect(open).toThrow(message);
  }
});

test("a file that is no database is not touched, and it is said what to do", () => {
  writeFileSync(path, "not a database, but long enough to be taken for a broken one".repeat(20));
  expect(open).toThrow(WorkspaceError);
  expect(open).toThrow(/is damaged: delete it/u);
});
