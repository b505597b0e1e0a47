/** Builds the receipt of a cleaned document. */
import { findParatext } from "../features/paratext.ts";
import { shapeOf } from "../cues/line-shape.ts";
import { titleOf } from "../page/metadata.ts";
import { visibleLength } from "../text/characters.ts";
import { sha256 } from "../text/sha256.ts";
import type { Block, Document, Metadata } from "../document/document.ts";
import type { Change } from "../document/finding.ts";
import type { Overrides } from "../document/overrides.ts";
import type { Counts, KeptBlock, Receipt } from "../document/receipt.ts";
import type { PageArticle } from "../document/stage.ts";
import type { Verdict } from "../document/verdict.ts";
import { withoutUndefined } from "../without-undefined.ts";
import { findFlags } from "./flags.ts";
import { decideVerdict, staleDecisions } from "./overrides.ts";
import { findBlock, textOf } from "./replay.ts";

export interface Result {
  /** As it was read. */
  readonly original: Document;
  /** What the stages left. */
  readonly remaining: Document;
  readonly changes: readonly Change[];
  readonly overruled: readonly Change[];
  readonly metadata: Metadata;
  /** By the rules alone. */
  readonly verdict: Verdict;
  readonly article: PageArticle | undefined;
  readonly overrides: Overrides | undefined;
  /** The name of the pipeline. */
  readonly pipeline: string;
}

/** @returns the clean text too: "" unless the verdict is `article` */
export function makeReceipt(result: Result): { readonly text: string; readonly receipt: Receipt } {
  const { original, remaining, changes, overruled, article, overrides } = result;
  const { blocks } = remaining;
  const decided = decideVerdict(result.verdict, overrides, blocks);
  const isArticle = decided.verdict.kind === "article";
  const text = isArticle ? textOf(blocks) : "";
  const isCut = isArticle && original.isCut === true;
  const receipt: Receipt = withoutUndefined({
    version: 2 as const,
    document: original.id,
    url: original.url,
    ...decided,
    metadata: isArticle ? { ...result.metadata, ...titleOf(remaining) } : result.metadata,
    counts: count(original.blocks, blocks, changes),
    textSha256: text === "" ? undefined : sha256(text),
    pipeline: result.pipeline,
    changes,
    kept: article === undefined || !isArticle ? undefined : keptBlocks(blocks, article),
    overruled: orNothing(overruled),
    stale: overrides && orNothing(staleDecisions(overrides, changes, decided)),
    incomplete: isCut ? (true as const) : undefined,
    incompleteBecause: isCut ? (["too-long"] as const) : undefined,
    notShown: original.notShown,
    marked: isArticle ? orNothing(findParatext(withElements(original.blocks, blocks))) : undefined,
    flags: orNothing(findFlags(blocks)),
  });
  return { text, receipt };
}

/** An empty list is left out. */
function orNothing<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

/** What is left, in the elements that it stood in. */
function withElements(page: readonly Block[], left: readonly Block[]): readonly Block[] {
  return left.map((block) => ({ ...findBlock(page, block.index)!, text: block.text }));
}

function keptBlocks(blocks: readonly Block[], article: PageArticle): readonly KeptBlock[] {
  return blocks.map(({ index }) => ({ block: index, evidence: article.evidenceOf(index) }));
}

function count(raw: readonly Block[], kept: readonly Block[], changes: readonly Change[]): Counts {
  const removed: Record<string, number> = {};
  const replaced: Record<string, number> = {};
  for (const change of changes) {
    const isRemoval = change.replacement === undefined || change.replacement === "";
    const chars = visibleLength(change.before);
    if (isRemoval && chars > 0) {
      removed[change.stage] = (removed[change.stage] ?? 0) + chars;
    } else if (!isRemoval) {
      replaced[change.stage] = (replaced[change.stage] ?? 0) + 1;
    }
  }
  const sum = (blocks: readonly Block[], chars: (block: Block) => number) =>
    blocks.reduce((total, block) => total + chars(block), 0);
  return {
    blocks: raw.length,
    keptBlocks: kept.length,
    chars: sum(raw, ({ facts }) => facts.chars),
    keptChars: sum(kept, (block) => shapeOf(block).chars),
    removed,
    replaced,
  };
}
