/** A text without markup: its lines are the blocks. */
import { Shape, shapeOf } from "../measures/shape.ts";
import type { Block } from "../types.ts";
import { measure, noLinks } from "./facts.ts";

const LINE_END = /\r\n|\n|\r/;

/** A block for each line, blank ones too: what is in the file is accounted for. A last line end adds none. */
export function textBlocks(text: string): readonly Block[] {
  const lines = text.split(LINE_END);
  if (lines.at(-1) === "") lines.pop();
  let gapBefore = 0;
  return lines.map((raw, index) => {
    const facts = measure(new Shape(raw), { ...noLinks, gapBefore });
    gapBefore = facts.chars === 0 ? gapBefore + 1 : 0;
    return { index, kind: "paragraph", group: 0, path: "", raw, text: raw, facts };
  });
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
