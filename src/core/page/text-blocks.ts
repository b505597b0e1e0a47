/** A text without markup: its lines are the blocks. */
import { isVisible } from "../text/characters.ts";
import { Shape, shapeOf } from "../cues/line-shape.ts";
import type { Block } from "../document/document.ts";
import { measure, noLinks } from "./facts.ts";
import { LINES_AT_MOST } from "./html-blocks.ts";

const LINE_END = /\r\n|\n|\r/g;

/** A text, line by line. */
export interface TextBlocks {
  /** One for each line, blank ones too: what is in the file is accounted for. A last line end adds none. */
  readonly blocks: readonly Block[];
  /** Something stands below the lines that are read: more blank ones are nothing. */
  readonly isCut: boolean;
}

export function textBlocks(text: string): TextBlocks {
  const { lines, rest } = firstLines(text);
  let gapBefore = 0;
  const blocks = lines.map((raw, index): Block => {
    const facts = measure(new Shape(raw), { ...noLinks, gapBefore });
    gapBefore = facts.chars === 0 ? gapBefore + 1 : 0;
    return { index, kind: "paragraph", group: 0, path: "", raw, text: raw, facts };
  });
  return { blocks, isCut: isVisible(rest) };
}

/** As many lines as are read, and what stands below them. */
function firstLines(text: string): { lines: readonly string[]; rest: string } {
  const lines: string[] = [];
  let from = 0;
  for (const { index, 0: end } of text.matchAll(LINE_END)) {
    lines.push(text.slice(from, index));
    from = index + end.length;
    if (lines.length === LINES_AT_MOST) return { lines, rest: text.slice(from) };
  }
  return { lines: from < text.length ? [...lines, text.slice(from)] : lines, rest: "" };
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
