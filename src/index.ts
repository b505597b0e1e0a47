/** The library: a page or a text in, clean text and a receipt out. */
import "./needed-node.ts";
import { createPipeline, type Cleaned, type PipelineOptions } from "./pipeline.ts";
import { readHtml, readPage, readText } from "./page/read.ts";

export { createPipeline, readHtml, readPage, readText };
export { repair, repairText } from "./repair.ts";
export type { Cleaned, Pipeline, PipelineOptions } from "./pipeline.ts";
export type { Repaired } from "./repair.ts";
export type {
  Block,
  Change,
  Counts,
  Document,
  Edit,
  Evidence,
  Facts,
  Finding,
  Flag,
  FlagReason,
  Judged,
  Metadata,
  Profile,
  RawPage,
  Receipt,
  RepeatedBlock,
  Stage,
  Verdict,
  VerdictKind,
} from "./types.ts";

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
