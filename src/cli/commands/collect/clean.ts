import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { openCleaningTools } from "../../../archive/corpus/clean-article.ts";
import { cleanFiles } from "../../../archive/corpus/clean-files.ts";
import { openNamedPipeline, openPipeline } from "../../../archive/corpus/configured-pipeline.ts";
import { listPages } from "../../../archive/formats/read-folder.ts";
import { parseRawFileName } from "../../../archive/raw/numbering.ts";
import { loadConfig } from "../../../config/load.ts";
import { UsageError } from "../../../core/errors.ts";
import { findDocument } from "../../terminal/documents.ts";
import {
  type JsonOption,
  type WorkspaceOption,
  jsonOption,
  withoutOption,
  workspaceOption,
} from "../../terminal/options.ts";
import type { Session } from "../../terminal/session.ts";
import { showSkipped } from "../../terminal/skipped.ts";
import { type DocumentSummary, changedOnes, printSummaries } from "../../terminal/summary.ts";
import { visible } from "../../terminal/terminal.ts";
import { chosenWorkspace, cleanInto, locked, reportCleaning } from "../../terminal/workspace.ts";
import { printTrace, printTraceAsJson, traceDocument } from "./trace.ts";
import { printWithout } from "./without.ts";

interface CleanOptions extends WorkspaceOption, JsonOption {
  readonly from?: string;
  readonly to?: string;
  readonly recursive?: boolean;
  readonly receipts?: boolean;
  readonly language?: "zh" | "any";
  readonly trace?: boolean;
  readonly without?: readonly string[];
}

export function defineClean(command: Command, session: Session): void {
  command
    .argument("[documents...]", "ids, numbers or files of raw/ (default: all)")
    .addOption(workspaceOption)
    .addOption(jsonOption)
    .option("--trace", "show what each stage does to one document or loose file, and why; write nothing")
    .addOption(withoutOption)
    .optionsGroup("Loose files, without a workspace:")
    .option("--from <dir>", "clean the *.html, *.htm and *.txt in this folder")
    .option("--recursive", "take its subfolders too; links to folders and hidden ones are left out")
    .option("--to <dir>", "write <same base name>.txt for each article into this one")
    .option("--receipts", "write <same base name>.json too, also for what is no article")
    .addOption(
      new Option(
        "--language <language>",
        "zh: only Chinese texts are articles. any: all are (default: zh)",
      ).choices(["zh", "any"]),
    )
    .action(async (names: readonly string[], options: CleanOptions) => {
      if (options.trace) return showTrace(session, names, options);
      if (options.without) return showWithout(session, names, options);
      if (options.from !== undefined || options.to !== undefined) return cleanLoose(session, names, options);
      const summaries = await cleanArchived(session, names, options);
      if (options.json) session.printJson({ documents: summaries, failures: session.failures });
      else printSummaries(session, summaries, changedOnes(summaries));
    });
}

async function showTrace(session: Session, names: readonly string[], options: CleanOptions): Promise<void> {
  const [name] = names;
  if (name === undefined || names.length > 1) throw new UsageError("--trace takes one document: name one.");
  refuseWriting("--trace", options);
  const traced = await traceDocument(session, name, options);
  await (options.json ? printTraceAsJson : printTrace)(session, traced);
}

async function showWithout(session: Session, names: readonly string[], options: CleanOptions): Promise<void> {
  refuseWriting("--without", options);
  await printWithout(session, names, options);
}

function refuseWriting(option: string, { from, to, recursive, receipts }: CleanOptions): void {
  if (from === undefined && to === undefined && !recursive && !receipts) return;
  throw new UsageError(`${option} writes nothing: leave out --from, --to, --recursive and --receipts.`);
}

/** Files in, texts out, with the settings that newsift ships. */
async function cleanLoose(
  session: Session,
  names: readonly string[],
  { from, to, recursive = false, receipts = false, language = "zh", workspace, json }: CleanOptions,
): Promise<void> {
  if (from === undefined || to === undefined) {
    throw new UsageError("--from and --to go together: name both folders.");
  }
  if (names.length > 0) throw new UsageError("--from takes a whole folder: leave out the documents.");
  if (workspace !== undefined)
    throw new UsageError("--from and --to need no workspace: leave out --workspace.");
  const { onDocument, summaries } = reportCleaning(session);
  const { skipped } = await cleanFiles(
    resolve(session.io.cwd, from),
    resolve(session.io.cwd, to),
    openNamedPipeline({ language }),
    { receipts, recursive, onDocument },
  );
  const documents = [...summaries.values()];
  if (json) {
    const passedOver = skipped.map(({ place, why }) => ({ name: place, why }));
    return session.printJson({ documents, skipped: passedOver, failures: session.failures });
  }
  printSummaries(session, documents, documents);
  const line = showSkipped(skipped);
  if (line !== undefined) session.print(line);
}

async function cleanArchived(
  session: Session,
  names: readonly string[],
  options: CleanOptions,
): Promise<readonly DocumentSummary[]> {
  if (options.recursive) throw new UsageError("--recursive goes with --from and --to: it takes subfolders.");
  if (options.receipts || options.language !== undefined) {
    throw new UsageError(
      "--receipts and --language go with --from and --to: a workspace always has receipts, and its language stands in config/newsift.yaml.",
    );
  }
  const workspace = await chosenWorkspace(session, options);
  const config = loadConfig(workspace);
  const tools = openCleaningTools(workspace, openPipeline(workspace, config), config.twins);
  const ids = await tools.raw.list();
  if (names.length === 0) await sayForeign(session, workspace.rawDir);
  const wanted = names.length === 0 ? ids : [...new Set(names.map((name) => findDocument(name, ids)))];
  return locked(session, workspace, { command: "clean" }, () => cleanInto(session, workspace, tools, wanted));
}

/** Pages that a person put into raw/ by hand are none of its documents. */
async function sayForeign(session: Session, rawDir: string): Promise<void> {
  const foreign = listPages(rawDir).pages.filter((file) => parseRawFileName(file) === undefined);
  if (foreign.length === 0) return;
  const more = foreign.length === 1 ? "" : `, and ${foreign.length - 1} more,`;
  session.say(
    `raw/${visible(foreign[0]!)}${more} was not archived by newsift, and is left out: move it out of raw/, and bring it in with newsift ingest.`,
  );
}
