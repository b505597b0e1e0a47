/** A line as the repairs of its punctuation read it. */
import { isCode } from "./code-brackets.ts";
import { findEnglish } from "./english.ts";
import { FULL_WIDTH, readNeighbours, type Neighbours } from "./mark-context.ts";
import { findNotations } from "./notations.ts";
import { pairBrackets, pairSingleQuotes, pairStraightQuotes, type Pair } from "./pairs.ts";
import { isTraditional } from "../../text/scripts.ts";
import { isCovered, type Span } from "../../text/spans.ts";
import type { Block } from "../../document/document.ts";
import type { Finding } from "../../document/finding.ts";
import { HAN } from "../../text/characters.ts";

export type PunctuationReason =
  | "mark"
  | "bracket"
  | "quote"
  | "missing-quote"
  | "ellipsis"
  | "dash"
  | "full-stop";

/** A repair of one mark in one line. */
export type Repair = Finding<PunctuationReason>;

/** Habits of the whole text, computed lazily. */
export interface TextHabits {
  isTraditional(): boolean;
  /** Its quotes are curly, but for a few. */
  isCurly(): boolean;
}

/** A line as the repairs read it. */
export interface Line {
  readonly block: number;
  readonly text: string;
  /** Where it ends, white space aside. */
  readonly end: number;
  readonly neighbours: Neighbours;
  readonly brackets: readonly Pair[];
  readonly singleBrackets: readonly number[];
  readonly quotes: readonly Pair[];
  readonly singleQuotes: readonly Pair[];
  readonly habits: TextHabits;
  /** A notation of its own, or part of an English sentence. */
  isForeign(at: number): boolean;
  /** Within several words of English. */
  isInEnglishClause(at: number): boolean;
}

/** Habits of the whole text, each computed on first use. */
export function readHabits(blocks: readonly Block[]): TextHabits {
  let traditional: boolean | undefined;
  let curly: boolean | undefined;
  return {
    isTraditional: () => (traditional ??= isTraditional(blocks.map(({ text }) => text))),
    isCurly: () => (curly ??= quotesCurly(blocks)),
  };
}

/** Whether most double quotes in the Chinese lines are “ and ”. */
function quotesCurly(blocks: readonly Block[]): boolean {
  let curly = 0;
  let straight = 0;
  for (const { text } of blocks) {
    if (!/["“”]/u.test(text) || !HAN.test(text)) continue;
    curly += countMatches(text, /[“”]/gu);
    straight += countMatches(text, /"/gu);
  }
  return curly > straight;
}

export function readLine({ index: block, text }: Block, habits: TextHabits): Line {
  const verbatim = findNotations(text);
  const isVerbatim = (at: number) => isCovered(verbatim, at);
  const english = findEnglish(text);
  const { pairs, single } = pairBrackets(text, isVerbatim);
  // Traditional typesetting quotes with 「」: what stands for them is not guessed.
  const pairsQuotes = /["']/.test(text) && !text.includes("「") && !habits.isTraditional();
  const quotes = pairsQuotes ? pairStraightQuotes(text, isVerbatim) : [];
  const singleQuotes = pairsQuotes ? pairSingleQuotes(text, isVerbatim) : [];
  const quoted = [...quotes, ...singleQuotes];
  const neighbours = readNeighbours(
    text,
    new Set(quoted.map(({ open }) => open)),
    new Set(quoted.map(({ close }) => close)),
  );
  const code = outermost(pairs.filter((pair) => isCode(text, neighbours, pair)).map(spanOf));
  const faces = findFaces(text, single);
  return {
    block,
    text,
    end: text.trimEnd().length,
    habits,
    neighbours,
    brackets: pairs,
    singleBrackets: single,
    quotes,
    singleQuotes,
    isForeign: (at) =>
      isCovered(verbatim, at) ||
      isCovered(code, at) ||
      isCovered(faces, at) ||
      (isCovered(english.sentences, at) && !joinsHan(text, at)),
    isInEnglishClause: (at) => isCovered(english.clauses, at),
  };
}

function spanOf({ open, close }: Pair): Span {
  return [open, close + 1];
}

function outermost(spans: readonly Span[]): readonly Span[] {
  const outer: Span[] = [];
  for (const span of spans.toSorted((a, b) => a[0] - b[0])) {
    if (outer.length === 0 || outer.at(-1)![1] <= span[0]) outer.push(span);
  }
  return outer;
}

/** 「来源:The Ferry Company has closed」: English sets a space behind a mark, and none of its words is Chinese. */
function joinsHan(text: string, at: number): boolean {
  return JOINED.test(text.slice(Math.max(0, at - 2), at + 2));
}

const JOINED = /\p{Script=Han}[,:;!?]\S$/u;

const FACE = /[:;：；=](?:[-^]|\s)?$/u;

/** :) and :-( end in a bracket that has no partner. */
function findFaces(text: string, singleBrackets: readonly number[]): readonly Span[] {
  return singleBrackets
    .toSorted((a, b) => a - b)
    .flatMap((at) => {
      const eyes = FACE.exec(text.slice(Math.max(0, at - 2), at))?.[0].length;
      return eyes === undefined ? [] : [[at - eyes, at + 1] as const];
    });
}

export function widen(marks: string): string {
  let wide = "";
  for (const mark of marks) wide += FULL_WIDTH.get(mark) ?? mark;
  return wide;
}

/** @param pattern a sticky one */
export function isMatchAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

export function isDigit(char: string): boolean {
  return char >= "0" && char <= "9";
}

/** How often a pattern is found. */
export function countMatches(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
