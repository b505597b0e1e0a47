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
    const kept = keptAround(document, range, headline, inside, changes, options);
    for (const [at, block] of blocks.entries()) {
      if (kept.has(at)) continue;
      const reason = !inside.has(at) ? "outside-container" : at < range.first ? "above-text" : "below-text";
      yield { block: block.index, reason, evidence: { weight: Math.round(weights[at]!) } };
    }
  },
});

/** What a line without prose counts against its container: next to nothing where nothing is linked. */
const UNLINKED_COST = -2;

/** Positions in the smallest container that holds most of the prose; all of a text without containers. */
function bestContainer(
  blocks: readonly Block[],
  weights: readonly number[],
  share: number,
): ReadonlySet<number> {
  const sums = new Map<number, number>();
  const depths = new Map<number, number>();
  for (const [at, block] of blocks.entries()) {
    const weight = linkShare(block) > 0.5 ? weights[at]! : Math.max(weights[at]!, UNLINKED_COST);
    for (const [depth, container] of block.facts.containers.entries()) {
      sums.set(container, (sums.get(container) ?? 0) + weight);
      depths.set(container, depth);
    }
  }
  const best = Math.max(...sums.values());
  if (!(best > 0)) return new Set(blocks.keys());
  const [container] = [...sums]
    .filter(([, sum]) => sum >= share * best)
    .toSorted(([a], [b]) => depths.get(b)! - depths.get(a)!)[0]!;
  return new Set([...blocks.keys()].filter((at) => blocks[at]!.facts.containers.includes(container)));
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

function keptAround(
  { format, blocks }: Document,
  range: ProseRange,
  headline: number,
  inside: ReadonlySet<number>,
  changes: readonly Change[],
  options: Options,
): ReadonlySet<number> {
  const kept = new Set<number>();
  const from = headline >= 0 && headline < range.first ? headline : -1;
  if (from >= 0) kept.add(from);
  for (let at = range.first; at <= range.last; at += 1) {
    if (inside.has(at) && linkShare(blocks[at]!) <= 0.9) kept.add(at);
  }
  if (from >= 0) for (const at of subtitles(blocks, from, range.first)) kept.add(at);
  const above = range.first - options.linesAbove;
  const bare =
    format === "text" && range.first <= options.siblings && !hasChromeAbove(blocks[range.first]!, changes);
  for (let at = bare ? 0 : Math.max(above, from + 1, 0); at < range.first; at += 1) {
    if (inside.has(at) && linkShare(blocks[at]!) <= options.linkShare) kept.add(at);
  }
  const end = endOfArticle(blocks, range.last, changes);
  const last = blocks[range.last]!;
  const lines = blocks.slice(range.last + 1).filter(({ index }) => index < end).length;
  for (let at = range.last + 1; at < blocks.length; at += 1) {
    const block = blocks[at]!;
    if (block.index > end || !inside.has(at) || linkShare(block) > options.linkShare) break;
    const sibling =
      format === "text" ? lines <= options.siblings : block.path === last.path && block.group === last.group;
    if (at - range.last > (sibling ? options.siblings : options.linesBelow)) break;
    if (format === "html" && !isLabel(block.text) && block.facts.chars > 60) break;
    kept.add(at);
  }
  return kept;
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
function endOfArticle(blocks: readonly Block[], last: number, changes: readonly Change[]): number {
  const after = blocks[last]!.index;
  const markers = changes.filter(
    ({ stage, span, block }) => span === undefined && block > after && TAIL_STAGES.has(stage),
  );
  return Math.min(Number.POSITIVE_INFINITY, ...markers.map(({ block }) => block));
}
