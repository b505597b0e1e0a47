/** What a stage says should change, and what the runner made of it. */
import type { Metadata } from "./document.ts";

/** Numbers and words that made a stage sure. */
export type Evidence = Readonly<Record<string, string | number | boolean>>;

/** Why something is as it is: an id, and what it rests on. `core/words` says it in each language. */
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

/** A finding as the runner applied it: stamped with its stage and with what stood there. */
export interface Change extends Finding {
  readonly stage: string;
  /** Absent in the first pass over the document. */
  readonly pass?: number;
  readonly before: string;
}
