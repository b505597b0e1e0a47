/** What runs wrote down of pages that are taken down. */
import { join } from "node:path";
import { writeAtomically } from "../files/atomic.ts";
import { journalPath } from "./journal.ts";
import { readIfPresent } from "../files/reading.ts";
import { listRuns, logPath } from "./runs.ts";
import type { Workspace } from "../files/workspace.ts";

export interface Traces {
  /** Ids of the documents. */
  readonly ids: ReadonlySet<string>;
  covers(url: string): boolean;
}

/** Removes the lines of logs that speak of them: a log may quote. @returns how many */
export function removeLogLines(workspace: Workspace, { ids, covers }: Traces): number {
  let removed = 0;
  const isMeant = remembered(covers);
  for (const run of listRuns(workspace)) {
    rewrite(logPath(workspace, run), (text) => {
      const lines = text.match(/[^\n]*\n|[^\n]+$/gu) ?? [];
      const kept = lines.filter(
        (line) => !(line.match(ID) ?? []).some((id) => ids.has(id)) && !addressesIn(line).some(isMeant),
      );
      removed += lines.length - kept.length;
      return kept.join("");
    });
  }
  return removed;
}

/** Puts `taken-down` in the place of their addresses wherever runs name them. */
export function hideAddresses(workspace: Workspace, { covers }: Pick<Traces, "covers">): void {
  const isMeant = remembered(covers);
  const hide = (text: string) =>
    text.replace(ADDRESS, (found) => {
      const address = trimmed(found);
      return isMeant(address) ? `taken-down${found.slice(address.length)}` : found;
    });
  for (const run of listRuns(workspace)) {
    for (const name of ["run.json", "pages.jsonl"]) rewrite(join(workspace.runsDir, run, name), hide);
  }
  rewrite(journalPath(workspace), hide);
}

const ID = /\d{3,15}_[0-9a-f]{16}/gu;

/** As it stands in JSON: to the end of the string, or of the word. */
const ADDRESS = /https?:\/\/[^\s"\\<>]+/giu;

/** Within a sentence, marks may follow an address. */
function trimmed(found: string): string {
  return found.replace(/[.,:;!?)\]]+$/u, "");
}

function addressesIn(text: string): readonly string[] {
  return (text.match(ADDRESS) ?? []).map(trimmed);
}

/** Runs name the same addresses again and again. */
function remembered(covers: (url: string) => boolean): (url: string) => boolean {
  const known = new Map<string, boolean>();
  return (url) => {
    const is = known.get(url) ?? covers(url);
    known.set(url, is);
    return is;
  };
}

function rewrite(path: string, change: (text: string) => string): void {
  const text = readIfPresent(path)?.toString("utf8");
  if (text === undefined) return;
  const changed = change(text);
  if (changed !== text) writeAtomically(path, changed);
}
