/** Where strong phrases of the cue files stand in running text, anywhere in it. */
import type { Cue, Cues } from "../types.ts";
import { eachPhrase, makeTrie, type Trie } from "./trie.ts";

/** A phrase in a text, from one code unit to another. */
export interface FoundPhrase {
  readonly kind: string;
  readonly phrase: string;
  readonly from: number;
  readonly to: number;
}

type Entry = Pick<FoundPhrase, "kind" | "phrase">;

const tries = new WeakMap<Cues, Trie<Entry>>();

/**
 * All of them, in order; phrases within one another each count. One walk, whatever the number of phrases.
 *
 * @param text in lower case, as phrases are
 * @param kinds of cue files
 */
export function findPhrases(text: string, kinds: readonly string[], cues: Cues): readonly FoundPhrase[] {
  const found: FoundPhrase[] = [];
  eachPhrase(text, trieOf(cues), ({ kind, phrase }, from, to) => {
    if (kinds.includes(kind)) found.push({ kind, phrase, from, to });
  });
  return found;
}

/** The others say something only at their place in a line. */
function isStrong({ at, strength }: Cue): boolean {
  return at === "anywhere" && strength === "strong";
}

function trieOf(cues: Cues): Trie<Entry> {
  let trie = tries.get(cues);
  if (trie === undefined) {
    const entries = [...cues].flatMap(([kind, own]) =>
      own.filter(isStrong).map(({ phrase }) => ({ kind, phrase })),
    );
    tries.set(cues, (trie = makeTrie(entries, ({ phrase }) => phrase)));
  }
  return trie;
}
