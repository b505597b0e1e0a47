import { strongestAgainstLine } from "../measures/line-evidence.ts";
import { strongestAgainst, findPageArticle, type PageOptions } from "../measures/page-article.ts";
import { hundredths } from "../measures/rounding.ts";
import { findTextArticle, type TextOptions } from "../measures/text-article.ts";
import type { ProseRange } from "../measures/prose-range.ts";
import type { Change, Cues, Document, Finding } from "../types.ts";
import learnedLines from "./content-line-weights.json" with { type: "json" };
import learned from "./content-weights.json" with { type: "json" };
import { defineStage } from "./define.ts";

type Reason = "unlike-text" | "above-text" | "below-text";

interface Options extends PageOptions, TextOptions {}

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
    // The same of texts: their lines are all that is left of the page.
    lineWeights: learnedLines,
    // A line in the heaviest run of prose needs so much less: where the two disagree, a doubt keeps.
    proseBonus: 1,
    // In the run of text, and right below it, a block needs less: a doubt keeps.
    scoreAtLeast: -1,
    // A paragraph that the evidence is not clearly for: six in seven such were not the article's.
    paragraphScoreAtLeast: 0.25,
    // The same where the page's author says that somebody else speaks: comments, notes, pop-ups, consent.
    othersScoreAtLeast: 1,
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
      ? aroundPageArticle(document, options, cues, changes)
      : aroundTextArticle(document, options, cues, changes);
  },
});

function* aroundPageArticle(
  document: Document,
  options: Options,
  cues: Cues,
  changes: readonly Change[],
): Iterable<Finding<Reason>> {
  const article = findPageArticle(document, options, cues, changes);
  if (article === undefined) return;
  const { range, kept, scores, evidence } = article;
  for (const [at, block] of document.blocks.entries()) {
    if (kept.has(at)) continue;
    const most = strongestAgainst(evidence[at]!, options.weights);
    yield {
      block: block.index,
      reason: reasonOf(at, range),
      evidence: { score: hundredths(scores[at]!), ...(most && { most }) },
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
