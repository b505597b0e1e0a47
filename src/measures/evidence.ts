/**
 * What speaks for and against a block of a page being part of the article: some thirty measures between
 * 0 and 1, to be added up with the weights that `npm run train` learns.
 */
import { greatestWeight } from "../cues/match.ts";
import type { Block, Cues } from "../types.ts";
import { OTHERS_PARTS, PART_NAMES, PartReader, type Parts, standsIn } from "./element-names.ts";
import { linkShare } from "./lines.ts";
import { proseRange, proseWeights } from "./prose-range.ts";
import { repeatedTexts } from "./repeated-texts.ts";
import { endsSentence } from "./sentences.ts";
import { addUp, upTo, yes } from "./weighing.ts";
import { shapeOf } from "./shape.ts";

export const EVIDENCE = [
  "always",
  // The line itself.
  "prose",
  "length",
  "anyLength",
  "sentenceAtEnd",
  "sentences",
  "linkShare",
  "label",
  "heading",
  "item",
  "cell",
  "hidden",
  "boilerplateWords",
  "repeated",
  // Where it stands in the page's structure.
  "proseOnPath",
  "meanProseOnPath",
  "meanProseInGroup",
  "shareOfPage",
  "underLinks",
  "paragraph",
  // What the elements around it are called.
  ...PART_NAMES,
  // Where it stands in page order.
  "charsBefore",
  "shortLinesSinceProse",
  "afterTailMarker",
  "aboveHeadline",
  "besideLinks",
  "besideRemoved",
] as const;

export type EvidenceName = (typeof EVIDENCE)[number];

/** A number for each kind of evidence. */
export type Weights = Readonly<Record<EvidenceName, number>>;

/** What the page as a whole says. */
export interface PageSigns {
  /** Position of the headline among the blocks; -1 where there is none. */
  readonly headline: number;
  /** Index of the first block that a tail stage took away behind the beginning of the text. */
  readonly tailMarker: number;
}

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

/** An element that holds more of the page's prose than this is no part of it, whatever it is called. */
const MOST = 0.5;

/** From so many blocks on, what stands on one path has a habit. */
const ALIKE = 3;

/** A linked headline is a line of at least this length that is link for the most part; below it a paragraph ends its reach. */
const LINKED = 0.7;
const LINE = 8;
const PARAGRAPH = 60;

/** Above these a measure says no more. Lengths are visible code points. */
const LONG = 200;
const DEEP = 10;
const CUES = 4;
const SENTENCES = 5;

/**
 * The evidence of each block, in their order.
 *
 * @param signsOf what else is known, given where the run of text begins
 * @returns undefined where the page has no run of text
 */
export function gatherEvidence(
  blocks: readonly Block[],
  cues: Cues,
  signsOf: (run: { readonly first: number; readonly last: number }) => PageSigns,
): readonly Weights[] | undefined {
  const run = proseRange(blocks, cues);
  if (run === undefined) return undefined;
  const { headline, tailMarker } = signsOf(run);
  const prose = proseWeights(blocks, cues).map((weight) => Math.max(weight, 0));
  const named = namedParts(blocks, prose);
  const told = prose.map((weight, at) => (standsIn(named[at]!, OTHERS_PARTS) ? 0 : weight));
  const onPath = sums(blocks, told, ({ path }) => path);
  const inGroup = sums(blocks, told, ({ group }) => group);
  const wholeProse = sum(told);
  const repeated = repeatedTexts(blocks);
  const charsIn = sumsInElements(
    blocks,
    blocks.map(({ facts }) => facts.chars),
  );
  const wholeChars = blocks.reduce((sum, { facts }) => sum + facts.chars, 0);
  const belowLink = positionsBelowLinks(blocks);
  const linked = sums(
    blocks,
    blocks.map((_, at) => Number(belowLink.has(at))),
    ({ path }) => path,
  );

  let shortLines = 0;
  let charsBefore = 0;
  return blocks.map((block, at) => {
    const { facts, kind, text, path, group } = block;
    const { chars, isLabel, isProse } = shapeOf(block);
    const links = linkShare(block);
    shortLines = isProse ? 0 : shortLines + 1;
    const before = charsBefore;
    charsBefore += facts.chars;
    const parent = facts.containers.at(-2);
    const charsAround = parent === undefined ? 0 : charsIn[parent]!;
    const samePath = linked.get(path)!;
    return {
      always: 1,
      prose: yes(isProse),
      length: upTo(LONG, chars * (1 - links)),
      anyLength: Math.log1p(Math.min(chars, 2 * LONG)) / Math.log1p(2 * LONG),
      sentenceAtEnd: yes(endsSentence(text)),
      sentences: upTo(SENTENCES, facts.sentenceEnds),
      linkShare: links,
      label: yes(isLabel),
      heading: yes(facts.headingLevel > 0),
      item: yes(kind === "item"),
      cell: yes(kind === "cell"),
      hidden: yes(facts.hidden),
      boilerplateWords: upTo(CUES, greatestWeight(block, BOILERPLATE_KINDS, cues)),
      repeated: yes(repeated.has(text)),
      proseOnPath: wholeProse === 0 ? 0 : onPath.get(path)!.sum / wholeProse,
      meanProseOnPath: upTo(LONG, mean(onPath.get(path)!)),
      meanProseInGroup: upTo(LONG, mean(inGroup.get(group)!)),
      shareOfPage: wholeChars === 0 ? 0 : charsAround / wholeChars,
      underLinks: samePath.count >= ALIKE ? mean(samePath) : 0,
      paragraph: yes(/^p(?![a-z\d-])/u.test(path.slice(path.lastIndexOf(">") + 1))),
      ...named[at]!,
      charsBefore: wholeChars === 0 ? 0 : before / wholeChars,
      shortLinesSinceProse: upTo(DEEP, shortLines),
      afterTailMarker: yes(block.index > tailMarker),
      aboveHeadline: yes(at < headline),
      besideLinks: Math.max(linkShareAt(blocks, at - 1), linkShareAt(blocks, at + 1)),
      besideRemoved: yes(at > 0 && block.index - blocks[at - 1]!.index > 1),
    };
  });
}

/** The evidence added up: above 0 speaks for the article. */
export function weigh(evidence: Weights, weights: Weights): number {
  return addUp(EVIDENCE, evidence, weights);
}

interface Sum {
  readonly sum: number;
  readonly count: number;
}

function sums<Key>(
  blocks: readonly Block[],
  prose: readonly number[],
  keyOf: (block: Block) => Key,
): ReadonlyMap<Key, Sum> {
  const found = new Map<Key, Sum>();
  for (const [at, block] of blocks.entries()) {
    const { sum, count } = found.get(keyOf(block)) ?? { sum: 0, count: 0 };
    found.set(keyOf(block), { sum: sum + prose[at]!, count: count + 1 });
  }
  return found;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean({ sum, count }: Sum): number {
  return sum / count;
}

/** The parts that each block stands in. */
function namedParts(blocks: readonly Block[], prose: readonly number[]): readonly Parts[] {
  const proseIn = sumsInElements(blocks, prose);
  const most = MOST * sum(prose);
  const reader = new PartReader();
  return blocks.map(({ path, facts }) =>
    reader.partsOf(path, facts.containers.filter((id) => proseIn[id]! > most).length),
  );
}

/** What the blocks within an element come to, by the numbers of the elements. */
function sumsInElements(blocks: readonly Block[], values: readonly number[]): readonly number[] {
  const sums: number[] = [];
  for (const [at, { facts }] of blocks.entries()) {
    for (const id of facts.containers) sums[id] = (sums[id] ?? 0) + values[at]!;
  }
  return sums;
}

/** Right below a linked headline, or with one line between them: how teasers stand. */
function positionsBelowLinks(blocks: readonly Block[]): ReadonlySet<number> {
  const found = new Set<number>();
  let headline = Number.NEGATIVE_INFINITY;
  for (const [at, block] of blocks.entries()) {
    const { chars, headingLevel } = block.facts;
    if (linkShare(block) > LINKED && chars >= LINE) headline = at;
    else {
      if (at - headline <= 2 && headingLevel === 0 && chars >= LINE) found.add(at);
      if (chars >= PARAGRAPH) headline = Number.NEGATIVE_INFINITY;
    }
  }
  return found;
}

function linkShareAt(blocks: readonly Block[], at: number): number {
  const block = blocks[at];
  return block === undefined ? 0 : linkShare(block);
}
