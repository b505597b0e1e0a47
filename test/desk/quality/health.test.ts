/** The health card: what people corrected in a blind sample, per 10,000 characters. */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { visibleLength } from "../../../src/core/text/characters.ts";
import { type Errors, errorsOf, readHealth } from "../../../src/desk/quality/health.ts";
import { ratioInterval, shareInterval } from "../../../src/desk/quality/intervals.ts";
import type { Draft } from "../../../src/desk/quality/decision-service.ts";
import { drawSample } from "../../../src/desk/quality/sample.ts";
import { readBlocks } from "../../../src/archive/corpus/clean-article.ts";
import { article, headline, notArticle, paragraphs } from "../../support/cleaning-samples.ts";
import { blockOf, cleanAll, openReviewed, receiptOf } from "../../support/reviewed.ts";

const FOOTER = "版权所有：云溪新闻网 未经授权禁止转载";
const chars = (...texts: readonly string[]) => texts.reduce((sum, text) => sum + visibleLength(text), 0);
const WHOLE = chars(headline, ...paragraphs);
const THIN = chars("云溪");

type Correction = Readonly<Record<string, string>>;

const corrections: readonly (readonly [string, string, Correction, Errors])[] = [
  ["nothing", article, {}, { ownChars: WHOLE, rightChars: WHOLE, residual: 0, wronglyRemoved: 0 }],
  ["a rejected page", notArticle, {}, { ownChars: 0, rightChars: 0, residual: 0, wronglyRemoved: 0 }],
  [
    "a paragraph taken away",
    article,
    { remove: paragraphs[1]! },
    {
      ownChars: WHOLE,
      rightChars: WHOLE - chars(paragraphs[1]!),
      residual: chars(paragraphs[1]!),
      wronglyRemoved: 0,
    },
  ],
  [
    "a line brought back",
    article,
    { restore: FOOTER },
    {
      ownChars: WHOLE,
      rightChars: WHOLE + chars(FOOTER),
      residual: 0,
      wronglyRemoved: chars(FOOTER),
    },
  ],
  [
    "two characters that became one",
    article,
    { edit: paragraphs[0]! },
    { ownChars: WHOLE, rightChars: WHOLE - 1, residual: 2, wronglyRemoved: 1 },
  ],
  [
    "a line brought back and mended",
    article,
    { restore: FOOTER, edit: FOOTER },
    {
      ownChars: WHOLE,
      rightChars: WHOLE + chars(FOOTER) - 1,
      residual: 0,
      wronglyRemoved: chars(FOOTER) - 1,
    },
  ],
  [
    "an article that is none",
    article,
    { verdict: "spam" },
    { ownChars: WHOLE, rightChars: 0, residual: WHOLE, wronglyRemoved: 0 },
  ],
  [
    "a rejected page that is an article",
    notArticle,
    { verdict: "article" },
    { ownChars: 0, rightChars: THIN, residual: 0, wronglyRemoved: THIN },
  ],
];

test.each(corrections)("what was wrong is what was corrected: %s", async (_, html, correction, expected) => {
  const { desk, ids } = await openReviewed(html);
  const document = ids[0]!;
  for (const [action, what] of Object.entries(correction)) {
    if (action === "verdict") {
      await desk.decide({ action, document, verdict: what } as Draft);
      continue;
    }
    const block = await blockOf(desk, document, what);
    const span = [0, 2] as const;
    const edit = action === "edit" ? { text: what, span, replacement: "山" } : {};
    await desk.decide({ action, document, block, ...edit } as Draft);
  }
  const receipt = receiptOf(desk, document);
  expect(errorsOf(receipt, await readBlocks(desk.raw, document, receipt))).toEqual(expected);
});

describe("the card", () => {
  const hosts = ["www.qingwan.example", "www.shiqiao.example"];
  const pageOf = (at: number) => ({
    host: hosts[at % 2]!,
    html: article.replaceAll(headline, `云溪县第${at}场春雨`),
  });

  async function openSample(count: number) {
    const reviewed = await openReviewed(...Array.from({ length: count }, (_, at) => pageOf(at)));
    const sample = drawSample(reviewed.desk.workspace, { n: count, seed: 1 }, reviewed.ids);
    return { ...reviewed, sample };
  }

  test("counts what is approved, and says what is open and what has changed since", async () => {
    const { desk, ids, sample } = await openSample(4);
    await desk.approve(ids[0]!, { sample: sample.name });
    await desk.approve(ids[1]!, { sample: sample.name });
    await desk.decide({ action: "verdict", document: ids[1]!, verdict: "spam" });
    const card = await readHealth(desk, sample);
    expect(card).toMatchObject({ sample: "n4-seed1", drawn: 4, outdated: [ids[1]] });
    expect(card.open.toSorted()).toEqual([ids[2], ids[3]]);
    expect(card.overall).toMatchObject({
      documents: 1,
      residual: { per10000: 0 },
      wronglyRemoved: { per10000: 0 },
    });
    expect(Object.keys(card.bySource)).toEqual([hosts[0]]);
  });

  test("goes on without a document whose files are missing or damaged, and names it", async () => {
    const { desk, ids, sample } = await openSample(3);
    for (const id of ids) await desk.approve(id);
    rmSync(join(desk.workspace.rawDir, `${ids[0]}.html`));
    writeFileSync(join(desk.workspace.receiptDir, `${ids[1]}.json`), "{");
    const { overall, unreadable } = await readHealth(desk, sample);
    expect(overall).toMatchObject({ documents: 1 });
    expect(unreadable).toEqual({
      [ids[0]!]: expect.stringContaining(ids[0]!),
      [ids[1]!]: expect.stringContaining("is damaged"),
    });
  });

  test("has nothing to say before the first is judged", async () => {
    const { desk, sample } = await openSample(2);
    const card = await readHealth(desk, sample);
    expect(card).toMatchObject({ open: sample.documents, bySource: {} });
    expect(card).not.toHaveProperty("overall");
  });

  test("has rates per 10,000 characters with intervals around them, per source and over all, the same each time", async () => {
    const { desk, ids, sample } = await openSample(12);
    for (const [at, id] of ids.entries()) {
      if (at % 4 === 0) {
        await desk.decide({ action: "remove", document: id, block: await blockOf(desk, id, paragraphs[1]!) });
      }
      await desk.approve(id);
    }
    const card = await readHealth(desk, sample);
    const { residual, wronglyRemoved, withErrors } = card.overall!;
    const all = ids
      .map((_, at) => chars(`云溪县第${at}场春雨`, ...paragraphs))
      .reduce((sum, one) => sum + one);
    expect(residual!.per10000).toBeCloseTo((10_000 * 3 * chars(paragraphs[1]!)) / all, 6);
    const [low, high] = residual!.interval!;
    expect(low).toBeLessThan(residual!.per10000);
    expect(high).toBeGreaterThan(residual!.per10000);
    expect(wronglyRemoved).toEqual({ per10000: 0 });
    expect(withErrors).toMatchObject({ documents: 3, share: 0.25 });
    expect(card.bySource[hosts[0]!]).toMatchObject({ documents: 6, withErrors: { documents: 3 } });
    expect(card.bySource[hosts[1]!]).toMatchObject({ documents: 6, residual: { per10000: 0 } });
    await cleanAll(desk, ids);
    expect(await readHealth(desk, sample)).toEqual(card);
  });
});

describe("an interval", () => {
  test("of a share is Wilson's: it has something to say of none and of all", () => {
    expect(shareInterval(0, 50)).toEqual([0, expect.closeTo(0.0714, 3)]);
    expect(shareInterval(50, 50)).toEqual([expect.closeTo(0.9286, 3), expect.closeTo(1, 9)]);
    expect(shareInterval(10, 50)).toEqual([expect.closeTo(0.1124, 3), expect.closeTo(0.3304, 3)]);
  });

  test("of a ratio holds the true one about 95 times of 100, where errors are common", () => {
    let held = 0;
    const rounds = 200;
    let state = 12_345;
    const random = () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
    for (let round = 0; round < rounds; round += 1) {
      const pairs = Array.from({ length: 50 }, () => {
        const whole = 500 + Math.floor(random() * 1000);
        return [random() < 0.5 ? Math.floor(random() * 0.2 * whole) : 0, whole] as const;
      });
      const [low, high] = ratioInterval(pairs)!;
      if (low <= 0.05 && 0.05 <= high) held += 1;
    }
    expect(held / rounds).toBeGreaterThan(0.88);
    expect(held / rounds).toBeLessThan(1);
  });

  test("is not made up where nothing was wrong, or of four documents", () => {
    expect(ratioInterval(Array.from({ length: 50 }, () => [0, 100]))).toBeUndefined();
    expect(ratioInterval(Array.from({ length: 4 }, () => [1, 100]))).toBeUndefined();
  });
});
