/** What became of documents: a table for people, the same facts for machines. */
import { DegradedError } from "../../core/errors.ts";
import type { Outcome } from "../../archive/clean/clean.ts";
import type { IncompleteReason, Receipt } from "../../core/document/receipt.ts";
import type { VerdictKind } from "../../core/document/verdict.ts";
import type { Session } from "./session.ts";
import { table, visible } from "./terminal.ts";
import type { Paint, Style } from "./terminal.ts";
import { withoutUndefined } from "../../core/without-undefined.ts";
import { say } from "../../core/words/say.ts";
import { en } from "../../core/words/en.ts";

/** A document in the result of `--json`. */
export interface DocumentSummary {
  readonly document: string;
  /** What became of the files in clean/. */
  readonly outcome?: Outcome;
  readonly url?: string;
  readonly verdict: VerdictKind;
  readonly reasons: readonly string[];
  readonly title?: string;
  readonly published?: string;
  readonly source?: string;
  /** The first document with the same text, at another address. */
  readonly duplicateOf?: string;
  /** The documents that are its further pages, and why something is missing. */
  readonly parts?: readonly string[];
  readonly incomplete?: true;
  readonly incompleteBecause?: readonly IncompleteReason[];
  /** The document that it is a further page of. */
  readonly continues?: string;
  /** Decisions that do not fit it any more, and were not applied. */
  readonly stale?: readonly string[];
  /** Visible code points of the raw page, and of the clean text: 0 where there is none. */
  readonly rawChars: number;
  readonly cleanChars: number;
  /** Visible code points removed, by stage. */
  readonly removed: Readonly<Record<string, number>>;
}

export function summarize(receipt: Receipt, outcome?: Outcome): DocumentSummary {
  const { document, url, verdict, metadata, counts, parts, continues, stale } = receipt;
  const { incomplete, incompleteBecause } = receipt;
  return withoutUndefined({
    document,
    outcome,
    url,
    verdict: verdict.kind,
    reasons: verdict.reasons.map((reason) => say(en.verdictReasons, reason)),
    title: metadata.title,
    published: metadata.published,
    source: metadata.source,
    parts,
    incomplete,
    incompleteBecause,
    continues,
    stale,
    rawChars: counts.chars,
    cleanChars: receipt.textSha256 === undefined ? 0 : counts.keptChars,
    removed: counts.removed,
  });
}

/** Some documents as a table, then the count of all. */
export function printSummaries(
  session: Session,
  all: readonly DocumentSummary[],
  shown: readonly DocumentSummary[],
): void {
  if (shown.length > 0) {
    for (const line of summaryTable(shown, session)) session.print(line);
    session.print("");
  }
  for (const { document, duplicateOf } of shown) {
    if (duplicateOf !== undefined) session.print(`${document} says the same as ${duplicateOf}`);
  }
  for (const summary of shown) {
    if (summary.incomplete) session.print(`${summary.document} is incomplete: ${whatIsMissing(summary)}`);
  }
  for (const summary of shown) {
    if (summary.verdict !== "article")
      session.print(`${visible(summary.document)} is ${showRefusal(summary)}`);
  }
  const counts = [countVerdicts(all)];
  const duplicates = all.filter(({ duplicateOf }) => duplicateOf !== undefined).length;
  if (duplicates > 0) counts.push(`duplicates: ${duplicates}`);
  if (shown.length < all.length) counts.push(`unchanged: ${all.length - shown.length}`);
  // What was expected of a source and did not come is no failure of its own: what kept it away is counted.
  const failed = session.failures.filter(({ error }) => error !== DegradedError.name).length;
  if (failed > 0) counts.push(`failed: ${failed}`);
  session.print(counts.join("; "));
}

/** The documents of which a file was written or removed. */
export function changedOnes(summaries: readonly DocumentSummary[]): readonly DocumentSummary[] {
  return summaries.filter(({ outcome }) => outcome !== "unchanged");
}

function summaryTable(summaries: readonly DocumentSummary[], { paint, columns }: Session): readonly string[] {
  return table(
    [
      { name: "document", max: 24 },
      { name: "verdict" },
      { name: "title", max: 32 },
      { name: "raw", align: "right" },
      { name: "clean", align: "right" },
      { name: "removed by stage" },
    ],
    summaries.map((summary) => [
      visible(summary.document),
      paint(verdictStyle(summary.verdict), summary.verdict),
      visible(summary.title ?? ""),
      String(summary.rawChars),
      summary.verdict === "article" ? String(summary.cleanChars) : "–",
      showRemoved(summary.removed),
    ]),
    paint,
    columns,
  );
}

/** The document in two or three lines: what it is, where it comes from, what went. */
export function showHead(summary: DocumentSummary, paint: Paint): readonly string[] {
  const { document, verdict, title = "", url, reasons, rawChars, cleanChars, removed } = summary;
  const { parts = [], incomplete } = summary;
  const style = verdictStyle(verdict);
  return [
    `${paint("bold", visible(document))}  ${paint(style, verdict)}  ${visible(title)}`.trimEnd(),
    ...(url === undefined ? [] : [visible(url)]),
    ...(parts.length === 0 ? [] : [`goes on in ${parts.map(visible).join(", ")}`]),
    ...(incomplete ? [`incomplete: ${whatIsMissing(summary)}`] : []),
    verdict === "article"
      ? `${rawChars} characters raw, ${cleanChars} clean; removed: ${showRemoved(removed) || "none"}`
      : `${rawChars} characters raw, no clean text: ${reasons.map(visible).join(" ")}`,
  ];
}

function whatIsMissing({ incompleteBecause = ["further-pages"] }: DocumentSummary): string {
  return incompleteBecause.map((reason) => en.incomplete[reason]).join("; ");
}

/** `no article (listing): Its lines are …`: what it is instead, and why. */
export function showRefusal({ verdict, reasons }: Pick<DocumentSummary, "verdict" | "reasons">): string {
  return `no article (${verdict}): ${reasons.map(visible).join(" ")}`;
}

/** `links 120, footer 40`: the largest first. */
function showRemoved(removed: Readonly<Record<string, number>>): string {
  return Object.entries(removed)
    .filter(([, chars]) => chars > 0)
    .toSorted(([, a], [, b]) => b - a)
    .map(([stage, chars]) => `${stage} ${chars}`)
    .join(", ");
}

/** `12 articles, 3 listing, 1 spam`. */
function countVerdicts(summaries: readonly DocumentSummary[]): string {
  const whole = summaries.filter(({ continues }) => continues === undefined);
  const byVerdict = Map.groupBy(whole, (summary) => summary.verdict);
  const articles = byVerdict.get("article")?.length ?? 0;
  const rejected = [...byVerdict]
    .filter(([verdict]) => verdict !== "article")
    .map(([verdict, own]) => `${own.length} ${verdict}`);
  return [`${articles} ${articles === 1 ? "article" : "articles"}`, ...rejected].join(", ");
}

function verdictStyle(verdict: VerdictKind): Style {
  return verdict === "article" ? "green" : "yellow";
}
