/** The report as tables for spreadsheets. */
import type { Cell, Table } from "./csv.ts";
import { currentWholes, removedShare } from "./document.ts";
import type { ReportedDocument } from "./document.ts";
import type { Gathered } from "./gather.ts";

/** One row a document. Lengths are visible code points. */
export function documentsTable(documents: readonly ReportedDocument[]): Table {
  const current = new Set(currentWholes(documents));
  return tableOf("documents", documents, {
    document: (one) => one.document,
    verdict: (one) => one.verdict,
    title: (one) => one.title,
    published: (one) => one.published,
    host: (one) => one.host,
    source: (one) => one.source,
    fetched_at: (one) => one.fetchedAt,
    url: (one) => one.url,
    raw_chars: (one) => one.rawChars,
    clean_chars: (one) => one.cleanChars,
    removed_share: (one) => rounded(removedShare(one)),
    flags: (one) => one.flags,
    incomplete: (one) => Number(one.isIncomplete),
    broken_off: (one) => Number(one.isBrokenOff),
    replaces: (one) => one.replaces,
    current: (one) => Number(current.has(one)),
    pipeline: (one) => one.pipeline,
  });
}

/** The documents, and a table for each section of the report. */
export function tablesOf({ report, documents }: Gathered): readonly Table[] {
  return [
    documentsTable(documents),
    tableOf("funnel", report.funnel.flatMap(withLosses), {
      step: ({ step }) => step,
      count: ({ count }) => count,
      lost: ({ loss }) => loss?.count,
      lost_as: ({ loss }) => loss?.what,
    }),
    tableOf("stages", report.stages, {
      stage: ({ stage }) => stage,
      documents: (one) => one.documents,
      removed_chars: ({ removedChars }) => removedChars,
      replacements: ({ replacements }) => replacements,
    }),
    tableOf("sources", report.sources, {
      source: ({ source }) => source,
      documents: (one) => one.documents,
      articles: ({ articles }) => articles,
      raw_chars: ({ characters }) => characters.raw,
      kept_chars: ({ characters }) => characters.kept,
      removed_chars: ({ characters }) => characters.removed,
      rejected_chars: ({ characters }) => characters.rejected,
    }),
    tableOf(
      "sources-by-stage",
      report.sources.flatMap(({ source, stages }) => stages.map((stage) => ({ source, ...stage }))),
      {
        source: ({ source }) => source,
        stage: ({ stage }) => stage,
        documents: (one) => one.documents,
        removed_chars: ({ removedChars }) => removedChars,
      },
    ),
    tableOf(
      "verdicts",
      report.periods.flatMap(({ period, verdicts }) =>
        Object.entries(verdicts).map((one) => [period, ...one]),
      ),
      { period: ([period]) => period, verdict: ([, kind]) => kind, documents: ([, , count]) => count },
    ),
    tableOf(
      "hosts",
      report.hosts.flatMap(({ host, points }) => points.map((point) => ({ host, ...point }))),
      {
        host: ({ host }) => host,
        from: ({ from }) => from,
        to: ({ to }) => to,
        documents: (one) => one.documents,
        removed_share: ({ share }) => rounded(share),
        expected_low: ({ band }) => band && rounded(band.low),
        expected_high: ({ band }) => band && rounded(band.high),
        jumped: ({ hasJumped }) => Number(hasJumped),
      },
    ),
    tableOf("repeated-lines", report.repeatedLines, {
      line: ({ text }) => text,
      documents: (one) => one.documents,
      hosts: ({ hosts }) => hosts,
      stage: ({ stage }) => stage,
    }),
    tableOf("duplicates", report.duplicates, {
      document: ({ document }) => document,
      same_as: ({ of }) => of,
      host: ({ host }) => host,
      title: ({ title }) => title,
    }),
  ];
}

function tableOf<Item>(
  name: string,
  items: readonly Item[],
  columns: Readonly<Record<string, (item: Item) => Cell>>,
): Table {
  const cells = Object.values(columns);
  return { name, head: Object.keys(columns), rows: items.map((item) => cells.map((cell) => cell(item))) };
}

/** A row for the step, then one for each loss in front of it. */
function withLosses({ step, count, lost }: Gathered["report"]["funnel"][number]) {
  return [{ step, count, loss: undefined }, ...lost.map((loss) => ({ step, count: undefined, loss }))];
}

function rounded(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}
