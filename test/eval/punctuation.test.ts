/** The metric of punctuation: half of the sites are held apart, and beside them stands the plain rule that is to be beaten. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCases } from "../../eval/cases.ts";
import { foldOf, FOLDS } from "../../eval/folds.ts";
import { widenBesideHan } from "../../eval/scoring/neighbour-rule.ts";
import { measurePunctuation } from "../../eval/scoring/punctuation.ts";
import { writeMiniCorpus } from "../support/mini-corpus.ts";

describe("the plain rule", () => {
  test.each([
    ["渡口,码头;船:来了!", "渡口，码头；船：来了！"],
    ["票价5元,不贵(学生半价)", "票价5元，不贵（学生半价）"],
    ["《渡口》,“码头”:船", "《渡口》，“码头”：船"],
    ["等了很久......船来了", "等了很久……船来了"],
    // What it cannot do.
    ["支持5G,4G两种", "支持5G,4G两种"],
    ["执行npm test,看结果", "执行npm test，看结果"],
    ["见http://ferry.invalid/a,渡口", "见http://ferry.invalid/a，渡口"],
    ["ferry, boat", "ferry, boat"],
  ])("%s", (line, widened) => expect(widenBesideHan(line)).toBe(widened));
});

describe("pages", () => {
  let corpus: string;

  beforeAll(() => {
    corpus = mkdtempSync(join(tmpdir(), "newsift-punctuation-"));
    writeMiniCorpus(corpus);
  });
  afterAll(() => rmSync(corpus, { recursive: true }));

  test("of sites held apart are counted by themselves", () => {
    const { html } = readCases({ corpus });
    const heldApart = html.filter(({ site }) => foldOf(site) >= FOLDS / 2);
    const scores = measurePunctuation(html);
    expect(heldApart.length).toBeGreaterThan(0);
    expect(heldApart.length).toBeLessThan(html.length);
    expect(scores.heldApart).toEqual(measurePunctuation(heldApart).all);
    expect(scores.heldApart.lines).toBeLessThan(scores.all.lines);
    expect(scores.heldApartByNeighbours.damaged).toBe(scores.heldApart.damaged);
    expect(scores.all.repaired).toBe(scores.all.damaged);
  });
});
