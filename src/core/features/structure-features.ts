/** Features of a block's position in the element tree. */
import { THIRD_PARTY_PARTS, PART_NAMES, isInPart } from "../structure/element-names.ts";
import { columnFrom, type Columns, columnsOf } from "../text/columns.ts";
import { NONE, RunningSums } from "../structure/element-tree.ts";
import type { PageMeasures } from "./page-measures.ts";

/** Of the innermost element, its parent and so on. */
const LINK_SHARES = ["linkShare1", "linkShare2", "linkShare3", "linkShare4"] as const;
const PROSE_SHARES = ["proseShare1", "proseShare2", "proseShare3", "proseShare4"] as const;

export const STRUCTURE_FEATURES = [
  ...PART_NAMES,
  "depth",
  "proseOnPath",
  "meanProseOnPath",
  "meanProseInGroup",
  "shareOfPage",
  "belowLinksOnPath",
  "samePathAbove",
  "samePathBelow",
  "stepsToBest",
  "secondToBest",
  "bestShare",
  "stepsToHalf",
  "inHalf",
  "afterHalf",
  ...LINK_SHARES,
  ...PROSE_SHARES,
] as const;

type Name = (typeof STRUCTURE_FEATURES)[number];

/** Upper limits of features. */
const LONG = 200;
const STEPS = 9;

/**
 * A linked headline is a line of at least so many visible code points that is link for the most part; below it a
 * paragraph ends its reach.
 */
const LINKED = 0.7;
const LINE = 8;
const PARAGRAPH = 60;
const REACH = 2;

/** Minimum number of blocks for the statistics of a path. */
const ALIKE = 3;

export function structureFeatures(page: PageMeasures): Columns<Name> {
  const { blocks, elements, lines, parts, containers } = page;
  const { proseWeight, chars, linkShare } = lines;
  const prose = new RunningSums(proseWeight);
  const allChars = new RunningSums(chars);
  const linkChars = new RunningSums(chars.map((count, at) => count * linkShare[at]!));
  const wholeProse = Math.max(prose.total, 1);
  const wholeChars = Math.max(allChars.total, 1);
  // Third-party text is no prose of the article.
  const articleProse = proseWeight.map((weight, at) => {
    return isInPart(parts[at]!, THIRD_PARTY_PARTS) ? 0 : weight;
  });
  const totalProse = Math.max(
    articleProse.reduce((sum, weight) => sum + weight, 0),
    1,
  );
  const onPath = tally(blocks, articleProse, ({ path }) => path);
  const inGroup = tally(blocks, articleProse, ({ group }) => group);
  const belowLinks = tally(blocks, findBelowLinks(page), ({ path }) => path);

  const perBlock = (measure: (at: number, element: number) => number | boolean) =>
    columnFrom(blocks.length, (at) => measure(at, elements.innermost[at]!));
  const steps = (element: number) =>
    perBlock((_, own) => (element === NONE ? STEPS : Math.min(elements.stepsUp(element, own), STEPS)));
  const inside = (element: number) =>
    perBlock((at) => element !== NONE && at >= elements.first[element]! && at <= elements.last[element]!);
  const after = (element: number) =>
    perBlock((at) => (element === NONE ? 0 : Math.log1p(Math.max(at - elements.last[element]!, 0))));
  const constant = (value: number) => perBlock(() => value);
  const samePath = (step: 1 | -1) => perBlock((at) => blocks[at + step]?.path === blocks[at]!.path);
  const around = (levels: number, measure: (element: number) => number) => {
    const values = columnFrom(elements.count, measure);
    return perBlock((_, own) => {
      let element = own;
      for (let up = 0; up < levels && element !== NONE && elements.parents[element] !== NONE; up += 1)
        element = elements.parents[element]!;
      return element === NONE ? 0 : values[element]!;
    });
  };
  const linkShareOf = (element: number) =>
    elements.sum(element, linkChars) / Math.max(elements.sum(element, allChars), 1);
  const proseShareOf = (element: number) => elements.sum(element, prose) / wholeProse;
  const { best, margin, half } = containers;
  return {
    ...columnsOf(PART_NAMES, (part) => perBlock((at) => parts[at]![part])),
    depth: perBlock((_, element) => Math.log1p(elements.depth(element))),
    proseOnPath: perBlock((at) => onPath(blocks[at]!).sum / totalProse),
    meanProseOnPath: perBlock((at) => Math.min(mean(onPath(blocks[at]!)) / LONG, 1)),
    meanProseInGroup: perBlock((at) => Math.min(mean(inGroup(blocks[at]!)) / LONG, 1)),
    shareOfPage: perBlock((_, element) => {
      const parent = element === NONE ? NONE : elements.parents[element]!;
      return parent === NONE ? 0 : elements.sum(parent, allChars) / wholeChars;
    }),
    belowLinksOnPath: perBlock((at) => {
      const alike = belowLinks(blocks[at]!);
      return alike.count >= ALIKE ? mean(alike) : 0;
    }),
    samePathAbove: samePath(-1),
    samePathBelow: samePath(1),
    stepsToBest: steps(best),
    secondToBest: constant(margin),
    bestShare: constant(best === NONE ? 0 : proseShareOf(best)),
    stepsToHalf: steps(half),
    inHalf: inside(half),
    afterHalf: after(half),
    ...columnsOf(LINK_SHARES, (_, levels) => around(levels, linkShareOf)),
    ...columnsOf(PROSE_SHARES, (_, levels) => around(levels, proseShareOf)),
  };
}

interface Tally {
  sum: number;
  count: number;
}

type Blocks = PageMeasures["blocks"];

/** The sums of values over the blocks that have a key in common. */
function tally<Key>(
  blocks: Blocks,
  values: ArrayLike<number>,
  keyOf: (block: Blocks[number]) => Key,
): (block: Blocks[number]) => Tally {
  const tallies = new Map<Key, Tally>();
  for (const [at, block] of blocks.entries()) {
    const found = tallies.get(keyOf(block));
    if (found === undefined) tallies.set(keyOf(block), { sum: values[at]!, count: 1 });
    else {
      found.sum += values[at]!;
      found.count += 1;
    }
  }
  return (block) => tallies.get(keyOf(block))!;
}

function mean({ sum, count }: Tally): number {
  return sum / count;
}

/** 1 right below a linked headline, or with one line between them: how teasers stand. */
function findBelowLinks({ blocks, lines }: PageMeasures): Uint8Array {
  const found = new Uint8Array(blocks.length);
  let headline = Number.NEGATIVE_INFINITY;
  for (const [at, { facts }] of blocks.entries()) {
    const chars = lines.chars[at]!;
    if (lines.linkShare[at]! > LINKED && chars >= LINE) headline = at;
    else {
      if (at - headline <= REACH && facts.headingLevel === 0 && chars >= LINE) found[at] = 1;
      if (chars >= PARAGRAPH) headline = Number.NEGATIVE_INFINITY;
    }
  }
  return found;
}
