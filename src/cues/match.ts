/** Finds cues in a line, whatever its width, spacing and case. */
import type { Block, Cue, Cues, Facts } from "../types.ts";

/** A cue as a line shows it. */
export interface CueMatch {
  readonly phrase: string;
  /** It opens the line, with no letter behind it, or is the whole line. */
  readonly opens: boolean;
  /** 2 for a strong phrase that stands by itself, 1 otherwise. */
  readonly weight: number;
}

/** Cues that a sentence must show to be boilerplate: one phrase may be its subject. */
export const SENTENCE_WEIGHT = 4;

const MARK = /[\p{P}\p{S}]/u;
/** 丨 is a character, but in 「编辑丨何小满」 it is a bar. */
const LETTER = /(?!丨)\p{L}/u;
const SPACES = /[\s\u200b-\u200f\u2060\ufeff\u00ad]+/gu;

/** No cue is looked for behind this many code units: such a line is running text. */
const LOOKED_AT = 400;

/**
 * A line as cues are compared: width folded, lower case, no white space. For looking only: what is
 * written out is never folded.
 */
export function matchKey(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(SPACES, "");
}

interface Seen {
  readonly cues: Cues;
  readonly facts: Facts;
  readonly text: string;
  readonly byKind: ByKind;
}

/** By the block's facts: a copy of a block, with another text or the same, still has them. */
const seen = new WeakMap<Facts, Seen>();

/** Whoever asks for one kind asks for the next at once: most questions are about the same line as the last one. */
let last: Seen | undefined;

/** The cues of one kind in a block. Asked by many stages, found once. */
export function cuesIn({ text, facts }: Block, kind: string, cues: Cues): readonly CueMatch[] {
  if (last === undefined || !isOf(last, text, facts, cues)) {
    last = seen.get(facts);
    if (last === undefined || !isOf(last, text, facts, cues)) {
      last = { cues, facts, text, byKind: findAll(foldLine(text), indexOf(cues)) };
      seen.set(facts, last);
    }
  }
  return last.byKind.get(kind) ?? none;
}

function isOf(line: Seen, text: string, facts: Facts, cues: Cues): boolean {
  return line.facts === facts && line.text === text && line.cues === cues;
}

/**
 * The weight of the cues of one kind in a block: 2 and more is what one other kind of evidence
 * completes. Words within a longer phrase are not counted again: 「版权声明」 is no 「版权」 besides.
 */
export function cueWeight(block: Block, kind: string, cues: Cues): number {
  const matches = cuesIn(block, kind, cues);
  if (matches.length === 0) return 0;
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
  return findAll(foldLine(text), makeIndex(new Map([["", cues]]))).get("") ?? none;
}

/** A line in the forms that cues are compared with. */
interface Folded {
  /** Single spaces kept: what follows a phrase matters. */
  readonly line: string;
  readonly key: string;
  /** Where in the key the line begins and ends without the bullets, brackets and arrows around it. */
  readonly bare: readonly [from: number, to: number];
}

function foldLine(text: string): Folded {
  const line = fold(text.slice(0, LOOKED_AT));
  const key = line.replaceAll(" ", "");
  return { line, key, bare: withoutMarks(key) };
}

type ByKind = ReadonlyMap<string, readonly CueMatch[]>;

const none: readonly CueMatch[] = [];
const nowhere: ByKind = new Map();

interface Indexed {
  readonly cue: Cue;
  readonly kind: string;
  /** Its place among the cues of all kinds. */
  readonly order: number;
}

/** The cues of all kinds by the code unit that they begin with: few begin alike, so one walk over a line finds all. */
type Index = ReadonlyMap<number, readonly Indexed[]>;

const indexes = new WeakMap<Cues, Index>();

function indexOf(cues: Cues): Index {
  let index = indexes.get(cues);
  if (index === undefined) indexes.set(cues, (index = makeIndex(cues)));
  return index;
}

function makeIndex(cues: Cues): Index {
  const all = [...cues].flatMap(([kind, own]) => own.map((cue) => ({ kind, cue })));
  return Map.groupBy(
    all.map((entry, order) => ({ ...entry, order })),
    ({ cue }) => cue.phrase.charCodeAt(0),
  );
}

function findAll(folded: Folded, index: Index): ByKind {
  const { line, key } = folded;
  const found = new Set<Indexed>();
  for (let at = 0; at < key.length; at += 1) {
    for (const entry of index.get(key.charCodeAt(at)) ?? []) {
      if (key.startsWith(entry.cue.phrase, at) && isPlaced(entry.cue, at, folded)) found.add(entry);
    }
  }
  if (found.size === 0) return nowhere;
  const matches = [...found]
    .toSorted((a, b) => a.order - b.order)
    .map(({ kind, cue }) => ({ kind, match: matchOf(cue, line) }));
  return new Map(
    [...Map.groupBy(matches, ({ kind }) => kind)].map(([kind, own]) => [kind, own.map(({ match }) => match)]),
  );
}

/** The phrase, found here in the key, stands where its cue wants it. */
function isPlaced({ phrase, at: place }: Cue, from: number, { key, bare }: Folded): boolean {
  const to = from + phrase.length;
  const isWithinBare = from >= bare[0] && to <= bare[1];
  const opens = from === 0 || (isWithinBare && from === bare[0]);
  const closes = to === key.length || (isWithinBare && to === bare[1]);
  if (place === "start") return opens;
  if (place === "end") return closes;
  if (place === "whole") return (from === bare[0] && to === bare[1]) || to - from === key.length;
  return true;
}

function matchOf({ phrase, at, strength }: Cue, line: string): CueMatch {
  const strong = strength === "strong" ? 2 : 1;
  if (at !== "start") return { phrase, opens: at === "whole", weight: strong };
  // 「关注我们」 alone is a prompt, 「关注我们的孩子」 begins a sentence.
  const opens = standsAlone(line, phrase);
  return { phrase, opens, weight: opens ? strong : 1 };
}

/** What follows the phrase at the line's start is no letter. */
function standsAlone(line: string, phrase: string): boolean {
  const chars = Array.from(line);
  const wanted = Array.from(phrase);
  let at = chars.findIndex((char) => char === wanted[0]);
  for (const char of wanted) {
    while (chars[at] === " ") at += 1;
    if (chars[at] !== char) return false;
    at += 1;
  }
  return chars[at] === undefined || !LETTER.test(chars[at]!);
}

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(SPACES, " ").trim();
}

function withoutMarks(key: string): readonly [from: number, to: number] {
  let from = 0;
  for (const char of key) {
    if (!MARK.test(char)) break;
    from += char.length;
  }
  let to = key.length;
  while (to > from) {
    const last = Array.from(key.slice(Math.max(from, to - 2), to)).at(-1)!;
    if (!MARK.test(last)) break;
    to -= last.length;
  }
  return [from, to];
}
