import { headlineAndSubtitles } from "../measures/article-edges.ts";
import { strongestAgainstLine } from "../measures/line-evidence.ts";
import { hundredths } from "../measures/rounding.ts";
import { findTextArticle, type TextOptions } from "../measures/text-article.ts";
import type { ProseRange } from "../measures/prose-range.ts";
import type { Change, Cues, Document, Finding, PageArticle } from "../types.ts";
import learnedLines from "./content-line-weights.json" with { type: "json" };
import { defineStage } from "./define.ts";

type Reason = "unlike-text" | "above-text" | "below-text";

type Options = TextOptions;

/** What no other stage knew: keeps the text that is the article. */
export const content = defineStage<Reason, Options>({
  name: "content",
  summary:
    "Chooses the text that is the article, by what was learned from labelled pages; what lies outside goes.",
  reasons: {
    "unlike-text": "within the text, but unlike an article's",
    "above-text": "above the text and not its headline",
    "below-text": "below the text, after its end",
  },
  defaults: {
    // Learned from the lines of pages of some nine hundred sites: `npm run train`.
    lineWeights: learnedLines,
    // A line in the heaviest run of prose needs so much less: where the two disagree, a doubt keeps.
    proseBonus: 1,
    // In the run of text, and right below it, a block needs less: a doubt keeps.
    scoreAtLeast: -1,
    // Shoulder headings, subtitles and captions above the first paragraph of a text.
    linesAbove: 4,
    // So many may be a text's own where no site spoke above it.
    linesAboveOwn: 12,
    // Below a text that a list follows.
    linesBeforeList: 1,
    // Lines below the paragraphs: a notice's attachments, signature, date and remark. More are a list.
    siblings: 8,
    // A headline is longer than a few words of a site.
    wordsAtMost: 16,
  },
  *run(document, options, { cues, changes, article }) {
    if (document.format === "text") yield* aroundTextArticle(document, options, cues, changes);
    else if (article !== undefined) yield* aroundPageArticle(document, article);
  },
});

function* aroundPageArticle(document: Document, article: PageArticle): Iterable<Finding<Reason>> {
  const { blocks } = document;
  const chosen = article.choose(blocks);
  if (chosen === undefined) return;
  const first = blocks.findIndex(({ index }) => index >= chosen.first);
  const last = blocks.findLastIndex(({ index }) => index <= chosen.last);
  const headline = headlineAndSubtitles(document, { first, last });
  for (const [at, { index }] of blocks.entries()) {
    if (chosen.kept.has(index) || headline.includes(at)) continue;
    yield {
      block: index,
      reason: reasonOf(at, { first, last }),
      evidence: { probability: hundredths(article.probabilities[index]!) },
    };
  }
}

function* aroundTextArticle(
  document: Document,
  options: Options,
  cues: Cues,
  changes: readonly Change[],
): Iterable<Finding<Reason>> {
  const article = findTextArticle(document, options, cues, changes);
  if (article === undefined) return;
  const { range, kept, scores, evidence } = article;
  for (const [at, block] of document.blocks.entries()) {
    if (kept.has(at)) continue;
    const most = evidence && strongestAgainstLine(evidence[at]!, options.lineWeights);
    yield {
      block: block.index,
      reason: reasonOf(at, range),
      evidence: { score: hundredths(scores[at]!), ...(most && { most }) },
    };
  }
}

function reasonOf(at: number, range: ProseRange): Reason {
  if (at < range.first) return "above-text";
  return at > range.last ? "below-text" : "unlike-text";
}
