import { relative } from "node:path";
import type { Command } from "commander";
import { openCleanStore } from "../../../archive/clean/clean.ts";
import { openCleaningTools } from "../../../archive/corpus/clean-article.ts";
import { openPipeline } from "../../../archive/corpus/configured-pipeline.ts";
import { hasSameText } from "../../../archive/corpus/same-text.ts";
import type { Workspace } from "../../../archive/files/workspace.ts";
import { loadConfig } from "../../../config/load.ts";
import { withoutUndefined } from "../../../core/without-undefined.ts";
import { BrokenOffError, NotArticleError, UsageError } from "../../../core/errors.ts";
import { turnsPathIn } from "../../../crawl/fetch/turns.ts";
import { archiveInputs } from "../../terminal/archive.ts";
import {
  type AllowPrivateOption,
  type JsonOption,
  type WaitOption,
  type WorkspaceOption,
  allowPrivateOption,
  jsonOption,
  waitOption,
  workspaceOption,
} from "../../terminal/options.ts";
import type { Session } from "../../terminal/session.ts";
import { type DocumentSummary, showHead } from "../../terminal/summary.ts";
import { chosenWorkspace, cleanInto, locked } from "../../terminal/workspace.ts";

interface IngestOptions extends WorkspaceOption, WaitOption, JsonOption, AllowPrivateOption {
  readonly stdout?: boolean;
  readonly render?: boolean;
}

export function defineIngest(command: Command, session: Session): void {
  command
    .argument("<inputs...>", "addresses, files, folders; - is standard input")
    .option("--stdout", "print the clean text and nothing else; takes one input")
    .option("--render", "show each page to a browser, for pages that scripts fill")
    .addOption(workspaceOption)
    .addOption(waitOption)
    .addOption(allowPrivateOption)
    .addOption(jsonOption)
    .action(async (inputs: readonly string[], options: IngestOptions) => {
      if (options.stdout && (options.json || inputs.length > 1)) {
        throw new UsageError("--stdout prints the text of one input: give one, without --json.");
      }
      const workspace = await chosenWorkspace(session, options);
      const summaries = await locked(session, workspace, { ...options, command: "ingest" }, () =>
        ingest(session, workspace, inputs, options),
      );
      for (const summary of summaries) {
        if (summary.continues === undefined) refuseNoArticle(session, summary);
        if (summary.incompleteBecause?.includes("broken-off")) sayBrokenOff(session, summary);
      }
      if (options.stdout) await printTexts(session, workspace, summaries);
      else if (options.json) session.printJson({ documents: summaries, failures: session.failures });
      else await printDocuments(session, workspace, summaries);
    });
}

async function ingest(
  session: Session,
  workspace: Workspace,
  inputs: readonly string[],
  { allowPrivate = false, render = false }: IngestOptions,
): Promise<readonly DocumentSummary[]> {
  const config = loadConfig(workspace);
  const tools = openCleaningTools(workspace, openPipeline(workspace, config), config.twins);
  const { signal } = session.io;
  const ids = await archiveInputs(session, tools.raw, inputs, {
    config: config.crawl,
    refuse: tools.raw.tombstones.refuse,
    turnsPath: turnsPathIn(workspace.stateDir),
    allowPrivate,
    ...(render ? { browser: config.browser } : {}),
    isSameText: (before, after) => hasSameText(tools.pipeline, before, after),
    ...withoutUndefined({ signal }),
  });
  return cleanInto(session, workspace, tools, ids);
}

/** What was asked for by name and is no article counts as a failure, though it is kept. */
function refuseNoArticle(session: Session, { document, verdict, reasons }: DocumentSummary): void {
  if (verdict === "article") return;
  session.fail(
    new NotArticleError(`${document} is kept in raw/, but is no article (${verdict}). ${reasons.join(" ")}`),
  );
}

/** What came is kept and cleaned, but it is not what was asked for. */
function sayBrokenOff(session: Session, { document, url = "its address" }: DocumentSummary): void {
  session.fail(
    new BrokenOffError(
      `${document} broke off before its end: what came of it is kept, and its text may stop in mid-sentence. Ask for it again: newsift ingest ${url}`,
    ),
  );
}

async function printTexts(
  session: Session,
  workspace: Workspace,
  summaries: readonly DocumentSummary[],
): Promise<void> {
  const store = openCleanStore(workspace);
  for (const { document } of summaries) {
    const { text } = store.read(document);
    if (text !== undefined) session.write(text);
  }
}

async function printDocuments(
  session: Session,
  workspace: Workspace,
  summaries: readonly DocumentSummary[],
): Promise<void> {
  const store = openCleanStore(workspace);
  for (const summary of summaries) {
    if (summary.continues !== undefined) continue;
    for (const line of showHead(summary, session.paint)) session.print(line);
    const path = store.textPath(summary.document);
    if (path !== undefined) session.print(relative(session.io.cwd, path));
  }
}
