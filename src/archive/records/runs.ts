/** runs/: a folder for each crawl, with its record and the fate of every page. */
import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import { WorkspaceError } from "../../core/errors.ts";
import { parseOwnJson, parseOwnLine } from "../../config/format-version.ts";
import type { Reason } from "../../core/document/finding.ts";
import type { VerdictKind } from "../../core/document/verdict.ts";
import { makeFolder, writeAtomically } from "../files/atomic.ts";
import { openJsonLines } from "../files/json-lines.ts";
import { isRunning, type ProcessIdentity, thisProcess } from "../files/process.ts";
import { namesIn, readIfPresent } from "../files/reading.ts";
import type { Workspace } from "../files/workspace.ts";

/** Pages, and what became of the documents that they were archived as. */
export interface RunCounts {
  /** Articles that lists, feeds and sitemaps name, known ones included. */
  readonly links: number;
  readonly found: number;
  /** Had from their servers, lists and unchanged ones included. */
  readonly fetched: number;
  /** The server said itself that they are what they were (304). */
  readonly notModified: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly errors: number;
  /** Of the new and changed documents: those that are articles, and those that are not. */
  readonly articles: number;
  readonly rejected: number;
  /** Visible code points of the articles, as they came and as they were written out. */
  readonly rawChars: number;
  readonly cleanChars: number;
  /** Visible code points removed from the articles, by stage. */
  readonly removed: Readonly<Record<string, number>>;
}

/** `degraded`: it ended, but something that was expected did not come. */
export type RunOutcome = "running" | "ok" | "degraded" | "failed" | "interrupted";

/** Kinds of what was expected and did not come: `core/words` says each. */
export const runProblemIds = [
  "listing-lost",
  "listing-empty",
  "listing-broken-off",
  "listing-too-long",
  "no-articles",
  "pages-failed",
  "pages-waiting",
  "articles-lost",
  "drift-links",
  "drift-new",
  "drift-articles",
  "drift-removed",
  "drift-length",
  "stopped-by-error",
  "said",
] as const;
export type RunProblemId = (typeof runProblemIds)[number];

/** Something that was expected and did not come. */
export interface RunProblem extends Reason<RunProblemId> {
  readonly source?: string;
  readonly host?: string;
}

/** The version that is written; version 1, in which problems were sentences, is read. */
const RECORD_VERSION = 2;

export interface RunRecord {
  readonly version: 2;
  /** `2026-03-09T063000123Z-1f0c4b2a`: in order of time. */
  readonly id: string;
  readonly by: "person" | "schedule";
  readonly sources: readonly string[];
  /** ISO 8601, UTC. */
  readonly began: string;
  readonly ended?: string;
  readonly outcome: RunOutcome;
  readonly problems: readonly RunProblem[];
  /** The hash of the pipeline that cleaned what came. */
  readonly pipeline: string;
  /** By source: the hash of what decides what comes from it. Runs are alike where it is the same. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly counts: RunCounts;
  readonly bySource: Readonly<Record<string, RunCounts>>;
  readonly byHost: Readonly<Record<string, RunCounts>>;
  /** Pages that failed, by the class of their error. */
  readonly errors: Readonly<Record<string, number>>;
  /** Of the new and changed documents. */
  readonly verdicts: Readonly<Partial<Record<VerdictKind, number>>>;
}

export const pageStatuses = [
  "found",
  "listed",
  "new",
  "changed",
  "unchanged",
  "not-modified",
  "failed",
  "cleaned",
] as const;

/** What happened to a page. Its last line tells its end: a page that is `found` and no more was not asked for. */
export interface PageEvent {
  readonly url: string;
  readonly source: string;
  /** `listed`: a feed or sitemap, read for the addresses in it. */
  readonly fate: (typeof pageStatuses)[number];
  readonly document?: string;
  /** Of one that was cleaned. */
  readonly verdict?: VerdictKind;
  /** The class of the error, and what it says. */
  readonly error?: string;
  readonly message?: string;
}

/** What is known of a run when it is over. */
export type RunResult = Pick<
  RunRecord,
  "outcome" | "problems" | "counts" | "bySource" | "byHost" | "errors" | "verdicts"
>;

export interface Run {
  readonly id: string;
  /** Adds a line for a page. */
  note(fate: PageEvent): void;
  /** Writes the record for good. */
  end(result: RunResult): RunRecord;
}

export const NO_COUNTS: RunCounts = {
  links: 0,
  found: 0,
  fetched: 0,
  notModified: 0,
  new: 0,
  changed: 0,
  unchanged: 0,
  errors: 0,
  articles: 0,
  rawChars: 0,
  cleanChars: 0,
  rejected: 0,
  removed: {},
};

const RUN_ID = /^\d{4}-\d{2}-\d{2}T\d{9}Z-[0-9a-f]{8}$/u;

/**
 * Begins the record of a run: until it is ended, it says that the run is under way.
 * @throws {WriteError}
 */
export function beginRun(
  workspace: Workspace,
  { by, sources, pipeline, settings = {} }: Pick<RunRecord, "by" | "sources" | "pipeline" | "settings">,
): Run {
  const began = new Date().toISOString();
  const id = `${began.replaceAll(/[:.]/gu, "")}-${randomBytes(4).toString("hex")}`;
  const head = { version: RECORD_VERSION, id, by, sources, began } as const;
  const write = (rest: Omit<RunRecord, keyof typeof head>) => {
    const record: RunRecord = { ...head, ...rest };
    const holder = { ...thisProcess, host: hostname() };
    writeAtomically(recordPath(workspace, id), `${JSON.stringify({ ...record, holder }, null, 2)}\n`);
    return record;
  };
  const fates = openJsonLines(fatesPath(workspace, id));
  makeFolder(join(workspace.runsDir, id));
  write({ pipeline, settings, ...nothingYet });
  return {
    id,
    note: fates.write,
    end(result) {
      fates.close();
      return write({ pipeline, settings, ended: new Date().toISOString(), ...result });
    },
  };
}

const nothingYet: RunResult = {
  outcome: "running",
  problems: [],
  counts: NO_COUNTS,
  bySource: {},
  byHost: {},
  errors: {},
  verdicts: {},
};

/**
 * The runs of a workspace, the latest first. One whose process is gone before it ended was interrupted.
 * @param last so many of them; default: all
 * @throws {WorkspaceError} where a record is damaged
 */
export function readRuns(workspace: Workspace, last = Infinity): readonly RunRecord[] {
  return listRuns(workspace)
    .slice(0, last)
    .flatMap((id) => readIfWritten(workspace, id) ?? []);
}

/** Ids of all runs, the latest first, those included that were killed as they began and have no record. */
export function listRuns(workspace: Workspace): readonly string[] {
  return namesIn(workspace.runsDir)
    .filter((name) => RUN_ID.test(name))
    .toSorted()
    .toReversed();
}

/** When a run began, by its id: ISO 8601, UTC. */
export function beganOf(id: string): string {
  return id.replace(/T(\d\d)(\d\d)(\d\d)(\d{3})Z.*$/u, "T$1:$2:$3.$4Z");
}

/** @throws {WorkspaceError} where there is no such run, or its record is damaged */
export function readRun(workspace: Workspace, id: string): RunRecord {
  const record = RUN_ID.test(id) ? readIfWritten(workspace, id) : undefined;
  if (record !== undefined) return record;
  throw new WorkspaceError(`There is no run "${id}" in ${workspace.runsDir}: newsift runs lists them.`);
}

/** What happened to the pages of a run, in order; what a killed run left half written is left out. */
export async function* readPageEvents(
  workspace: Workspace,
  id: string,
): AsyncGenerator<PageEvent, undefined> {
  readRun(workspace, id);
  const path = fatesPath(workspace, id);
  if (readIfPresent(path) === undefined) return;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    const fate = parseOwnLine(line, path, fateSchema);
    if (fate !== undefined) yield fate as PageEvent;
  }
}

/**
 * @returns undefined where there is no such run, or it was killed as it began: then nothing happened in it
 * @throws {WorkspaceError} where its record is damaged
 */
export function readIfWritten(workspace: Workspace, id: string): RunRecord | undefined {
  const path = recordPath(workspace, id);
  const text = readIfPresent(path)?.toString("utf8");
  if (text === undefined) return undefined;
  const found = parseOwnJson(
    text,
    path,
    recordSchema,
    (cause) =>
      new WorkspaceError(
        `${path} is damaged: it is not the JSON that newsift wrote. Delete its folder; nothing else needs it.`,
        { cause },
      ),
    RECORD_VERSION,
  );
  const { holder, ...record } = found as unknown as RunRecord & { readonly holder: Holder };
  return record.outcome === "running" && isGone(holder) ? { ...record, outcome: "interrupted" } : record;
}

/** A damaged record is as good as none to whoever looks over many. */
export function readIfSound(workspace: Workspace, id: string): RunRecord | undefined {
  try {
    return readIfWritten(workspace, id);
  } catch (error) {
    if (!(error instanceof WorkspaceError)) throw error;
    return undefined;
  }
}

type Holder = ProcessIdentity & { readonly host: string };

function isGone(holder: Holder): boolean {
  return holder.host === hostname() && !isRunning(holder);
}

/** What reading relies on; the rest is handed through as it stands. */
const recordSchema = z.looseObject({
  version: z
    .int()
    .min(1)
    .max(RECORD_VERSION)
    .transform(() => RECORD_VERSION),
  id: z.string(),
  by: z.enum(["person", "schedule"]),
  sources: z.array(z.string()),
  began: z.iso.datetime(),
  ended: z.iso.datetime().optional(),
  outcome: z.enum(["running", "ok", "degraded", "failed", "interrupted"]),
  problems: z.array(
    z
      .looseObject({ what: z.string() })
      .transform(({ what, ...about }) => ({ ...about, id: "said", evidence: { sentence: what } }))
      .or(z.looseObject({ id: z.string(), evidence: z.record(z.string(), z.unknown()) })),
  ),
  pipeline: z.string(),
  settings: z.record(z.string(), z.string()).optional(),
  counts: z.looseObject({}),
  bySource: z.record(z.string(), z.looseObject({})),
  byHost: z.record(z.string(), z.looseObject({})),
  errors: z.record(z.string(), z.number()),
  verdicts: z.record(z.string(), z.number()),
  holder: z.looseObject({ pid: z.int(), start: z.number(), host: z.string() }),
});

const fateSchema = z.looseObject({ url: z.string(), source: z.string(), fate: z.string() });

function recordPath(workspace: Workspace, id: string): string {
  return join(workspace.runsDir, id, "run.json");
}

function fatesPath(workspace: Workspace, id: string): string {
  return join(workspace.runsDir, id, "pages.jsonl");
}

/** The log of a run. */
export function logPath({ runsDir }: Workspace, id: string): string {
  return join(runsDir, id, "log.jsonl");
}
