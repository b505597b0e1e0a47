/** Parts of a page in which only a browser finds more: frames and shadow roots, not the words of a drawing. */
import type { NotShown } from "../document/document.ts";

export function unopened(notShown: readonly NotShown[] = []): readonly NotShown[] {
  return notShown.filter(({ kind }) => kind === "frame" || kind === "shadow-root");
}
