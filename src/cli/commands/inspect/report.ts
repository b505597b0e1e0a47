import { statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { Command } from "commander";
import { openPipeline } from "../../../archive/corpus/configured-pipeline.ts";
import { makeFolder, writeAtomically } from "../../../archive/files/atomic.ts";
import type { Workspace } from "../../../archive/files/workspace.ts";
import { loadConfig } from "../../../config/load.ts";
import { WriteError } from "../../../core/errors.ts";
import type { Pipeline } from "../../../core/pipeline/create-pipeline.ts";
import { formatCsv } from "../../../desk/report/csv.ts";
import { type Gathered, gatherReport } from "../../../desk/report/gather.ts";
import { renderReport } from "../../../desk/report/page.ts";
import { documentsTable, tablesOf } from "../../../desk/report/tables.ts";
import {
  type JsonOption,
  type WorkspaceOption,
  jsonOption,
  workspaceOption,
} from "../../terminal/options.ts";
import type { Session } from "../../terminal/session.ts";
import { visible } from "../../terminal/terminal.ts";
import { chosenWorkspace } from "../../terminal/workspace.ts";

interface ReportOptions extends WorkspaceOption, JsonOption {
  readonly run?: string;
  readonly out?: string;
  readonly csv?: string;
  readonly timing?: boolean;
}

export function defineReport(command: Command, session: Session): void {
  command
    .option("--run <id>", "only what this run brought")
    .option("--out <file>", "where the page goes (default: .newsift/report.html in the workspace)")
    .option("--csv <path>", "tables for a spreadsheet: a folder for all, a .csv file for the documents")
    .option("--timing", "clean some documents in memory, and say which stages are slow")
    .addOption(workspaceOption)
    .addOption(jsonOption)
    .action(async (options: ReportOptions) => {
      const workspace = await chosenWorkspace(session, options);
      const files = chosenFiles(session, workspace, options);
      const gathered = await gatherReport(workspace, {
        run: options.run,
        timed: options.timing ? await pipelineOf(workspace) : undefined,
        onDamage: (error) => session.fail(error),
        onDocument: (read, all) => {
          session.status(`read ${read} of ${all}`);
          session.io.signal?.throwIfAborted();
        },
      });
      const written = await writeFiles(gathered, files);
      if (options.json) return session.printJson({ ...gathered.report, failures: session.failures });
      for (const path of written) session.print(visible(relative(session.io.cwd, path)));
    });
}

/** Absolute paths of what is to be written. */
interface Files {
  readonly page?: string;
  /** For a table of the documents. */
  readonly table?: string;
  /** For a table of each section. */
  readonly tables?: string;
}

/** @throws {WriteError} before the work where a file could not be written after it */
function chosenFiles(session: Session, workspace: Workspace, { out, csv, json }: ReportOptions): Files {
  const pathOf = (name: string) => resolve(session.io.cwd, name);
  if (out !== undefined) refuseFolder(pathOf(out));
  for (const file of [out, csv]) if (file !== undefined) refuseMissingFolder(pathOf(file), file === csv);
  const needsPage = csv === undefined && !json;
  if (out === undefined && needsPage) return { page: join(workspace.stateDir, "report.html") };
  return {
    ...(out === undefined ? {} : { page: pathOf(out) }),
    ...(csv === undefined ? {} : { [isTable(csv) ? "table" : "tables"]: pathOf(csv) }),
  };
}

function refuseFolder(path: string): void {
  if (isFolder(path))
    throw new WriteError(`${path} is a folder: name a file for the page, such as report.html.`);
}

function refuseMissingFolder(path: string, mayBeFolder: boolean): void {
  const folder = mayBeFolder && !isTable(path) ? path : dirname(path);
  if (isFolder(folder)) return;
  throw new WriteError(
    `The report cannot be written: ${folder} is no folder. Make it first, or name another.`,
  );
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function isTable(path: string): boolean {
  return path.toLowerCase().endsWith(".csv");
}

async function pipelineOf(workspace: Workspace): Promise<Pipeline> {
  return openPipeline(workspace, loadConfig(workspace));
}

/** @returns their paths @throws {WriteError} */
async function writeFiles(gathered: Gathered, { page, table, tables }: Files): Promise<readonly string[]> {
  const files = new Map<string, string>();
  if (page !== undefined) files.set(page, await renderReport(gathered.report));
  if (table !== undefined) files.set(table, formatCsv(documentsTable(gathered.documents)));
  for (const one of tables === undefined ? [] : tablesOf(gathered)) {
    files.set(join(tables!, `${one.name}.csv`), formatCsv(one));
  }
  for (const [path, text] of files) {
    makeFolder(dirname(path));
    writeAtomically(path, text);
  }
  return [...files.keys()];
}
