import { type Command, Option } from "commander";
import { openCleanStore, receiptOf } from "../../../archive/clean/clean.ts";
import { readBlocks } from "../../../archive/corpus/clean-article.ts";
import type { Workspace } from "../../../archive/files/workspace.ts";
import { type RawStore, openRawStore } from "../../../archive/raw/raw.ts";
import type { Receipt } from "../../../core/document/receipt.ts";
import { UsageError } from "../../../core/errors.ts";
import { findDocument } from "../../terminal/documents.ts";
import {
  type JsonOption,
  type WorkspaceOption,
  jsonOption,
  workspaceOption,
} from "../../terminal/options.ts";
import type { Session } from "../../terminal/session.ts";
import { summarize, showHead } from "../../terminal/summary.ts";
import { chosenWorkspace } from "../../terminal/workspace.ts";
import { type DiffLine, diffLines } from "./diff-lines.ts";
import { diffRuns } from "./diff-runs.ts";
import { printStat } from "./diff-stat.ts";
import { diffVersions, withReplaced } from "./diff-versions.ts";
import { type Layout, showDiff } from "./diff-view.ts";

interface DiffOptions extends WorkspaceOption, JsonOption {
  readonly before?: boolean;
  readonly runs?: readonly string[];
  readonly stat?: boolean;
  readonly sideBySide?: boolean;
  readonly inline?: boolean;
}

export function defineDiff(command: Command, session: Session): void {
  command
    .argument("[documents...]", "one or two: by id, by number, or by the path of one of its files")
    .option("--before", "the version of the page that the document replaced, against the document")
    .option("--runs <ids...>", "the addresses of which two runs brought different texts or verdicts")
    .option("--stat", "only how many characters each stage removed and changed (default: in all documents)")
    .addOption(new Option("--side-by-side", "both texts beside each other (default: from 120 columns on)"))
    .addOption(new Option("--inline", "both texts in one column").conflicts("sideBySide"))
    .addOption(workspaceOption)
    .addOption(jsonOption)
    .action(async (names: readonly string[], options: DiffOptions) => {
      refuseContradictions(names, options);
      const workspace = await chosenWorkspace(session, options);
      if (options.runs !== undefined) {
        return diffRuns(session, workspace, options.runs, options);
      }
      const store = openRawStore(workspace);
      const ids = await store.list();
      const documents = names.map((name) => findDocument(name, ids));
      if (options.stat) {
        return printStat(session, workspace, documents, options);
      }
      const layout = chosenLayout(options);
      if (documents.length === 1 && !options.before) {
        const diff = await readDiff(workspace, store, documents[0]!);
        return options.json ? printAsJson(session, diff) : printDiff(session, diff, layout);
      }
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
  const receipt = receiptOf(openCleanStore(workspace), id);
  return { receipt, lines: diffLines(await readBlocks(store, id, receipt), receipt.changes) };
}

/** What the document is, then its lines. */
export async function printDiff(session: Session, { receipt, lines }: Diff, layout?: Layout): Promise<void> {
  const { paint, columns } = session;
  for (const line of showHead(summarize(receipt), paint)) session.print(line);
  session.print("");
  for (const line of showDiff(lines, { paint, columns, layout, sides: ["raw", "clean"] }))
    session.print(line);
}

async function printAsJson(session: Session, { receipt, lines }: Diff): Promise<void> {
  session.printJson({ ...summarize(receipt), lines });
}
