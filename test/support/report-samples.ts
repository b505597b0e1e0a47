/** A report with every section, and strings in it that a hostile page could bring. */
import type { RunRecord } from "../../src/archive/records/runs.ts";
import { NO_COUNTS } from "../../src/archive/records/runs.ts";
import type { ReportedDocument } from "../../src/desk/report/document.ts";
import { createReport } from "../../src/desk/report/report.ts";
import type { Report } from "../../src/desk/report/report.ts";

/** Documents of a host that redesigns its pages on the last day. */
export function documentsOf(host: string, text = "水磨又转了起来"): readonly ReportedDocument[] {
  return Array.from({ length: 24 }, (_, at): ReportedDocument => {
    const isOver = at >= 20;
    return {
      document: `${String(at).padStart(3, "0")}_${String(at).padStart(16, "0")}`,
      url: `https://${host}/${at}.html`,
      host,
      source: text,
      fetchedAt: new Date(Date.UTC(2031, 4, 1 + Math.floor(at / 4), 8, at)).toISOString(),
      title: text,
      published: undefined,
      verdict: at % 11 === 10 ? "listing" : "article",
      rawChars: 1000,
      cleanChars: at % 11 === 10 ? 0 : isOver ? 90 : 600 + (at % 5),
      removed: { [text]: 200, navigation: 100 },
      replaced: { punctuation: 3 },
      isPart: false,
      isIncomplete: at === 3,
      isBrokenOff: false,
      flags: at === 5 ? 2 : 0,
      pipeline: at === 0 ? "other" : "p",
      replaces: undefined,
      worth: at % 11 === 10 ? 0 : 3,
    };
  });
}

export function runCalled(id: string, text: string): RunRecord {
  return {
    version: 2,
    id,
    by: "person",
    sources: [text],
    began: "2031-05-06T08:00:00.000Z",
    ended: "2031-05-06T08:09:00.000Z",
    outcome: "degraded",
    problems: [{ source: text, id: "said", evidence: { sentence: text } }],
    pipeline: "p",
    counts: { ...NO_COUNTS, found: 30, fetched: 24, new: 24 },
    bySource: {},
    byHost: {},
    errors: {},
    verdicts: {},
  };
}

/** @param text stands wherever a page, a file or a person could have put something */
export function reportWith(text: string, isOfRun = false): Report {
  const documents = documentsOf(text, text);
  const run = runCalled("2031-05-06T080000Z-0123abcd", text);
  return createReport({
    workspace: text,
    run: isOfRun ? run : undefined,
    funnel: [],
    archived: 26,
    documents,
    all: documents,
    firsts: new Map([[documents[7]!.document, documents[2]!.document]]),
    repeatedLines: [{ text, documents: 20, hosts: 1, stage: "copyright" }],
    runs: [run],
    damaged: [{ document: "025_0123456789abcdef", message: `${text} is damaged.` }],
    timing: {
      documents: 10,
      stages: [{ stage: text, milliseconds: 12, slowest: { document: text, milliseconds: 3 } }],
    },
  });
}
