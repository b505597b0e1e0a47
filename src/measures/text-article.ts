/**
 * In a text only lines are left. A text in which no site spoke is its own down to the last paragraph; in the text
 * of a whole page the evidence of each line is weighed, and the run with the most of it is the article. Within that
 * run no line goes; around it go the words of sites that the evidence is against.
 */
import { greatestWeight } from "../cues/match.ts";
import type { Block, Change, Cues, Document } from "../types.ts";
import {
  above,
  below,
  type EdgeOptions,
  endOfArticle,
  headlineUnderTitle,
  isBareText,
  tailLines,
} from "./article-edges.ts";
import { BOILERPLATE_KINDS, gatherLineEvidence, type LineWeights, weighLine } from "./line-evidence.ts";
import { heaviestRun, proseWeights, type ProseRange } from "./prose-range.ts";
import { positions } from "./runs.ts";
import { valueInRun } from "./weighing.ts";

export interface TextOptions extends EdgeOptions {
  readonly lineWeights: LineWeights;
  readonly proseBonus: number;
  readonly scoreAtLeast: number;
  readonly wordsAtMost: number;
}

/** The lines of a text that are the article; numbers are positions in the list of blocks. */
export interface TextArticle {
  readonly range: ProseRange;
  readonly kept: ReadonlySet<number>;
  /** Of each line: what speaks for it. */
  readonly scores: readonly number[];
  /** What the scores were added up from; absent where no site spoke. */
  readonly evidence?: readonly LineWeights[];
}

/** What was found before the lines around the run are judged. */
type Found = Omit<TextArticle, "kept">;

/** @returns undefined where the text has no prose */
export function findTextArticle(
  document: Document,
  options: TextOptions,
  cues: Cues,
  changes: readonly Change[],
): TextArticle | undefined {
  const bare = isBareText(changes);
  const found = bare ? wholeProse(document, cues) : likeliestRun(document, options, cues, changes);
  if (found === undefined) return undefined;
  const { scores } = found;
  const headline = headlineUnderTitle(document, changes);
  const range =
    bare || headline >= 0 ? { first: Math.max(headline, 0), last: found.range.last } : found.range;
  const article = { document, range, headline, changes, options };
  const isOwn = (at: number) =>
    bare || scores[at]! >= options.scoreAtLeast || !isWordOfSites(document.blocks[at]!, cues, options);
  const kept = new Set([
    ...positions(found.range.first, found.range.last),
    ...positions(range.first, found.range.first - 1).filter((at) => at === headline || isOwn(at)),
    ...above(article).filter(isOwn),
    ...below(article).filter(isOwn),
  ]);
  return { ...found, range, kept };
}

/** What speaks for and against each line of a text; undefined where it has no prose. */
export function gatherTextEvidence(
  document: Document,
  cues: Cues,
  changes: readonly Change[],
): readonly LineWeights[] | undefined {
  const { blocks } = document;
  return gatherLineEvidence(blocks, cues, (run) => ({
    headline: headlineUnderTitle(document, changes),
    tailMarker: endOfArticle(blocks[run.last]!, changes),
    removed: new Set(changes.filter(isOfSite).map(({ block }) => block)),
    removedTail: tailLines(changes),
  }));
}

function wholeProse({ blocks }: Document, cues: Cues): Found | undefined {
  const scores = proseWeights(blocks, cues);
  const first = scores.findIndex((score) => score > 0);
  const last = scores.findLastIndex((score) => score > 0);
  return first === -1 ? undefined : { range: { first, last }, scores };
}

function likeliestRun(
  document: Document,
  { lineWeights, proseBonus }: TextOptions,
  cues: Cues,
  changes: readonly Change[],
): Found | undefined {
  const { blocks } = document;
  const evidence = gatherTextEvidence(document, cues, changes);
  if (evidence === undefined) return undefined;
  const scores = evidence.map((signs) => weighLine(signs, lineWeights));
  const range = heaviestRun(
    blocks,
    scores.map((score, at) => valueInRun(score + evidence[at]!.inRun * proseBonus, blocks[at]!)),
  );
  return range && { range, scores, evidence };
}

/** A whole line that was the site's, not a blank one. */
function isOfSite({ stage, span }: Change): boolean {
  return span === undefined && stage !== "blank-lines";
}

/** A few words that sites use: 「字体：放大 缩小」. */
function isWordOfSites(block: Block, cues: Cues, { wordsAtMost }: TextOptions): boolean {
  return block.facts.chars <= wordsAtMost && greatestWeight(block, BOILERPLATE_KINDS, cues) >= 2;
}
