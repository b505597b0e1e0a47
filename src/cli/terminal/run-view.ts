/** A run as a person reads it. */
import type { PageEvent, RunCounts, RunRecord } from "../../archive/records/runs.ts";
import { duration } from "./amounts.ts";
import { runTable } from "./crawl-progress.ts";
import type { Session } from "./session.ts";
import { type Column, table, visible } from "./terminal.ts";
import type { Words } from "../../core/words/en.ts";
import { sayProblem } from "../../core/words/words.ts";
import { formatShare } from "../../core/words/say.ts";

/** @param pages what became of each address; none: they are not shown */
export function printRun(session: Session, run: RunRecord, pages: readonly PageEvent[]): void {
  const { paint, columns, words } = session;
  const { id, began, ended, by, outcome, sources, problems, errors, verdicts } = run;
  session.print(paint("bold", id));
  session.print(`began    ${moment(began)}, by ${by === "person" ? "a person" : "the schedule"}`);
  if (ended !== undefined) {
    session.print(`ended    ${moment(ended)}, after ${duration(Date.parse(ended) - Date.parse(began))}`);
  }
  session.print(`outcome  ${outcome}`);
  session.print(`sources  ${sources.join(" ")}`);
  for (const problem of problems) session.print(visible(`! ${sayProblem(words, problem)}`));
  session.print("");
  for (const line of sourceTable(run, session)) session.print(line);
  session.print("");
  for (const line of runTable(run, paint, columns)) session.print(line);
  for (const [name, tally] of [
    ["errors", errors],
    ["verdicts", verdicts],
  ] as const) {
    const parts = Object.entries(tally).toSorted(([, a], [, b]) => b - a);
    if (parts.length > 0)
      session.print(`${name}: ${parts.map(([what, number]) => `${number} ${what}`).join(", ")}`);
  }
  if (pages.length > 0) session.print("");
  for (const page of pages) session.print(visible(showFate(page, words)));
}

function sourceTable({ bySource }: RunRecord, { paint, columns }: Session): readonly string[] {
  const right = (name: string): Column => ({ name, align: "right" });
  return table(
    [
      { name: "source", max: 32 },
      ...["links", "fetched", "new", "changed", "errors", "articles", "kept"].map(right),
    ],
    Object.entries(bySource).map(([source, counts]) => [
      visible(source),
      ...[counts.links, counts.fetched, counts.new, counts.changed, counts.errors, counts.articles].map(
        String,
      ),
      keptShare(counts),
    ]),
    paint,
    columns,
  );
}

/** Of the visible characters of its articles. */
function keptShare({ rawChars, cleanChars }: RunCounts): string {
  return rawChars === 0 ? "" : formatShare(cleanChars / rawChars);
}

function showFate({ fate, url, document, verdict, error, message }: PageEvent, words: Words): string {
  const end = fate === "cleaned" ? verdict! : words.pageStatus[fate];
  const details = [
    document === undefined ? "" : ` → ${document}`,
    error === undefined ? "" : `  ${error}: ${message ?? ""}`,
  ];
  return `${end}  ${url}${details.join("")}`;
}

/** To the second, in UTC like everything that newsift writes down. */
function moment(time: string): string {
  return `${time.slice(0, 19).replace("T", " ")} UTC`;
}
