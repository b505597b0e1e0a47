/** Every folder of test/cases is a test: a raw page, the text that a person expects of it, and why it is there. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { diffArrays } from "diff";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { readPage } from "../src/page/read.ts";
import { createPipeline, replay, textOf, type Cleaned } from "../src/pipeline.ts";
import type { Block, Change, Document, RawPage } from "../src/types.ts";

const FOLDER = new URL("cases/", import.meta.url);
const DEMO = new URL("../src/demo/", import.meta.url);

/** case.json */
const caseSchema = z.strictObject({
  why: z.string().min(10),
  /** The file in src/demo that is the raw page, where the folder has none of its own. */
  page: z.string().optional(),
  url: z.url().optional(),
  verdict: z.enum(["article", "listing", "spam", "thin", "blocked", "not-chinese"]).default("article"),
  metadata: z
    .strictObject({
      title: z.string(),
      published: z.string(),
      source: z.string(),
      author: z.string(),
      editor: z.string(),
      channel: z.string(),
    })
    .partial()
    .default({}),
  /** What newsift cannot do yet. The case fails on the day it can. */
  expectFailure: z.string().min(10).optional(),
});

interface Case extends z.output<typeof caseSchema> {
  readonly slug: string;
  readonly raw: RawPage;
  /** "" where the verdict is not `article`. */
  readonly expected: string;
}

const pipeline = createPipeline();
const cases = readdirSync(FOLDER).map(readCase);
const texts = cases.filter(({ raw }) => raw.format === "text");
const articles = cases.filter(({ verdict, expectFailure }) => verdict === "article" && !expectFailure);

describe("cases", () => {
  for (const one of cases) {
    test(`${one.slug}`, { fails: one.expectFailure !== undefined }, () => {
      const document = frozenDocument(one.raw);
      const cleaned = pipeline.clean(document);
      const { verdict, metadata, text } = cleaned;
      if (verdict.kind !== one.verdict) {
        throw new Error(`not ${one.verdict} but ${verdict.kind}: ${verdict.reasons.join("; ")}`);
      }
      if (text !== one.expected) throw new Error(explain(one, document, cleaned));
      expect(metadata).toMatchObject(one.metadata);
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

/** @throws where the folder is no complete case: there is no expectation that is taken from the output. */
function readCase(slug: string): Case {
  const folder = new URL(`${slug}/`, FOLDER);
  const refuse = (fault: string): never => {
    throw new Error(`test/cases/${slug}: ${fault}`);
  };
  const settings = caseSchema.safeParse(JSON.parse(readFileSync(new URL("case.json", folder), "utf8")));
  if (!settings.success) return refuse(`case.json: ${z.prettifyError(settings.error)}`);
  const { page, url, verdict } = settings.data;
  const own = ["raw.html", "raw.txt"].filter((name) => existsSync(new URL(name, folder)));
  if (own.length + (page === undefined ? 0 : 1) !== 1) {
    return refuse('give one of raw.html, raw.txt and "page" in case.json.');
  }
  const expectedFile = new URL("expected.txt", folder);
  if (existsSync(expectedFile) !== (verdict === "article")) {
    return refuse("expected.txt is for articles: they need it, other verdicts have none.");
  }
  const source = page === undefined ? new URL(own[0]!, folder) : new URL(page, DEMO);
  return {
    ...settings.data,
    slug,
    raw: {
      bytes: readFileSync(source),
      format: source.pathname.endsWith(".html") ? "html" : "text",
      ...(url === undefined ? {} : { url }),
    },
    expected: verdict === "article" ? readFileSync(expectedFile, "utf8") : "",
  };
}

function asText(text: string): RawPage {
  return { bytes: Buffer.from(text, "utf8"), format: "text" };
}

/** Frozen to the last leaf: a stage that changes its input throws. */
function frozenDocument(raw: RawPage): Document {
  return deepFreeze(readPage(raw, "case"));
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
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
function explain(one: Case, document: Document, { text, receipt }: Cleaned): string {
  const kept = replay(document.blocks, receipt.changes);
  const fate = (line: string) => {
    const block = findBlock(document.blocks, line);
    if (block === undefined) return "in no block of the page";
    const changes = receipt.changes.filter((change) => change.block === block.index);
    return changes.map(({ stage, reason }) => `${stage}: ${reason}`).join(", ") || "not changed";
  };
  const place = (line: string) => {
    const block = kept.find((block) => block.text === line);
    return block === undefined ? "in no block of the page" : `block ${block.index} ${block.path}`;
  };
  const lines = diffArrays(linesOf(one.expected), linesOf(text)).flatMap(({ value, added, removed }) => {
    if (removed) return value.map((line) => `- ${line}\n    [${fate(line)}]`);
    if (added) return value.map((line) => `+ ${line}\n    [${place(line)}]`);
    return [];
  });
  return `${one.slug}: ${one.why}\n- expected, + found\n${lines.join("\n")}`;
}

/** The block that is this line, else one that holds it. */
function findBlock(blocks: readonly Block[], line: string): Block | undefined {
  return (
    blocks.find((block) => bare(block.raw) === bare(line)) ??
    blocks.find((block) => bare(block.raw).includes(bare(line)))
  );
}

/** Letters and digits only: finds a line again whose punctuation or spaces were repaired. */
function bare(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, "");
}

function linesOf(text: string): string[] {
  return text.split("\n").slice(0, -1);
}
