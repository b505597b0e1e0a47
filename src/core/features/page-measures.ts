/** Measures of a page that several groups of features share. */
import { PartReader, type NameParts } from "../structure/element-names.ts";
import type { Block, Document } from "../document/document.ts";
import { type Containers, findContainers } from "./containers.ts";
import { ElementTree, NONE, RunningSums } from "../structure/element-tree.ts";
import { type LineMeasures, measureLines } from "./line-measures.ts";
import { findProseRuns, type ProseRuns } from "./prose-runs.ts";
import { findRepeatedSiblings, type RepeatedSiblings } from "./repeated-siblings.ts";
import { measureTitles, type TitleMeasures } from "./title-measures.ts";

/** Lists have an entry a block; positions are those of blocks. */
export interface PageMeasures {
  readonly document: Document;
  readonly blocks: readonly Block[];
  readonly elements: ElementTree;
  readonly lines: LineMeasures;
  readonly records: RepeatedSiblings;
  /** What the elements around each block are called. */
  readonly parts: readonly NameParts[];
  readonly runs: ProseRuns;
  readonly containers: Containers;
  readonly titles: TitleMeasures;
}

/** An element that holds more of the page's prose than this is no part of it, whatever it is called. */
const PART_AT_MOST = 0.5;

const measured = new WeakMap<readonly Block[], PageMeasures>();

/** @param document as it was read: what stages took away is part of what the page looks like */
export function measurePage(document: Document): PageMeasures {
  let measures = measured.get(document.blocks);
  if (measures === undefined) measured.set(document.blocks, (measures = measure(document)));
  return measures;
}

function measure(document: Document): PageMeasures {
  const { blocks } = document;
  const elements = new ElementTree(blocks);
  const lines = measureLines(blocks);
  const records = findRepeatedSiblings(blocks, elements, lines);
  const parts = readParts(blocks, elements, lines);
  const runs = findProseRuns(lines, records);
  const containers = findContainers(elements, lines, records, (at) => parts[at]!.inComments === 1);
  return {
    document,
    blocks,
    elements,
    lines,
    records,
    parts,
    runs,
    containers,
    titles: measureTitles(document, lines),
  };
}

function readParts(
  blocks: readonly Block[],
  elements: ElementTree,
  lines: LineMeasures,
): readonly NameParts[] {
  const prose = new RunningSums(lines.proseWeight);
  const most = PART_AT_MOST * Math.max(prose.total, 1);
  /** By element: how many around it, itself included, hold most of the page. */
  const outer = new Int32Array(elements.count);
  for (let element = 0; element < elements.count; element += 1) {
    const parent = elements.parents[element]!;
    outer[element] = (parent === NONE ? 0 : outer[parent]!) + Number(elements.sum(element, prose) > most);
  }
  const reader = new PartReader();
  return blocks.map(({ path }, at) => {
    const element = elements.innermost[at]!;
    return reader.partsOf(path, element === NONE ? 0 : outer[element]!);
  });
}
