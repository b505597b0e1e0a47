/** What a stage says should change, and what the runner made of it. */
import type { Metadata } from "./document.ts";

/** Numbers and words that made a stage sure. */
export type Evidence = Readonly<Record<string, string | number | boolean>>;

/**
 * In this block, this span (default: all of it) becomes this text (default: nothing), for this reason.
 * The span counts UTF-16 code units of the block's text as it stood when the stage saw it.
 */
export interface Finding<Reason extends string = string> {
  readonly block: number;
  readonly span?: readonly [from: number, to: number];
  readonly replacement?: string;
  readonly reason: Reason;
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
