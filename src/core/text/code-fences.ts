/** Blocks of code in Markdown, between two fences of ``` or ~~~. */

const OPENING = /^ {0,3}(`{3,}|~{3,})[^`]*$/u;
const CLOSING = /^ {0,3}(`{3,}|~{3,})\s*$/u;

/**
 * The lines of all blocks, fences included. A fence that nothing closes opens none: the rest of a text is no code for
 * one line of marks.
 *
 * @returns their numbers, from 0
 */
export function fencedLines(lines: readonly string[]): ReadonlySet<number> {
  const fenced = new Set<number>();
  let open: { readonly fence: string; readonly from: number } | undefined;
  for (const [at, line] of lines.entries()) {
    if (open === undefined) {
      const fence = OPENING.exec(line)?.[1];
      if (fence !== undefined) open = { fence, from: at };
    } else if (CLOSING.exec(line)?.[1]!.startsWith(open.fence)) {
      for (let inside = open.from; inside <= at; inside += 1) fenced.add(inside);
      open = undefined;
    }
  }
  return fenced;
}
