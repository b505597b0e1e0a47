/** Many phrases looked for at once: few begin alike, so one walk over a text finds all, however many they are. */

/** Phrases by their code units, one after the other. */
interface Node<Value> {
  readonly next: Map<number, Node<Value>>;
  /** Of the phrases that end here. */
  readonly values: Value[];
}

export interface Trie<Value> {
  readonly root: Node<Value>;
  /** 1 for each code unit that a phrase begins with: most characters of a text begin none. */
  readonly begins: Uint8Array;
}

/** @param entries each with the phrase that it is found by */
export function makeTrie<Value>(entries: readonly Value[], phraseOf: (value: Value) => string): Trie<Value> {
  const root: Node<Value> = { next: new Map(), values: [] };
  for (const value of entries) {
    let node = root;
    for (const unit of phraseOf(value).split("")) node = branch(node, unit.charCodeAt(0));
    node.values.push(value);
  }
  const begins = new Uint8Array(0x1_0000);
  for (const unit of root.next.keys()) begins[unit] = 1;
  return { root, begins };
}

function branch<Value>({ next }: Node<Value>, unit: number): Node<Value> {
  const known = next.get(unit);
  if (known !== undefined) return known;
  const fresh: Node<Value> = { next: new Map(), values: [] };
  next.set(unit, fresh);
  return fresh;
}

/** Tells of every phrase in the text, from one code unit to another, in the order in which they begin. */
export function eachPhrase<Value>(
  text: string,
  { root, begins }: Trie<Value>,
  tell: (value: Value, from: number, to: number) => void,
): void {
  for (let from = 0; from < text.length; from += 1) {
    const unit = text.charCodeAt(from);
    if (begins[unit] === 0) continue;
    let node = root.next.get(unit);
    for (let to = from + 1; node !== undefined; to += 1) {
      for (const value of node.values) tell(value, from, to);
      node = node.next.get(text.charCodeAt(to));
    }
  }
}
