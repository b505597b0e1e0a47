import { Option } from "commander";
import type { Command } from "commander";
import { UsageError, WorkspaceError } from "../../../core/errors.ts";
import type { RawStore } from "../../../archive/raw/raw.ts";
import type { Workspace } from "../../../archive/files/workspace.ts";
import type { Receipt } from "../../../core/document/receipt.ts";
import type { DiffLine } from "./diff-lines.ts";
import type { Layout } from "./diff-view.ts";
import { jsonOption, workspaceOption } from "../../terminal/options.ts";
import type { JsonOption, WorkspaceOption } from "../../terminal/options.ts";
import type { Session } from "../../terminal/session.ts";
import { chosenWorkspace } from "../../terminal/workspace.ts";

interface DiffOptions extends WorkspaceOption, JsonOption {
  readonly before?: boolean;
  readonly runs?: readonly string[];
  readonly stat?: boolean;
  readonly sideBySide?: boolean;
  readonly inline?: boolean;
}

export function defineDiff(program: Command, session: Session): void {
  program
    .command("diff")
    .argument("[documents...]", "one or two: by id, by number, or by the path of one of its files")
    .description(
      "show raw against clean, with stages and reasons; or two clean texts, or what two runs brought",
    )
    .option("--before", "the version of the page that the document replaced, against the document")
    .option("--runs <ids...>", "the addresses of which two runs brought different texts or verdicts")
    .option("--stat", "only how many characters each stage removed and changed (default: in all documents)")
    .addOption(new Option("--side-by-side", "both texts beside each other (default: from 120 columns on)"))
    .addOption(new Option("--inline", "both texts in one column").conflicts("sideBySide"))
    .addOption(workspaceOption)
    .addOption(jsonOption)
    .action(async (names: readonly string[], options: DiffOptions) => {
      refuseContradictions(names, options);
      const { openRawStore } = await import("../../../archive/raw/raw.ts");
      const { findDocument } = await import("../../terminal/documents.ts");
      const workspace = await chosenWorkspace(session, options);
      if (options.runs !== undefined) {
        const { diffRuns } = await import("./diff-runs.ts");
        return diffRuns(session, workspace, options.runs, options);
      }
      const store = openRawStore(workspace);
      const ids = await store.list();
      const documents = names.map((name) => findDocument(name, ids));
      if (options.stat) {
        const { printStat } = await import("./diff-stat.ts");
        return printStat(session, workspace, documents, options);
      }
      const layout = chosenLayout(options);
      if (documents.length === 1 && !options.before) {
        const diff = await readDiff(workspace, store, documents[0]!);
        return options.json ? printAsJson(session, diff) : printDiff(session, diff, layout);
      }
      const { diffVersions, withReplaced } = await import("./diff-versions.ts");
      const pair = options.before ? await withReplaced(store, documents[0]!) : documents;
      await diffVersions(session, workspace, store, pair, { ...options, layout });
    });
}

/** @throws {UsageError} where it is not clear what is to be compared */
function refuseContradictions(names: readonly string[], { before, runs, stat }: DiffOptions): void {
  if ([before, runs, stat].filter(Boolean).length > 1) {
    throw new UsageError("--before, --runs and --stat show different things: choose one of them.");
  }
  if (runs !== undefined && (runs.length !== 2 || names.length > 0)) {
    throw new UsageError("--runs compares two runs, and no documents: newsift diff --runs ID ID.");
  }
  if (before && names.length !== 1) {
    throw new UsageError("--before compares one document with the version that it replaced: name that one.");
  }
  if (names.length === 0 && !stat && runs === undefined) {
    throw new UsageError("Name the document to show, or two to compare; --stat counts over all of them.");
  }
  if (names.length > 2 && !stat) {
    throw new UsageError(
      `Two documents can be compared, not ${names.length}; --stat counts over any number.`,
    );
  }
}

function chosenLayout({ sideBySide, inline }: DiffOptions): Layout | undefined {
  if (sideBySide) return "side by side";
  return inline ? "inline" : undefined;
}

export interface Diff {
  readonly receipt: Receipt;
  readonly lines: readonly DiffLine[];
}

/** @throws {WorkspaceError} where the document was never cleaned. */
export async function readDiff(workspace: Workspace, store: RawStore, id: string): Promise<Diff> {
  const { readBlocks } = await import("../../../archive/corpus/clean-documents.ts");
  const { diffLines } = await import("./diff-lines.ts");
  const { openCleanStore } = await import("../../../archive/clean/clean.ts");
  const { receipt } = openCleanStore(workspace).read(id);
  if (receipt === undefined) throw neverCleaned(id);
  return { receipt, lines: diffLines(await readBlocks(store, id, receipt), receipt.changes) };
}

/** What to say of a document without a receipt. */
export function neverCleaned(id: string): WorkspaceError {
  return new WorkspaceError(`${id} has no receipt: clean it first, with \`newsift clean ${id}\`.`);
}

/** What the document is, then its lines. */
export async function printDiff(session: Session, { receipt, lines }: Diff, layout?: Layout): Promise<void> {
  const { summarize, showHead } = await import("../../terminal/summary.ts");
  const { showDiff } = await import("./diff-view.ts");
  const { paint, columns } = session;
  for (const line of showHead(summarize(receipt), paint)) session.print(line);
  session.print("");
  for (const line of showDiff(lines, { paint, columns, layout, sides: ["raw", "clean"] }))
    session.print(line);
}

async function printAsJson(session: Session, { receipt, lines }: Diff): Promise<void> {
  const { summarize } = await import("../../terminal/summary.ts");
  session.printJson({ ...summarize(receipt), lines });
}
