/** What a document is. A page that is all boilerplate gets a verdict, not an empty file. */
import type { Verdict } from "../document/verdict.ts";
import { readKept } from "./kept-text.ts";
import { spamLikelihood } from "./spam-likelihood.ts";
import type { VerdictInput, VerdictSignal } from "./signal.ts";
import { verdictSignals } from "./signals.ts";

/** Chinese characters of prose from which on a document is an article, whatever its shape. */
export const PROSE_OVERRULES = 300;

/** The first signal with reasons decides; without any, the document is an article. */
export function classify(
  outcome: Omit<VerdictInput, "kept">,
  signals: readonly VerdictSignal[] = verdictSignals,
): Verdict {
  const kept = readKept(outcome.remaining);
  const document = { ...outcome, kept };
  const isLong = kept.prose >= PROSE_OVERRULES;
  for (const { kind, overrulesProse, find } of signals) {
    if (isLong && !overrulesProse) continue;
    const reasons = find(document);
    if (reasons !== undefined) return { kind, reasons };
  }
  const evidence = { prose: Math.round(kept.prose), lines: kept.lines.length };
  const { cues, metadata, models } = outcome;
  return {
    kind: "article",
    reasons: [{ id: "prose", evidence }],
    // The spam words are Chinese.
    ...(metadata.language === "cmn" ? { spamLikelihood: spamLikelihood(kept.lines, cues, models.spam) } : {}),
  };
}
