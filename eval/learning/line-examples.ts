/** Training examples of plain texts: made from labelled pages, and labelled texts. */
import { textBlocks } from "../../src/core/page/text-blocks.ts";
import type { HtmlCase, TextCase } from "../metrics/corpus.ts";
import type { Block } from "../../src/core/document/document.ts";
import { labelsOf } from "./block-labels.ts";
import { siteOfText } from "../cases.ts";

export interface LineExample {
  readonly name: string;
  readonly site: string;
  readonly blocks: readonly Block[];
  /** Whether each line is the article's; undefined where nobody knows. */
  readonly labels: readonly (boolean | undefined)[];
  /** What the whole text counts in training. */
  readonly weight: number;
}

/** The text of a page as somebody has it who kept all its lines and nothing else. */
export function exampleOfPage(page: HtmlCase): LineExample {
  const { blocks } = textBlocks(page.blocks.map((line) => line.replaceAll(/[\r\n]/gu, " ")).join("\n"));
  const labels = labelsOf(page, blocks).map((label) =>
    label === "unsure" ? undefined : label === "title" || label === "body",
  );
  return { name: page.name, site: page.site, blocks, labels, weight: 1 };
}

export function exampleOfText({ name, raw, lines }: TextCase): LineExample {
  const { blocks } = textBlocks(Buffer.from(raw).toString("utf8"));
  const known = new Map(lines.map(({ number, isKept, isUnsure }) => [number, isUnsure ? undefined : isKept]));
  return {
    name,
    site: siteOfText(name),
    blocks,
    labels: blocks.map(({ index }) => known.get(index)),
    weight: 1,
  };
}

/**
 * The same text with only so many lines of what stands around the article, as somebody has it who cut most of the page
 * away; undefined where that is all of it.
 */
export function cropped(example: LineExample, frame: number, weight: number): LineExample | undefined {
  const { labels, blocks } = example;
  const first = Math.max(labels.indexOf(true) - frame, 0);
  const last = Math.min(labels.lastIndexOf(true) + frame, blocks.length - 1);
  return last - first + 1 === blocks.length || last < first
    ? undefined
    : { ...pick(example, (at) => at >= first && at <= last), weight };
}

/** The article alone: what a clean text is. */
export function cleanCopy(example: LineExample, weight: number): LineExample {
  return { ...pick(example, (at) => example.labels[at] === true), weight };
}

function pick(example: LineExample, isPicked: (at: number) => boolean): LineExample {
  const of = <T>(values: readonly T[]) => values.filter((_, at) => isPicked(at));
  return { ...example, blocks: of(example.blocks), labels: of(example.labels) };
}
