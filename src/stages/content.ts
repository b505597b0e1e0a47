import { bestContainer } from "../measures/container.ts";
import { findHeadline } from "../measures/headline.ts";
import { isLabel, linkShare } from "../measures/lines.ts";
import {
  heaviestRun,
  mainPath,
  proseWeights,
  trimToMainPath,
  type ProseRange,
} from "../measures/prose-range.ts";
import type { Block, Change, Document } from "../types.ts";
import { defineStage } from "./define.ts";

type Reason = "outside-container" | "above-text" | "below-text";

interface Options {
  readonly containerShare: number;
  readonly linesAbove: number;
  readonly linesBelow: number;
  readonly siblings: number;
  readonly linkShare: number;
}

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
  "link-farm",
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

/** A block in the text that is all link is no part of it. */
const ALL_LINK = 0.9;

/** On a page a sentence longer than this below the text is another article's, or the site's. */
const SENTENCE_BELOW = 60;

/** What no other stage knew: keeps the article's container, and in it the run of text. */
export const content = defineStage<Reason, Options>({
  name: "content",
  summary: "Chooses the container and the run of text that are the article; what lies outside goes.",
  reasons: {
    "outside-container": "not in the part of the page that holds the text",
    "above-text": "above the text and not its headline",
    "below-text": "below the text, after its end",
  },
  defaults: {
    // The smallest container that still holds this share of the prose.
    containerShare: 0.85,
    // Shoulder headings, subtitles and captions above the first paragraph.
    linesAbove: 4,
    // A signature, a date, a last caption.
    linesBelow: 4,
    // Lines of the same make as the paragraphs: a notice's attachments, signature, date and remark. More are a list.
    siblings: 12,
    // A line below the text that is mostly link leads elsewhere.
    linkShare: 0.5,
  },
  *run(document, options, { cues, changes }) {
    const { blocks, metadata } = document;
    const weights = proseWeights(blocks, cues);
    const inside = bestContainer(blocks, weights, options.containerShare);
    const run = heaviestRun(
      blocks,
      weights.map((weight, at) => (inside.has(at) ? weight : -Math.abs(weight))),
    );
    if (run === undefined) return;
    const range = isBareText(document, changes)
      ? wholeProse(weights)
      : bridge(blocks, weights, trimToMainPath(blocks, weights, run), inside);
    const headline =
      findHeadline(blocks, metadata.title, range) ?? blocks.findIndex(({ kind }) => kind === "title");
    const article: Article = { document, range, headline, inside, changes, options };
    const kept = new Set([...within(article), ...above(article), ...below(article)]);
    for (const [at, block] of blocks.entries()) {
      if (kept.has(at)) continue;
      const reason = !inside.has(at) ? "outside-container" : at < range.first ? "above-text" : "below-text";
      yield { block: block.index, reason, evidence: { weight: Math.round(weights[at]!) } };
    }
  },
});

/** What was found of the article; each number is a position in the list of blocks. */
interface Article {
  readonly document: Document;
  readonly range: ProseRange;
  /** -1 where there is none. */
  readonly headline: number;
  readonly inside: ReadonlySet<number>;
  readonly changes: readonly Change[];
  readonly options: Options;
}

/** A text in which no site spoke: its long lists and verses are its own. */
function isBareText({ format }: Document, changes: readonly Change[]): boolean {
  return (
    format === "text" &&
    !changes.some(
      ({ stage, span }) => span === undefined && (HEAD_STAGES.has(stage) || TAIL_STAGES.has(stage)),
    )
  );
}

function wholeProse(weights: readonly number[]): ProseRange {
  return {
    first: weights.findIndex((weight) => weight > 0),
    last: weights.findLastIndex((weight) => weight > 0),
  };
}

/** A long table or poem may part the paragraphs of one make in one container; they are one article all the same. */
function bridge(
  blocks: readonly Block[],
  weights: readonly number[],
  range: ProseRange,
  inside: ReadonlySet<number>,
): ProseRange {
  const path = mainPath(blocks, weights, range);
  if (path === undefined) return range;
  const isOwn = (block: Block, at: number) => inside.has(at) && weights[at]! > 0 && block.path === path;
  return {
    first: Math.min(range.first, blocks.findIndex(isOwn)),
    last: Math.max(range.last, blocks.findLastIndex(isOwn)),
  };
}

/** The run of text itself. */
function within({ document: { blocks }, range, inside }: Article): readonly number[] {
  return positions(range.first, range.last).filter(
    (at) => inside.has(at) && linkShare(blocks[at]!) <= ALL_LINK,
  );
}

/** The headline with its subtitles, and the last few lines before the text. */
function above({
  document: { blocks, format },
  range,
  headline,
  inside,
  changes,
  options,
}: Article): readonly number[] {
  const hasHeadline = headline >= 0 && headline < range.first;
  const start = hasHeadline ? headline + 1 : 0;
  const isOwn =
    format === "text" && range.first <= options.siblings && !hasChromeAbove(blocks[range.first]!, changes);
  const from = isOwn ? start : Math.max(range.first - options.linesAbove, start);
  const lines = positions(from, range.first - 1).filter(
    (at) => inside.has(at) && linkShare(blocks[at]!) <= options.linkShare,
  );
  return hasHeadline ? [headline, ...subtitles(blocks, headline, range.first), ...lines] : lines;
}

/** Signature, date, attachments: short lines up to the first that leads elsewhere or that a tail stage took. */
function below({
  document: { blocks, format },
  range,
  inside,
  changes,
  options,
}: Article): readonly number[] {
  const last = blocks[range.last]!;
  const over = endOfArticle(last, changes);
  const lines = positions(range.last + 1, blocks.length - 1).filter((at) => blocks[at]!.index < over);
  const isSibling = ({ path, group }: Block) =>
    format === "text" ? lines.length <= options.siblings : path === last.path && group === last.group;
  const end = lines.findIndex((at, count) => {
    const block = blocks[at]!;
    return (
      count >= (isSibling(block) ? options.siblings : options.linesBelow) ||
      !inside.has(at) ||
      linkShare(block) > options.linkShare ||
      (format === "html" && !isLabel(block.text) && block.facts.chars > SENTENCE_BELOW)
    );
  });
  return end === -1 ? lines : lines.slice(0, end);
}

function positions(first: number, last: number): readonly number[] {
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, at) => first + at);
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
    isLabel(block.text) &&
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

/** The index of the first block below the text that a tail stage took away: a marker that the article is over. */
function endOfArticle(last: Block, changes: readonly Change[]): number {
  let end = Number.POSITIVE_INFINITY;
  for (const { stage, span, block } of changes) {
    if (span === undefined && block > last.index && TAIL_STAGES.has(stage)) end = Math.min(end, block);
  }
  return end;
}
