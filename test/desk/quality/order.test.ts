/** Which documents are up next, and why. */
import { describe, expect, test } from "vitest";
import { type ReviewCandidate, candidateOf, orderForReview } from "../../../src/desk/quality/order.ts";
import type { Receipt } from "../../../src/core/document/receipt.ts";
import { startCpuClock } from "../../support/cpu-time.ts";

const idOf = (at: number) => `${String(at).padStart(3, "0")}_00112233445566aa`;

const candidate = (at: number, more: Partial<ReviewCandidate> = {}): ReviewCandidate => ({
  id: idOf(at),
  chars: 1000,
  keptChars: 600,
  rules: new Map(),
  isJudged: false,
  ...more,
});

const using = (rule: string, evidence: Readonly<Record<string, number>> = {}, chars = 10) =>
  new Map([[rule, { chars, least: new Map(Object.entries(evidence)) }]]);

const many = (count: number, make: (at: number) => Partial<ReviewCandidate>) =>
  Array.from({ length: count }, (_, at) => candidate(at, make(at)));

describe("up are", () => {
  test("first the findings with the least evidence among those of their rule", () => {
    const all = many(40, (at) => ({
      rules: using("share/share", { weight: at === 17 ? 2 : 8 }),
      isJudged: at < 3,
    }));
    expect(orderForReview(all, 1)[0]).toEqual({
      id: idOf(17),
      why: { kind: "thin-evidence", rule: "share/share", name: "weight", value: 2 },
    });
  });

  test("the weakest of each rule, however many a single rule has", () => {
    const all = many(100, (at) => ({
      rules: new Map([
        ...using("share/share", { weight: at < 5 ? 2 : 8 }),
        ...using("content/below-text", { score: at === 60 ? 0.1 : 3 + (at % 2) }),
      ]),
    }));
    const thin = orderForReview(all, 1).filter(({ why }) => why.kind === "thin-evidence");
    expect(thin.slice(0, 2).map(({ id }) => id)).toEqual(expect.arrayContaining([idOf(60)]));
    expect(thin).toHaveLength(6);
  });

  test("but not what most findings of a rule have, nor one of a few", () => {
    const common = many(40, () => ({ rules: using("share/share", { weight: 2 }), isJudged: false }));
    const few = many(9, (at) => ({ rules: using("share/share", { weight: at }) }));
    for (const all of [common, few]) {
      expect(orderForReview(all, 1).filter(({ why }) => why.kind === "thin-evidence")).toEqual([]);
    }
  });

  test("documents of rules that nobody has judged, as many as make a rule known", () => {
    const all = many(60, (at) => ({
      rules: using(at < 50 ? "byline/byline" : "comments/heading"),
      isJudged: at < 4,
    }));
    const seldom = orderForReview(all, 1).filter(({ why }) => why.kind === "seldom-judged");
    expect(seldom.map(({ why }) => why)).toEqual(
      [0, 1, 2].map((judged) => ({ kind: "seldom-judged", rule: "comments/heading", judged })),
    );
  });

  test("documents that lost another share than the ones of their host before them", () => {
    const all = many(30, (at) => ({
      host: at % 2 === 0 ? "www.qingwan.example" : "www.shiqiao.example",
      keptChars: at === 20 ? 50 : 600 + (at % 5) * 10,
    }));
    const jumped = orderForReview(all, 1).filter(({ why }) => why.kind === "share-jumped");
    expect(jumped).toEqual([
      {
        id: idOf(20),
        why: {
          kind: "share-jumped",
          host: "www.qingwan.example",
          share: 0.95,
          usual: expect.closeTo(0.38, 1),
        },
      },
    ]);
  });

  test("documents whose words are those of spam, the likeliest first", () => {
    const all = many(20, (at) => ({ spamLikelihood: [0.59, 0.6, 0.97][at] ?? 0.1 }));
    const like = orderForReview(all, 1).filter(({ why }) => why.kind === "spam-like");
    expect(like).toEqual([
      { id: idOf(2), why: { kind: "spam-like", likelihood: 0.97 } },
      { id: idOf(1), why: { kind: "spam-like", likelihood: 0.6 } },
    ]);
  });

  test("the three in turns, then all others by chance, every open one once", () => {
    const all = many(60, (at) => ({
      host: "www.qingwan.example",
      rules: using(at === 30 ? "comments/heading" : "share/share", { weight: at === 17 ? 2 : 8 }),
      keptChars: at === 40 ? 50 : 600,
      isJudged: at < 10,
    }));
    const order = orderForReview(all, 1);
    expect(order.slice(0, 3).map(({ why }) => why.kind)).toEqual([
      "thin-evidence",
      "seldom-judged",
      "share-jumped",
    ]);
    expect(order.map(({ id }) => id).toSorted()).toEqual(all.slice(10).map(({ id }) => id));
    expect(order.slice(3).every(({ why }) => why.kind === "random")).toBe(true);
  });

  test("the same ones in the same order for the same seed, others for another", () => {
    const all = many(50, () => ({}));
    const idsOf = (seed: number) => orderForReview(all, seed).map(({ id }) => id);
    expect(idsOf(1)).toEqual(idsOf(1));
    expect(idsOf(1)).not.toEqual(idsOf(2));
  });
});

test("a candidate has each rule once, with its least evidence; what people did is no rule", () => {
  const change = { stage: "content", block: 0, reason: "below-text", before: "三个字" };
  const receipt: Receipt = {
    version: 2,
    document: idOf(1),
    url: "https://www.qingwan.example/1.html",
    verdict: { kind: "article", reasons: [], spamLikelihood: 0.3 },
    metadata: {},
    counts: { blocks: 4, keptBlocks: 1, chars: 100, keptChars: 60, removed: {}, replaced: {} },
    pipeline: "0",
    changes: [
      { ...change, evidence: { score: -2.4, most: "afterTailMarker" } },
      { ...change, block: 1, evidence: { score: -0.4 } },
      { ...change, block: 2, stage: "review", reason: "removed" },
    ],
  };
  expect(candidateOf(receipt, false)).toEqual({
    id: idOf(1),
    host: "www.qingwan.example",
    chars: 100,
    keptChars: 60,
    rules: new Map([["content/below-text", { chars: 6, least: new Map([["score", 0.4]]) }]]),
    spamLikelihood: 0.3,
    isJudged: false,
  });
});

test("ten thousand documents are put in order in a moment", () => {
  const all = many(10_000, (at) => ({
    host: `host${at % 20}.example`,
    keptChars: 300 + (at % 600),
    rules: new Map([
      ...using("share/share", { weight: at % 9 }),
      ...using(`rule/${at % 60}`, { score: at % 31, links: at % 7 }),
    ]),
    isJudged: at % 50 === 0,
  }));
  const spent = startCpuClock();
  expect(orderForReview(all, 1)).toHaveLength(9_800);
  expect(spent()).toBeLessThan(5_000);
});
