/** What a document is. */
import type { Evidence } from "./finding.ts";

export type VerdictKind = "article" | "listing" | "spam" | "thin" | "blocked" | "not-chinese";

/** Why a verdict is as it is. `core/verdict/reasons.ts` says it in words. */
export interface VerdictReason<Id extends string = string> {
  readonly id: Id;
  readonly evidence: Evidence;
}

export interface Verdict {
  readonly kind: VerdictKind;
  /** Most telling first. */
  readonly reasons: readonly VerdictReason[];
  /** How much an article's words are like those of spam, 0 to 1: it orders the review, and refuses nothing. */
  readonly spamLikelihood?: number;
}
