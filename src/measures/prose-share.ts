/** How much of a text is sentences. */
import type { Shape } from "./shape.ts";

/** Share of the visible code points that stand in lines of prose: 0 to 1, 0 for an empty text. */
export function proseShare(lines: readonly Shape[]): number {
  const length = (of: readonly Shape[]) => of.reduce((sum, { chars }) => sum + chars, 0);
  return length(lines.filter(({ isProse }) => isProse)) / Math.max(1, length(lines));
}
