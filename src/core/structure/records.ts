/**
 * Repeated records: three or more sibling elements of the same structure, each a link to another article (a headline
 * with a teaser, a date or a caption), as in feeds and recommendations.
 *
 * Found by aligning sibling subtrees, after MDR and DEPTA (Liu, Grossman, Zhai 2003; Zhai, Liu 2005): children of one
 * element with the same name and class whose lines stand on the same paths within them.
 */
import type { Block } from "../document/document.ts";
import { linkShare } from "../text/lines.ts";
import { median } from "../text/numbers.ts";
import { shapeOf } from "../cues/line-shape.ts";

/** Positions in the list of blocks, both included. */
interface Range {
  readonly first: number;
  readonly last: number;
}

export interface RecordList {
  readonly records: readonly Range[];
  /** The element that they are children of, as `Facts.containers` numbers it. */
  readonly within: number;
  /** Position of the short line right above the first record; -1 where there is none. */
  readonly heading: number;
}

export interface Records {
  readonly lists: readonly RecordList[];
  /** Of each block the number of its record, counted through the page; -1 outside of records. */
  readonly recordOf: readonly number[];
}

const RECORDS_AT_LEAST = 3;

/**
 * Limits for the median record, which is no story of several paragraphs: lines, and visible code points outside links.
 */
const LINES_AT_MOST = 8;
const CHARS_AT_MOST = 200;

/** A headline is a line of at least six Chinese characters or twelve letters that is link for the most part, */
const HEADLINE_AT_LEAST = 12;
const LINKED = 0.7;
/** with no more lines (a section's name, a date) above it within its record. */
const LINES_ABOVE_HEADLINE = 2;

/** Share of the siblings that must have a headline; a headline and a line of its own besides; a headline unlike the others'. */
const WITH_HEADLINE = 0.7;
const WITH_MORE = 0.5;
const DISTINCT = 0.8;

/** Linked questions with their answers are no teasers. */
const QUESTIONS_AT_MOST = 0.5;
const QUESTION = /[?？]\s*$/u;

/** Share of line makes that two neighbours have in common, in the mean. */
const ALIKE = 0.5;

/** 「推荐阅读」: visible code points, and how far above the first record. */
const HEADING_AT_MOST = 16;
const HEADING_WITHIN = 2;

/** The lists of repeated records of a page, in page order; a text has none. Linear in blocks times the depth of their elements. */
export function findRecords(blocks: readonly Block[]): Records {
  const recordOf: number[] = Array.from(blocks, () => -1);
  const headlines = countHeadlines(blocks);
  if (headlines.at(-1)! < RECORDS_AT_LEAST) return { lists: [], recordOf };
  const lists: Omit<RecordList, "heading">[] = [];
  let count = 0;
  for (const siblings of siblingsOf(blocks, headlines)) {
    const records = siblings.filter(({ first }) => recordOf[first] === -1);
    if (records.length < RECORDS_AT_LEAST || !areRecords(blocks, records)) continue;
    for (const { first, last } of records) recordOf.fill(count++, first, last + 1);
    lists.push({ records, within: records[0]!.parent });
  }
  return {
    lists: lists
      .toSorted((a, b) => a.records[0]!.first - b.records[0]!.first)
      .map((list) => ({ ...list, heading: headingAbove(blocks, list.records[0]!.first, recordOf) })),
    recordOf,
  };
}

/** How many headlines stand before each block, and before the end. */
function countHeadlines(blocks: readonly Block[]): readonly number[] {
  const counts = [0];
  for (const [at, block] of blocks.entries()) counts.push(counts[at]! + Number(isHeadline(block)));
  return counts;
}

/** An element with the blocks in it. */
interface Element extends Range {
  /** How many elements are around it, and the innermost of them. */
  readonly depth: number;
  readonly parent: number;
}

/**
 * Children of one element and of one make, of few lines each, where enough headlines stand in it; the outermost first.
 */
function siblingsOf(blocks: readonly Block[], headlines: readonly number[]): readonly (readonly Element[])[] {
  const groups: Element[][] = [];
  const open: { readonly id: number; readonly first: number; children: Element[] | undefined }[] = [];
  const close = (depth: number, last: number) => {
    while (open.length > depth) {
      const { first, children } = open.pop()!;
      if (headlines[last + 1]! - headlines[first]! >= RECORDS_AT_LEAST && children !== undefined) {
        const hasHeadline = ({ first, last }: Range) => headlines[last + 1]! > headlines[first]!;
        for (const group of groupByStructure(blocks, children))
          if (group.filter(hasHeadline).length >= WITH_HEADLINE * group.length) groups.push(group);
      }
      const around = open.at(-1);
      if (around === undefined || last - first >= LINES_AT_MOST) continue;
      (around.children ??= []).push({ depth: open.length, parent: around.id, first, last });
    }
  };
  for (const [at, { facts }] of blocks.entries()) {
    const { containers } = facts;
    let depth = 0;
    while (depth < open.length && open[depth]!.id === containers[depth]) depth += 1;
    close(depth, at - 1);
    for (; depth < containers.length; depth += 1)
      open.push({ id: containers[depth]!, first: at, children: undefined });
  }
  close(0, blocks.length - 1);
  return groups.toSorted((a, b) => a[0]!.depth - b[0]!.depth);
}

function groupByStructure(blocks: readonly Block[], children: readonly Element[]): readonly Element[][] {
  if (children.length < RECORDS_AT_LEAST) return [];
  const groups = Map.groupBy(children, ({ first, depth }) => structureOf(pathTo(blocks[first]!, depth)));
  return [...groups.values()].filter(({ length }) => length >= RECORDS_AT_LEAST);
}

/** `li.item.odd` and `li.item.even` are of one make. */
function structureOf(path: string): string {
  return path
    .slice(path.lastIndexOf(">") + 1)
    .split(".", 2)
    .join(".");
}

function areRecords(blocks: readonly Block[], siblings: readonly Element[]): boolean {
  const members = siblings.map((element) => readMember(blocks, element));
  const headlines = members.flatMap(({ headline }) => headline ?? []);
  const share = (count: number) => count / members.length;
  return (
    share(headlines.length) >= WITH_HEADLINE &&
    share(members.filter(({ headline, chars }) => headline !== undefined && chars > 0).length) >= WITH_MORE &&
    new Set(headlines).size >= DISTINCT * headlines.length &&
    headlines.filter((text) => QUESTION.test(text)).length <= QUESTIONS_AT_MOST * headlines.length &&
    median(members.map(({ chars }) => chars)) <= CHARS_AT_MOST &&
    likeness(members) >= ALIKE
  );
}

interface Member {
  readonly headline: string | undefined;
  /** Visible code points of its lines that are no link. */
  readonly chars: number;
  /** Where its lines stand within it, and whether they are links. */
  readonly makes: ReadonlySet<string>;
}

function readMember(blocks: readonly Block[], { first, last, depth }: Element): Member {
  const lines = blocks.slice(first, last + 1);
  // All its lines have the path of its element in common.
  const own = pathTo(lines[0]!, depth).length;
  const head = lines.slice(0, LINES_ABOVE_HEADLINE + 1);
  const above = head.findIndex((line) => isHeadline(line) || shapeOf(line).isProse);
  const headline = head[above];
  return {
    headline: headline !== undefined && isHeadline(headline) ? headline.text : undefined,
    chars: lines.reduce((sum, line) => sum + (linkShare(line) < 1 - LINKED ? line.facts.chars : 0), 0),
    makes: new Set(lines.map((line) => `${line.path.slice(own)} ${linkShare(line) > LINKED}`)),
  };
}

function isHeadline(line: Block): boolean {
  return linkShare(line) > LINKED && line.facts.chars + line.facts.hanChars >= HEADLINE_AT_LEAST;
}

/** The path of the element that so many others are around. */
function pathTo({ path }: Block, depth: number): string {
  let end = -1;
  for (let steps = 0; steps <= depth; steps += 1) {
    end = path.indexOf(">", end + 1);
    if (end === -1) return path;
  }
  return path.slice(0, end);
}

/** Jaccard index of the line makes of neighbours, in the mean. */
function likeness(members: readonly Member[]): number {
  let sum = 0;
  for (const [at, { makes }] of members.entries()) {
    if (at === 0) continue;
    const before = members[at - 1]!.makes;
    const common = [...makes].filter((make) => before.has(make)).length;
    sum += common / (makes.size + before.size - common);
  }
  return sum / (members.length - 1);
}

/** A short line that is no sentence: the first records are under it. */
function headingAbove(blocks: readonly Block[], first: number, recordOf: readonly number[]): number {
  for (let at = first - 1; at >= Math.max(first - HEADING_WITHIN, 0); at -= 1) {
    const { facts } = blocks[at]!;
    const { isProse, isLabel } = shapeOf(blocks[at]!);
    if (isProse || recordOf[at] !== -1) return -1;
    if (
      isLabel &&
      facts.chars <= HEADING_AT_MOST &&
      (facts.headingLevel > 0 || linkShare(blocks[at]!) < LINKED)
    )
      return at;
  }
  return -1;
}
