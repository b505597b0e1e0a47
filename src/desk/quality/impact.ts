/** What approved documents would become with the rules of today: cleaned again in memory, nothing is written. */
import { diffArrays } from "diff";
import { cleanArticle } from "../../archive/corpus/clean-article.ts";
import { NewsiftError } from "../../core/errors.ts";
import { visibleLength } from "../../core/text/characters.ts";
import { type DecisionOf, select } from "../../archive/records/decisions.ts";
import type { Receipt } from "../../core/document/receipt.ts";
import type { VerdictKind } from "../../core/document/verdict.ts";
import type { DecisionService } from "./decision-service.ts";
import { sum } from "../../core/text/numbers.ts";

/** A line of the text that goes or comes. */
export interface ChangedLine {
  readonly side: "approved" | "new";
  readonly text: string;
}

/** Visible code points that a stage took and would leave, and that it left and would take. */
export interface StageImpact {
  readonly gained: number;
  readonly lost: number;
}

/** An approved document that would be another. */
export interface Impact {
  readonly id: string;
  readonly verdict: { readonly approved: VerdictKind; readonly now: VerdictKind };
  /**
   * Lines that differ from the approved text, in order; absent where clean/ does not hold that any more, because
   * it was cleaned with other rules since.
   */
  readonly lines?: readonly ChangedLine[];
  /** By stage, the same way; none where nothing moved but the verdict. */
  readonly stages: Readonly<Record<string, StageImpact>>;
}

export type ImpactEvent =
  | { readonly id: string; readonly impact?: Impact }
  | { readonly id: string; readonly error: NewsiftError };

/** The documents of raw/ that stand approved, in their order there. */
export async function approvedDocuments({
  raw,
  decisions,
}: Pick<DecisionService, "raw" | "decisions">): Promise<readonly DecisionOf<"approve">[]> {
  const approvals = select(decisions.standing(), "approve");
  const byDocument = new Map(approvals.map((approval) => [approval.document, approval]));
  return (await raw.list()).flatMap((id) => byDocument.get(id) ?? []);
}

/** Cleans approved documents again with what they are cleaned with today, one by one. */
export async function* findImpact(
  desk: Pick<DecisionService, "raw" | "pipeline" | "clean" | "decisions">,
  approvals: Iterable<DecisionOf<"approve">>,
): AsyncGenerator<ImpactEvent, undefined> {
  for (const approval of approvals) {
    const id = approval.document;
    try {
      const impact = await impactOn(desk, approval);
      yield impact === undefined ? { id } : { id, impact };
    } catch (error) {
      if (!(error instanceof NewsiftError)) throw error;
      yield { id, error };
    }
  }
}

async function impactOn(
  desk: Pick<DecisionService, "raw" | "pipeline" | "clean" | "decisions">,
  approval: DecisionOf<"approve">,
): Promise<Impact | undefined> {
  const { document: id, textSha256 } = approval;
  const { cleaned } = await cleanArticle(desk, id);
  const now = cleaned.receipt;
  if (now.textSha256 === textSha256 && now.verdict.kind === approval.verdict) return undefined;
  const written = desk.clean.read(id);
  const isApproved = written.receipt?.textSha256 === textSha256;
  return {
    id,
    verdict: { approved: approval.verdict, now: now.verdict.kind },
    ...(isApproved
      ? { lines: changedLines(Buffer.from(written.text ?? "").toString("utf8"), cleaned.text) }
      : {}),
    stages: isApproved && written.receipt !== undefined ? stageImpacts(written.receipt, now) : {},
  };
}

function changedLines(before: string, after: string): readonly ChangedLine[] {
  return diffArrays(linesOf(before), linesOf(after)).flatMap(({ value, added, removed }): ChangedLine[] => {
    if (!added && !removed) return [];
    return value.map((text) => ({ side: removed ? "approved" : "new", text }));
  });
}

function linesOf(text: string): string[] {
  return text.split("\n").slice(0, -1);
}

/** A block that another stage takes now is no loss: only what becomes of its characters counts. */
function stageImpacts(before: Receipt, after: Receipt): Readonly<Record<string, StageImpact>> {
  const impacts: Record<string, StageImpact> = {};
  const [old, now] = [removedByBlock(before), removedByBlock(after)];
  for (const block of new Set([...old.keys(), ...now.keys()])) {
    const [taken, takes] = [
      old.get(block) ?? new Map<string, number>(),
      now.get(block) ?? new Map<string, number>(),
    ];
    if (sum(taken.values()) === sum(takes.values())) continue;
    for (const stage of new Set([...taken.keys(), ...takes.keys()])) {
      const more = (takes.get(stage) ?? 0) - (taken.get(stage) ?? 0);
      if (more === 0) continue;
      const { gained, lost } = impacts[stage] ?? { gained: 0, lost: 0 };
      impacts[stage] = { gained: gained + Math.max(0, -more), lost: lost + Math.max(0, more) };
    }
  }
  return impacts;
}

/** Visible code points that each stage took, by block; what it wrote in their place is taken off. */
function removedByBlock({ changes }: Receipt): ReadonlyMap<number, ReadonlyMap<string, number>> {
  const removed = new Map<number, Map<string, number>>();
  for (const { block, stage, before, replacement = "" } of changes) {
    const ofBlock = removed.get(block) ?? new Map<string, number>();
    ofBlock.set(stage, (ofBlock.get(stage) ?? 0) + visibleLength(before) - visibleLength(replacement));
    removed.set(block, ofBlock);
  }
  return removed;
}
