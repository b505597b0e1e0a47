/** What of a document belongs to an article beside its run of text: headline, subtitles, the lines right above and below. */
import type { Block, Change, Document } from "../types.ts";
import { findHeadline } from "./headline.ts";
import { linkShare } from "./lines.ts";
import type { ProseRange } from "./prose-range.ts";
import { positions } from "./runs.ts";
import { shapeOf } from "./shape.ts";

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

/** On a page a sentence longer than this below the text is another article's, or the site's. */
const SENTENCE_BELOW = 60;

/** The end of a line in which a list is announced: visible code points. */
const LINE_END = 200;

/** How far the edges of an article reach. */
export interface EdgeOptions {
  readonly linesAbove: number;
  readonly linesAboveOwn: number;
  readonly linesBelow: number;
  readonly linesBeforeList: number;
  readonly siblings: number;
  readonly linkShare: number;
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

/** Position of the headline of a document whose run of text is known; -1 where there is none. */
export function headlineOf(document: Document, range: ProseRange): number {
  return findHeadline(document, range) ?? document.blocks.findIndex(({ kind }) => kind === "title");
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

/** The headline above the text, and what is set with it. */
export function headlineAndSubtitles({ document: { blocks }, range, headline }: Article): readonly number[] {
  return headline >= 0 && headline < range.first
    ? [headline, ...subtitles(blocks, headline, range.first)]
    : [];
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

/** Signature, date, attachments: short lines up to the first that leads elsewhere or that a tail stage took. */
export function below({ document: { blocks, format }, range, changes, options }: Article): readonly number[] {
  const last = blocks[range.last]!;
  const over = endOfArticle(last, changes);
  const lines = positions(range.last + 1, blocks.length - 1).filter((at) => blocks[at]!.index < over);
  const allowed = ({ path, group }: Block) => {
    if (format === "text") {
      const isOwn = lines.length <= options.siblings || opensList(last) || opensList(blocks[range.last + 1]);
      return isOwn ? lines.length : options.linesBeforeList;
    }
    return path === last.path && group === last.group ? options.siblings : options.linesBelow;
  };
  const end = lines.findIndex((at, count) => {
    const block = blocks[at]!;
    return (
      count >= allowed(block) ||
      linkShare(block) > options.linkShare ||
      (format === "html" && !shapeOf(block).isLabel && block.facts.chars > SENTENCE_BELOW)
    );
  });
  return end === -1 ? lines : lines.slice(0, end);
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
    shapeOf(block).isLabel &&
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
