/** The cleaned documents of a workspace: what samples are drawn from, and what the order of review puts in order. */
import { setImmediate } from "node:timers/promises";
import { WorkspaceError } from "../../core/errors.ts";
import { type DecisionLog, select } from "../../archive/records/decisions.ts";
import { currentVersions } from "../../archive/clean/versions.ts";
import type { Receipt } from "../../core/document/receipt.ts";
import type { DecisionService } from "./decision-service.ts";

/** Others are to have their turn after so many documents. */
const AT_ONCE = 50;

export interface CorpusOptions {
  /** A damaged receipt: its document is left out. */
  readonly onDamaged: (error: WorkspaceError) => void;
  /** Told now and then how many receipts have been read. */
  readonly onProgress?: (read: number, all: number) => void;
}

/**
 * The receipts of all documents that people judge, in the order of their arrival: of a page the version that stands for
 * it, of an article on several pages the first.
 */
export async function* readCorpus(
  { raw, clean }: Pick<DecisionService, "raw" | "clean">,
  { onDamaged, onProgress }: CorpusOptions,
): AsyncGenerator<Receipt, undefined> {
  const ids = currentVersions(clean, await raw.list());
  for (const [at, id] of ids.entries()) {
    if (at % AT_ONCE === 0) {
      onProgress?.(at, ids.length);
      await setImmediate();
    }
    try {
      const { receipt } = clean.read(id);
      if (receipt !== undefined && receipt.continues === undefined) yield receipt;
    } catch (error) {
      if (!(error instanceof WorkspaceError)) throw error;
      onDamaged(error);
    }
  }
}

/** Whether it stands approved as its receipt has it. */
export function isApproved(decisions: DecisionLog, receipt: Receipt): boolean {
  const approval = select(decisions.standing(receipt.document), "approve").at(-1);
  return (
    approval !== undefined &&
    approval.textSha256 === receipt.textSha256 &&
    approval.verdict === receipt.verdict.kind
  );
}
