/** What decisions come to: which of them hold, and what that means for the blocks of a page. */
import { contradict } from "../../core/structure/rewriting.ts";
import type { Block } from "../../core/document/document.ts";
import type { Overrides } from "../../core/document/overrides.ts";
import { type Decision, type DecisionOf, rawHash, select } from "./decision.ts";

/** None that was undone, and of those that contradict each other the latest; in order. */
export function standingOf(decisions: readonly Decision[]): readonly Decision[] {
  const undone = new Set<string>();
  const latest = new Map<string, DecisionOf<"edit">[]>();
  const taken = new Set<string>();
  return decisions
    .toReversed()
    .filter((decision) => {
      if (undone.has(decision.id)) return false;
      if (decision.action === "undo") {
        undone.add(decision.undoes);
        return false;
      }
      if (decision.action !== "edit") return isFirst(taken, placeOf(decision));
      const place = JSON.stringify([decision.document, decision.block, decision.text]);
      const later = latest.get(place) ?? [];
      if (later.some(({ span }) => contradict(span, decision.span))) return false;
      latest.set(place, [...later, decision]);
      return true;
    })
    .toReversed();
}

/** Two decisions about the same place contradict each other. */
function placeOf(decision: Exclude<Decision, DecisionOf<"edit" | "undo">>): string {
  const { document, action } = decision;
  return JSON.stringify("block" in decision ? [document, decision.block] : [document, action]);
}

function isFirst(taken: Set<string>, place: string): boolean {
  if (taken.has(place)) return false;
  taken.add(place);
  return true;
}

/**
 * What decisions come to for the blocks of a page.
 * @param decisions those of this page that stand
 * @param blocks of the raw page
 * @returns besides, the decisions that fit no block of it any more
 */
export function overridesOf(
  decisions: readonly Decision[],
  blocks: readonly Block[],
): { readonly overrides: Overrides; readonly stale: readonly Decision[] } {
  const byIndex = new Map(blocks.map((one) => [one.index, one]));
  const isStale = (decision: Decision) => {
    if (!("block" in decision)) return false;
    const found = byIndex.get(decision.block);
    return found === undefined || rawHash(found) !== decision.raw;
  };
  const stale = decisions.filter(isStale);
  const fitting = decisions.filter((decision) => !stale.includes(decision));
  const blocksOf = (action: "remove" | "restore") =>
    new Map(select(fitting, action).map((decision) => [decision.block, decision.id]));
  const verdict = select(fitting, "verdict").at(-1);
  return {
    overrides: {
      keep: blocksOf("restore"),
      remove: blocksOf("remove"),
      edits: select(fitting, "edit").map(({ id, block, text, span, replacement }) => ({
        block,
        text,
        span,
        replacement,
        decision: id,
      })),
      ...(verdict === undefined
        ? {}
        : { verdict: { kind: verdict.verdict, on: verdict.at.slice(0, 10), decision: verdict.id } }),
      stale: stale.map(({ id }) => id),
    },
    stale,
  };
}
