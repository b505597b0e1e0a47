import { statSync } from "node:fs";
import { join } from "node:path";
import type { Workspace } from "../../archive/files/workspace.ts";
import type { RawStore } from "../../archive/raw/raw.ts";
import type { DecisionLog } from "../../archive/records/decisions.ts";

/**
 * Documents about which something was decided after their receipts were written: whoever decided it was killed before
 * they could be cleaned, or what was decided changed nothing.
 */
export async function findUnapplied({
  workspace,
  raw,
  decisions,
}: {
  readonly workspace: Workspace;
  readonly raw: RawStore;
  readonly decisions: DecisionLog;
}): Promise<readonly string[]> {
  const latest = new Map(
    decisions
      .all()
      .filter(({ action }) => action !== "approve")
      .map(({ document, at }) => [document, Date.parse(at)]),
  );
  if (latest.size === 0) return [];
  return (await raw.list()).filter((id) => {
    const decided = latest.get(id);
    if (decided === undefined) return false;
    const receipt = statSync(join(workspace.receiptDir, `${id}.json`), { throwIfNoEntry: false });
    return receipt !== undefined && receipt.mtimeMs < decided;
  });
}
