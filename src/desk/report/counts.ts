/** How many documents and characters, by stage, by source and by time. */
import type { VerdictKind } from "../../core/document/verdict.ts";
import type { ReportedDocument } from "./document.ts";

/** Where the characters of some documents went; lengths are visible code points. */
export interface Characters {
  readonly raw: number;
  readonly kept: number;
  /** Taken out of articles by stages. */
  readonly removed: number;
  /** On pages that are no articles. */
  readonly rejected: number;
}

export function charactersOf(documents: readonly ReportedDocument[]): Characters {
  let [raw, kept, rejected] = [0, 0, 0];
  for (const { verdict, rawChars, cleanChars } of documents) {
    raw += rawChars;
    kept += cleanChars;
    if (verdict !== "article") rejected += rawChars;
  }
  return { raw, kept, removed: raw - kept - rejected, rejected };
}

export interface StageCount {
  readonly stage: string;
  /** Articles that it took something from, or changed something in. */
  readonly documents: number;
  readonly removedChars: number;
  readonly replacements: number;
}

/** What each stage did to articles, the one that removed most first. */
export function stagesOf(documents: readonly ReportedDocument[]): readonly StageCount[] {
  const stages = new Map<
    string,
    { stage: string; documents: number; removedChars: number; replacements: number }
  >();
  for (const { removed, replaced } of documents.filter(({ verdict }) => verdict === "article")) {
    for (const stage of new Set([...Object.keys(removed), ...Object.keys(replaced)])) {
      const count = stages.get(stage) ?? { stage, documents: 0, removedChars: 0, replacements: 0 };
      count.documents += 1;
      count.removedChars += removed[stage] ?? 0;
      count.replacements += replaced[stage] ?? 0;
      stages.set(stage, count);
    }
  }
  return [...stages.values()].toSorted(
    (a, b) => b.removedChars - a.removedChars || b.replacements - a.replacements,
  );
}

export interface SourceCount {
  readonly source: string | undefined;
  readonly documents: number;
  readonly articles: number;
  readonly characters: Characters;
  readonly stages: readonly StageCount[];
}

/** The source with most documents first. */
export function sourcesOf(documents: readonly ReportedDocument[]): readonly SourceCount[] {
  return [...Map.groupBy(documents, ({ source }) => source)]
    .map(([source, own]) => ({
      source,
      documents: own.length,
      articles: own.filter(({ verdict }) => verdict === "article").length,
      characters: charactersOf(own),
      stages: stagesOf(own),
    }))
    .toSorted((a, b) => b.documents - a.documents || (`${a.source}` < `${b.source}` ? -1 : 1));
}

export type Verdicts = Readonly<Partial<Record<VerdictKind, number>>>;

export function verdictsOf(documents: readonly ReportedDocument[]): Verdicts {
  const verdicts: Partial<Record<VerdictKind, number>> = {};
  for (const { verdict } of documents) verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
  return verdicts;
}

export interface Period {
  /** `2026-11-20`, `2026-11` or `2026`. */
  readonly period: string;
  readonly documents: number;
  readonly verdicts: Verdicts;
}

const PERIODS_AT_MOST = 24;
/** Of a moment in ISO 8601, the finest first: day, month, year. */
const LENGTHS = [10, 7, 4] as const;

/** By the day of arrival, in Greenwich; by month or year where those are too many. */
export function periodsOf(documents: readonly ReportedDocument[]): readonly Period[] {
  const groups = LENGTHS.map((length) =>
    Map.groupBy(documents, ({ fetchedAt }) => fetchedAt.slice(0, length)),
  );
  const chosen = groups.find(({ size }) => size <= PERIODS_AT_MOST) ?? groups.at(-1)!;
  return [...chosen]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([period, own]) => ({ period, documents: own.length, verdicts: verdictsOf(own) }));
}
