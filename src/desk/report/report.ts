/** What a report says of a corpus or a run: plain data, to be shown, printed as JSON or written as tables. */
import type { RunRecord } from "../../archive/records/runs.ts";
import { charactersOf, periodsOf, sourcesOf, stagesOf, verdictsOf } from "./counts.ts";
import type { Characters, Period, SourceCount, StageCount, Verdicts } from "./counts.ts";
import { currentWholes, type ReportedDocument } from "./document.ts";
import { funnelOfDocuments } from "./funnel.ts";
import type { FunnelStep } from "./funnel.ts";
import { historiesOf } from "./history.ts";
import type { HostHistory } from "./history.ts";
import type { RepeatedLine } from "./repeated-lines.ts";
import type { Timing } from "./timing.ts";
import { withoutUndefined } from "../../core/without-undefined.ts";

export interface Report {
  readonly version: 1;
  /** ISO 8601, UTC. */
  readonly made: string;
  /** The name of the workspace's folder. */
  readonly workspace: string;
  /** That the report is about; absent: it is about the whole corpus. */
  readonly run?: RunRecord;
  /** When the first and the last of its documents arrived; absent where there are none. */
  readonly arrived?: { readonly first: string; readonly last: string };
  readonly funnel: readonly FunnelStep[];
  /** Of documents: versions that stand for their page, and no further pages. So are the verdicts, stages and sources. */
  readonly characters: Characters;
  readonly verdicts: Verdicts;
  readonly periods: readonly Period[];
  readonly stages: readonly StageCount[];
  readonly sources: readonly SourceCount[];
  /** All versions that arrived until then, of the hosts that the report is about. */
  readonly hosts: readonly HostHistory[];
  readonly repeatedLines: readonly RepeatedLine[];
  readonly duplicates: readonly Duplicate[];
  /** The latest first. */
  readonly runs: readonly RunRecord[];
  /** Ids of what a person should look at. */
  readonly incomplete: readonly string[];
  /** Those of them that were not received to their end. */
  readonly brokenOff: readonly string[];
  readonly flagged: readonly string[];
  /** Hashes of the pipelines that cleaned the documents. */
  readonly pipelines: readonly string[];
  /** What could not be read, and was left out. */
  readonly damaged: readonly Damage[];
  readonly timing?: Timing;
}

export interface Duplicate {
  readonly document: string;
  readonly title: string;
  readonly host: string | undefined;
  /** The first document with the same text. */
  readonly of: string;
}

export interface Damage {
  /** Absent where it is no document that is damaged. */
  readonly document?: string;
  readonly message: string;
}

/** All that a report is made of. */
export interface Findings {
  readonly workspace: string;
  readonly run: RunRecord | undefined;
  /** The way of a run's addresses to its pages. */
  readonly funnel: readonly FunnelStep[];
  /** Pages in raw/ that the report is about. */
  readonly archived: number;
  /** Those of them that were cleaned, in order of number. */
  readonly documents: readonly ReportedDocument[];
  /** All of the corpus. */
  readonly all: readonly ReportedDocument[];
  /** The first document with the same text, by document. */
  readonly firsts: ReadonlyMap<string, string>;
  readonly repeatedLines: readonly RepeatedLine[];
  readonly runs: readonly RunRecord[];
  readonly damaged: readonly Damage[];
  readonly timing: Timing | undefined;
}

export function createReport(findings: Findings): Report {
  const { workspace, run, archived, documents, all, firsts, damaged, timing } = findings;
  const current = currentWholes(documents);
  const duplicates = duplicatesAmong(current, firsts);
  const times = documents.map(({ fetchedAt }) => fetchedAt).toSorted();
  const [first, last] = [times[0], times.at(-1)];
  const hosts = new Set(current.map(({ host }) => host));
  const isHistory = ({ host, fetchedAt, isPart }: ReportedDocument) =>
    !isPart && hosts.has(host) && fetchedAt <= (last ?? "");
  const way = funnelOfDocuments({
    archived,
    damaged: countUnread(damaged, documents),
    documents,
    current,
    duplicates: new Set(duplicates.map(({ document }) => document)),
  });
  return {
    version: 1,
    made: new Date().toISOString(),
    workspace,
    ...withoutUndefined({
      run,
      arrived: first === undefined || last === undefined ? undefined : { first, last },
    }),
    // A run's own way ends where that of the archived pages begins.
    funnel: [...findings.funnel, ...way.slice(findings.funnel.length === 0 ? 0 : 1)],
    characters: charactersOf(current),
    verdicts: verdictsOf(current),
    periods: periodsOf(current),
    stages: stagesOf(current),
    sources: sourcesOf(current),
    hosts: historiesOf(all.filter(isHistory)),
    repeatedLines: findings.repeatedLines,
    duplicates,
    runs: findings.runs,
    incomplete: current.filter(({ isIncomplete }) => isIncomplete).map(({ document }) => document),
    brokenOff: current.filter((one) => one.isBrokenOff).map(({ document }) => document),
    flagged: current.filter(({ flags }) => flags > 0).map(({ document }) => document),
    pipelines: [...new Set(documents.map(({ pipeline }) => pipeline.split("+")[0]!))],
    damaged,
    ...withoutUndefined({ timing }),
  };
}

/** A page can be damaged in two ways, and one that could not be timed was read all the same. */
function countUnread(damaged: readonly Damage[], documents: readonly ReportedDocument[]): number {
  const unread = new Set(damaged.flatMap(({ document }) => document ?? []));
  for (const { document } of documents) unread.delete(document);
  return unread.size;
}

function duplicatesAmong(
  documents: readonly ReportedDocument[],
  firsts: ReadonlyMap<string, string>,
): readonly Duplicate[] {
  return documents.flatMap(({ document, title, host }) => {
    const of = firsts.get(document);
    return of === undefined ? [] : [{ document, title, host, of }];
  });
}
