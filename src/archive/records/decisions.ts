/** review/decisions.jsonl: what people decided about documents, one line each, only ever added to. */
import { randomBytes } from "node:crypto";
import { statSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../files/atomic.ts";
import { appendJsonLine } from "../files/json-lines.ts";
import { checkJudgement, type Decision, type Judgement, parseDecision } from "./decision.ts";
import { exclusively } from "../files/mutex.ts";
import { readIfPresent } from "../files/reading.ts";
import { standingOf } from "./effective-decisions.ts";
import type { Workspace } from "../files/workspace.ts";

export { type Decision, type DecisionOf, type Judgement, rawHash, select } from "./decision.ts";
export { overridesOf } from "./effective-decisions.ts";

/** A line that is no decision. */
export interface DamagedLine {
  /** From 1 on. */
  readonly line: number;
  readonly text: string;
}

export interface DecisionLog {
  /** The file. */
  readonly path: string;
  /**
   * Safe on the disk when it returns. A last line that was torn is left behind, and a new one begun.
   * @throws {UsageError} where it is none
   * @throws {WriteError}
   */
  append(judgement: Judgement): Decision;
  /** In order; undone ones and the undoing ones too. */
  all(): readonly Decision[];
  /** What holds now, in order: none that was undone, and of those that contradict each other the latest. */
  standing(document?: string): readonly Decision[];
  /** Lines that are no decision: the rest goes on without them. */
  damaged(): readonly DamagedLine[];
}

/** Reads the file when it is first needed, and again when somebody else has written to it. */
export function openDecisions(workspace: Workspace): DecisionLog {
  const path = join(workspace.reviewDir, "decisions.jsonl");
  let known = readLog(path);
  let seen: string | undefined;

  function current(): Log {
    const stamp = stampOf(path);
    if (stamp !== seen) {
      known = readLog(path, readIfPresent(path)?.toString("utf8"));
      seen = stamp;
    }
    return known;
  }

  return {
    path,

    append(judgement) {
      const checked = checkJudgement(judgement);
      return exclusively(workspace, () => {
        makeFolder(workspace.reviewDir);
        const { decisions, damaged, isTorn } = current();
        const decision: Decision = { id: nextId(decisions), at: new Date().toISOString(), ...checked };
        appendJsonLine(path, decision, isTorn);
        known = logOf([...decisions, decision], damaged, false);
        seen = stampOf(path);
        return decision;
      });
    },

    all: () => current().decisions,

    standing(document) {
      const { standing, byDocument } = current();
      return document === undefined ? standing : (byDocument.get(document) ?? []);
    },

    damaged: () => current().damaged,
  };
}

interface Log {
  readonly decisions: readonly Decision[];
  readonly standing: readonly Decision[];
  /** Those that stand. */
  readonly byDocument: ReadonlyMap<string, readonly Decision[]>;
  readonly damaged: readonly DamagedLine[];
  /** The last line has no end. */
  readonly isTorn: boolean;
}

function readLog(path: string, text = ""): Log {
  const decisions: Decision[] = [];
  const damaged: DamagedLine[] = [];
  for (const [at, found] of text.split("\n").entries()) {
    if (found.trim() === "") continue;
    const decision = parseDecision(found, `${path}:${at + 1}`);
    if (decision === undefined) damaged.push({ line: at + 1, text: found });
    else decisions.push(decision);
  }
  return logOf(decisions, damaged, text !== "" && !text.endsWith("\n"));
}

function logOf(decisions: readonly Decision[], damaged: readonly DamagedLine[], isTorn: boolean): Log {
  const standing = standingOf(decisions);
  const byDocument = Map.groupBy(standing, ({ document }) => document);
  return { decisions, standing, byDocument, damaged, isTorn };
}

function nextId(decisions: readonly Decision[]): string {
  const last = decisions.reduce((most, { id }) => Math.max(most, Number.parseInt(id, 10)), 0);
  return `${String(last + 1).padStart(6, "0")}-${randomBytes(4).toString("hex")}`;
}

/** Changes with everything that is written to the file. */
function stampOf(path: string): string | undefined {
  const stat = statSync(path, { throwIfNoEntry: false, bigint: true });
  return stat === undefined ? undefined : [stat.ino, stat.size, stat.mtimeNs].join(" ");
}
