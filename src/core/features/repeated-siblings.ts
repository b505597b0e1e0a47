/** Repeated siblings: adjacent elements of the same structure, as in lists of headlines and teasers. */
import type { Block } from "../document/document.ts";
import { columnFrom } from "../text/columns.ts";
import { type ElementTree, NONE, RunningSums } from "../structure/element-tree.ts";
import type { LineMeasures } from "./line-measures.ts";

/** By block. */
export interface RepeatedSiblings {
  /** Of the level at which the elements around the block look most like records: how many they are, */
  readonly siblings: Float64Array;
  /** the share of them that holds a link, */
  readonly linkedShare: Float64Array;
  /** and their share of the page's prose. */
  readonly proseShare: Float64Array;
  /** 1 where the block is part of a record, or of a headline with a line below it, seen three times or more. */
  readonly isRecord: Uint8Array;
}

/** Elements, or pairs of lines, of one make. */
const RECORDS_AT_LEAST = 3;

/** More siblings do not make them more of a list. */
const SIBLINGS_TELLING = 5;

const LINKED_AT_LEAST = 0.7;

/** A linked headline: share of it that is link, and its visible code points. */
const HEADLINE_LINK_SHARE = 0.7;
const HEADLINE_CHARS = 6;
/** An element with so much link in it is linked too, without a line that is all link. */
const ELEMENT_LINK_SHARE = 0.6;
/** The line of a teaser: visible code points, and at most so many blocks below the headline. */
const TEASER_CHARS = 12;
const TEASER_WITHIN = 2;

interface Make {
  readonly siblings: number;
  readonly linkedShare: number;
  readonly proseShare: number;
}

export function findRepeatedSiblings(
  blocks: readonly Block[],
  elements: ElementTree,
  lines: LineMeasures,
): RepeatedSiblings {
  const size = blocks.length;
  const isHeadline = columnFrom(
    blocks.length,
    (at) => lines.linkShare[at]! > HEADLINE_LINK_SHARE && lines.chars[at]! >= HEADLINE_CHARS,
  );
  const makes = makesOf(elements, lines, isHeadline);
  // Of the elements around a block the one that looks most like a record tells.
  const best: (Make | undefined)[] = [];
  for (let element = 0; element < elements.count; element += 1) {
    const parent = elements.parents[element]!;
    const around = parent === NONE ? undefined : best[parent];
    const own = makes[element];
    best.push(
      own !== undefined && (around === undefined || likeness(own) >= likeness(around)) ? own : around,
    );
  }
  const found = {
    siblings: new Float64Array(size),
    linkedShare: new Float64Array(size),
    proseShare: new Float64Array(size),
    isRecord: teasers(blocks, lines, isHeadline),
  };
  for (const [at, element] of elements.innermost.entries()) {
    const make = element === NONE ? undefined : best[element];
    if (make === undefined) continue;
    found.siblings[at] = make.siblings;
    found.linkedShare[at] = make.linkedShare;
    found.proseShare[at] = make.proseShare;
    if (make.linkedShare >= LINKED_AT_LEAST) found.isRecord[at] = 1;
  }
  return found;
}

function likeness({ siblings, linkedShare }: Make): number {
  return linkedShare * Math.min(1, siblings / SIBLINGS_TELLING) + siblings / 1000;
}

/** By element: what it and its siblings of the same make come to; undefined where they are too few. */
function makesOf(
  elements: ElementTree,
  lines: LineMeasures,
  isHeadline: Float64Array,
): readonly (Make | undefined)[] {
  const headlines = new RunningSums(isHeadline);
  const linkChars = new RunningSums(lines.chars.map((chars, at) => chars * lines.linkShare[at]!));
  const chars = new RunningSums(lines.chars);
  const prose = new RunningSums(lines.proseWeight);
  const isLinked = (element: number) => {
    const links = elements.sum(element, linkChars);
    return (
      elements.sum(element, headlines) > 0 ||
      (links >= HEADLINE_CHARS && links > ELEMENT_LINK_SHARE * elements.sum(element, chars))
    );
  };
  const groups = new Map<string, number[]>();
  for (const [element, step] of elements.steps.entries()) {
    const key = `${elements.parents[element]!} ${step}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [element]);
    else group.push(element);
  }
  const makes: (Make | undefined)[] = [];
  for (const group of groups.values()) {
    if (group.length < RECORDS_AT_LEAST) continue;
    const proseChars = group.reduce((sum, element) => sum + elements.sum(element, prose), 0);
    const make = {
      siblings: group.length,
      linkedShare: group.filter(isLinked).length / group.length,
      proseShare: proseChars / Math.max(prose.total, 1),
    };
    for (const element of group) makes[element] = make;
  }
  return makes;
}

/** Pairs of a linked headline and a line right below it that stand on the same two paths again and again. */
function teasers(blocks: readonly Block[], lines: LineMeasures, isHeadline: Float64Array): Uint8Array {
  const pairs = new Map<string, Map<string, number[]>>();
  let headline = Number.NEGATIVE_INFINITY;
  for (const [at, { path }] of blocks.entries()) {
    if (isHeadline[at] === 1) headline = at;
    else if (at - headline <= TEASER_WITHIN && lines.chars[at]! >= TEASER_CHARS) {
      const above = blocks[headline]!.path;
      const below = pairs.get(above) ?? new Map<string, number[]>();
      pairs.set(above, below);
      const positions = below.get(path);
      if (positions === undefined) below.set(path, [headline, at]);
      else positions.push(headline, at);
    }
  }
  const found = new Uint8Array(blocks.length);
  for (const below of pairs.values()) {
    for (const positions of below.values()) {
      if (positions.length >= 2 * RECORDS_AT_LEAST) for (const at of positions) found[at] = 1;
    }
  }
  return found;
}
