/** Two versions of a page, or any two documents: the clean text of the one against the other's. */
import { WorkspaceError } from "../../../core/errors.ts";
import { openCleanStore, receiptOf } from "../../../archive/clean/clean.ts";
import { textFile } from "../../../archive/raw/numbering.ts";
import type { RawStore } from "../../../archive/raw/raw.ts";
import type { Workspace } from "../../../archive/files/workspace.ts";
import type { Sidecar } from "../../../archive/raw/arrival.ts";
import type { Receipt } from "../../../core/document/receipt.ts";
import { compareTexts } from "./diff-texts.ts";
import { showDiff } from "./diff-view.ts";
import type { Layout } from "./diff-view.ts";
import type { JsonOption } from "../../terminal/options.ts";
import type { Session } from "../../terminal/session.ts";
import { summarize } from "../../terminal/summary.ts";
import { visible } from "../../terminal/terminal.ts";

interface Version {
  readonly sidecar: Sidecar;
  readonly receipt: Receipt;
  /** "" where it has none of its own. */
  readonly text: string;
}

/**
 * The version that a document replaced, and the document.
 *
 * @throws {WorkspaceError} where it is the first version of its page
 */
export async function withReplaced(store: RawStore, id: string): Promise<readonly string[]> {
  const { replaces } = (await store.read(id)).sidecar;
  if (replaces !== undefined) return [replaces, id];
  throw new WorkspaceError(`${id} replaced no other version: it is the first that was archived of its page.`);
}

/**
 * Shows what differs between the clean texts of two documents.
 *
 * @throws {WorkspaceError} where one was never cleaned, or a file of it is damaged or missing
 */
export async function diffVersions(
  session: Session,
  workspace: Workspace,
  store: RawStore,
  ids: readonly string[],
  { json, layout }: JsonOption & { readonly layout: Layout | undefined },
): Promise<void> {
  const [before, after] = await Promise.all([
    readVersion(workspace, store, ids[0]!),
    readVersion(workspace, store, ids[1]!),
  ]);
  const lines = compareTexts(before.text, after.text);
  if (json) {
    return session.printJson({ before: summarize(before.receipt), after: summarize(after.receipt), lines });
  }
  const { paint, columns } = session;
  session.print(paint("red", `- ${showVersion(before)}`));
  session.print(paint("green", `+ ${showVersion(after)}`));
  session.print("");
  if (lines.length === 0) return session.print("Neither has a clean text.");
  if (lines.every(({ fate }) => fate === "kept")) return session.print("Their clean texts are the same.");
  const sides = [before.receipt.document, after.receipt.document] as const;
  for (const line of showDiff(lines, { paint, columns, layout, sides })) session.print(line);
}

async function readVersion(workspace: Workspace, store: RawStore, id: string): Promise<Version> {
  const clean = openCleanStore(workspace);
  const receipt = receiptOf(clean, id);
  if (receipt.continues !== undefined) {
    throw new WorkspaceError(`${id} is a further page of ${receipt.continues}: its text stands there.`);
  }
  const { text } = clean.read(id);
  if (text === undefined && receipt.textSha256 !== undefined) {
    throw new WorkspaceError(`clean/${textFile(id)} is missing: bring it back with \`newsift clean ${id}\`.`);
  }
  const { sidecar } = await store.read(id);
  return { sidecar, receipt, text: Buffer.from(text ?? []).toString("utf8") };
}

/** `003_0a1b…  article  2026-11-20  <title>` */
function showVersion({ receipt: { document, verdict, metadata }, sidecar: { fetchedAt } }: Version): string {
  return visible([document, verdict.kind, fetchedAt.slice(0, 10), metadata.title ?? ""].join("  ").trimEnd());
}
