/** How much of a text is sentences. */
import { visibleLength } from "./characters.ts";
import { isProse } from "./sentences.ts";

/** Share of the visible code points that stand in lines of prose: 0 to 1, 0 for an empty text. */
export function proseShare(lines: readonly string[]): number {
  const length = (of: readonly string[]) => of.reduce((sum, line) => sum + visibleLength(line), 0);
  return length(lines.filter(isProse)) / Math.max(1, length(lines));
}
