/** Where a single line stands, to the rules that judge line by line. */
import { shapeOf } from "../cues/line-shape.ts";
import type { Cues } from "../document/cue.ts";
import type { Block } from "../document/document.ts";
import { type Position, positionOf, proseRange } from "./prose-range.ts";
import { ownMake } from "./own-make.ts";
import { recurringTexts } from "./repeated-texts.ts";

/**
 * By position in the list of blocks. What stands between paragraphs again and again is none of them, as below the text;
 * nor is a line without a sentence that the page makes otherwise than each of them.
 */
export function linePositions(blocks: readonly Block[], cues: Cues): (at: number) => Position {
  const range = proseRange(blocks, cues);
  const recurring = recurringTexts(blocks);
  const isOwnMake = ownMake(blocks);
  return (at) => {
    const block = blocks[at]!;
    if (recurring.has(block.text)) return "tail";
    const position = positionOf(at, range);
    return position === "body" && shapeOf(block).isLabel && isOwnMake(block) ? "tail" : position;
  };
}
