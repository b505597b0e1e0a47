/** Runs of paragraphs that a document holds twice, in the same order. */
import type { Block } from "../types.ts";
import type { ProseRange } from "./prose-range.ts";
import { shapeOf } from "./shape.ts";

/** Fewer in one order are a refrain, an oath, a form's phrases. */
const PARAGRAPHS_AT_LEAST = 3;

/** Two runs that say the same, and may hold other lines between their paragraphs. */
export interface Copy {
  readonly original: ProseRange;
  readonly copy: ProseRange;
}

/** A paragraph: its position in the list of blocks, and its words. */
interface Paragraph {
  readonly at: number;
  readonly key: string;
}

/** In page order; no two copies overlap. */
export function findCopies(blocks: readonly Block[]): readonly Copy[] {
  const paragraphs = paragraphsOf(blocks);
  if (new Set(paragraphs.map(({ key }) => key)).size === paragraphs.length) return [];
  const seen = new Map<string, number>();
  const found: Copy[] = [];
  for (let next = 0; next + PARAGRAPHS_AT_LEAST <= paragraphs.length;) {
    const opening = paragraphs.slice(next, next + PARAGRAPHS_AT_LEAST).map(({ key }) => key);
    const words = opening.join("\n");
    const above = seen.get(words);
    const length =
      above === undefined || new Set(opening).size < PARAGRAPHS_AT_LEAST
        ? 0
        : commonLength(paragraphs, above, next);
    if (length >= PARAGRAPHS_AT_LEAST) {
      const rangeFrom = (from: number) => ({
        first: paragraphs[from]!.at,
        last: paragraphs[from + length - 1]!.at,
      });
      found.push(widened(blocks, { original: rangeFrom(above!), copy: rangeFrom(next) }));
      next += length;
    } else {
      if (above === undefined) seen.set(words, next);
      next += 1;
    }
  }
  return found;
}

/** How much of the text stands in such runs, each paragraph counted once: 0 to 1. */
export function copiedShare(blocks: readonly Block[], copies: readonly Copy[]): number {
  if (copies.length === 0) return 0;
  const lengths = new Map(paragraphsOf(blocks).map(({ at, key }) => [key, shapeOf(blocks[at]!).chars]));
  const copied = new Set(
    copies.flatMap(({ copy: { first, last } }) =>
      blocks.slice(first, last + 1).map((block) => shapeOf(block).key),
    ),
  );
  let whole = 0;
  let part = 0;
  for (const [key, chars] of lengths) {
    whole += chars;
    if (copied.has(key)) part += chars;
  }
  return part / whole;
}

function paragraphsOf(blocks: readonly Block[]): readonly Paragraph[] {
  return blocks.flatMap((block, at) =>
    block.kind !== "title" && shapeOf(block).isProse ? [{ at, key: shapeOf(block).key }] : [],
  );
}

/** How many paragraphs from one place on are those from a place above it on. */
function commonLength(paragraphs: readonly Paragraph[], above: number, below: number): number {
  let length = 0;
  while (above + length < below && paragraphs[above + length]?.key === paragraphs[below + length]?.key)
    length += 1;
  return length;
}

/** With the lines above and below them that both have, such as a headline and a signature. */
function widened(blocks: readonly Block[], { original, copy }: Copy): Copy {
  const isSame = (one: number, other: number) =>
    one >= 0 && other < blocks.length && shapeOf(blocks[one]!).key === shapeOf(blocks[other]!).key;
  let [over, under] = [0, 0];
  while (original.last < copy.first - over - 1 && isSame(original.first - over - 1, copy.first - over - 1))
    over += 1;
  while (
    original.last + under + 1 < copy.first - over &&
    isSame(original.last + under + 1, copy.last + under + 1)
  )
    under += 1;
  return {
    original: { first: original.first - over, last: original.last + under },
    copy: { first: copy.first - over, last: copy.last + under },
  };
}
