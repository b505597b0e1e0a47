/** On a page the evidence of each block is weighed, and the run with the most of it is the article. */
import type { Block, Change, Cues, Document } from "../types.ts";
import {
  type Article,
  below,
  type EdgeOptions,
  endOfArticle,
  headlineAndSubtitles,
  headlineOf,
} from "./article-edges.ts";
import { OTHERS_PARTS, SITE_PARTS, standsIn } from "./element-names.ts";
import { EVIDENCE, type EvidenceName, gatherEvidence, weigh, type Weights } from "./evidence.ts";
import { linkShare } from "./lines.ts";
import { heaviestRun, type ProseRange } from "./prose-range.ts";
import { positions } from "./runs.ts";
import { mostAgainst, SURE, valueInRun } from "./weighing.ts";

export interface PageOptions extends EdgeOptions {
  readonly weights: Weights;
  readonly scoreAtLeast: number;
  readonly paragraphScoreAtLeast: number;
  readonly othersScoreAtLeast: number;
}

/** The blocks of a page that are the article; numbers are positions in the list of blocks. */
export interface PageArticle {
  readonly range: ProseRange;
  readonly kept: ReadonlySet<number>;
  /** Of each block: the evidence added up. */
  readonly scores: readonly number[];
  readonly evidence: readonly Weights[];
}

const ALL_LINK = 0.9;

/** What is all link goes, so it does not lengthen the run, however much it looks like text. */
const ALL_LINK_AT_MOST = -1;

/** Of so much text the evidence is sure: visible code points. */
const PARAGRAPH = 40;

/** 「超大」, 「喜欢」: visible code points. */
const WORD = 2;

/** @returns undefined where the page has no run of text */
export function findPageArticle(
  document: Document,
  options: PageOptions,
  cues: Cues,
  changes: readonly Change[],
): PageArticle | undefined {
  const { blocks } = document;
  const found = gatherPageEvidence(document, cues, changes);
  if (found === undefined) return undefined;
  const { headline, evidence } = found;
  const scores = evidence.map((signs) => weigh(signs, options.weights));
  const run = heaviestRun(
    blocks,
    scores.map((score, at) =>
      valueInRun(score, blocks[at]!, isAllLink(blocks[at]!) ? ALL_LINK_AT_MOST : SURE),
    ),
  );
  if (run === undefined) return undefined;
  // What stands above the headline is the site's, however it looks.
  const range = headline > run.first && headline < run.last ? { first: headline, last: run.last } : run;
  const article: Article = { document, range, headline, changes, options };
  // Where a script shows the whole text, that a line is hidden says nothing.
  const isShown = positions(range.first, range.last).some(
    (at) => blocks[at]!.facts.chars >= PARAGRAPH && !blocks[at]!.facts.hidden,
  );
  const isOwn = (at: number) =>
    scores[at]! >= leastScore(blocks[at]!, evidence[at]!, isShown, options) &&
    !isAllLink(blocks[at]!) &&
    !isBoilerplate(evidence[at]!);
  const kept = new Set([
    ...positions(range.first, range.last).filter((at) => at === headline || isOwn(at)),
    ...headlineAndSubtitles(article),
    ...below(article).filter((at) => scores[at]! >= options.scoreAtLeast),
  ]);
  return { range, kept, scores, evidence };
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

/** The evidence that speaks most against a block. */
export function strongestAgainst(evidence: Weights, weights: Weights): EvidenceName | undefined {
  return mostAgainst(EVIDENCE, evidence, weights);
}

/**
 * A doubt keeps a line, but not a word or two, nor a short one in a part of the page that is named as the site's, or
 * hidden where the text is shown.
 */
function leastScore({ facts }: Block, evidence: Weights, isShown: boolean, options: PageOptions): number {
  const { scoreAtLeast, paragraphScoreAtLeast, othersScoreAtLeast } = options;
  if (facts.chars >= PARAGRAPH)
    return standsIn(evidence, OTHERS_PARTS) ? othersScoreAtLeast : paragraphScoreAtLeast;
  const isNamed = evidence.label === 1 && ((isShown && facts.hidden) || standsIn(evidence, SITE_PARTS));
  return isNamed || facts.chars <= WORD ? Math.max(scoreAtLeast, 0) : scoreAtLeast;
}

/** Short, and full of the words of boilerplate: a date line in a table, whatever else speaks for it. */
function isBoilerplate({ label, boilerplateWords }: Weights): boolean {
  return label === 1 && boilerplateWords === 1;
}

/** A teaser, a banner: a paragraph of an article is seldom one link. */
function isAllLink(block: Block): boolean {
  return linkShare(block) > ALL_LINK;
}
