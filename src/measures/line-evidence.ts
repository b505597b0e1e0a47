/**
 * What speaks for and against a line of a text being part of the article: some thirty measures between
 * 0 and 1, to be added up with the weights that `npm run train` learns. Of a page more is known: see
 * `core/features/`.
 */
import { greatestWeight, SENTENCE_WEIGHT } from "../cues/match.ts";
import type { Block, Cues } from "../types.ts";
import { readDate } from "./dates.ts";
import { heaviestRun, proseWeights, type ProseRange } from "./prose-range.ts";
import { repeatedTexts } from "./repeated-texts.ts";
import { endsInEllipsis, endsSentence } from "./sentences.ts";
import { addUp, mostAgainst, upTo, yes } from "./weighing.ts";
import { shapeOf } from "./shape.ts";

/** Kinds of boilerplate whose words may be left in a line. */
export const BOILERPLATE_KINDS = [
  "disclaimer",
  "copyright",
  "contact",
  "share",
  "comment",
  "related",
  "byline",
  "navigation",
];

export const LINE_EVIDENCE = [
  "always",
  // The line itself.
  "prose",
  "length",
  "anyLength",
  "sentenceAtEnd",
  "sentences",
  "brokenOff",
  "label",
  "numbered",
  "dated",
  "bracketed",
  "figures",
  "boilerplateWords",
  "repeated",
  // What it speaks of.
  "sharedWords",
  "headlineWords",
  // The lines around it.
  "proseAbove",
  "proseBelow",
  "labelsAround",
  "boilerplateAround",
  "removedBelow",
  // Where it stands in the text.
  "introduced",
  "inRun",
  "beforeRun",
  "afterRun",
  "shortLinesSinceProse",
  "longestGapSoFar",
  "tailLinesSoFar",
  "afterTailMarker",
  "aboveHeadline",
] as const;

export type LineEvidenceName = (typeof LINE_EVIDENCE)[number];

/** A number for each kind of evidence. */
export type LineWeights = Readonly<Record<LineEvidenceName, number>>;

/** What the text as a whole says. */
export interface TextSigns {
  /** Position of the headline among the lines; -1 where it is not known. */
  readonly headline: number;
  /** Index of the first line that a tail stage took away behind the run of prose. */
  readonly tailMarker: number;
  /** Indices of the lines that other stages took away. */
  readonly removed: ReadonlySet<number>;
  /** Indices of those that tail stages took away. */
  readonly removedTail: ReadonlySet<number>;
}

/** Kinds of boilerplate that stand below a text. */
const TAIL_KINDS = ["disclaimer", "copyright", "contact", "share", "comment", "related"];

/** So many lines above and below are a line's neighbours. */
const NEAR = 4;

/** Above these a measure says no more. Lengths are visible code points. */
const LONG = 200;
const FAR = 20;
const DEEP = 10;
const CUES = 4;
const SENTENCES = 5;
const TAIL_LINES = 5;

const NUMBERED = /^\s*[[(（【]?\s{0,9}(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s{0,9}[\])）】.、．:：\s]/u;
const BRACKETED = /^\s*[（(].*[）)]\s*$/u;
const OPENS_LIST = /^\s*附[件录表]?\s?\d{0,2}\s?[:：]|(?:[:：]|如下)\s{0,9}$/u;
const DIGIT = /\d/gu;
const WORDS = /\p{Script=Han}{2,}|[a-z]{4,}/giu;

/** Words are looked for in so many code units of a line. */
const WORDS_WITHIN = 600;

/**
 * The evidence of each line, in their order.
 *
 * @param signsOf what else is known, given where the run of prose stands
 * @returns undefined where the text has no prose
 */
export function gatherLineEvidence(
  blocks: readonly Block[],
  cues: Cues,
  signsOf: (run: ProseRange) => TextSigns,
): readonly LineWeights[] | undefined {
  const run = heaviestRun(blocks, proseWeights(blocks, cues));
  if (run === undefined) return undefined;
  const signs = signsOf(run);
  const lines = blocks.map((block) => lookAt(block, cues));
  const repeated = repeatedTexts(blocks);
  const wordsInRun = countAll(lines.slice(run.first, run.last + 1).flatMap(({ words }) => [...words]));
  const headlineWords = lines[signs.headline]?.words ?? new Set();
  const way = follow(blocks, lines, run, signs);

  return blocks.map(({ text, facts, index }, at) => {
    const { chars, words, ...line } = lines[at]!;
    const above = lines.slice(Math.max(at - NEAR, 0), at);
    const below = lines.slice(at + 1, at + 1 + NEAR);
    const around = [...above, ...below];
    const inRun = at >= run.first && at <= run.last;
    return {
      always: 1,
      prose: yes(line.isProse),
      length: upTo(LONG, chars),
      anyLength: Math.log1p(Math.min(chars, 2 * LONG)) / Math.log1p(2 * LONG),
      sentenceAtEnd: yes(endsSentence(text)),
      sentences: upTo(SENTENCES, facts.sentenceEnds),
      brokenOff: yes(endsInEllipsis(text)),
      label: yes(line.isLabel),
      numbered: yes(NUMBERED.test(text)),
      dated: yes(line.isLabel && readDate(text) !== undefined),
      bracketed: yes(line.isLabel && BRACKETED.test(text)),
      figures: chars === 0 ? 0 : (text.match(DIGIT)?.length ?? 0) / chars,
      boilerplateWords: line.boilerplate,
      repeated: yes(repeated.has(text)),
      sharedWords: share(words, (word) => (wordsInRun.get(word) ?? 0) > yes(inRun)),
      headlineWords: share(words, (word) => headlineWords.has(word)),
      proseAbove: sum(above.map(({ prose }) => prose)) / NEAR,
      proseBelow: sum(below.map(({ prose }) => prose)) / NEAR,
      labelsAround: mean(around.map(({ isLabel }) => yes(isLabel))),
      boilerplateAround: mean(around.map(({ boilerplate }) => boilerplate)),
      removedBelow: sum(positionsBelow(index).map((near) => yes(signs.removed.has(near)))) / NEAR,
      inRun: yes(inRun),
      beforeRun: upTo(FAR, Math.max(run.first - at, 0)),
      afterRun: upTo(FAR, Math.max(at - run.last, 0)),
      afterTailMarker: yes(index > signs.tailMarker),
      aboveHeadline: yes(at < signs.headline),
      ...way[at]!,
    };
  });
}

/** The evidence added up: above 0 speaks for the article. */
export function weighLine(evidence: LineWeights, weights: LineWeights): number {
  return addUp(LINE_EVIDENCE, evidence, weights);
}

/** The evidence that speaks most against a line. */
export function strongestAgainstLine(
  evidence: LineWeights,
  weights: LineWeights,
): LineEvidenceName | undefined {
  return mostAgainst(LINE_EVIDENCE, evidence, weights);
}

interface Line {
  readonly chars: number;
  readonly isProse: boolean;
  readonly isLabel: boolean;
  /** 0 to 1. */
  readonly prose: number;
  readonly boilerplate: number;
  readonly isTail: boolean;
  readonly words: ReadonlySet<string>;
}

function lookAt(block: Block, cues: Cues): Line {
  const { text } = block;
  const { chars, isProse, isLabel } = shapeOf(block);
  return {
    chars,
    isProse,
    isLabel,
    prose: isProse ? upTo(LONG, chars) : 0,
    boilerplate: upTo(CUES, greatestWeight(block, BOILERPLATE_KINDS, cues)),
    isTail: greatestWeight(block, TAIL_KINDS, cues) >= (isLabel ? 2 : SENTENCE_WEIGHT),
    words: wordsOf(text),
  };
}

type Way = Pick<LineWeights, "introduced" | "shortLinesSinceProse" | "longestGapSoFar" | "tailLinesSoFar">;

/** What each line has behind it since the text began. */
function follow(
  blocks: readonly Block[],
  lines: readonly Line[],
  run: ProseRange,
  { removedTail }: TextSigns,
): readonly Way[] {
  let introduced = false;
  let shortLines = 0;
  let longestGap = 0;
  let tailLines = 0;
  return blocks.map(({ index }, at) => {
    const line = lines[at]!;
    const before = blocks[at - 1];
    if (at <= run.first || before === undefined) introduced = false;
    else {
      introduced = line.isLabel && (introduced || OPENS_LIST.test(before.text));
      tailLines += yes(lines[at - 1]!.isTail);
      for (let gone = before.index + 1; gone < index; gone += 1) tailLines += yes(removedTail.has(gone));
      if (line.isProse) longestGap = Math.max(longestGap, shortLines);
    }
    shortLines = line.isProse ? 0 : shortLines + 1;
    return {
      introduced: yes(introduced),
      shortLinesSinceProse: upTo(DEEP, shortLines),
      longestGapSoFar: upTo(DEEP, Math.max(longestGap, at > run.first ? shortLines : 0)),
      tailLinesSoFar: upTo(TAIL_LINES, tailLines),
    };
  });
}

/** Chinese has no spaces: its words are taken to be pairs of characters. */
function wordsOf(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  for (const stretch of text.slice(0, WORDS_WITHIN).match(WORDS) ?? []) {
    if (/^[a-z]/iu.test(stretch)) words.add(stretch.toLowerCase());
    else for (let at = 0; at + 2 <= stretch.length; at += 1) words.add(stretch.slice(at, at + 2));
  }
  return words;
}

function countAll(names: readonly string[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
  return times;
}

function positionsBelow(index: number): readonly number[] {
  return Array.from({ length: NEAR }, (_, at) => index + 1 + at);
}

function share(words: ReadonlySet<string>, holds: (word: string) => boolean): number {
  return words.size === 0 ? 0 : [...words].filter(holds).length / words.size;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : sum(values) / values.length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
