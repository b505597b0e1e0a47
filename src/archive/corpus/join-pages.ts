/** Several pages, one article: each page is cleaned by itself, and their texts are joined in order. */
import { dedupeChanges } from "../../core/pipeline/overrides.ts";
import { visibleLength } from "../../core/text/characters.ts";
import { findParatext } from "../../core/features/paratext.ts";
import { findFlags } from "../../core/pipeline/flags.ts";
import { sum, sumByName } from "../../core/text/numbers.ts";
import { asLines } from "../../core/page/text-blocks.ts";
import type { Cleaned, Pipeline } from "../../core/pipeline/create-pipeline.ts";
import { replay, textOf } from "../../core/pipeline/replay.ts";
import { review } from "../../core/stages/review.ts";
import { sha256 } from "../../core/text/sha256.ts";
import type { Block, Document } from "../../core/document/document.ts";
import type { Change } from "../../core/document/finding.ts";
import type { Overrides } from "../../core/document/overrides.ts";
import type { Counts, Receipt } from "../../core/document/receipt.ts";

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
  /** What people decided about it, as it was cleaned with; absent where nobody judged it. */
  readonly overrides?: Overrides;
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
  const overrides = joinOverrides(pages, offsets);
  const ownReceipts = pages.map(({ cleaned }) => withoutReview(cleaned.receipt));
  const own = ownReceipts.flatMap(({ changes }, at) => changes.map((change) => shift(change, offsets[at]!)));
  const [spared, repeats] = partition(findRepeats(offsets, replay(blocks, own)), ({ block }) =>
    overrides?.keep.has(block),
  );
  const joined = [...own, ...repeats];
  const lines = asLines(replay(blocks, joined));
  const whole = pipeline.clean(
    { ...document, format: "text", blocks: lines },
    overrides === undefined ? {} : { overrides },
  ).receipt;
  // A pass of its own: a replay must not mistake it for one of a page's.
  const passes = Math.max(0, ...own.map(({ pass = 1 }) => pass));
  const inLastPasses = (change: Change) => ({ ...change, pass: passes + (change.pass ?? 1) });
  const changes = [...joined, ...whole.changes.map(inLastPasses)];
  const overruled = dedupeChanges([
    ...ownReceipts.flatMap((receipt, at) => (receipt.overruled ?? []).map((one) => shift(one, offsets[at]!))),
    ...spared,
    ...(whole.overruled ?? []).map(inLastPasses),
  ]);
  const remaining = replay(blocks, changes);
  const text = textOf(remaining);
  const flags = findFlags(remaining);
  const left = new Set(remaining.map(({ index }) => index));
  const kept = ownReceipts
    .flatMap((receipt, at) => (receipt.kept ?? []).map((one) => shift(one, offsets[at]!)))
    .filter(({ block }) => left.has(block));
  const marked = findParatext(remaining);
  const notShown = pages.flatMap(({ document: page }) => page.notShown ?? []);
  const {
    flags: _flags,
    kept: _kept,
    marked: _marked,
    overruled: _overruled,
    stale: _stale,
    ...head
  } = first.receipt;
  return {
    ...first,
    text,
    receipt: {
      ...head,
      counts: countAll(ownReceipts, whole, repeats, remaining),
      textSha256: sha256(text),
      changes,
      ...(kept.length === 0 ? {} : { kept }),
      ...(overruled.length === 0 ? {} : { overruled }),
      ...(whole.stale === undefined ? {} : { stale: whole.stale }),
      ...(notShown.length === 0 ? {} : { notShown }),
      ...(marked.length === 0 ? {} : { marked }),
      ...(flags.length === 0 ? {} : { flags }),
    },
  };
}

/** What people decided about each page, as decisions about the whole; the verdict is the first page's, and stands. */
function joinOverrides(pages: readonly CleanedPage[], offsets: readonly number[]): Overrides | undefined {
  if (pages.every(({ overrides }) => overrides === undefined)) return undefined;
  const all = pages.flatMap(({ overrides }, at) =>
    overrides === undefined ? [] : [{ overrides, offset: offsets[at]! }],
  );
  const blocksOf = (name: "keep" | "remove") =>
    new Map(
      all.flatMap(({ overrides, offset }) =>
        [...overrides[name]].map(([block, id]) => [block + offset, id] as const),
      ),
    );
  return {
    keep: blocksOf("keep"),
    remove: blocksOf("remove"),
    edits: all.flatMap(({ overrides, offset }) => overrides.edits.map((edit) => shift(edit, offset))),
    stale: all.flatMap(({ overrides }) => overrides.stale),
  };
}

/** People judge what they read, which is the whole: their decisions are applied to that, once. */
function withoutReview(receipt: Receipt): Receipt {
  const { counts, changes } = receipt;
  const { [review.name]: _removed, ...removed } = counts.removed;
  const { [review.name]: _replaced, ...replaced } = counts.replaced;
  return {
    ...receipt,
    counts: { ...counts, removed, replaced },
    changes: changes.filter(({ stage }) => stage !== review.name),
  };
}

function shift<T extends { readonly block: number }>(one: T, offset: number): T {
  return { ...one, block: one.block + offset };
}

function partition<T>(
  all: readonly T[],
  isFirst: (one: T) => boolean | undefined,
): readonly [readonly T[], readonly T[]] {
  return [all.filter((one) => isFirst(one)), all.filter((one) => !isFirst(one))];
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
  pages: readonly Receipt[],
  whole: Receipt,
  repeats: readonly Change[],
  remaining: readonly Block[],
): Counts {
  const all = [...pages, whole].map(({ counts }) => counts);
  const own = pages.map(({ counts }) => counts);
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
