/** Runs cases: a raw page is cleaned, and what comes out is held against what a person expects. */
import { diffArrays } from "diff";
import { readPage } from "../../core/page/read.ts";
import type { Cleaned, Pipeline } from "../../core/pipeline/create-pipeline.ts";
import { replay } from "../../core/pipeline/replay.ts";
import type { Block, Document } from "../../core/document/document.ts";
import type { Case } from "./case-folder.ts";
import { sayAll } from "../../core/words/say.ts";
import { en } from "../../core/words/en.ts";

/** A line that is on one side only. */
export interface CaseLine {
  readonly side: "expected" | "found";
  readonly text: string;
  /** Of an expected line: what became of it. Of one that was found: where it comes from. */
  readonly note: string;
}

/** Why a case fails. */
export interface CaseFailure {
  /** A sentence. */
  readonly problem: string;
  /** Where the text is another: the lines that differ, in order. */
  readonly lines: readonly CaseLine[];
}

/** `known`: it fails, and says itself that newsift cannot do it yet. */
export type CaseResult =
  | { readonly slug: string; readonly outcome: "passed" | "known" }
  | ({ readonly slug: string; readonly outcome: "failed" } & CaseFailure);

export function runCase(pipeline: Pipeline, one: Case): CaseResult {
  const { slug, raw, expectFailure } = one;
  const document = readPage(raw, slug);
  const failure = findFailure(one, document, pipeline.clean(document));
  if (expectFailure === undefined) {
    return failure === undefined ? { slug, outcome: "passed" } : { slug, outcome: "failed", ...failure };
  }
  return failure === undefined
    ? {
        slug,
        outcome: "failed",
        problem: 'It passes now: take "expectFailure" out of its case.json.',
        lines: [],
      }
    : { slug, outcome: "known" };
}

/** @returns undefined where the document came out as expected */
export function findFailure(one: Case, document: Document, cleaned: Cleaned): CaseFailure | undefined {
  const { verdict, text, metadata } = cleaned;
  if (verdict.kind !== one.verdict) {
    const problem = `It is not "${one.verdict}" but "${verdict.kind}": ${sayAll(en.verdictReasons, verdict.reasons)}`;
    return { problem, lines: [] };
  }
  if (text !== one.expected) {
    return { problem: "The text is another.", lines: differingLines(one, document, cleaned) };
  }
  const names = Object.keys(one.metadata) as (keyof Case["metadata"])[];
  const wrong = names.find((name) => metadata[name] !== one.metadata[name]);
  if (wrong === undefined) return undefined;
  return {
    problem: `Its ${wrong} is not "${one.metadata[wrong]}" but ${metadata[wrong] === undefined ? "unknown" : `"${metadata[wrong]}"`}.`,
    lines: [],
  };
}

/** Each missing line with what was done to the block that held it, each leftover with its place. */
function differingLines(
  { expected }: Case,
  { blocks }: Document,
  { text, receipt }: Cleaned,
): readonly CaseLine[] {
  const kept = replay(blocks, receipt.changes);
  const fateOf = (line: string) => {
    const block = findBlock(blocks, line);
    if (block === undefined) return "in no block of the page";
    const changes = receipt.changes.filter((change) => change.block === block.index);
    return changes.map(({ stage, reason }) => `${stage}: ${reason}`).join(", ") || "not changed";
  };
  const placeOf = (line: string) => {
    const block = kept.find((one) => one.text === line);
    return block === undefined ? "in no block of the page" : `block ${block.index} ${block.path}`.trim();
  };
  return diffArrays(linesOf(expected), linesOf(text)).flatMap(({ value, added, removed }): CaseLine[] => {
    if (removed) return value.map((line) => ({ side: "expected", text: line, note: fateOf(line) }));
    if (added) return value.map((line) => ({ side: "found", text: line, note: placeOf(line) }));
    return [];
  });
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
