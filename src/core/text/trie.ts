/** A trie: finds many phrases in one pass over a text. */

/** Phrases by their code units, one after the other. */
interface Node<Value> {
  readonly next: Map<number, Node<Value>>;
  /** Of the phrases that end here. */
  readonly values: Value[];
}

export interface Trie<Value> {
  readonly root: Node<Value>;
  /** 1 at the hashes of the first two code units of each phrase, to skip most places of a text. */
  readonly pairs: Uint8Array;
  /** Phrases of one code unit. */
  readonly single: ReadonlySet<number>;
}

/** A hash of two code units. */
function pairOf(first: number, second: number): number {
  return ((first * 31) ^ second) & 0xffff;
}

/** @param entries each with the phrase that it is found by */
export function makeTrie<Value>(entries: readonly Value[], phraseOf: (value: Value) => string): Trie<Value> {
  const root: Node<Value> = { next: new Map(), values: [] };
  for (const value of entries) {
    let node = root;
    for (const unit of phraseOf(value).split("")) node = branch(node, unit.charCodeAt(0));
    node.values.push(value);
  }
  const pairs = new Uint8Array(0x1_0000);
  const single = new Set<number>();
  for (const [first, { next, values }] of root.next) {
    if (values.length > 0) single.add(first);
    for (const second of next.keys()) pairs[pairOf(first, second)] = 1;
  }
  return { root, pairs, single };
}

function branch<Value>({ next }: Node<Value>, unit: number): Node<Value> {
  const known = next.get(unit);
  if (known !== undefined) return known;
  const fresh: Node<Value> = { next: new Map(), values: [] };
  next.set(unit, fresh);
  return fresh;
}

/** Calls back for every phrase in the text with its range in code units, ordered by start. */
export function eachPhrase<Value>(
  text: string,
  { root, pairs, single }: Trie<Value>,
  tell: (value: Value, from: number, to: number) => void,
): void {
  const hasSingle = single.size > 0;
  let next = text.charCodeAt(0);
  for (let from = 0; from < text.length; from += 1) {
    const unit = next;
    next = text.charCodeAt(from + 1);
    if (pairs[pairOf(unit, next)] === 0 && !(hasSingle && single.has(unit))) continue;
    let node = root.next.get(unit);
    for (let to = from + 1; node !== undefined; to += 1) {
      for (const value of node.values) tell(value, from, to);
      node = node.next.get(text.charCodeAt(to));
    }
  }
}
