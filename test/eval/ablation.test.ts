/** What a part is worth: the table says what newsift loses without it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  isWorthless,
  type Outcome,
  outcomeOf,
  type Part,
  partsOf,
  variantOf,
  type Worth,
  worthOf,
} from "../../eval/ablation/ablation.ts";
import { formatAblation } from "../../eval/ablation/ablation-table.ts";
import { type Cases, readCases } from "../../eval/cases.ts";
import { countPhrases } from "../../eval/ablation/cue-phrases.ts";
import { measure } from "../../eval/scoring/measure.ts";
import { shippedCues } from "../../src/core/cues/shipped.ts";
import { verdictSignals } from "../../src/core/verdict/signals.ts";
import { stages } from "../../src/core/stages/index.ts";
import type { Cue, Cues } from "../../src/core/document/cue.ts";
import { writeArticleCorpus } from "../support/mini-corpus.ts";

let corpus: string;
let cases: Cases;

beforeAll(() => {
  corpus = mkdtempSync(join(tmpdir(), "newsift-ablation-"));
  writeArticleCorpus(corpus);
  cases = readCases({ corpus });
});
afterAll(() => rmSync(corpus, { recursive: true }));

describe("the parts", () => {
  test("are each stage, each cue file, the verdict and each of its signals", () => {
    const parts = partsOf(shippedCues());
    expect(parts).toHaveLength(stages.length + shippedCues().size + 1 + verdictSignals.length);
    expect(new Set(parts.map(({ kind, name }) => `${kind} ${name}`)).size).toBe(parts.length);
  });
});

describe("taking out", () => {
  test("a stage that matters shows what is lost", () => {
    // A text of theirs has tags in it.
    const worth = worthIn({ kind: "stage", name: "markup" });
    expect(worth.text).toBeGreaterThan(0.01);
    expect(worth.html).toEqual({ f1: 0, exact: 0, better: 0, worse: 0 });
    expect(isWorthless(worth)).toBe(false);
  });

  test("a stage with nothing to do shows nothing", () => {
    const worth = worthIn({ kind: "stage", name: "front-matter" });
    expect(worth.html).toEqual({ f1: 0, exact: 0, better: 0, worse: 0 });
    expect(isWorthless(worth)).toBe(true);
  });

  test("a cue file takes its phrases and no others", () => {
    const { pipeline } = variantOf({ kind: "cues", name: "related" }, shippedCues());
    expect([...pipeline.cues!.keys()]).toEqual(
      [...shippedCues().keys()].filter((kind) => kind !== "related"),
    );
  });

  test("the verdict scores what was kept, and says what is refused by it", () => {
    const worth = worthIn({ kind: "verdict", name: "verdict" });
    expect(worth.others).toBeGreaterThan(0);
    expect(isWorthless(worth)).toBe(false);
  });
});

describe("the worth", () => {
  const outcome = (changes: Partial<Outcome> = {}): Outcome => ({
    html: { one: 0.9, two: 0.8 },
    dump: { one: 0.7 },
    text: 0.9,
    htmlExact: 3,
    dumpExact: 1,
    lost: 2,
    refused: 1,
    others: 4,
    ...changes,
  });
  const part = { kind: "stage", name: "content" } as const;

  test("counts sites alike, and those that are better and worse", () => {
    const { html } = worthOf(part, outcome(), outcome({ html: { one: 0.5, two: 0.9 } }));
    expect(html).toMatchObject({ better: 1, worse: 1 });
    expect(html.f1).toBeCloseTo(0.15, 10);
  });

  test.each<[string, Partial<Outcome>, boolean]>([
    ["nothing", {}, true],
    ["harm", { html: { one: 0.95, two: 0.8 }, htmlExact: 4 }, true],
    ["one exact page", { htmlExact: 2 }, false],
    ["one exact page as bare text", { dumpExact: 0 }, false],
    ["a better text", { text: 0.8 }, false],
    ["one refused list", { others: 3 }, false],
    ["fewer lost lines, but nothing else", { lost: 3 }, true],
  ])("of a part that does %s", (_, without, expected) =>
    expect(isWorthless(worthOf(part, outcome(), outcome(without)))).toBe(expected),
  );

  test("is written as a table that names what no metric improves with", () => {
    const worths: readonly Worth[] = [
      worthOf(part, outcome(), outcome({ html: { one: 0.5, two: 0.8 }, lost: 5, refused: 0 })),
      worthOf({ kind: "stage", name: "share" }, outcome(), outcome()),
    ];
    const phrases = [{ kind: "share", phrases: 3, unseen: 1, shared: 1, single: ["转给|船工"] }];
    const table = formatAblation(outcome(), worths, phrases);
    expect(table).toContain("| content | +.2000 |  | +1 −0 |  |  |  |  | −3 | +1 |  |");
    expect(table).toContain("No metric improves with: share.");
    expect(table).toContain("| share | 3 | 1 | 1 | 1 | 转给\\|船工 |");
  });
});

test("phrases are counted by the sites that have them", () => {
  const cue = (phrase: string): Cue => ({ phrase, at: "anywhere", strength: "weak" });
  const cues: Cues = new Map([
    ["ferry", [cue("渡轮"), cue("摆渡车"), cue("点击预约船票")]],
    ["none", []],
  ]);
  expect(countPhrases(cases, cues)).toEqual([
    { kind: "ferry", phrases: 3, unseen: 1, shared: 1, single: ["点击预约船票"] },
    { kind: "none", phrases: 0, unseen: 0, shared: 0, single: [] },
  ]);
});

function worthIn(part: Part): Worth {
  const whole = outcomeOf(measure(cases));
  const { pipeline, ignoresVerdict } = variantOf(part, shippedCues());
  return worthOf(part, whole, outcomeOf(measure(cases, { pipeline, ignoresVerdict })));
}
