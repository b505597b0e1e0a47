/** Findings (proposed by stages) and changes (applied by the runner). */
import type { Metadata } from "./document.ts";

/** Numbers and words that support a reason. */
export type Evidence = Readonly<Record<string, string | number | boolean>>;

/** A reason: an id and its evidence. The wording in each language is in `core/words`. */
export interface Reason<Id extends string = string> {
  readonly id: Id;
  readonly evidence: Evidence;
}

/**
 * In this block, this span (default: all of it) becomes this text (default: nothing), for this reason.
 * The span counts UTF-16 code units of the block's text as it stood when the stage saw it.
 */
export interface Finding<ReasonId extends string = string> {
  readonly block: number;
  readonly span?: readonly [from: number, to: number];
  readonly replacement?: string;
  readonly reason: ReasonId;
  readonly evidence?: Evidence;
  /** What the removed text says about the article. */
  readonly metadata?: Metadata;
}

/** A finding as applied, with its stage and the text that it replaced. */
export interface Change extends Finding {
  readonly stage: string;
  /** Absent in the first pass over the document. */
  readonly pass?: number;
  readonly before: string;
}
