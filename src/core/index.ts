/** `newsift/core`: a page or a text in, clean text and a receipt out, with no Node around it. */
import { createPipeline, type Cleaned, type PipelineOptions } from "./pipeline/create-pipeline.ts";
import { Page } from "./page/page.ts";
import { readHtml, readPage, readText } from "./page/read.ts";

export { createPipeline, Page, readHtml, readPage, readText };
export { defineStage } from "./document/stage.ts";
export { repair, repairText } from "./pipeline/repair.ts";
export { stages } from "./stages/index.ts";
export { verdictSignals } from "./verdict/signals.ts";
export type { Cleaned, Pipeline, PipelineOptions } from "./pipeline/create-pipeline.ts";
export type { Repaired } from "./pipeline/repair.ts";
export type { PageFacts } from "./page/page.ts";
export type { Block, Document, Facts, Metadata } from "./document/document.ts";
export type { Change, Evidence, Finding, Reason } from "./document/finding.ts";
export type { Edit, Overrides } from "./document/overrides.ts";
export type { Profile, RepeatedBlock } from "./document/profile.ts";
export type { Counts, Flag, FlagReason, Receipt } from "./document/receipt.ts";
export type { Context, Stage, StageTraits } from "./document/stage.ts";
export type { Verdict, VerdictKind } from "./document/verdict.ts";

export type { VerdictSignal } from "./verdict/signal.ts";

export interface CleanOptions extends PipelineOptions {
  /** The page's address: tells links to other hosts, and a date. */
  readonly url?: string;
}

/**
 * Cleans an HTML page.
 *
 * @param html the page's bytes (the charset is found out), or the page decoded
 */
export function cleanHtml(html: string | Uint8Array, { url, ...options }: CleanOptions = {}): Cleaned {
  const document = typeof html === "string" ? readHtml(html, "", url) : readPage(new Page(html, { url }));
  return createPipeline(options).clean(document);
}

/**
 * Cleans a text without markup: its lines are the blocks.
 *
 * @param text the text's bytes (the charset is found out), or the text decoded
 */
export function cleanText(text: string | Uint8Array, { url, ...options }: CleanOptions = {}): Cleaned {
  const document =
    typeof text === "string" ? readText(text, "", url) : readPage(new Page(text, { format: "text", url }));
  return createPipeline(options).clean(document);
}
