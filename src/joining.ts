/** Several pages, one article: each page is cleaned by itself, and their texts are joined in order. */
import { visibleLength } from "./measures/characters.ts";
import { findFlags } from "./measures/flags.ts";
import { asLines } from "./page/text-blocks.ts";
import { type Cleaned, type Pipeline, replay, textOf } from "./pipeline.ts";
import { sha256 } from "./store/numbering.ts";
import type { Block, Change, Counts, Document } from "./types.ts";

/** Stands in receipts where stages stand. */
const JOINING = "joining";

/** What a later page may print behind the headline: （2）, 第2页, (3/4). */
const PAGE_MARK = /^[\s（(【[_-]*(?:第\s*)?\d{1,2}\s*(?:[/／]\s*\d{1,2}\s*)?页?[\s）)】\]]*$/u;
const PAGE_MARK_AT_MOST = 16;

/** The blocks of an article's pages as those of one page: later pages' blocks count on. */
export function joinBlocks(pages: readonly (readonly Block[])[]): readonly Block[] {
  return pages.flat().map((block, index) => ({ ...block, index }));
}

/** A page and what became of it by itself. */
export interface CleanedPage {
  readonly document: Document;
  readonly cleaned: Cleaned;
}

/**
 * Joins the pages of an article. Later pages lose what they repeat at their top and at their end: headline,
 * byline, closing lines. Then the whole is cleaned once more as a text, because it will be read as one.
 * @param pages in order; the first has the verdict `article`
 * @returns the first page's text and receipt, for all of them; no parts are named
 */
export function joinPages(pipeline: Pipeline, pages: readonly CleanedPage[]): Cleaned {
  const { document, cleaned: first } = pages[0]!;
  const blocks = joinBlocks(pages.map((page) => page.document.blocks));
  const offsets = offsetsOf(pages);
  const own = pages.flatMap(({ cleaned }, at) =>
    cleaned.receipt.changes.map((change) => ({ ...change, block: change.block + offsets[at]! })),
  );
  const repeats = findRepeats(offsets, replay(blocks, own));
  const joined = [...own, ...repeats];
  const lines = asLines(replay(blocks, joined));
  const whole = pipeline.clean({ ...document, format: "text", blocks: lines });
  // A pass of its own: a replay must not mistake it for one of a page's.
  const passes = Math.max(0, ...own.map(({ pass = 1 }) => pass));
  const last = whole.receipt.changes.map((change) => ({ ...change, pass: passes + (change.pass ?? 1) }));
  const changes = [...joined, ...last];
  const remaining = replay(blocks, changes);
  const text = textOf(remaining);
  const flags = findFlags(remaining);
  const { flags: _, ...receipt } = first.receipt;
  return {
    ...first,
    text,
    receipt: {
      ...receipt,
      counts: countAll(
        pages.map(({ cleaned }) => cleaned),
        whole,
        repeats,
        remaining,
      ),
      textSha256: sha256(text),
      changes,
      ...(flags.length === 0 ? {} : { flags }),
    },
  };
}

/** Where each page's blocks begin among those of all. */
function offsetsOf(pages: readonly CleanedPage[]): readonly number[] {
  let offset = 0;
  return pages.map(({ document: { blocks } }) => (offset += blocks.length) - blocks.length);
}

/** `[1][2] 3`: below a text that has several pages, such a line leads to them. */
const PAGE_NUMBERS = /^[\s\p{P}|]*\d{1,2}(?:[\s\p{P}|]+\d{1,2})*[\s\p{P}|]*$/u;

/** Lines at the top and at the end of a later page that an earlier page has as well, and page numbers at any page's end. */
function findRepeats(offsets: readonly number[], remaining: readonly Block[]): readonly Change[] {
  const headline = remaining[0]?.text ?? "";
  const seen = new Set<string>();
  const changes: Change[] = [];
  const drop = (blocks: readonly Block[], reason: string) => {
    for (const { index, text } of blocks)
      changes.push({ stage: JOINING, block: index, reason, before: text });
  };
  for (const [at, offset] of offsets.entries()) {
    const end = offsets[at + 1] ?? Infinity;
    const page = remaining.filter(({ index }) => index >= offset && index < end);
    const last = page.findLastIndex(({ text }) => !PAGE_NUMBERS.test(text));
    const lines = page.slice(0, last + 1);
    const isRepeat = ({ text }: Block) => at > 0 && (seen.has(text) || isHeadline(text, headline));
    const fresh = lines.findLastIndex((block) => !isRepeat(block)) + 1;
    const from = fresh === 0 ? 0 : lines.findIndex((block) => !isRepeat(block));
    drop([...lines.slice(0, from), ...lines.slice(fresh)], "repeated-line");
    drop(page.slice(last + 1), "page-numbers");
    for (const { text } of lines) seen.add(text);
  }
  return changes;
}

function isHeadline(text: string, headline: string): boolean {
  if (headline === "" || !text.startsWith(headline)) return false;
  const rest = text.slice(headline.length);
  return rest.length <= PAGE_MARK_AT_MOST && PAGE_MARK.test(rest);
}

function countAll(
  pages: readonly Cleaned[],
  whole: Cleaned,
  repeats: readonly Change[],
  remaining: readonly Block[],
): Counts {
  const all = [...pages, whole].map(({ receipt }) => receipt.counts);
  const own = pages.map(({ receipt }) => receipt.counts);
  const repeated = sum(repeats, ({ before }) => visibleLength(before));
  return {
    blocks: sum(own, ({ blocks }) => blocks),
    keptBlocks: remaining.length,
    chars: sum(own, ({ chars }) => chars),
    keptChars: sum(remaining, ({ text }) => visibleLength(text)),
    removed: sumByName([...all.map(({ removed }) => removed), repeated > 0 ? { [JOINING]: repeated } : {}]),
    replaced: sumByName(all.map(({ replaced }) => replaced)),
  };
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}

function sumByName(all: readonly Readonly<Record<string, number>>[]): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const counts of all) {
    for (const [name, count] of Object.entries(counts)) sums[name] = (sums[name] ?? 0) + count;
  }
  return sums;
}
