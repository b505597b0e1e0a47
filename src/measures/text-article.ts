/** In a text only lines are left: the article is the prose, and the short lines around it that nothing speaks against. */
import { cueWeight } from "../cues/match.ts";
import type { Block, Change, Cues, Document } from "../types.ts";
import {
  above,
  type Article,
  below,
  type EdgeOptions,
  headlineAndSubtitles,
  headlineOf,
  isBareText,
  positions,
} from "./article-edges.ts";
import { BOILERPLATE_KINDS } from "./evidence.ts";
import { heaviestRun, proseWeights, type ProseRange } from "./prose-range.ts";

export interface TextOptions extends EdgeOptions {
  readonly wordsAtMost: number;
}

/** The lines of a text that are the article; numbers are positions in the list of blocks. */
export interface TextArticle {
  readonly range: ProseRange;
  readonly kept: ReadonlySet<number>;
  /** Of each line: how much of it is prose. */
  readonly weights: readonly number[];
}

/** @returns undefined where the text has no prose */
export function findTextArticle(
  document: Document,
  options: TextOptions,
  cues: Cues,
  changes: readonly Change[],
): TextArticle | undefined {
  const { blocks } = document;
  const weights = proseWeights(blocks, cues);
  const bare = isBareText(changes);
  const range = bare ? wholeProse(weights) : heaviestRun(blocks, weights);
  if (range === undefined) return undefined;
  const article: Article = { document, range, headline: headlineOf(document, range), changes, options };
  const isOwn = (at: number) => bare || !isWordOfSites(blocks[at]!, cues, options);
  const kept = new Set([
    ...positions(range.first, range.last),
    ...headlineAndSubtitles(article),
    ...above(article).filter(isOwn),
    ...below(article).filter(isOwn),
  ]);
  return { range, kept, weights };
}

function wholeProse(weights: readonly number[]): ProseRange | undefined {
  const first = weights.findIndex((weight) => weight > 0);
  return first === -1 ? undefined : { first, last: weights.findLastIndex((weight) => weight > 0) };
}

/** Where a site spoke too, a few words outside the text that sites use are its own: 「字体：放大 缩小」. */
function isWordOfSites(block: Block, cues: Cues, { wordsAtMost }: TextOptions): boolean {
  return (
    block.facts.chars <= wordsAtMost && BOILERPLATE_KINDS.some((kind) => cueWeight(block, kind, cues) > 0)
  );
}
