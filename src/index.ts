/** The library: a page or a text in, clean text and a receipt out. */
import "./config/needed-node.ts";
import { createPipeline, type Cleaned, type PipelineOptions } from "./core/pipeline/run.ts";
import { readHtml, readPage, readText } from "./core/page/read.ts";

export { createPipeline, readHtml, readPage, readText };
export { repair, repairText } from "./core/pipeline/repair.ts";
export type { Cleaned, Pipeline, PipelineOptions } from "./core/pipeline/run.ts";
export type { Repaired } from "./core/pipeline/repair.ts";
export type { Block, Document, Facts, Metadata, RawPage } from "./core/document/document.ts";
export type { Change, Evidence, Finding } from "./core/document/finding.ts";
export type { Edit, Judged } from "./core/document/overrides.ts";
export type { Profile, RepeatedBlock } from "./core/document/profile.ts";
export type { Counts, Flag, FlagReason, Receipt } from "./core/document/receipt.ts";
export type { Stage } from "./core/document/stage.ts";
export type { Verdict, VerdictKind } from "./core/document/verdict.ts";

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
  const document =
    typeof html === "string"
      ? readHtml(html, "", url)
      : readPage({ bytes: html, format: "html", ...(url === undefined ? {} : { url }) }, "");
  return createPipeline(options).clean(document);
}

/**
 * Cleans a text without markup: its lines are the blocks.
 *
 * @param text the text's bytes (the charset is found out), or the text decoded
 */
export function cleanText(text: string | Uint8Array, { url, ...options }: CleanOptions = {}): Cleaned {
  const document =
    typeof text === "string"
      ? readText(text, "", url)
      : readPage({ bytes: text, format: "text", ...(url === undefined ? {} : { url }) }, "");
  return createPipeline(options).clean(document);
}
