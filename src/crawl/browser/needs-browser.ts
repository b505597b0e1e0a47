/** Whether a page as it came is a frame that only its scripts fill, or holds its text where only a browser opens it. */
import { visibleLength } from "../../core/text/characters.ts";
import { browserOnlyParts } from "../../core/page/not-shown.ts";
import { isProse } from "../../core/text/sentences.ts";
import type { Document } from "../../core/document/document.ts";

/** A page with this much running text is somebody's story, whatever its scripts add: visible code points. */
const STORY_AT_LEAST = 120;

/** @param articles for a list page: how many it links to */
export function needsBrowser(document: Document, articles?: number): boolean {
  const isPoor = articles === undefined ? proseLength(document) < STORY_AT_LEAST : articles === 0;
  return isPoor && (document.isScripted === true || browserOnlyParts(document.notShown).length > 0);
}

/** Running text of a page: visible code points. */
export function proseLength({ blocks }: Document): number {
  return blocks
    .filter(({ kind, text }) => kind !== "title" && isProse(text))
    .reduce((sum, { text }) => sum + visibleLength(text), 0);
}
