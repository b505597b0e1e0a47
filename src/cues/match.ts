/** Finds cues in a line, whatever its width, spacing and case. */
import type { Block, Cue, Cues } from "../types.ts";

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
const LETTER = /\p{L}/u;
const SPACES = /[\s\u200b-\u200f\u2060\ufeff\u00ad]+/gu;

/** No cue is looked for behind this many code units: such a line is running text. */
const LOOKED_AT = 400;

/**
 * A line as cues are compared: width folded, lower case, no white space. For looking only: what is
 * written out is never folded.
 */
export function matchKey(text: string): string {
  return fold(text).replaceAll(" ", "");
}

interface Seen {
  readonly folded: Folded;
  readonly byKind: Map<string, readonly CueMatch[]>;
}

const seen = new WeakMap<Cues, WeakMap<Block, Seen>>();

/** The cues of one kind in a block. Asked by many stages, found once. */
export function cuesIn(block: Block, kind: string, cues: Cues): readonly CueMatch[] {
  const blocks = seen.get(cues) ?? new WeakMap<Block, Seen>();
  seen.set(cues, blocks);
  const { folded, byKind } = blocks.get(block) ?? {
    folded: foldLine(block.text),
    byKind: new Map<string, readonly CueMatch[]>(),
  };
  blocks.set(block, { folded, byKind });
  const found = byKind.get(kind) ?? matchFolded(folded, cues.get(kind) ?? []);
  byKind.set(kind, found);
  return found;
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
  return matchFolded(foldLine(text), cues);
}

/** A line in the three forms that cues are compared with. */
interface Folded {
  /** Single spaces kept: what follows a phrase matters. */
  readonly line: string;
  readonly key: string;
  /** Without the bullets, brackets and arrows around it. */
  readonly bare: string;
}

function foldLine(text: string): Folded {
  const line = fold(text.slice(0, LOOKED_AT));
  const key = line.replaceAll(" ", "");
  return { line, key, bare: withoutMarks(key) };
}

function matchFolded({ line, key, bare }: Folded, cues: readonly Cue[]): readonly CueMatch[] {
  const found: CueMatch[] = [];
  for (const { phrase, at, strength } of cues) {
    const strong = strength === "strong" ? 2 : 1;
    if (at === "start") {
      if (!bare.startsWith(phrase) && !key.startsWith(phrase)) continue;
      // 「关注我们」 alone is a prompt, 「关注我们的孩子」 begins a sentence.
      const opens = standsAlone(line, phrase);
      found.push({ phrase, opens, weight: opens ? strong : 1 });
    } else if (at === "whole") {
      if (bare === phrase || key === phrase) found.push({ phrase, opens: true, weight: strong });
    } else if (at === "end" ? bare.endsWith(phrase) || key.endsWith(phrase) : key.includes(phrase)) {
      found.push({ phrase, opens: false, weight: strong });
    }
  }
  return found;
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

function withoutMarks(key: string): string {
  const chars = Array.from(key);
  const first = chars.findIndex((char) => !MARK.test(char));
  const last = chars.findLastIndex((char) => !MARK.test(char));
  return chars.slice(Math.max(first, 0), last + 1).join("");
}
