/** What of a document belongs to an article beside its run of text: headline, subtitles, the lines right above and below. */
import type { Block, Change, Document } from "../types.ts";
import { readDate } from "./dates.ts";
import { findHeadline } from "./headline.ts";
import { isTitleShaped, linkShare } from "./lines.ts";
import type { ProseRange } from "./prose-range.ts";
import { positions } from "./runs.ts";

/** Stages whose removals below the text mean that the article is over. */
const TAIL_STAGES = new Set([
  "prev-next",
  "related",
  "comments",
  "share",
  "contact",
  "disclaimer",
  "copyright",
  "headline-list",
  "records",
  "byline",
  "link-farm",
  "host-repeats",
]);

/** Stages whose removals above the text mean that the site speaks there too. */
const HEAD_STAGES = new Set([
  "breadcrumb",
  "navigation",
  "share",
  "contact",
  "link-farm",
  "headline-list",
  "related",
]);

const LIST_OPENING = /^附[件录表]?\s?\d{0,2}\s?[:：]|[:：]$/u;

/** The end of a line in which a list is announced: visible code points. */
const LINE_END = 200;

/** How far the edges of an article reach. */
export interface EdgeOptions {
  readonly linesAbove: number;
  readonly linesAboveOwn: number;
  readonly linesBeforeList: number;
  readonly siblings: number;
}

/** What was found of the article; each number is a position in the list of blocks. */
export interface Article {
  readonly document: Document;
  readonly range: ProseRange;
  /** -1 where there is none. */
  readonly headline: number;
  readonly changes: readonly Change[];
  readonly options: EdgeOptions;
}

/** Position of the headline of a text that began with the title of its page; -1 in any other. */
export function headlineUnderTitle({ blocks }: Document, changes: readonly Change[]): number {
  const title = changes.find(({ stage, reason }) => stage === "headline" && reason === "title-tag");
  return blocks.findIndex(({ index }) => index === title?.evidence?.["headline"]);
}

/** Whether no site spoke in a text: its long lists and verses are its own. */
export function isBareText(changes: readonly Change[]): boolean {
  return !changes.some(
    ({ stage, reason, span }) =>
      span === undefined && (HEAD_STAGES.has(stage) || TAIL_STAGES.has(stage) || reason === "above-headline"),
  );
}

/** A section's name, where it is no heading: visible code points. */
const NAME_AT_MOST = 4;

/** So far above the text stands a headline that no title tells. */
const UNTOLD_WITHIN = 4;

/**
 * The headline of a page, and what is set with it above the text. Where no title tells it, it is the nearest line
 * above the text that is shaped like one; else the `<title>`.
 */
export function headlineAndSubtitles(document: Document, range: ProseRange): readonly number[] {
  const { blocks } = document;
  const told = findHeadline(document, range);
  const isName =
    told !== undefined && blocks[told]!.kind !== "heading" && blocks[told]!.facts.chars <= NAME_AT_MOST;
  const headline = told === undefined || isName ? (untoldHeadline(blocks, range) ?? told) : told;
  const title = blocks.findIndex(({ kind }) => kind === "title");
  if (headline === undefined) return title === -1 ? [] : [title];
  return [headline, ...subtitles(blocks, headline, range.first)];
}

function untoldHeadline(blocks: readonly Block[], { first }: ProseRange): number | undefined {
  const at = blocks.findLastIndex(
    (block, at) =>
      at < first &&
      at >= first - UNTOLD_WITHIN &&
      block.kind !== "title" &&
      block.facts.chars > NAME_AT_MOST &&
      linkShare(block) === 0 &&
      isTitleShaped(block.text) &&
      readDate(block.text) === undefined,
  );
  return at === -1 ? undefined : at;
}

/** The last few lines before the text; all of them where nothing above it was the site's. */
export function above({
  document: { blocks },
  range,
  headline,
  changes,
  options,
}: Article): readonly number[] {
  const start = headline >= 0 && headline < range.first ? headline + 1 : 0;
  const isOwn = range.first <= options.linesAboveOwn && !hasChromeAbove(blocks[range.first]!, changes);
  return positions(isOwn ? start : Math.max(range.first - options.linesAbove, start), range.first - 1);
}

/** Signature, date, attachments: the lines below a text up to the first that a tail stage took. */
export function below({ document: { blocks }, range, changes, options }: Article): readonly number[] {
  const last = blocks[range.last]!;
  const over = endOfArticle(last, changes);
  const lines = positions(range.last + 1, blocks.length - 1).filter((at) => blocks[at]!.index < over);
  const isOwn = lines.length <= options.siblings || opensList(last) || opensList(blocks[range.last + 1]);
  return isOwn ? lines : lines.slice(0, options.linesBeforeList);
}

/** 「附件：」, 「名单如下：」: the list below is the text's own. */
function opensList(block: Block | undefined): boolean {
  return block !== undefined && LIST_OPENING.test(block.text.trim().slice(-LINE_END));
}

/** Positions right below the headline that belong to it. */
function subtitles(blocks: readonly Block[], headline: number, firstProse: number): readonly number[] {
  const below = blocks.slice(headline + 1, firstProse);
  const end = below.findIndex((block) => !isSubtitle(block));
  return Array.from(end === -1 ? below : below.slice(0, end), (_, at) => headline + 1 + at);
}

/** Set with the headline, outside of what holds the paragraphs. */
function isSubtitle(block: Block): boolean {
  return (
    isTitleShaped(block.text) &&
    linkShare(block) <= 0.5 &&
    (block.kind === "heading" || /^\s*(?:——|--)/u.test(block.text))
  );
}

/** A text of which nothing above the prose was the site's has only its own lines there. */
function hasChromeAbove(firstProse: Block, changes: readonly Change[]): boolean {
  return changes.some(
    ({ stage, span, block }) => span === undefined && block < firstProse.index && HEAD_STAGES.has(stage),
  );
}

/** The indices of the lines that a tail stage took away. */
export function tailLines(changes: readonly Change[]): ReadonlySet<number> {
  return new Set(
    changes
      .filter(({ stage, span }) => span === undefined && TAIL_STAGES.has(stage))
      .map(({ block }) => block),
  );
}

/** The index of the first block below the text that a tail stage took away: a marker that the article is over. */
export function endOfArticle(last: Block, changes: readonly Change[]): number {
  let end = Number.POSITIVE_INFINITY;
  for (const { stage, span, block } of changes) {
    if (span === undefined && block > last.index && TAIL_STAGES.has(stage)) end = Math.min(end, block);
  }
  return end;
}
