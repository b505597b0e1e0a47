/** What `clean` is asked to show without writing: archived documents and loose files, each with its pipeline. */
import { existsSync } from "node:fs";
import { basename, extname, resolve } from "node:path";
import { openCleaningTools } from "../../archive/corpus/clean-article.ts";
import { openNamedPipeline, openPipeline } from "../../archive/corpus/configured-pipeline.ts";
import { readPageFile } from "../../archive/formats/read-file.ts";
import { parseId } from "../../archive/raw/numbering.ts";
import type { DecisionLog } from "../../archive/records/decisions.ts";
import { loadConfig } from "../../config/load.ts";
import type { Page } from "../../core/page/page.ts";
import { UsageError } from "../../core/errors.ts";
import type { Pipeline } from "../../core/pipeline/create-pipeline.ts";
import { findDocument } from "./documents.ts";
import type { WorkspaceOption } from "./options.ts";
import type { Session } from "./session.ts";
import { chosenWorkspace } from "./workspace.ts";

export interface PagesToCleanOptions extends WorkspaceOption {
  readonly language?: "zh" | "any";
  /** Stages and reasons that are left out. */
  readonly without?: readonly string[];
}

export interface PageToClean {
  readonly page: Page;
  readonly id: string;
  readonly pipeline: Pipeline;
  /** What people decided about it; absent for a loose file. */
  readonly decisions?: DecisionLog;
}

/**
 * @param names of archived documents, or paths of loose files; a document of that very id comes first.
 *   None: all that is archived
 * @throws {UsageError} where an option does not go with what is named
 * @throws {WorkspaceError} where a name is neither
 */
export async function* pagesToClean(
  session: Session,
  names: readonly string[],
  options: PagesToCleanOptions,
): AsyncGenerator<PageToClean, undefined> {
  const isLoose = (name: string) =>
    existsSync(resolve(session.io.cwd, name)) && parseId(basename(name, extname(name))) === undefined;
  const loose = names.filter(isLoose);
  if (loose.length > 0) yield* loosePages(session, loose, options);
  if (loose.length < names.length || names.length === 0) {
    yield* archivedPages(
      session,
      names.filter((name) => !isLoose(name)),
      options,
    );
  }
}

async function* loosePages(
  session: Session,
  names: readonly string[],
  { workspace, language = "zh", without = [] }: PagesToCleanOptions,
): AsyncGenerator<PageToClean, undefined> {
  if (workspace !== undefined)
    throw new UsageError("A loose file needs no workspace: leave out --workspace.");
  const pipeline = openNamedPipeline({ language, without });
  for (const name of names) {
    const { page } = await readPageFile(resolve(session.io.cwd, name));
    yield { page, id: basename(name, extname(name)), pipeline };
  }
}

async function* archivedPages(
  session: Session,
  names: readonly string[],
  options: PagesToCleanOptions,
): AsyncGenerator<PageToClean, undefined> {
  if (options.language !== undefined) {
    throw new UsageError("--language goes with loose files: a workspace's stands in config/newsift.yaml.");
  }
  const workspace = await chosenWorkspace(session, options);
  const pipeline = openPipeline(workspace, loadConfig(workspace), options.without);
  const { raw, decisions } = openCleaningTools(workspace, pipeline);
  const ids = await raw.list();
  const wanted = names.length === 0 ? ids : [...new Set(names.map((name) => findDocument(name, ids)))];
  for (const id of wanted) yield { page: (await raw.read(id)).page, id, pipeline, decisions };
}
