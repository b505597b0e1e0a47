/** A text without markup: its lines are the blocks. */
import { Shape, shapeOf } from "../measures/shape.ts";
import type { Block } from "../types.ts";
import { measure, noLinks } from "./facts.ts";
import { LINES_AT_MOST } from "./html-blocks.ts";

const LINE_END = /\r\n|\n|\r/;

/** A text, line by line. */
export interface TextBlocks {
  /** One for each line, blank ones too: what is in the file is accounted for. A last line end adds none. */
  readonly blocks: readonly Block[];
  /** It has more lines than are read. */
  readonly isCut: boolean;
}

export function textBlocks(text: string): TextBlocks {
  // One more than are read, and the empty one that a last line end makes.
  const lines = text.split(LINE_END, LINES_AT_MOST + 2);
  if (lines.at(-1) === "") lines.pop();
  let gapBefore = 0;
  const blocks = lines.slice(0, LINES_AT_MOST).map((raw, index): Block => {
    const facts = measure(new Shape(raw), { ...noLinks, gapBefore });
    gapBefore = facts.chars === 0 ? gapBefore + 1 : 0;
    return { index, kind: "paragraph", group: 0, path: "", raw, text: raw, facts };
  });
  return { blocks, isCut: lines.length > LINES_AT_MOST };
}

/** Blocks as the lines of a text, under the names they have: their words are all that is left of the page. */
export function asLines(blocks: readonly Block[]): readonly Block[] {
  return blocks.map(lineOf);
}

/** A block as a line of a text, under the name it has. What was found out about its words is not looked for again. */
export function lineOf(block: Block): Block {
  const { index, text } = block;
  return {
    index,
    kind: "paragraph",
    group: 0,
    path: "",
    raw: text,
    text,
    facts: measure(shapeOf(block), noLinks),
  };
}
