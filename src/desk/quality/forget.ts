/** What people's work holds of documents that are taken down: decisions, places in samples, cases. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { withWriteErrors, renameDurably, writeAtomically } from "../../archive/files/atomic.ts";
import { openDecisions } from "../../archive/records/decisions.ts";
import { exclusively } from "../../archive/files/mutex.ts";
import { namesIn, readIfPresent } from "../../archive/files/reading.ts";
import type { Workspace } from "../../archive/files/workspace.ts";
import { casesFolder, listCases, originOf } from "./case-folder.ts";
import { listSamples, removeFromSample } from "./sample.ts";

export interface Judged {
  /** How many lines of review/decisions.jsonl. */
  readonly decisions: number;
  /** Names. */
  readonly samples: readonly string[];
  /** Slugs. */
  readonly cases: readonly string[];
}

/** Documents, and the addresses that they may be named by. */
export interface Taken {
  readonly ids: ReadonlySet<string>;
  covers(url: string): boolean;
}

export function findJudged(workspace: Workspace, taken: Taken): Judged {
  const folder = casesFolder(workspace);
  return {
    decisions: splitDecisions(workspace, taken).about.length,
    samples: listSamples(workspace)
      .filter(({ documents }) => documents.some((id) => taken.ids.has(id)))
      .map(({ name }) => name),
    cases: listCases(folder).filter((slug) => {
      const { document, url } = originOf(join(folder, slug));
      return taken.ids.has(document ?? "") || (url !== undefined && taken.covers(url));
    }),
  };
}

/** @returns what went @throws {WriteError} */
export function forgetJudged(workspace: Workspace, taken: Taken): Judged {
  const found = findJudged(workspace, taken);
  if (found.decisions > 0) {
    exclusively(workspace, () =>
      writeAtomically(openDecisions(workspace).path, splitDecisions(workspace, taken).others.join("")),
    );
  }
  for (const name of found.samples) removeFromSample(workspace, name, taken.ids);
  removeCases(casesFolder(workspace), found.cases);
  return found;
}

/** Lines with their ends. One that is no decision goes too where it names a document. */
function splitDecisions(
  workspace: Workspace,
  { ids }: Taken,
): { readonly about: readonly string[]; readonly others: readonly string[] } {
  const text = readIfPresent(openDecisions(workspace).path)?.toString("utf8") ?? "";
  const lines = text.match(/[^\n]*\n|[^\n]+$/gu) ?? [];
  const isAbout = (line: string) => (line.match(/\d{3,15}_[0-9a-f]{16}/gu) ?? []).some((id) => ids.has(id));
  return { about: lines.filter(isAbout), others: lines.filter((line) => !isAbout(line)) };
}

const TAKEN_DOWN = ".taken-down";

/** It is hidden at once and then removed, with what an earlier call that was killed has hidden. */
function removeCases(folder: string, slugs: readonly string[]): void {
  for (const slug of slugs) {
    renameDurably(join(folder, slug), join(folder, `.${slug}${TAKEN_DOWN}`));
  }
  for (const name of namesIn(folder)) {
    if (!name.startsWith(".") || !name.endsWith(TAKEN_DOWN)) continue;
    const path = join(folder, name);
    withWriteErrors(path, () => rmSync(path, { recursive: true, force: true }));
  }
}
