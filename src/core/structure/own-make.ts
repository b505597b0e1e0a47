/** Lines that a page makes otherwise than its paragraphs. */
import type { Block } from "../document/document.ts";
import { shapeOf } from "../cues/line-shape.ts";

/**
 * A test for the line in an element of its own kind: no paragraph of the page has the like, nor is it a heading, a caption, an
 * item of a list or a cell, which may belong to the text. Nothing in a text, which has no elements.
 */
export function ownMake(blocks: readonly Block[]): (block: Block) => boolean {
  let paths = pathsOfProse.get(blocks);
  if (paths === undefined) {
    paths = new Set(blocks.filter((block) => shapeOf(block).isProse).map(({ path }) => path));
    pathsOfProse.set(blocks, paths);
  }
  const own = paths;
  return ({ kind, path }) => path !== "" && kind === "paragraph" && !own.has(path);
}

/** Asked by several stages of the same blocks. */
const pathsOfProse = new WeakMap<readonly Block[], ReadonlySet<string>>();
