/** What a document is. */
import type { Reason } from "./finding.ts";

/** In the order in which people are offered them. */
export const verdictKinds = ["article", "listing", "spam", "thin", "blocked", "not-chinese"] as const;
export type VerdictKind = (typeof verdictKinds)[number];

export interface Verdict {
  readonly kind: VerdictKind;
  /** Strongest first. */
  readonly reasons: readonly Reason[];
  /** Likeness of the words to spam, 0 to 1: orders the review, rejects nothing. */
  readonly spamLikelihood?: number;
}
