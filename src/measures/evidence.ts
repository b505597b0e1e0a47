/**
 * What speaks for and against a block of a page being part of the article: some thirty measures between
 * 0 and 1, to be added up with the weights that `npm run train` learns.
 */
import { cueWeight } from "../cues/match.ts";
import type { Block, Cues } from "../types.ts";
import { visibleLength } from "./characters.ts";
import { bestContainer } from "./container.ts";
import { isLabel, linkShare } from "./lines.ts";
import { heaviestRun, mainPath, proseWeights, trimToMainPath } from "./prose-range.ts";
import { endsSentence, isProse } from "./sentences.ts";

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
  "inContainer",
  "farFromContainer",
  "proseOnPath",
  "onMainPath",
  "meanProseOnPath",
  "meanProseInGroup",
  // Where it stands in page order.
  "inRun",
  "beforeRun",
  "afterRun",
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

/** The smallest container that still holds this share of the prose. */
const CONTAINER_SHARE = 0.85;

/** Above these a measure says no more. Lengths are visible code points. */
const LONG = 200;
const FAR = 20;
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
  const weights = proseWeights(blocks, cues);
  const inside = bestContainer(blocks, weights, CONTAINER_SHARE);
  const heaviest = heaviestRun(
    blocks,
    weights.map((weight, at) => (inside.has(at) ? weight : -Math.abs(weight))),
  );
  if (heaviest === undefined) return undefined;
  const run = trimToMainPath(blocks, weights, heaviest);
  const main = mainPath(blocks, weights, run);
  const { headline, tailMarker } = signsOf(run);
  const container = commonContainers([...inside].map((at) => blocks[at]!));
  const prose = weights.map((weight) => Math.max(weight, 0));
  const onPath = sums(blocks, prose, ({ path }) => path);
  const inGroup = sums(blocks, prose, ({ group }) => group);
  const total = prose.reduce((sum, weight) => sum + weight, 0);
  const texts = sums(blocks, prose, ({ text }) => text);

  let shortLines = 0;
  return blocks.map((block, at) => {
    const { facts, kind, text, path, group } = block;
    const chars = visibleLength(text);
    const links = linkShare(block);
    const isText = isProse(text);
    shortLines = isText ? 0 : shortLines + 1;
    return {
      always: 1,
      prose: yes(isText),
      length: upTo(LONG, chars * (1 - links)),
      anyLength: Math.log1p(Math.min(chars, 2 * LONG)) / Math.log1p(2 * LONG),
      sentenceAtEnd: yes(endsSentence(text)),
      sentences: upTo(SENTENCES, facts.sentenceEnds),
      linkShare: links,
      label: yes(isLabel(text)),
      heading: yes(facts.headingLevel > 0),
      item: yes(kind === "item"),
      cell: yes(kind === "cell"),
      hidden: yes(facts.hidden),
      boilerplateWords: upTo(
        CUES,
        Math.max(...BOILERPLATE_KINDS.map((name) => cueWeight(block, name, cues))),
      ),
      repeated: yes(texts.get(text)!.count > 1),
      inContainer: yes(inside.has(at)),
      farFromContainer: upTo(DEEP, container.length - shared(container, facts.containers)),
      proseOnPath: total === 0 ? 0 : onPath.get(path)!.sum / total,
      onMainPath: yes(path === main),
      meanProseOnPath: upTo(LONG, mean(onPath.get(path)!)),
      meanProseInGroup: upTo(LONG, mean(inGroup.get(group)!)),
      inRun: yes(at >= run.first && at <= run.last),
      beforeRun: upTo(FAR, Math.max(run.first - at, 0)),
      afterRun: upTo(FAR, Math.max(at - run.last, 0)),
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
  let sum = 0;
  for (const name of EVIDENCE) sum += evidence[name] * weights[name];
  return sum;
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

function mean({ sum, count }: Sum): number {
  return sum / count;
}

/** The containers that all of the blocks stand in, outermost first. */
function commonContainers(blocks: readonly Block[]): readonly number[] {
  const [first, ...others] = blocks.map(({ facts }) => facts.containers);
  let depth = first?.length ?? 0;
  for (const containers of others) depth = Math.min(depth, shared(first!, containers));
  return first?.slice(0, depth) ?? [];
}

/** How many containers two have in common, counted from the outermost. */
function shared(a: readonly number[], b: readonly number[]): number {
  let depth = 0;
  while (depth < a.length && a[depth] === b[depth]) depth += 1;
  return depth;
}

function linkShareAt(blocks: readonly Block[], at: number): number {
  const block = blocks[at];
  return block === undefined ? 0 : linkShare(block);
}

function upTo(most: number, value: number): number {
  return Math.min(value, most) / most;
}

function yes(holds: boolean): number {
  return holds ? 1 : 0;
}
