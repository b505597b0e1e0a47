import { cueWeight } from "../cues/match.ts";
import {
  BOILERPLATE_KINDS,
  EVIDENCE,
  gatherEvidence,
  weigh,
  type EvidenceName,
  type Weights,
} from "../measures/evidence.ts";
import { findHeadline } from "../measures/headline.ts";
import { isLabel, linkShare } from "../measures/lines.ts";
import { heaviestRun, proseWeights, type ProseRange } from "../measures/prose-range.ts";
import { hundredths } from "../measures/rounding.ts";
import type { Block, Change, Cues, Document, Finding } from "../types.ts";
import learned from "./content-weights.json" with { type: "json" };
import { defineStage } from "./define.ts";

type Reason = "unlike-text" | "above-text" | "below-text";

interface Options {
  readonly weights: Weights;
  readonly scoreAtLeast: number;
  readonly linesAbove: number;
  readonly linesAboveOwn: number;
  readonly linesBelow: number;
  readonly linesBeforeList: number;
  readonly siblings: number;
  readonly wordsAtMost: number;
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

const ALL_LINK = 0.9;

/** On a page a sentence longer than this below the text is another article's, or the site's. */
const SENTENCE_BELOW = 60;

/** Beyond this a score is as sure as it gets: no single block decides a page. */
const SURE = 4;

/** A longer block does not count more in the choice of the run: visible code points. */
const LONG = 200;

/** What no other stage knew: keeps the run of text that is the article. */
export const content = defineStage<Reason, Options>({
  name: "content",
  summary: "Chooses the run of text that is the article, by weighed evidence; what lies outside goes.",
  reasons: {
    "unlike-text": "in the run of text, but the evidence speaks against it",
    "above-text": "above the text and not its headline",
    "below-text": "below the text, after its end",
  },
  defaults: {
    // Learned from pages of some nine hundred sites: `npm run train`.
    weights: learned,
    // In the run of text, and right below it, a block needs less: a doubt keeps.
    scoreAtLeast: -1,
    // Shoulder headings, subtitles and captions above the first paragraph of a text.
    linesAbove: 4,
    // So many may be a text's own where no site spoke above it.
    linesAboveOwn: 12,
    // On a page, whatever its make: a signature, a date, a last caption.
    linesBelow: 4,
    // Below a text that a list follows.
    linesBeforeList: 1,
    // Lines of the same make as the paragraphs: a notice's attachments, signature, date and remark. More are a list.
    siblings: 8,
    // A headline is longer than a few words of a site.
    wordsAtMost: 16,
    // A line below the text that is mostly link leads elsewhere.
    linkShare: 0.5,
  },
  *run(document, options, { cues, changes }) {
    yield* document.format === "html"
      ? onPage(document, options, cues, changes)
      : inText(document, options, cues, changes);
  },
});

/** On a page the evidence of each block is weighed, and the run with the most of it is the article. */
function* onPage(
  document: Document,
  options: Options,
  cues: Cues,
  changes: readonly Change[],
): Iterable<Finding<Reason>> {
  const { blocks } = document;
  const found = gatherPageEvidence(document, cues, changes);
  if (found === undefined) return;
  const { headline, evidence } = found;
  const scores = evidence.map((signs) => weigh(signs, options.weights));
  const run = heaviestRun(
    blocks,
    scores.map((score, at) => value(score, blocks[at]!)),
  );
  if (run === undefined) return;
  // What stands above the headline is the site's, however it looks.
  const range = headline > run.first && headline < run.last ? { first: headline, last: run.last } : run;
  const inRange = positions(range.first, range.last);
  const article: Article = { document, range, headline, changes, options };
  const kept = new Set([
    ...inRange.filter(
      (at) => at === headline || (scores[at]! >= options.scoreAtLeast && !isAllLink(blocks[at]!)),
    ),
    ...headlineAndSubtitles(article),
    ...below(article).filter((at) => scores[at]! >= options.scoreAtLeast),
  ]);
  for (const [at, block] of blocks.entries()) {
    if (kept.has(at)) continue;
    const reason = at < range.first ? "above-text" : at > range.last ? "below-text" : "unlike-text";
    const most = strongestAgainst(evidence[at]!, options.weights);
    yield { block: block.index, reason, evidence: { score: hundredths(scores[at]!), ...(most && { most }) } };
  }
}

/** What speaks for and against each block of a page, and where its headline is (-1 where there is none). */
export function gatherPageEvidence(
  document: Document,
  cues: Cues,
  changes: readonly Change[],
): { readonly headline: number; readonly evidence: readonly Weights[] } | undefined {
  let headline = -1;
  const evidence = gatherEvidence(document.blocks, cues, (run) => {
    headline = headlineOf(document, run);
    return { headline, tailMarker: endOfArticle(document.blocks[run.last]!, changes) };
  });
  return evidence && { headline, evidence };
}

/** What a block's score counts in the choice of the run: longer ones more, none for everything. */
function value(score: number, { facts }: Block): number {
  return Math.max(-SURE, Math.min(SURE, score)) * Math.sqrt(Math.min(Math.max(facts.chars, 1), LONG));
}

/** A teaser, a banner: a paragraph of an article is seldom one link. */
function isAllLink(block: Block): boolean {
  return linkShare(block) > ALL_LINK;
}

function strongestAgainst(evidence: Weights, weights: Weights): EvidenceName | undefined {
  const against = EVIDENCE.filter((name) => name !== "always" && evidence[name] * weights[name] < 0);
  return against.toSorted((a, b) => evidence[a] * weights[a] - evidence[b] * weights[b])[0];
}

/** In a text only lines are left: the prose, and the short lines around it that nothing speaks against. */
function* inText(
  document: Document,
  options: Options,
  cues: Cues,
  changes: readonly Change[],
): Iterable<Finding<Reason>> {
  const { blocks } = document;
  const weights = proseWeights(blocks, cues);
  const bare = isBareText(changes);
  const range = bare ? wholeProse(weights) : heaviestRun(blocks, weights);
  if (range === undefined) return;
  const article: Article = { document, range, headline: headlineOf(document, range), changes, options };
  const isOwn = (at: number) => bare || !isWordOfSites(blocks[at]!, cues, options);
  const kept = new Set([
    ...positions(range.first, range.last),
    ...headlineAndSubtitles(article),
    ...above(article).filter(isOwn),
    ...below(article).filter(isOwn),
  ]);
  for (const [at, block] of blocks.entries()) {
    if (kept.has(at)) continue;
    const reason = at < range.first ? "above-text" : "below-text";
    yield { block: block.index, reason, evidence: { weight: Math.round(weights[at]!) } };
  }
}

/** Where a site spoke too, a few words outside the text that sites use are its own: 「字体：放大 缩小」. */
function isWordOfSites(block: Block, cues: Cues, { wordsAtMost }: Options): boolean {
  return (
    block.facts.chars <= wordsAtMost && BOILERPLATE_KINDS.some((kind) => cueWeight(block, kind, cues) > 0)
  );
}

/** What was found of the article; each number is a position in the list of blocks. */
interface Article {
  readonly document: Document;
  readonly range: ProseRange;
  /** -1 where there is none. */
  readonly headline: number;
  readonly changes: readonly Change[];
  readonly options: Options;
}

function headlineOf({ blocks, metadata }: Document, range: ProseRange): number {
  return findHeadline(blocks, metadata.title, range) ?? blocks.findIndex(({ kind }) => kind === "title");
}

/** A text in which no site spoke: its long lists and verses are its own. */
function isBareText(changes: readonly Change[]): boolean {
  return !changes.some(
    ({ stage, span }) => span === undefined && (HEAD_STAGES.has(stage) || TAIL_STAGES.has(stage)),
  );
}

function wholeProse(weights: readonly number[]): ProseRange | undefined {
  const first = weights.findIndex((weight) => weight > 0);
  return first === -1 ? undefined : { first, last: weights.findLastIndex((weight) => weight > 0) };
}

/** The headline above the text, and what is set with it. */
function headlineAndSubtitles({ document: { blocks }, range, headline }: Article): readonly number[] {
  return headline >= 0 && headline < range.first
    ? [headline, ...subtitles(blocks, headline, range.first)]
    : [];
}

/** The last few lines before the text; all of them where nothing above it was the site's. */
function above({ document: { blocks }, range, headline, changes, options }: Article): readonly number[] {
  const start = headline >= 0 && headline < range.first ? headline + 1 : 0;
  const isOwn = range.first <= options.linesAboveOwn && !hasChromeAbove(blocks[range.first]!, changes);
  return positions(isOwn ? start : Math.max(range.first - options.linesAbove, start), range.first - 1);
}

/** Signature, date, attachments: short lines up to the first that leads elsewhere or that a tail stage took. */
function below({ document: { blocks, format }, range, changes, options }: Article): readonly number[] {
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
      (format === "html" && !isLabel(block.text) && block.facts.chars > SENTENCE_BELOW)
    );
  });
  return end === -1 ? lines : lines.slice(0, end);
}

/** 「附件：」, 「名单如下：」: the list below is the text's own. */
function opensList(block: Block | undefined): boolean {
  return block !== undefined && LIST_OPENING.test(block.text.trim().slice(-LONG));
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
