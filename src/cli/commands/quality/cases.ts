import type { Command } from "commander";
import { openPipeline } from "../../../archive/corpus/configured-pipeline.ts";
import { loadConfig } from "../../../config/load.ts";
import { CaseError, UsageError } from "../../../core/errors.ts";
import { casesFolder, listCases, readCase } from "../../../desk/quality/case-folder.ts";
import { type CaseLine, type CaseResult, runCase } from "../../../desk/quality/run-cases.ts";
import {
  type JsonOption,
  type WorkspaceOption,
  jsonOption,
  workspaceOption,
} from "../../terminal/options.ts";
import type { Session } from "../../terminal/session.ts";
import { visible } from "../../terminal/terminal.ts";
import { chosenWorkspace } from "../../terminal/workspace.ts";

export function defineCases(command: Command, session: Session): void {
  command
    .argument("[slugs...]", "names of folders in test/cases (default: all)")
    .addOption(workspaceOption)
    .addOption(jsonOption)
    .action(async (slugs: readonly string[], options: WorkspaceOption & JsonOption) => {
      const results = await runCases(session, slugs, options);
      if (options.json) session.printJson({ cases: results, failures: session.failures });
      else printResults(session, results);
    });
}

/** Those that cannot be read are named, and are not among the results. */
async function runCases(
  session: Session,
  slugs: readonly string[],
  options: WorkspaceOption,
): Promise<readonly CaseResult[]> {
  const workspace = await chosenWorkspace(session, options);
  const folder = casesFolder(workspace);
  const chosen = slugs.length === 0 ? listCases(folder) : [...new Set(slugs)];
  if (chosen.length === 0) {
    throw new UsageError(`${folder} holds no case: make one with \`c\` on a document in newsift review.`);
  }
  const pipeline = openPipeline(workspace, loadConfig(workspace));
  return chosen.flatMap((slug, at) => {
    session.status(`case ${at + 1} of ${chosen.length}`);
    session.io.signal?.throwIfAborted();
    try {
      const result = runCase(pipeline, readCase(folder, slug));
      if (result.outcome === "failed") session.fail(new CaseError(`${slug}: ${result.problem}`));
      return [result];
    } catch (error) {
      if (!(error instanceof CaseError)) throw error;
      session.fail(error);
      return [];
    }
  });
}

function printResults(session: Session, results: readonly CaseResult[]): void {
  for (const result of results) {
    if (result.outcome !== "failed" || result.lines.length === 0) continue;
    session.print(session.paint("bold", result.slug));
    for (const line of result.lines) session.print(showLine(line, session));
    session.print("");
  }
  const countOf = (outcome: CaseResult["outcome"]) =>
    results.filter((result) => result.outcome === outcome).length;
  const known = countOf("known");
  session.print(
    [
      `${countOf("passed")} passed`,
      ...(session.failures.length === 0 ? [] : [`${session.failures.length} failed`]),
      ...(known === 0 ? [] : [`${known} known to fail`]),
    ].join(", "),
  );
}

/** `- ` expected and not there, `+ ` there and not expected: each with what is known of it. */
function showLine({ side, text, note }: CaseLine, { paint }: Session): string {
  const line =
    side === "expected" ? paint("red", `- ${visible(text)}`) : paint("green", `+ ${visible(text)}`);
  return `${line}  ${paint("dim", note)}`;
}
