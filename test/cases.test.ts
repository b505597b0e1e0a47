/** Every folder of test/cases is a test: a raw page, the text that a person expects of it, and why it is there. */
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { Page } from "../src/core/page/page.ts";
import { readPage } from "../src/core/page/read.ts";
import { createPipeline } from "../src/core/pipeline/create-pipeline.ts";
import { replay, textOf } from "../src/core/pipeline/replay.ts";
import { listCases, readCase } from "../src/desk/quality/case-folder.ts";
import { type CaseFailure, findFailure } from "../src/desk/quality/run-cases.ts";
import type { Block, Document } from "../src/core/document/document.ts";
import type { Change } from "../src/core/document/finding.ts";
import { deepFreeze } from "./support/deep-freeze.ts";

const FOLDER = fileURLToPath(new URL("cases", import.meta.url));

const pipeline = createPipeline();
const cases = listCases(FOLDER).map((slug) => readCase(FOLDER, slug));
const texts = cases.filter(({ raw }) => raw.format === "text");
const articles = cases.filter(({ verdict, expectFailure }) => verdict === "article" && !expectFailure);

describe("cases", () => {
  for (const one of cases) {
    test(`${one.slug}`, { fails: one.expectFailure !== undefined }, () => {
      const document = frozenDocument(one.raw);
      const failure = findFailure(one, document, pipeline.clean(document));
      expect(failure && `${one.why}\n${explain(failure)}`).toBeUndefined();
    });
  }
});

describe("kept and removed are the input", () => {
  test.each(cases)("$slug", ({ raw }) => {
    const document = frozenDocument(raw);
    const { text, receipt } = pipeline.clean(document);
    expect(falseWitness(document, receipt.changes)).toBeUndefined();
    const kept = replay(document.blocks, receipt.changes);
    const touched = new Set(receipt.changes.map((change) => change.block));
    const untouched = document.blocks.filter((block) => !touched.has(block.index));
    expect(kept).toEqual(expect.arrayContaining(untouched));
    expect(kept.map(indexOf)).toEqual(kept.map(indexOf).toSorted((a, b) => a - b));
    expect(text).toBe(receipt.verdict.kind === "article" ? textOf(kept) : "");
  });
});

describe("cleaning twice is cleaning once", () => {
  test.each(articles)("$slug", ({ raw }) => {
    const { text } = pipeline.clean(frozenDocument(raw));
    const again = pipeline.clean(frozenDocument(asText(text)));
    expect({ verdict: again.verdict.kind, text: again.text }).toEqual({ verdict: "article", text });
  });
});

describe("line ends, BOM and a missing last newline change nothing", () => {
  const variants: Readonly<Record<string, (text: string) => string>> = {
    CRLF: (text) => text.replaceAll("\n", "\r\n"),
    BOM: (text) => `\uFEFF${text}`,
    "no last newline": (text) => text.replace(/\n$/, ""),
    "a last newline": (text) => text.replace(/\n?$/, "\n"),
  };
  test.each(texts)("$slug", ({ raw }) => {
    const text = Buffer.from(raw.bytes).toString("utf8");
    const { text: expected, verdict } = pipeline.clean(frozenDocument(raw));
    for (const [name, vary] of Object.entries(variants)) {
      const varied = pipeline.clean(frozenDocument(asText(vary(text))));
      expect({ name, text: varied.text, verdict: varied.verdict }).toEqual({ name, text: expected, verdict });
    }
  });
});

function asText(text: string): Page {
  return new Page(Buffer.from(text, "utf8"), { format: "text" });
}

/** Frozen to the last leaf: a stage that changes its input throws. */
function frozenDocument(raw: Page): Document {
  return deepFreeze(readPage(raw, "case"));
}

/** The first change that does not say what stood there, if any. */
function falseWitness(document: Document, changes: readonly Change[]): Change | undefined {
  let blocks = document.blocks;
  for (const ofStage of stagesOf(changes)) {
    for (const change of ofStage) {
      const { text } = blocks.find((block) => block.index === change.block)!;
      if (text.slice(...(change.span ?? [0])) !== change.before) return change;
    }
    blocks = replay(blocks, ofStage);
  }
  return undefined;
}

function stagesOf(changes: readonly Change[]): readonly (readonly Change[])[] {
  return [...Map.groupBy(changes, (change) => change.stage).values()];
}

function indexOf(block: Block): number {
  return block.index;
}

/** The lines that differ; each missing one with what was done to the block that held it, each leftover with its place. */
function explain({ problem, lines }: CaseFailure): string {
  const shown = lines.map(
    ({ side, text, note }) => `${side === "expected" ? "-" : "+"} ${text}\n    [${note}]`,
  );
  return [problem, "- expected, + found", ...shown].join("\n");
}
