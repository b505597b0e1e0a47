/** Decisions that are kept and have not reached their texts: somebody else is at work in the workspace. */
import type { Decided, DecisionService } from "./decision-service.ts";

const RETRY_MILLISECONDS = 2000;

export interface Waiting {
  /** @param document that was looked at when it was decided */
  note(document: string, decided: Decided): void;
  /** Why the text of this document does not show yet what was decided about it; undefined where it does. */
  why(document: string): string | undefined;
  close(): void;
}

/**
 * Tries again now and then while anything waits.
 * @param onFault told of a fault of ours
 */
export function openWaiting(desk: DecisionService, onFault: (error: Error) => void): Waiting {
  const documents = new Set<string>();
  let reason = "";
  let timer: NodeJS.Timeout | undefined;

  async function retry(): Promise<void> {
    const why = await desk.retry();
    if (why === undefined) documents.clear();
    else reason = why;
    timer = documents.size === 0 ? undefined : later();
  }

  function later(): NodeJS.Timeout {
    return setTimeout(() => void retry().catch(onFault), RETRY_MILLISECONDS).unref();
  }

  return {
    note(document, decided) {
      if (decided.state === "applied") return;
      documents.add(document);
      reason = decided.why;
      timer ??= later();
    },
    why: (document) => (documents.has(document) ? reason : undefined),
    close() {
      clearTimeout(timer);
    },
  };
}
