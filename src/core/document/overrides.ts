/** What people decided about a document. */
import type { VerdictKind } from "./verdict.ts";

/** A span of a block's clean text that a person rewrote. */
export interface Edit {
  readonly block: number;
  /** The block's clean text at the time of the decision: the edit fits no other. */
  readonly text: string;
  /** UTF-16 code units of `text`. */
  readonly span: readonly [from: number, to: number];
  readonly replacement: string;
  /** The `id` of the decision. */
  readonly decision: string;
}

/** People's decisions about a document. They take precedence over findings. */
export interface Overrides {
  /** Blocks that no stage may take, each with the `id` of the decision. */
  readonly keep: ReadonlyMap<number, string>;
  /** Blocks to be taken, each with the `id` of the decision. */
  readonly remove: ReadonlyMap<number, string>;
  /** In the order in which they were made: a later one may build on an earlier one. */
  readonly edits: readonly Edit[];
  /** `on`: the day, `2026-03-09`. */
  readonly verdict?: { readonly kind: VerdictKind; readonly on: string; readonly decision: string };
  /** `id`s of decisions that no longer fit the page. */
  readonly stale: readonly string[];
}
