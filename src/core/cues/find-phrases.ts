/** Finds strong phrases of the cue files anywhere in running text. */
import type { Cue, Cues } from "../document/cue.ts";
import { eachPhrase, makeTrie, type Trie } from "../text/trie.ts";

/** A phrase in a text, from one code unit to another. */
export interface FoundPhrase {
  readonly phrase: string;
  readonly from: number;
  readonly to: number;
}

/** Cached by the list of kinds: each caller has its own. */
const tries = new WeakMap<Cues, WeakMap<readonly string[], Trie<string>>>();

/**
 * All of them, in order; phrases within one another each count. One walk, whatever the number of phrases.
 *
 * @param text in lower case and simplified characters, as phrases are
 * @param kinds of cue files; a list that is asked for often is best the same one each time
 */
export function findPhrases(text: string, kinds: readonly string[], cues: Cues): readonly FoundPhrase[] {
  const found: FoundPhrase[] = [];
  eachPhrase(text, trieOf(kinds, cues), (phrase, from, to) => {
    found.push({ phrase, from, to });
  });
  return found;
}

/** Weak cues count only at their position in a line. */
function isStrong({ at, strength }: Cue): boolean {
  return at === "anywhere" && strength === "strong";
}

function trieOf(kinds: readonly string[], cues: Cues): Trie<string> {
  let own = tries.get(cues);
  if (own === undefined) tries.set(cues, (own = new WeakMap()));
  let trie = own.get(kinds);
  if (trie === undefined) own.set(kinds, (trie = makeTrie(phrasesOf(kinds, cues), (phrase) => phrase)));
  return trie;
}

function phrasesOf(kinds: readonly string[], cues: Cues): readonly string[] {
  return kinds
    .flatMap((kind) => cues.get(kind) ?? [])
    .filter(isStrong)
    .map(({ phrase }) => phrase);
}
