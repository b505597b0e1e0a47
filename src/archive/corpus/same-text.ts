/** Whether a new version of a page is worth keeping beside the one before. */
import { furtherPages } from "../../core/page/further-pages.ts";
import type { Page } from "../../core/page/page.ts";
import type { Pipeline } from "../../core/pipeline/create-pipeline.ts";
import { replay, textOf } from "../../core/pipeline/replay.ts";
import { cleanPage } from "./clean-article.ts";

/** Bytes of both versions together. They are cleaned while all other writers wait. */
const COMPARED_AT_MOST = 4 * 1024 * 1024;

/**
 * Whether two versions of a page have the same clean text, verdict and further pages. Versions without text, such that
 * cannot be cleaned and very large ones never compare equal: both are archived.
 */
export function hasSameText(pipeline: Pipeline, before: Page, after: Page): boolean {
  if (before.bytes.length + after.bytes.length > COMPARED_AT_MOST) return false;
  const [a, b] = [before, after].map((page) => {
    try {
      const { document, cleaned } = cleanPage(pipeline, page, "");
      const text = textOf(replay(document.blocks, cleaned.receipt.changes));
      return text === "" ? undefined : JSON.stringify([cleaned.verdict.kind, text, furtherPages(page)]);
    } catch {
      return undefined;
    }
  });
  return a !== undefined && a === b;
}
