import { linearContributions, linearLogOdds } from "../article/linear-model.ts";
import { hundredths } from "../text/numbers.ts";
import { LIST_FEATURES, listFeatures, listRow } from "./list-features.ts";
import { mayBeList, thresholds } from "./may-be-list.ts";
import type { VerdictSignal } from "./signal.ts";
import type { ReasonId } from "./reasons.ts";

/** So many features are named. */
const REASONS_AT_MOST = 3;

/** The page looks like a list of entries to the learned model (`eval/learning/listing-model.ts`). */
export const listShape: VerdictSignal<ReasonId> = {
  id: "list-shape",
  kind: "listing",
  thresholds,
  find(document) {
    const { listing } = document.models;
    // Not for plain texts: a clean text, cleaned again, would get another verdict.
    if (document.original.format === "text" || !mayBeList(document)) return undefined;
    const features = listFeatures(document);
    const row = listRow(features);
    const logOdds = linearLogOdds(listing, row);
    if (logOdds <= listing.threshold) return undefined;
    const contributions = linearContributions(listing, row);
    const strongest = LIST_FEATURES.map((name, at) => ({ name, by: contributions[at]! }))
      .filter(({ by }) => by > 0)
      .toSorted((a, b) => b.by - a.by)
      .slice(0, REASONS_AT_MOST);
    return [
      {
        id: "list-shape",
        evidence: { logOdds: hundredths(logOdds), threshold: hundredths(listing.threshold) },
      },
      ...strongest.map(({ name, by }) => ({
        id: name,
        evidence: { value: readable(features[name]), by: hundredths(by) },
      })),
    ];
  },
};

/** Lengths and counts as whole numbers, shares with two decimals. */
function readable(value: number): number {
  return value > 1 ? Math.round(value) : hundredths(value);
}
