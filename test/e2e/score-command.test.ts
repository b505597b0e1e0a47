import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ScoreError } from "../../src/core/errors.ts";
import {
  readHtmlCases,
  readLayoutCases,
  readTextCases,
  readVerdictCases,
} from "../../eval/metrics/corpus.ts";
import { belowFloors, raiseFloors, readFloors } from "../../eval/scoring/floors.ts";
import { writeMiniCorpus } from "../support/mini-corpus.ts";

const script = join(import.meta.dirname, "../../eval/score.ts");

let folder: string;
let corpus: string;
let floors: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "newsift-score-"));
  corpus = join(folder, "corpus");
  floors = join(folder, "floors.json");
  writeMiniCorpus(corpus);
  writeFileSync(floors, "{}\n");
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("npm run score", () => {
  test("prints the figures of a corpus and its worst cases", () => {
    const { status, stdout, stderr } = score();
    expect(stdout).toMatch(/^html: .*\n {2}all +4 {2}P \d\.\d{4} {2}R \d\.\d{4} {2}F1 \d\.\d{4}$/mu);
    expect(stdout).toMatch(/^ {2}news and gov +3 {2}P .*\n {4}exact \d\/3 /mu);
    expect(stdout).toMatch(/^ {2}articles wrongly rejected: \d\/4/mu);
    expect(stdout).toMatch(/^text\n {2}all +2 {2}P/mu);
    expect(stdout).toMatch(/rejected: listing \d\/1/u);
    expect(stdout).toMatch(/^pages that are no articles\n {2}rejected: listing \d\/1 .* spam \d\/1 /mu);
    expect(stdout).toMatch(/^the worst of html\n {2}html\/[^]*^the worst of dump\n {2}dump\//mu);
    expect(stderr).toBe("score: html\nscore: dump\nscore: text\nscore: verdicts\n");
    expect(status).toBe(0);
  });

  test("gives machines all of it", () => {
    const { stdout } = score("--json", "--layouts", "--only", "two");
    const { summary, scores } = JSON.parse(stdout);
    expect(Object.keys(summary)).toEqual(["layouts"]);
    expect(scores.layouts.map(({ name }: { name: string }) => name)).toEqual([
      "two-mill",
      "two-index",
      "two-tags",
    ]);
  });

  test("leaves sites out, with floors of their own", () => {
    writeFileSync(floors, '{"html":{"f1":1},"left-out-html":{"f1":1}}');
    const { status, stdout, stderr } = score("--left-out");
    expect(stdout).toMatch(/^html: .*\n {2}all +4 {2}P /mu);
    expect(stdout).toMatch(/^text\n {2}all +2 {2}P/mu);
    expect(stderr).toMatch(/^score: without fold \d$/mu);
    expect(stderr).toMatch(/left-out-html\.f1 is \d\.\d{4}, its floor 1\.0000/u);
    expect(stderr).not.toMatch(/ html\.f1/u);
    expect(status).toBe(33);
  }, 120_000);

  test("fails below a floor and names it, but not on a part of the corpus", () => {
    writeFileSync(floors, '{"text":{"f1":1,"unheard-of":0.5}}');
    const { status, stderr } = score();
    expect(status).toBe(33);
    expect(stderr).toContain("text.unheard-of is 0.0000, its floor 0.5000");
    expect(score("--only", "seed").status).toBe(0);
  });

  test("raises floors", () => {
    writeFileSync(floors, '{"text":{"f1":0.0001},"layouts":{"f1":0.9}}');
    expect(score("--raise").status).toBe(0);
    const raised = readFloors(floors);
    expect(raised.text!.f1).toBeGreaterThan(0.0001);
    expect(raised.html!.recall).toBeGreaterThan(0);
    expect(raised.layouts).toEqual({ f1: 0.9 });
  });

  test("leaves the floors alone where one does not hold", () => {
    const before = '{"seeds":{"f1":1},"others":{"f1":1},"dump":{"f1":1}}';
    writeFileSync(floors, before);
    expect(score("--raise").status).toBe(33);
    expect(readFileSync(floors, "utf8")).toBe(before);
  });

  test.each([
    [["--only", "nothing"], 33, 'begins with "nothing"'],
    [["--corpus", "/nowhere/at/all"], 33, "no corpus at /nowhere/at/all"],
    [["--floors", "/nowhere/floors.json"], 33, "/nowhere/floors.json cannot be read"],
    [["--raise", "--only", "seed"], 2, "--raise needs the whole corpus"],
    [["--fast"], 2, "--fast"],
  ])("refuses %j", (options, code, sentence) => {
    const { status, stderr } = score(...options);
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(status).toBe(code);
  });
});

describe("a corpus is refused", () => {
  test.each<[string, () => void, () => unknown, string]>([
    ["without its html folder", () => rmSync(at("html"), { recursive: true }), readHtml, "html"],
    ["without its text folder", () => rmSync(at("text"), { recursive: true }), readText, "text"],
    [
      "without a page",
      () => rmSync(at("html/bridge-opens/page.html")),
      readHtml,
      "html/bridge-opens/page.html",
    ],
    ["without labels", () => rmSync(at("text/other-farm/case.json")), readText, "text/other-farm/case.json"],
    [
      "with a file among its cases",
      () => writeFileSync(at("html/notes.txt"), ""),
      readHtml,
      "html/notes.txt",
    ],
    [
      "with torn labels",
      () => edit("html/bridge-opens/case.json", (json) => json.slice(0, 99)),
      readHtml,
      "html/bridge-opens",
    ],
    [
      "with labels of a wrong type",
      () => edit("text/other-farm/case.json", (json) => json.replace('"n":0', '"n":"0"')),
      readText,
      "text/other-farm",
    ],
    [
      "with an unknown verdict",
      () => edit("text/other-farm/case.json", (json) => json.replace("spam", "ham")),
      readText,
      "text/other-farm",
    ],
    [
      "with a changed block",
      () => edit("html/bridge-opens/case.json", (json) => json.replace("今日通车", "昨日通车")),
      readHtml,
      "html/bridge-opens: block 2",
    ],
    [
      "with another title",
      () =>
        edit("html/bridge-opens/case.json", (json) =>
          json.replace(/"title":"[0-9a-f]+"/u, '"title":"0000000000"'),
        ),
      readHtml,
      "html/bridge-opens: the title",
    ],
    [
      "with a label too many",
      () => edit("html/bridge-opens/case.json", (json) => json.replace('"n":3', '"n":30')),
      readHtml,
      "html/bridge-opens: there is no block 30",
    ],
    [
      "with a changed text",
      () => edit("text/seed-bridge/raw.txt", (text) => text.replace("分享", "共享")),
      readText,
      "text/seed-bridge: line 4",
    ],
    [
      "with an unlabelled line",
      () => edit("text/seed-bridge/raw.txt", (text) => `${text}又一行\n`),
      readText,
      "text/seed-bridge: line 5",
    ],
    [
      "with a verdict that no page has",
      () => edit("verdicts/bridge-index/case.json", (json) => json.replace("listing", "article")),
      readVerdicts,
      "verdicts/bridge-index",
    ],
    [
      "with a lost layout",
      () => rmSync(at("layouts/pages/one-river.html.gz")),
      readLayouts,
      "one-river.html.gz",
    ],
    [
      "with a torn layout",
      () => writeFileSync(at("layouts/pages/one-river.html.gz"), "torn"),
      readLayouts,
      "layouts/one-river",
    ],
  ])("%s, and the case is named", (_, damage, read, name) => {
    read();
    damage();
    expect(read).toThrow(ScoreError);
    expect(read).toThrow(name);
  });
});

describe("floors", () => {
  test("are compared figure by figure, for metrics that ran", () => {
    const set = { text: { f1: 0.9, recall: 0.5 }, html: { f1: 1 } };
    expect(belowFloors({ text: { f1: 0.89, recall: 0.5 } }, set)).toEqual([
      "text.f1 is 0.8900, its floor 0.9000",
    ]);
  });

  test("only go up, in steps of a ten-thousandth", () => {
    const raised = raiseFloors(
      { text: { f1: 0.98769, recall: 0.4 }, html: { f1: 1 } },
      { text: { f1: 0.9, recall: 0.5 } },
    );
    expect(raised).toEqual({ text: { f1: 0.9876, recall: 0.5 }, html: { f1: 1 } });
  });

  test.each(["", "[1]", '{"text":{"f1":"high"}}', '{"text":{"f1":1.5}}'])("%j is refused", (json) => {
    writeFileSync(floors, json);
    expect(() => readFloors(floors)).toThrow(ScoreError);
  });
});

function score(...options: readonly string[]) {
  return spawnSync(process.execPath, [script, "--corpus", corpus, "--floors", floors, ...options], {
    encoding: "utf8",
  });
}

const readHtml = () => readHtmlCases(corpus);
const readText = () => readTextCases(corpus);
const readVerdicts = () => readVerdictCases(corpus);
const readLayouts = () => readLayoutCases(corpus);

function at(path: string): string {
  return join(corpus, path);
}

function edit(path: string, change: (text: string) => string): void {
  const before = readFileSync(at(path), "utf8");
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(at(path), after);
}
