/** Many phrases looked for at once: few begin alike, so one walk over a text finds all, however many they are. */

/** Phrases by their code units, one after the other. */
export interface Trie<Value> {
  readonly next: Map<number, Trie<Value>>;
  /** Of the phrases that end here. */
  readonly values: Value[];
}

/** @param entries each with the phrase that it is found by */
export function makeTrie<Value>(entries: readonly Value[], phraseOf: (value: Value) => string): Trie<Value> {
  const root: Trie<Value> = { next: new Map(), values: [] };
  for (const value of entries) {
    let trie = root;
    for (const unit of phraseOf(value).split("")) trie = branch(trie, unit.charCodeAt(0));
    trie.values.push(value);
  }
  return root;
}

function branch<Value>({ next }: Trie<Value>, unit: number): Trie<Value> {
  const known = next.get(unit);
  if (known !== undefined) return known;
  const fresh: Trie<Value> = { next: new Map(), values: [] };
  next.set(unit, fresh);
  return fresh;
}

/** Tells of every phrase in the text, from one code unit to another, in the order in which they begin. */
export function eachPhrase<Value>(
  text: string,
  root: Trie<Value>,
  tell: (value: Value, from: number, to: number) => void,
): void {
  for (let from = 0; from < text.length; from += 1) {
    let trie = root.next.get(text.charCodeAt(from));
    for (let to = from + 1; trie !== undefined; to += 1) {
      for (const value of trie.values) tell(value, from, to);
      trie = trie.next.get(text.charCodeAt(to));
    }
  }
}
