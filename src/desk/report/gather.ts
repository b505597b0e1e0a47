/** Gathers what a report says from sidecars, receipts and runs. No stage runs, and only counts are kept. */
import { basename } from "node:path";
import { NewsiftError, WorkspaceError } from "../../core/errors.ts";
import type { Pipeline } from "../../core/pipeline/create-pipeline.ts";
import { openCatalogue } from "../../archive/records/catalogue.ts";
import { openCleanStore } from "../../archive/clean/clean.ts";
import { openRawStore } from "../../archive/raw/raw.ts";
import { readPageEvents, readRun, readRuns } from "../../archive/records/runs.ts";
import type { PageEvent, RunRecord } from "../../archive/records/runs.ts";
import { readSidecar } from "../../archive/raw/sidecar.ts";
import type { Workspace } from "../../archive/files/workspace.ts";
import { reportedDocument } from "./document.ts";
import type { ReportedDocument } from "./document.ts";
import { funnelOfFates } from "./funnel.ts";
import type { FunnelStep } from "./funnel.ts";
import { countLines } from "./repeated-lines.ts";
import { createReport } from "./report.ts";
import type { Damage, Report } from "./report.ts";
import { createTimer, spread } from "./timing.ts";

export interface GatherOptions {
  /** The id of a run; default: the whole corpus. */
  readonly run?: string | undefined;
  /** To measure how long its stages take; default: nothing is measured. */
  readonly timed?: Pipeline | undefined;
  /** Called for what is damaged, as soon as it is found. */
  readonly onDamage: (error: NewsiftError) => void;
  /** Called for each document. */
  readonly onDocument?: (read: number, all: number) => void;
}

export interface Gathered {
  readonly report: Report;
  /** Those that the report is about, in order of number. */
  readonly documents: readonly ReportedDocument[];
}

const LINES_AT_MOST = 50;
const RUNS_AT_MOST = 30;
const TIMED_AT_MOST = 100;

/**
 * @throws {WorkspaceError} where nothing was cleaned yet, or there is no such run
 * @throws {WriteError} where the catalogue cannot be brought up to date
 */
export async function gatherReport(workspace: Workspace, options: GatherOptions): Promise<Gathered> {
  const scope = options.run === undefined ? wholeCorpus : await scopeOf(workspace, options.run);
  const raw = openRawStore(workspace);
  const clean = openCleanStore(workspace);
  const ids = await raw.list();
  const lines = countLines();
  const all: ReportedDocument[] = [];
  const damaged: Damage[] = [];
  for (const [at, id] of ids.entries()) {
    options.onDocument?.(at + 1, ids.length);
    await attempt(async () => {
      const { receipt } = clean.read(id);
      if (receipt === undefined) return;
      // One that was copied in by hand has no sidecar: what stands in for it is made from its bytes.
      const sidecar = readSidecar(workspace, id) ?? (await raw.read(id)).sidecar;
      const document = reportedDocument(id, receipt, sidecar);
      all.push(document);
      if (scope.isMeant(id) && !document.isPart) lines.add(document.host, receipt.changes);
    }, id);
  }
  if (all.length === 0 && damaged.length === 0) throw nothingToReport(ids.length);

  const documents = all.filter(({ document }) => scope.isMeant(document));
  const runs = (await attempt(async () => readRuns(workspace, RUNS_AT_MOST))) ?? [];
  const meant = ids.filter((id) => scope.isMeant(id));
  const timer = options.timed && createTimer(options.timed);
  for (const id of timer === undefined ? [] : spread(meant, TIMED_AT_MOST)) {
    await attempt(async () => timer!.time(id, (await raw.read(id)).page), id);
  }
  const report = createReport({
    workspace: basename(workspace.dir),
    run: scope.run,
    funnel: scope.funnel,
    archived: meant.length,
    documents,
    all,
    firsts: firstsWithSameText(workspace),
    repeatedLines: lines.top(LINES_AT_MOST),
    runs,
    damaged: damaged.filter(({ document }) => document === undefined || scope.isMeant(document)),
    timing: timer?.result(),
  });
  return { report, documents };

  /** What is damaged is named, and the rest goes on. */
  async function attempt<T>(read: () => Promise<T>, document?: string): Promise<T | undefined> {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof NewsiftError)) throw error;
      options.onDamage(error);
      damaged.push({ ...(document === undefined ? {} : { document }), message: error.message });
      return undefined;
    }
  }
}

/** What a report is about. */
interface Scope {
  readonly run: RunRecord | undefined;
  /** The way of a run's addresses to its pages. */
  readonly funnel: readonly FunnelStep[];
  isMeant(id: string): boolean;
}

const wholeCorpus: Scope = { run: undefined, funnel: [], isMeant: () => true };

/** What a run archived. The last line of a page tells its end. */
async function scopeOf(workspace: Workspace, id: string): Promise<Scope> {
  const run = readRun(workspace, id);
  const fates = new Map<string, PageEvent["fate"]>();
  const brought = new Set<string>();
  for await (const { url, fate, document } of readPageEvents(workspace, id)) {
    fates.set(url, fate);
    if (document !== undefined && (fate === "new" || fate === "changed")) brought.add(document);
  }
  return { run, funnel: funnelOfFates([...fates.values()]), isMeant: (document) => brought.has(document) };
}

function firstsWithSameText(workspace: Workspace): ReadonlyMap<string, string> {
  const catalogue = openCatalogue(workspace);
  try {
    return catalogue.duplicates();
  } finally {
    catalogue.close();
  }
}

function nothingToReport(archived: number): WorkspaceError {
  return new WorkspaceError(
    archived === 0
      ? "There is nothing to report yet: raw/ is empty. Get pages with `newsift crawl` or `newsift ingest`."
      : "There is nothing to report yet: no page was cleaned. Clean them with `newsift clean`.",
  );
}
