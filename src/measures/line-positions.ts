/** Where a single line stands, to the rules that judge line by line. */
import type { Block, Cues } from "../types.ts";
import { type Position, positionOf, proseRange } from "./prose-range.ts";
import { recurringTexts } from "./repeated-texts.ts";

/** By position in the list of blocks. What stands between paragraphs again and again is none of them, as below the text. */
export function linePositions(blocks: readonly Block[], cues: Cues): (at: number) => Position {
  const range = proseRange(blocks, cues);
  const recurring = recurringTexts(blocks);
  return (at) => (recurring.has(blocks[at]!.text) ? "tail" : positionOf(at, range));
}
