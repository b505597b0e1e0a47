/** People's decisions override the rules, as far as they still fit the document. */
import type { Block } from "../document/document.ts";
import type { Change } from "../document/finding.ts";
import type { Overrides } from "../document/overrides.ts";
import type { Receipt } from "../document/receipt.ts";
import type { Verdict } from "../document/verdict.ts";

/**
 * The verdict, and the rules' own one beside it where a person judged. Nobody can make an article of nothing: bring
 * blocks back first.
 * @param left what is left of the document
 */
export function decideVerdict(
  own: Verdict,
  overrides: Overrides | undefined,
  left: readonly Block[],
): Pick<Receipt, "verdict" | "ownVerdict"> {
  const decided = overrides?.verdict;
  if (decided === undefined || (decided.kind === "article" && left.length === 0)) return { verdict: own };
  const reasons = [{ id: "judged-by-person", evidence: { on: decided.on } }] as const;
  return { verdict: { kind: decided.kind, reasons }, ownVerdict: own };
}

/**
 * Decisions that could not be applied. One that nothing was left to do for is none of them.
 * @param changes of the document, with those of the decisions
 */
export function staleDecisions(
  overrides: Overrides,
  changes: readonly Change[],
  { ownVerdict }: Pick<Receipt, "ownVerdict">,
): readonly string[] {
  const applied = new Set(changes.flatMap(decisionsOf));
  const edits = overrides.edits.filter(
    ({ block, decision }) => !overrides.remove.has(block) && !applied.has(decision),
  );
  const { verdict } = overrides;
  return [
    ...overrides.stale,
    ...edits.map(({ decision }) => decision),
    ...(verdict === undefined || ownVerdict !== undefined ? [] : [verdict.decision]),
  ].toSorted();
}

/** `id`s of the decisions that a change comes from; none where a stage found it. */
export function decisionsOf({ evidence }: Pick<Change, "evidence">): readonly string[] {
  const decisions = evidence?.["decisions"];
  return typeof decisions === "string" ? decisions.split(" ") : [];
}

/** Merges changes that several passes found in the same place. */
export function dedupeChanges(changes: readonly Change[]): readonly Change[] {
  const seen = new Set<string>();
  return changes.filter(({ stage, reason, block, span }) => {
    const key = JSON.stringify([stage, reason, block, span]);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
