/** Whether what lies in clean/ follows from raw/ and the receipts. */
import { readBlocks } from "./clean-article.ts";
import { NewerFormatError, NewsiftError } from "../../core/errors.ts";
import { findBlock, replay, replaySteps, textOf } from "../../core/pipeline/replay.ts";
import { type CleanStore, openCleanStore, type Place } from "../clean/clean.ts";
import { sha256 } from "../../core/text/sha256.ts";
import { findMisplaced } from "../clean/placing.ts";
import { textFile } from "../raw/numbering.ts";
import { openRawStore, type RawStore } from "../raw/raw.ts";
import type { Workspace } from "../files/workspace.ts";
import type { Block } from "../../core/document/document.ts";
import type { Change } from "../../core/document/finding.ts";
import type { Receipt } from "../../core/document/receipt.ts";

export interface Verification {
  readonly id: string;
  /** A sentence each; none where all is well. */
  readonly problems: readonly string[];
}

export interface VerificationSummary {
  readonly documents: number;
  readonly failed: number;
}

/** Rebuilds every clean text from raw file and receipt, compares bytes, and looks for what is missing or astray. */
export async function verifyWorkspace(
  workspace: Workspace,
  onDocument: (verification: Verification) => void,
): Promise<VerificationSummary> {
  const raw = openRawStore(workspace);
  const clean = openCleanStore(workspace);
  const archived = new Set(await raw.list());
  const ids = [...new Set([...archived, ...clean.list()])];
  const misplaced = findMisplaced(clean, "all");
  let failed = 0;
  for (const id of ids) {
    const problems = archived.has(id)
      ? [...(await problemsOf(id, raw, clean)), ...whereItBelongs(id, misplaced.get(id))]
      : [`clean/ holds ${id}, but raw/ does not.`];
    if (problems.length > 0) failed += 1;
    onDocument({ id, problems });
  }
  return { documents: ids.length, failed };
}

function whereItBelongs(id: string, place: Place | undefined): readonly string[] {
  if (place === undefined) return [];
  const [what, where] =
    place === "current"
      ? ["stands for its page", "clean/"]
      : ["is superseded by another version", "clean/superseded/"];
  return [`The text of ${id} ${what}, but does not lie in ${where}: \`newsift rebuild\` puts it there.`];
}

async function problemsOf(id: string, raw: RawStore, clean: CleanStore): Promise<readonly string[]> {
  try {
    const faults = await raw.faults(id);
    if (faults.length > 0) return faults;
    const { text, receipt } = clean.read(id);
    if (receipt === undefined) return text === undefined ? [] : [`clean/${textFile(id)} has no receipt.`];
    return mismatches(id, await readBlocks(raw, id, receipt), receipt, text);
  } catch (cause) {
    if (cause instanceof NewerFormatError) throw cause;
    return [
      cause instanceof NewsiftError
        ? cause.message
        : `${id} could not be rebuilt: ${(cause as Error).message}.`,
    ];
  }
}

/** What does not agree in what is kept of a document: a sentence each. */
export function mismatches(
  id: string,
  blocks: readonly Block[],
  receipt: Receipt,
  text: Uint8Array | undefined,
): readonly string[] {
  const problems: string[] = [];
  if (receipt.document !== id) problems.push(`The receipt of ${id} is made out to "${receipt.document}".`);
  const wrong = findWrongChange(blocks, receipt.changes);
  if (wrong !== undefined) {
    problems.push(
      `The receipt of ${id} says that "${wrong.before}" stood in block ${wrong.block}, but it did not.`,
    );
  }
  const { kind } = receipt.verdict;
  if (receipt.continues !== undefined) {
    if (text !== undefined) {
      problems.push(`clean/${textFile(id)} is there, though its text stands with ${receipt.continues}.`);
    }
    return problems;
  }
  if (kind !== "article") {
    if (text !== undefined) problems.push(`clean/${textFile(id)} is there, though its receipt says ${kind}.`);
    return problems;
  }
  const rebuilt = Buffer.from(textOf(replay(blocks, receipt.changes)), "utf8");
  if (receipt.textSha256 !== sha256(rebuilt)) {
    problems.push(`The receipt of ${id} names another text than the one that follows from it.`);
  }
  if (text === undefined) problems.push(`clean/${textFile(id)} is missing, though its receipt says article.`);
  else if (!rebuilt.equals(text))
    problems.push(`clean/${textFile(id)} is not what follows from raw file and receipt.`);
  return problems;
}

/** The first change that does not name what stood there when its stage saw it. */
export function findWrongChange(blocks: readonly Block[], changes: readonly Change[]): Change | undefined {
  for (const { changes: own, before } of replaySteps(blocks, changes)) {
    const wrong = own.find(({ block, span, before: named }) => {
      const text = findBlock(before, block)?.text;
      return text?.slice(...(span ?? [0])) !== named;
    });
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}
