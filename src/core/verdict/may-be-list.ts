/** Preconditions of a list page, whatever its shape. */
import { linkShare } from "../text/lines.ts";
import { shapeOf } from "../cues/line-shape.ts";
import type { Block, Document } from "../document/document.ts";
import type { PageArticle } from "../document/stage.ts";
import { isComplete } from "./kept-text.ts";

export const thresholds = {
  // A list leads to others: so many distinct headlines are links,
  headlinesAtLeast: 5,
  // each a line of at least six Chinese characters or twelve letters
  headlineLength: 12,
  // that is link for the most part: a date stands beside it.
  linked: 0.5,
  // Verse, a programme, a statute or a table of results: of what was kept so many lines stand in one element, the next
  // right below the last, without a link. The entries of a list have a link each, or an element.
  linesTogether: 7,
  // What is kept because nothing speaks for it, menus without links or dates, is hardly likely to be the article's.
  likely: 0.1,
  // Few lists have paragraphs, one right below the other, that are surely the article's: their log-odds together, as of
  // two with a probability of .98, or three of .93.
  paragraphsTogether: 7.78,
};

/** Minimum link share of a line that names another page. */
const UNLINKED = 0.3;

/** What is asked of a document. */
interface Asked {
  readonly original: Document;
  readonly remaining: Document;
  readonly article?: PageArticle;
}

export function mayBeList(document: Asked): boolean {
  const { headlinesAtLeast, linesTogether, likely, paragraphsTogether } = thresholds;
  return (
    countHeadlines(document) >= headlinesAtLeast &&
    mostTogether(document, (_, probability) => Number(probability >= likely)) < linesTogether &&
    mostTogether(document, (line, probability) => (isParagraph(line) ? logOdds(probability) : 0)) <
      paragraphsTogether
  );
}

function countHeadlines({ original }: Asked): number {
  const { headlineLength, linked } = thresholds;
  const headlines = original.blocks.filter(
    (block) => block.facts.chars + block.facts.hanChars >= headlineLength && linkShare(block) > linked,
  );
  return new Set(headlines.map(({ text }) => text)).size;
}

function isParagraph(line: Block): boolean {
  const shape = shapeOf(line);
  return shape.isProse && isComplete(shape);
}

/** The greatest sum over consecutive kept lines of one element without links; a line of 0 or less ends the run. */
function mostTogether(
  { original, remaining, article }: Asked,
  valueOf: (line: Block, probability: number) => number,
): number {
  const left = new Set(remaining.blocks.map(({ index }) => index));
  let most = 0;
  let row = 0;
  let within: number | undefined;
  for (const [at, block] of original.blocks.entries()) {
    const { kind, facts, index } = block;
    if (kind === "title") continue;
    const isKept = left.has(index) && linkShare(block) < UNLINKED;
    const value = isKept ? valueOf(block, article?.probabilities[at] ?? 0) : 0;
    if (value <= 0) {
      row = 0;
      continue;
    }
    const around = facts.containers.at(-2);
    row = around === within ? row + value : value;
    within = around;
    most = Math.max(most, row);
  }
  return most;
}

/** Largest probability of a block. */
const MAX_PROBABILITY = 0.999;

/** Log-odds of a probability, which is clamped so that the result is finite. */
export function logOdds(probability: number): number {
  const bounded = Math.min(Math.max(probability, 1 - MAX_PROBABILITY), MAX_PROBABILITY);
  return Math.log(bounded / (1 - bounded));
}
