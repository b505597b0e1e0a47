/** The shape of a single line. */
import type { Block } from "../document/document.ts";
import { visibleLength } from "./characters.ts";
import { countSentenceEnds, endsSentence } from "./sentences.ts";

/** A label, a menu entry or a headline is not longer than this many code points. */
const LABEL_AT_MOST = 60;

/** Nor, with all its white space, than this many code units. */
const UNITS_AT_MOST = 1000;

/** Short, and no sentence: a label, a menu entry, a headline. */
export function isLabel(text: string): boolean {
  return (
    text.length <= UNITS_AT_MOST &&
    hasAtMost(LABEL_AT_MOST, text) &&
    countSentenceEnds(text) === 0 &&
    !endsSentence(text.replace(/[:：]\s{0,9}$/u, ""))
  );
}

/** A title with its site's name is not longer than this many code points. */
const TITLE_AT_MOST = 100;

/** Like a label, but questions and exclamations are allowed: 「涨价了？」 */
export function isTitleShaped(text: string): boolean {
  return text.length <= UNITS_AT_MOST && hasAtMost(TITLE_AT_MOST, text) && !/[。；]/u.test(text);
}

/** At most so many visible code points; a text with no more code units need not be counted. */
function hasAtMost(most: number, text: string): boolean {
  return text.length <= most || visibleLength(text) <= most;
}

/** Share of a block's visible code points that are links: 0 to 1. */
export function linkShare({ facts }: Block): number {
  return facts.chars === 0 ? 0 : facts.linkChars / facts.chars;
}

/** Another page's headline, an entry of a menu: more than half of the block's visible code points are links. */
export function isMostlyLink(block: Block): boolean {
  return linkShare(block) > 0.5;
}

/** The parts of a line, split at white space, bars and commas. */
export function parts(text: string): readonly string[] {
  return text.split(/[\s\u00a0\u3000|｜、,，/>›»]+/u).filter((part) => part !== "");
}
