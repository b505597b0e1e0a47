/** Position of a line relative to the prose: head, body or tail, for rules that look at single lines. */
import { shapeOf } from "../cues/line-shape.ts";
import type { Cues } from "../document/cue.ts";
import type { Block } from "../document/document.ts";
import { type Position, positionOf, proseRange } from "./prose-range.ts";
import { recurringTexts } from "./repeated-texts.ts";

/**
 * The position of a block, by its index in the list. Between paragraphs, texts that recur and labels with a markup that
 * no paragraph has count as tail.
 */
export function linePositions(blocks: readonly Block[], cues: Cues): (at: number) => Position {
  const range = proseRange(blocks, cues);
  const recurring = recurringTexts(blocks);
  const isUnlikeParagraphs = unlikeParagraphs(blocks);
  return (at) => {
    const block = blocks[at]!;
    if (recurring.has(block.text)) return "tail";
    const position = positionOf(at, range);
    return position === "body" && shapeOf(block).isLabel && isUnlikeParagraphs(block) ? "tail" : position;
  };
}

/**
 * A test for lines whose element path no paragraph of prose has. Headings, captions, list items and cells do not count: they
 * may belong to the text. Always false in plain texts, which have no elements.
 */
export function unlikeParagraphs(blocks: readonly Block[]): (block: Block) => boolean {
  let paths = pathsOfProse.get(blocks);
  if (paths === undefined) {
    paths = new Set(blocks.filter((block) => shapeOf(block).isProse).map(({ path }) => path));
    pathsOfProse.set(blocks, paths);
  }
  const prosePaths = paths;
  return ({ kind, path }) => path !== "" && kind === "paragraph" && !prosePaths.has(path);
}

/** Several stages ask about the same blocks. */
const pathsOfProse = new WeakMap<readonly Block[], ReadonlySet<string>>();
