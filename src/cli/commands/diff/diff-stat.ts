/** `newsift diff --stat`: how much each stage took and changed, in one, several or all documents. */
import { NewsiftError, WorkspaceError } from "../../../core/errors.ts";
import { visibleLength } from "../../../core/text/characters.ts";
import { openCleanStore, receiptOf } from "../../../archive/clean/clean.ts";
import type { Workspace } from "../../../archive/files/workspace.ts";
import type { Receipt } from "../../../core/document/receipt.ts";
import type { JsonOption } from "../../terminal/options.ts";
import type { Session } from "../../terminal/session.ts";
import { table } from "../../terminal/terminal.ts";
import type { Paint } from "../../terminal/terminal.ts";

/** Lengths are visible code points. */
export interface StageStat {
  readonly stage: string;
  /** Documents that it changed. */
  readonly documents: number;
  readonly changes: number;
  readonly removedChars: number;
  /** What stood where something else stands now. */
  readonly changedChars: number;
}

export interface Stat {
  readonly documents: number;
  readonly rawChars: number;
  readonly cleanChars: number;
  /** The one that took most first. */
  readonly stages: readonly StageStat[];
}

/** Adds up receipts as they come: none of them is kept. */
export function addUp(receipts: Iterable<Receipt>): Stat {
  const stages = new Map<string, { -readonly [Key in keyof StageStat]: StageStat[Key] }>();
  let [documents, rawChars, cleanChars] = [0, 0, 0];
  for (const { changes, counts, textSha256 } of receipts) {
    documents += 1;
    rawChars += counts.chars;
    cleanChars += textSha256 === undefined ? 0 : counts.keptChars;
    for (const { stage } of changes) {
      if (!stages.has(stage)) {
        stages.set(stage, { stage, documents: 0, changes: 0, removedChars: 0, changedChars: 0 });
      }
    }
    for (const stage of new Set(changes.map((change) => change.stage))) stages.get(stage)!.documents += 1;
    for (const { stage, before, replacement = "" } of changes) {
      const stat = stages.get(stage)!;
      stat.changes += 1;
      stat[replacement === "" ? "removedChars" : "changedChars"] += visibleLength(before);
    }
  }
  const touched = ({ removedChars, changedChars }: StageStat) => removedChars + changedChars;
  return {
    documents,
    rawChars,
    cleanChars,
    stages: [...stages.values()].toSorted((a, b) => touched(b) - touched(a) || b.changes - a.changes),
  };
}

/**
 * @param ids default: all that were cleaned; a damaged receipt is named, and the others count
 * @throws {WorkspaceError} where a document that was named was never cleaned, or none was
 */
export function printStat(
  session: Session,
  workspace: Workspace,
  ids: readonly string[],
  { json }: JsonOption,
): void {
  const stat = addUp(receiptsOf(session, workspace, ids));
  if (stat.documents === 0 && session.failures.length === 0) {
    throw new WorkspaceError("Nothing was cleaned here yet: `newsift clean` cleans what raw/ holds.");
  }
  if (json) return session.printJson({ ...stat, failures: session.failures });
  const { paint, columns } = session;
  if (stat.stages.length > 0) {
    const most = Math.max(1, ...stat.stages.map((stage) => stage.removedChars + stage.changedChars));
    const heads = ["documents", "changes", "removed", "changed"];
    const rows = stat.stages.map((stage) => [
      stage.stage,
      ...[stage.documents, stage.changes, stage.removedChars, stage.changedChars].map(String),
      showBar(stage, most, paint),
    ]);
    const head = [
      { name: "stage" },
      ...heads.map((name) => ({ name, align: "right" as const })),
      { name: "" },
    ];
    for (const line of table(head, rows, paint, columns)) session.print(line);
    session.print("");
  }
  const { documents, rawChars, cleanChars } = stat;
  session.print(
    `${documents} ${documents === 1 ? "document" : "documents"}: ${rawChars} characters raw, ${cleanChars} clean`,
  );
}

function* receiptsOf(session: Session, workspace: Workspace, ids: readonly string[]): Generator<Receipt> {
  const clean = openCleanStore(workspace);
  for (const id of ids.length === 0 ? clean.list() : ids) {
    try {
      const receipt = ids.length === 0 ? clean.read(id).receipt : receiptOf(clean, id);
      if (receipt !== undefined) yield receipt;
    } catch (error) {
      if (!(error instanceof NewsiftError)) throw error;
      session.fail(error);
    }
  }
}

const BAR = 24;

/** `------~~`: what was removed, then what was changed. Whoever did anything gets one sign. */
function showBar({ removedChars, changedChars }: StageStat, most: number, paint: Paint): string {
  const signs = (chars: number) => Math.ceil((chars / most) * BAR);
  return paint("red", "-".repeat(signs(removedChars))) + paint("yellow", "~".repeat(signs(changedChars)));
}
