/** Where a list of other articles begins. */
import { cuesIn } from "../cues/match.ts";
import type { Block, Cues } from "../types.ts";
import { hanLength } from "./characters.ts";
import { isLabel } from "./lines.ts";

/** An editor's box 「相关链接」 is sentences; under a widget's heading other headlines stand. */
const HEADLINES_AT_LEAST = 3;
const HEADLINES_WITHIN = 10;

/** A subheading is shorter than most headlines: Chinese characters. */
const HEADLINE_AT_LEAST = 10;

/** A heading over other articles, and their headlines below it. */
export function opensRelated(blocks: readonly Block[], at: number, cues: Cues): boolean {
  const block = blocks[at]!;
  if (block.kind === "title" || !isLabel(block.text)) return false;
  if (!cuesIn(block, "related", cues).some(({ opens, weight }) => opens && weight >= 2)) return false;
  const following = blocks.slice(at + 1, at + 1 + HEADLINES_WITHIN);
  return (
    following.filter(({ text }) => isLabel(text) && hanLength(text) >= HEADLINE_AT_LEAST).length >=
    HEADLINES_AT_LEAST
  );
}
