/** The single words of buttons, counters and pagers: 「打印」, 「收藏」, 「下一页」. */
import type { Cues } from "../types.ts";
import { matchKey } from "./match-key.ts";

const KINDS = ["buttons", "navigation", "share", "byline", "prev-next", "comment"];

const sets = new WeakMap<Cues, ReadonlySet<string>>();

/** Whether this is, as a whole, a word that sites set on their buttons and labels. */
export function isSiteWord(word: string, cues: Cues): boolean {
  let words = sets.get(cues);
  if (words === undefined) sets.set(cues, (words = gather(cues)));
  return words.has(matchKey(word));
}

function gather(cues: Cues): ReadonlySet<string> {
  const strong = KINDS.flatMap((kind) => cues.get(kind) ?? []).filter(
    ({ strength, at }) => strength === "strong" && at !== "anywhere",
  );
  return new Set(strong.map(({ phrase }) => phrase));
}
