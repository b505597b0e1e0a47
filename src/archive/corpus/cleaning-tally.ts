/** Documents that are cleaned one by one: an event for each, and a summary of all. */
import { NewsiftError, StageError, WriteError } from "../../core/errors.ts";
import type { VerdictKind } from "../../core/document/verdict.ts";
import type { Cleaned } from "../../core/pipeline/create-pipeline.ts";
import type { Outcome } from "../clean/clean.ts";

/** What became of a document: cleaned, or failed while the others went on. */
export type CleaningEvent =
  | { readonly id: string; readonly cleaned: Cleaned; readonly outcome: Outcome }
  | { readonly id: string; readonly error: NewsiftError };

export interface CleaningSummary {
  readonly documents: number;
  /** Documents by verdict. */
  readonly verdicts: Readonly<Partial<Record<VerdictKind, number>>>;
  readonly failed: number;
  /** Documents of which a file was written or removed. */
  readonly written: number;
}

export interface CleaningTally {
  /**
   * Counts what the work makes of a document. An error fails this document alone.
   * @throws {WriteError} where the disk refuses: then the others would fail too.
   */
  count(id: string, work: () => Promise<Written>): Promise<void>;
  summary(): CleaningSummary;
}

export interface Written {
  readonly cleaned: Cleaned;
  readonly outcome: Outcome;
}

export function createTally(onDocument: (event: CleaningEvent) => void): CleaningTally {
  const verdicts: Partial<Record<VerdictKind, number>> = {};
  let [documents, failed, written] = [0, 0, 0];
  return {
    async count(id, work) {
      const event = await attempt(id, work);
      documents += 1;
      if ("error" in event) failed += 1;
      else {
        const { kind } = event.cleaned.verdict;
        verdicts[kind] = (verdicts[kind] ?? 0) + 1;
        if (event.outcome !== "unchanged") written += 1;
      }
      onDocument(event);
    },
    summary: () => ({ documents, verdicts, failed, written }),
  };
}

async function attempt(id: string, work: () => Promise<Written>): Promise<CleaningEvent> {
  try {
    return { id, ...(await work()) };
  } catch (cause) {
    if (cause instanceof WriteError) throw cause;
    const error =
      cause instanceof NewsiftError
        ? cause
        : new StageError(`${id} could not be cleaned: ${(cause as Error).message}.`, { cause });
    return { id, error };
  }
}
