/** What a document is. */
import type { Reason } from "./finding.ts";

/** In the order in which people are offered them. */
export const verdictKinds = ["article", "listing", "spam", "thin", "blocked", "not-chinese"] as const;
export type VerdictKind = (typeof verdictKinds)[number];

export interface Verdict {
  readonly kind: VerdictKind;
  /** Most telling first. */
  readonly reasons: readonly Reason[];
  /** How much an article's words are like those of spam, 0 to 1: it orders the review, and refuses nothing. */
  readonly spamLikelihood?: number;
}
