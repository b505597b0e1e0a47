import { headlineAndSubtitles } from "../../structure/article-edges.ts";
import type { ProseRange } from "../../structure/prose-range.ts";
import type { Block, Document } from "../../document/document.ts";
import type { Finding } from "../../document/finding.ts";
import type { PageArticle, TextArticle } from "../../document/stage.ts";
import { defineStage } from "../../document/stage.ts";

type Reason = "unlike-text" | "above-text" | "below-text";

/** Applies the learned models to the lines that no other stage removed. */
export const content = defineStage<Reason, object>({
  name: "content",
  kind: "beside",
  zone: "any",
  summary: "Chooses the article's lines by a model learned from labelled pages; removes the others.",
  reasons: {
    "unlike-text": "within the text, but unlike an article's",
    "above-text": "above the text and not its headline",
    "below-text": "below the text, after its end",
  },
  defaults: {},
  *run(document, _options, { article, textArticle }) {
    if (document.format === "html" && article !== undefined) yield* aroundPageArticle(document, article);
    if (document.format === "text" && textArticle !== undefined)
      yield* aroundTextArticle(document, textArticle);
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
      evidence: article.evidenceOf(index),
    };
  }
}

function* aroundTextArticle({ blocks }: Document, article: TextArticle): Iterable<Finding<Reason>> {
  const removed = article.choose(blocks);
  const isKept = ({ index }: Block) => !removed.has(index);
  const range = { first: blocks.findIndex(isKept), last: blocks.findLastIndex(isKept) };
  for (const [at, block] of blocks.entries()) {
    if (isKept(block)) continue;
    yield { block: block.index, reason: reasonOf(at, range), evidence: article.evidenceOf(block.index) };
  }
}

function reasonOf(at: number, range: ProseRange): Reason {
  if (at < range.first) return "above-text";
  return at > range.last ? "below-text" : "unlike-text";
}
