/** Finds runs of paragraphs that occur twice in the same order. */
import type { Block } from "../document/document.ts";
import { commonElement } from "./element-tree.ts";
import type { ProseRange } from "./prose-range.ts";
import { positions, runsOf } from "../text/runs.ts";
import { shapeOf } from "../cues/line-shape.ts";

/** Fewer in one order are a refrain, an oath, a form's phrases. */
const PARAGRAPHS_AT_LEAST = 3;

export interface DuplicateBodies {
  /** Positions of the duplicates. Each repeats a block that is not among them. */
  readonly at: ReadonlySet<number>;
  /** Whether each copy is in an element that does not contain its original. */
  readonly apart: boolean;
}

const NONE: DuplicateBodies = { at: new Set(), apart: false };

/** A paragraph: its position in the list of blocks, its words, and whether no reader sees them. */
interface Paragraph {
  readonly at: number;
  readonly text: string;
  readonly hidden: boolean;
}

/** Two runs that say the same; the lines between their paragraphs may differ. */
interface Pair {
  readonly original: ProseRange;
  readonly copy: ProseRange;
}

/** Of two equal runs the later is the copy, or the one that is hidden and adds nothing. */
export function findDuplicateBodies(blocks: readonly Block[]): DuplicateBodies {
  const paragraphs = paragraphsOf(blocks);
  if (new Set(paragraphs.map(({ text }) => text)).size === paragraphs.length) return NONE;
  const hidden = hiddenCopies(paragraphs);
  const gone = new Set(hidden.flatMap(({ paragraphs }) => paragraphs));
  const pairs = [
    ...hidden.flatMap(({ pairs }) => pairs),
    ...findPairs(paragraphs.filter((one) => !gone.has(one))).pairs,
  ];
  const wide = pairs.map((pair) => widened(blocks, pair));
  const again = new Set(wide.flatMap(({ copy }) => positions(copy.first, copy.last)));
  const kept = new Set(blocks.filter((_, at) => !again.has(at)).map(({ text }) => text));
  return {
    at: new Set([...again].filter((at) => kept.has(blocks[at]!.text))),
    apart: wide.every((pair) => isApart(blocks, pair)),
  };
}

/** Share of the text in these blocks, each paragraph counted once: 0 to 1. */
export function duplicateShare(blocks: readonly Block[], { at: places }: DuplicateBodies): number {
  if (places.size === 0) return 0;
  const lengths = new Map(paragraphsOf(blocks).map(({ at, text }) => [text, shapeOf(blocks[at]!).chars]));
  const copied = new Set(Array.from(places, (at) => blocks[at]!.text));
  let whole = 0;
  let part = 0;
  for (const [text, chars] of lengths) {
    whole += chars;
    if (copied.has(text)) part += chars;
  }
  return part / whole;
}

function paragraphsOf(blocks: readonly Block[]): readonly Paragraph[] {
  return blocks.flatMap((block, at) =>
    isParagraph(block) ? [{ at, text: block.text, hidden: block.facts.hidden }] : [],
  );
}

/** The paragraphs so far, each run once. */
class ParagraphsSoFar {
  readonly #paragraphs: Paragraph[] = [];
  /** Where paragraphs stand of which a run may be a copy. */
  readonly #openings = new Map<string, number>();

  /** The longest earlier run that is repeated from a position on; empty if too short. */
  find(paragraphs: readonly Paragraph[], from: number): readonly Paragraph[] {
    const start = this.#openings.get(openingOf(paragraphs, from) ?? "");
    if (start === undefined) return [];
    let length = 0;
    while (
      from + length < paragraphs.length &&
      this.#paragraphs[start + length]?.text === paragraphs[from + length]!.text
    )
      length += 1;
    return this.#paragraphs.slice(start, start + length);
  }

  add(paragraph: Paragraph): void {
    this.#paragraphs.push(paragraph);
    const start = this.#paragraphs.length - PARAGRAPHS_AT_LEAST;
    const opening = openingOf(this.#paragraphs, start);
    if (opening !== undefined && !this.#openings.has(opening)) this.#openings.set(opening, start);
  }
}

/** Undefined where there are not enough paragraphs, or not so many different ones. */
function openingOf(paragraphs: readonly Paragraph[], from: number): string | undefined {
  const texts = paragraphs.slice(Math.max(from, 0), from + PARAGRAPHS_AT_LEAST).map(({ text }) => text);
  return new Set(texts).size === PARAGRAPHS_AT_LEAST ? texts.join("\n") : undefined;
}

/** In order: a run that occurred before is a copy. */
function findPairs(paragraphs: readonly Paragraph[]): {
  readonly seen: ParagraphsSoFar;
  readonly pairs: readonly Pair[];
} {
  const seen = new ParagraphsSoFar();
  const pairs: Pair[] = [];
  for (let from = 0; from < paragraphs.length;) {
    const original = seen.find(paragraphs, from);
    if (original.length === 0) {
      seen.add(paragraphs[from]!);
      from += 1;
    } else {
      pairs.push(pairOf(original, paragraphs, from));
      from += original.length;
    }
  }
  return { seen, pairs };
}

/**
 * Runs of hidden paragraphs that are wholly repeated by visible ones; part of a run would leave the rest out of order.
 */
function hiddenCopies(
  paragraphs: readonly Paragraph[],
): readonly { readonly paragraphs: readonly Paragraph[]; readonly pairs: readonly Pair[] }[] {
  const stretches = runsOf(paragraphs, PARAGRAPHS_AT_LEAST, ({ hidden }) => hidden);
  if (stretches.length === 0) return [];
  const { seen } = findPairs(paragraphs.filter(({ hidden }) => !hidden));
  return stretches.flatMap(([first, last]) => {
    const stretch = paragraphs.slice(first, last + 1);
    const pairs = pairsIfWhole(stretch, seen);
    return pairs === undefined ? [] : [{ paragraphs: stretch, pairs }];
  });
}

function pairsIfWhole(stretch: readonly Paragraph[], seen: ParagraphsSoFar): readonly Pair[] | undefined {
  const pairs: Pair[] = [];
  for (let from = 0; from < stretch.length;) {
    const original = seen.find(stretch, from);
    if (original.length === 0) return undefined;
    pairs.push(pairOf(original, stretch, from));
    from += original.length;
  }
  return pairs;
}

/** An original and its copy. */
function pairOf(original: readonly Paragraph[], paragraphs: readonly Paragraph[], from: number): Pair {
  return {
    original: rangeOf(original),
    copy: rangeOf(paragraphs.slice(from, from + original.length)),
  };
}

function rangeOf(run: readonly Paragraph[]): ProseRange {
  return { first: run[0]!.at, last: run.at(-1)!.at };
}

/** Whether the innermost element around the copy does not contain the original. */
function isApart(blocks: readonly Block[], { original, copy }: Pair): boolean {
  const elementsOf = (at: number) => blocks[at]!.facts.containers;
  const around = commonElement(elementsOf(copy.first), elementsOf(copy.last));
  return around !== undefined && !elementsOf(original.first).includes(around);
}

/** The copy with the lines right above and below it that the original has too, such as a headline and a signature. */
function widened(blocks: readonly Block[], { original, copy }: Pair): Pair {
  const isSameLine = (one: number, other: number) =>
    blocks[one]?.text === blocks[other]?.text && blocks[other] !== undefined && !isParagraph(blocks[other]);
  const above = copy.first - original.first;
  const below = copy.last - original.last;
  let { first, last } = copy;
  while (first - 1 !== original.last && isSameLine(first - 1 - above, first - 1)) first -= 1;
  while (last + 1 !== original.first && isSameLine(last + 1 - below, last + 1)) last += 1;
  return { original, copy: { first, last } };
}

function isParagraph(block: Block): boolean {
  return block.kind !== "title" && shapeOf(block).isProse;
}
