import { statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { Command } from "commander";
import { WriteError } from "../../../core/errors.ts";
import type { Pipeline } from "../../../core/pipeline/create-pipeline.ts";
import type { Gathered } from "../../../desk/report/gather.ts";
import type { Workspace } from "../../../archive/files/workspace.ts";
import { jsonOption, workspaceOption } from "../../terminal/options.ts";
import type { JsonOption, WorkspaceOption } from "../../terminal/options.ts";
import type { Session } from "../../terminal/session.ts";
import { visible } from "../../terminal/terminal.ts";
import { chosenWorkspace } from "../../terminal/workspace.ts";

interface ReportOptions extends WorkspaceOption, JsonOption {
  readonly run?: string;
  readonly out?: string;
  readonly csv?: string;
  readonly timing?: boolean;
}

export function defineReport(program: Command, session: Session): void {
  program
    .command("report")
    .description(
      "tell of the whole corpus, or of one run, on a page: what was kept, what was removed, what is odd",
    )
    .option("--run <id>", "only what this run brought")
    .option("--out <file>", "where the page goes (default: .newsift/report.html in the workspace)")
    .option("--csv <path>", "tables for a spreadsheet: a folder for all, a .csv file for the documents")
    .option("--timing", "clean some documents in memory, and say which stages are slow")
    .addOption(workspaceOption)
    .addOption(jsonOption)
    .action(async (options: ReportOptions) => {
      const { gatherReport } = await import("../../../desk/report/gather.ts");
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
  const { loadConfig } = await import("../../../config/load.ts");
  const { openPipeline } = await import("../../../archive/corpus/configured-pipeline.ts");
  return openPipeline(workspace, loadConfig(workspace));
}

/** @returns their paths @throws {WriteError} */
async function writeFiles(gathered: Gathered, { page, table, tables }: Files): Promise<readonly string[]> {
  const { makeFolder, writeAtomically } = await import("../../../archive/files/atomic.ts");
  const { formatCsv } = await import("../../../desk/report/csv.ts");
  const { renderPage } = await import("../../../desk/report/page.ts");
  const { documentsTable, tablesOf } = await import("../../../desk/report/tables.ts");
  const files = new Map<string, string>();
  if (page !== undefined) files.set(page, await renderPage(gathered.report));
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
