import type { Command } from "commander";
import { WorkspaceError } from "../errors.ts";
import type { RawStore } from "../store/raw.ts";
import type { Workspace } from "../store/workspace.ts";
import type { Receipt } from "../types.ts";
import type { DiffLine } from "./diff-lines.ts";
import { jsonOption, workspaceOption } from "./options.ts";
import type { JsonOption, WorkspaceOption } from "./options.ts";
import type { Session } from "./session.ts";
import { chosenWorkspace } from "./workspace.ts";

export interface Diff {
  readonly receipt: Receipt;
  readonly lines: readonly DiffLine[];
}

export function defineDiff(program: Command, session: Session): void {
  program
    .command("diff")
    .argument("<document>", "its id, its number, or the path of one of its files")
    .description("show raw against clean: what was removed or changed, by which stage, and why")
    .addOption(workspaceOption)
    .addOption(jsonOption)
    .action(async (name: string, options: WorkspaceOption & JsonOption) => {
      const { openRawStore } = await import("../store/raw.ts");
      const { findDocument } = await import("./documents.ts");
      const workspace = await chosenWorkspace(session, options);
      const store = openRawStore(workspace);
      const diff = await readDiff(workspace, store, findDocument(name, await store.list()));
      if (options.json) await printAsJson(session, diff);
      else await printDiff(session, diff);
    });
}

/** @throws {WorkspaceError} where the document was never cleaned. */
export async function readDiff(workspace: Workspace, store: RawStore, id: string): Promise<Diff> {
  const { readBlocks } = await import("../cleaning.ts");
  const { openCleanStore } = await import("../store/clean.ts");
  const { diffLines } = await import("./diff-lines.ts");
  const { receipt } = openCleanStore(workspace).read(id);
  if (receipt === undefined) {
    throw new WorkspaceError(`${id} has no receipt: clean it first, with \`newsift clean ${id}\`.`);
  }
  return { receipt, lines: diffLines(await readBlocks(store, id, receipt), receipt.changes) };
}

/** What the document is, then its lines. */
export async function printDiff(session: Session, { receipt, lines }: Diff): Promise<void> {
  const { summarize, showHead } = await import("./summary.ts");
  const { showDiff } = await import("./diff-view.ts");
  const { paint } = session;
  for (const line of showHead(summarize(receipt), paint)) session.print(line);
  session.print("");
  for (const line of showDiff(lines, session)) session.print(line);
}

async function printAsJson(session: Session, { receipt, lines }: Diff): Promise<void> {
  const { summarize } = await import("./summary.ts");
  session.printJson({ ...summarize(receipt), lines });
}
