import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { WriteError } from "../src/errors.ts";
import { openFrontier, type Frontier } from "../src/crawl/frontier.ts";

let path: string;

beforeEach(() => {
  const dir = mkdtempSync(join(tmpdir(), "newsift-frontier-"));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  path = join(dir, "frontier.db");
});

const LIST = "http://a.invalid/";
const SOURCES = ["a", "b"];
const article = (n: number, host = "a.invalid") => `http://${host}/${n}.html`;

function reopen(frontier: Frontier): Frontier {
  frontier.close();
  return openFrontier(path);
}

test("pages come in the order of their arrival, one per host at a time, each once", () => {
  const frontier = openFrontier(path);
  expect(frontier.begin("a", [LIST])).toEqual([LIST]);
  expect(frontier.add("a", [article(1), article(2), article(1)], 100)).toEqual([article(1), article(2)]);
  expect(frontier.add("b", [article(2), article(3, "b.invalid")], 100)).toEqual([article(3, "b.invalid")]);

  expect(frontier.next(SOURCES)).toEqual({ url: LIST, source: "a", kind: "list" });
  expect(frontier.next(SOURCES)).toEqual({ url: article(3, "b.invalid"), source: "b", kind: "article" });
  expect(frontier.next(SOURCES)).toBeUndefined();
  expect(frontier.status(SOURCES)).toEqual({ total: 4, waiting: 2, working: 2, ready: false });

  frontier.settle(LIST, "done");
  expect(frontier.status(SOURCES).ready).toBe(true);
  expect(frontier.next(["b"])).toBeUndefined();
  expect(frontier.next(["a"])).toEqual({ url: article(1), source: "a", kind: "article" });
  frontier.close();
});

test("the limit counts all pages of the source in this run", () => {
  const frontier = openFrontier(path);
  frontier.begin("a", [LIST]);
  expect(
    frontier.add(
      "a",
      [1, 2, 3, 4].map((n) => article(n)),
      3,
    ),
  ).toHaveLength(2);
  expect(
    frontier.add(
      "a",
      [5, 6].map((n) => article(n)),
      3,
    ),
  ).toHaveLength(0);
  expect(
    frontier.add(
      "b",
      [7, 8].map((n) => article(n)),
      3,
    ),
  ).toHaveLength(2);
  frontier.close();
});

test("sources may share a list page, and an article belongs to the first that names it", () => {
  const frontier = openFrontier(path);
  expect(frontier.begin("a", [LIST])).toEqual([LIST]);
  expect(frontier.begin("b", [LIST])).toEqual([LIST]);
  for (const source of ["a", "b"]) {
    expect(frontier.next(SOURCES)).toMatchObject({ url: LIST, source });
    expect(frontier.page(LIST).source).toBe(source);
    frontier.settle(LIST, "done");
  }
  expect(frontier.add("a", [article(1)], 9)).toEqual([article(1)]);
  expect(frontier.add("b", [article(1)], 9)).toEqual([]);
  expect(frontier.add("b", [LIST], 9)).toEqual([]);
  frontier.close();
});

test("a run that was cut short goes on: what was under way waits again, what was done stays done", () => {
  let frontier = openFrontier(path);
  frontier.begin("a", [LIST]);
  frontier.add("a", [article(1), article(2)], 100);
  frontier.settle(frontier.next(SOURCES)!.url, "done");
  expect(frontier.next(SOURCES)!.url).toBe(article(1));

  frontier = reopen(frontier);
  expect(frontier.begin("a", [LIST])).toEqual([]);
  expect(frontier.next(SOURCES)!.url).toBe(article(1));
  frontier.settle(article(1), "failed");
  expect(frontier.next(SOURCES)!.url).toBe(article(2));
  frontier.settle(article(2), "waiting");
  expect(frontier.next(SOURCES)!.url).toBe(article(2));
  frontier.close();
});

test("after a finished run the next one starts afresh; another source's unfinished one stays", () => {
  let frontier = openFrontier(path);
  frontier.begin("a", [LIST]);
  frontier.settle(frontier.next(SOURCES)!.url, "done");
  frontier.begin("b", ["http://b.invalid/"]);

  frontier = reopen(frontier);
  expect(frontier.begin("a", [LIST])).toEqual([LIST]);
  expect(frontier.begin("b", ["http://b.invalid/"])).toEqual([]);
  frontier.close();
});

test("a file that is no frontier is not touched, and it is said what to do", () => {
  writeFileSync(path, "not a database, but long enough to be taken for a broken one".repeat(20));
  expect(() => openFrontier(path)).toThrow(WriteError);
  expect(() => openFrontier(path)).toThrow(/delete the file/u);
});
