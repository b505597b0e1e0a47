/** Finds the heading of a list of other articles. */
import { cuesIn } from "../cues/match.ts";
import type { Cues } from "../document/cue.ts";
import type { Block } from "../document/document.ts";
import { hanLength } from "../text/characters.ts";
import { shapeOf } from "../cues/line-shape.ts";

/** Below a widget's heading are headlines; an editor's box 「相关链接」 has sentences. */
const HEADLINES_AT_LEAST = 3;
const HEADLINES_WITHIN = 10;

/** Subheadings are shorter: Chinese characters. */
const HEADLINE_AT_LEAST = 10;

/** Teasers are told by their dates: lines of their own, no longer than these many code units. */
const DATES_AT_LEAST = 2;
const DATE_LINE = /^\s*(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d/u;
const DATE_LINE_AT_MOST = 20;

/** A heading over other articles, and their headlines or dates below it. */
export function opensRelated(blocks: readonly Block[], at: number, cues: Cues): boolean {
  const block = blocks[at]!;
  if (block.kind === "title" || !shapeOf(block).isLabel) return false;
  if (!cuesIn(block, "related", cues).some(({ opens, weight }) => opens && weight >= 2)) return false;
  const following = blocks.slice(at + 1, at + 1 + HEADLINES_WITHIN);
  const headlines = following.filter(
    (line) => shapeOf(line).isLabel && hanLength(line.text) >= HEADLINE_AT_LEAST,
  );
  return headlines.length >= HEADLINES_AT_LEAST || following.filter(isDateLine).length >= DATES_AT_LEAST;
}

function isDateLine({ text }: Block): boolean {
  return text.length <= DATE_LINE_AT_MOST && DATE_LINE.test(text);
}
