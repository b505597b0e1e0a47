/** Finds cues in a line, ignoring width, spacing and case. */
import type { Span } from "../text/spans.ts";
import { noCues, type Shape, shapeOf } from "./line-shape.ts";
import type { Cue, CueMatch, Cues, CuesByKind } from "../document/cue.ts";
import type { Block } from "../document/document.ts";
import { foldSpaced, matchKey } from "../text/match-key.ts";
import { eachPhrase, makeTrie, type Trie } from "../text/trie.ts";

/** Total weight of cues for a sentence to be boilerplate: a single phrase may be its subject. */
export const SENTENCE_WEIGHT = 4;

const MARK = /[\p{P}\p{S}]/u;
/** 丨 is a character, but in 「编辑丨何小满」 it is a bar. */
const LETTER = /(?!丨)\p{L}/u;

/** No cue is looked for behind this many code units: such a line is running text. */
const LOOKED_AT = 400;

/** The cues of one kind in a block, cached. */
export function cuesIn(block: Block, kind: string, cues: Cues): readonly CueMatch[] {
  return allIn(block, cues).get(kind)?.matches ?? none;
}

/**
 * Total weight of the cues of one kind in a block; with 2 or more, one other kind of evidence is enough to remove
 * it. Phrases within a longer one are not counted again: 「版权声明」 is not also 「版权」.
 */
export function cueWeight(block: Block, kind: string, cues: Cues): number {
  return allIn(block, cues).get(kind)?.weight ?? 0;
}

/** The greatest weight that the cues of one of these kinds have in a block. */
export function greatestWeight(block: Block, kinds: readonly string[], cues: Cues): number {
  const found = allIn(block, cues);
  let greatest = 0;
  if (found.size > 0) for (const kind of kinds) greatest = Math.max(greatest, found.get(kind)?.weight ?? 0);
  return greatest;
}

/** Whether a block has a cue of any kind; most have none. */
export function hasCues(block: Block, cues: Cues): boolean {
  return allIn(block, cues).size > 0;
}

/** Whether a line has cues of these kinds or is too long to be searched; if false, a search for their phrases is not needed. */
export function mayHold(line: Shape, kinds: readonly string[], cues: Cues): boolean {
  if (line.text.length > LOOKED_AT) return true;
  const found = allInLine(line, cues);
  return found.size > 0 && kinds.some((kind) => found.has(kind));
}

function allIn(block: Block, cues: Cues): CuesByKind {
  return allInLine(shapeOf(block), cues);
}

function allInLine(shape: Shape, cues: Cues): CuesByKind {
  if (shape.cuesLookedFor !== cues) {
    const { text } = shape;
    shape.cuesFound =
      text.length <= LOOKED_AT ? findAll(text, shape.key, trieOf(cues)) : findIn(text, trieOf(cues));
    shape.cuesLookedFor = cues;
  }
  return shape.cuesFound;
}

function weightOf(matches: readonly CueMatch[]): number {
  if (matches.length === 1) return matches[0]!.weight;
  const found = matches.toSorted((a, b) => b.phrase.length - a.phrase.length);
  const counted: CueMatch[] = [];
  for (const cue of found) {
    const within = counted.find((longer) => longer.phrase.includes(cue.phrase));
    if (within === undefined) counted.push(cue);
    else if (within.phrase === cue.phrase && cue.weight > within.weight)
      counted[counted.indexOf(within)] = cue;
  }
  return counted.reduce((sum, { weight }) => sum + weight, 0);
}

export function matchCues(text: string, cues: readonly Cue[]): readonly CueMatch[] {
  return findIn(text, trieOfKinds(new Map([["", cues]]))).get("")?.matches ?? none;
}

/** The cues of one kind in a line, and what they weigh together: few kinds are asked for, so both are found out then. */
class Found {
  readonly #entries: Entry[] = [];
  readonly #line: string;
  #matches: readonly CueMatch[] | undefined;
  #weight: number | undefined;

  constructor(line: string) {
    this.#line = line;
  }

  add(entry: Entry): void {
    if (!this.#entries.includes(entry)) this.#entries.push(entry);
  }

  get matches(): readonly CueMatch[] {
    return (this.#matches ??= this.#entries
      .toSorted((a, b) => a.order - b.order)
      .map(({ cue }) => matchOf(cue, this.#line)));
  }

  get weight(): number {
    return (this.#weight ??= weightOf(this.matches));
  }
}

const none: readonly CueMatch[] = [];

interface Entry {
  readonly cue: Cue;
  readonly kind: string;
  /** Its place among the cues of all kinds. */
  readonly order: number;
}

const tries = new WeakMap<Cues, Trie<Entry>>();

function trieOf(cues: Cues): Trie<Entry> {
  let trie = tries.get(cues);
  if (trie === undefined) tries.set(cues, (trie = trieOfKinds(cues)));
  return trie;
}

function trieOfKinds(cues: Cues): Trie<Entry> {
  const entries = [...cues]
    .flatMap(([kind, own]) => own.map((cue) => ({ kind, cue })))
    .map((entry, order) => ({ ...entry, order }));
  return makeTrie(entries, ({ cue }) => cue.phrase);
}

function findIn(text: string, trie: Trie<Entry>): CuesByKind {
  const line = text.slice(0, LOOKED_AT);
  return findAll(line, matchKey(line), trie);
}

/**
 * The cues whose phrase occurs in the line at the position they require, by kind.
 *
 * @param key that of the line
 */
function findAll(line: string, key: string, trie: Trie<Entry>): CuesByKind {
  let byKind: Map<string, Found> | undefined;
  let span: Span | undefined;
  const bare = () => (span ??= withoutMarks(key));
  eachPhrase(key, trie, (entry, from, to) => {
    if (!isPlaced(entry.cue.at, from, to, key, bare)) return;
    byKind ??= new Map();
    let found = byKind.get(entry.kind);
    if (found === undefined) byKind.set(entry.kind, (found = new Found(line)));
    found.add(entry);
  });
  return byKind ?? noCues;
}

/**
 * Whether a match in the key is at the position that its cue requires.
 *
 * @param bare the key without the bullets, brackets and arrows around it
 */
function isPlaced(place: Cue["at"], from: number, to: number, key: string, bare: () => Span): boolean {
  if (place === "anywhere") return true;
  if (place === "start") return from === 0 || (from === bare()[0] && to <= bare()[1]);
  if (place === "end") return to === key.length || (to === bare()[1] && from >= bare()[0]);
  return to - from === key.length || (from === bare()[0] && to === bare()[1]);
}

function matchOf({ phrase, at, strength }: Cue, line: string): CueMatch {
  const strong = strength === "strong" ? 2 : 1;
  if (at !== "start") return { phrase, opens: at === "whole", weight: strong };
  // 「关注我们」 alone is a prompt, 「关注我们的孩子」 begins a sentence.
  const opens = standsAlone(foldSpaced(line), phrase);
  return { phrase, opens, weight: opens ? strong : 1 };
}

/** What follows the phrase at the line's start is no letter. */
function standsAlone(line: string, phrase: string): boolean {
  let at = Math.max(line.indexOf(phrase[0]!), 0);
  for (const unit of phrase.split("")) {
    while (line[at] === " ") at += 1;
    if (line[at] !== unit) return false;
    at += 1;
  }
  const next = line.codePointAt(at);
  return next === undefined || !LETTER.test(String.fromCodePoint(next));
}

function withoutMarks(key: string): Span {
  let from = 0;
  for (const char of key) {
    if (!MARK.test(char)) break;
    from += char.length;
  }
  let to = key.length;
  while (to > from) {
    const start = to - (key.codePointAt(to - 2)! > 0xffff ? 2 : 1);
    if (!MARK.test(key.slice(start, to))) break;
    to = start;
  }
  return [from, to];
}
