/** Labels of our blocks on a labelled page; the labels were made for the blocks of another parser, whose lines differ in places. */
import { visibleLength } from "../../src/core/text/characters.ts";
import type { HtmlCase, LayoutCase } from "../metrics/corpus.ts";
import { type NgramCounts, countNgrams, total } from "../metrics/ngram-counts.ts";
import { type HtmlGold, htmlGoldOf, normalizeHtml } from "../metrics/html-metric.ts";
import type { Block } from "../../src/core/document/document.ts";

/** Share of a block's 4-grams that must be the article's for the block to be. */
const CLEAR = 0.6;

const NGRAM_LENGTH = 4;

/** Shorter blocks have no n-grams. */
const GRAMS_AT_LEAST = 3;

/**
 * The label of each block, such as `body`, `title`, `unsure`, `nav`: of the labelled block with the same words, else
 * by the article's words in it. `drop` where nobody labelled it, `unsure` where the labels do not say.
 */
export function labelsOf(page: HtmlCase, blocks: readonly Block[]): readonly string[] {
  const theirs = page.blocks.map(normalizeHtml);
  const ours = blocks.map(({ raw }) => normalizeHtml(raw));
  const byWords = labeller(htmlGoldOf(page));
  const hasGold = page.gold !== undefined && page.gold !== "";
  const partners = align(ours, theirs);
  return ours.map((text, at) => {
    const partner = partners[at];
    const label = partner === undefined ? undefined : page.labels[partner]!;
    // A gold text of somebody else has no labels: only headline and doubts are labelled.
    if (label === undefined || (hasGold && label === "drop")) return byWords(text);
    return label;
  });
}

/** The same by the words of the text alone, where no block has a label. */
export function labelsByText(page: LayoutCase, blocks: readonly Block[]): readonly string[] {
  const running = normalizeHtml(page.gold);
  const labelOf = labeller({
    required: countNgrams(running, NGRAM_LENGTH),
    neutral: countNgrams(normalizeHtml(page.title), NGRAM_LENGTH),
    running,
  });
  return blocks.map(({ raw }) => labelOf(normalizeHtml(raw)));
}

function labeller({
  required,
  neutral,
  running,
}: Pick<HtmlGold, "required" | "neutral" | "running">): (text: string) => string {
  return (text) => {
    const ngrams = countNgrams(text, NGRAM_LENGTH);
    const count = total(ngrams);
    if (count < GRAMS_AT_LEAST) return visibleLength(text) > 0 && running.includes(text) ? "unsure" : "drop";
    const own = countIn(ngrams, required);
    if (own >= CLEAR * count) return "body";
    return own + countIn(ngrams, neutral) >= CLEAR * count ? "unsure" : "drop";
  };
}

function countIn(ngrams: NgramCounts, wanted: NgramCounts): number {
  let count = 0;
  for (const [ngram, times] of ngrams) if (wanted.has(ngram)) count += times;
  return count;
}

/**
 * Which of their lines each of ours is: the longest common subsequence, long lines counting more.
 *
 * @returns undefined for a line that they do not have
 */
function align(ours: readonly string[], theirs: readonly string[]): readonly (number | undefined)[] {
  const width = theirs.length + 1;
  const best = new Float64Array((ours.length + 1) * width);
  for (let a = ours.length - 1; a >= 0; a -= 1) {
    for (let b = theirs.length - 1; b >= 0; b -= 1) {
      const apart = Math.max(best[(a + 1) * width + b]!, best[a * width + b + 1]!);
      const together =
        ours[a] === theirs[b] ? best[(a + 1) * width + b + 1]! + Math.sqrt(ours[a]!.length) : 0;
      best[a * width + b] = Math.max(apart, together);
    }
  }
  const partners: (number | undefined)[] = [];
  for (let a = 0, b = 0; a < ours.length;) {
    if (b === theirs.length || best[a * width + b] === best[(a + 1) * width + b]) {
      partners.push(undefined);
      a += 1;
    } else if (best[a * width + b] === best[a * width + b + 1]) b += 1;
    else {
      partners.push(b);
      a += 1;
      b += 1;
    }
  }
  return partners;
}
