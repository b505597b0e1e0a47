/** The sections that list: hosts with their history, repeated lines, duplicates, times, runs. */
import { html } from "hono/html";
import type { RunRecord } from "../../archive/records/runs.ts";
import { history, strip } from "./charts.ts";
import type { Html } from "../pages/layout.ts";
import { DEVIATIONS, DOCUMENTS_A_POINT, EARLIER_AT_LEAST, LEAST_WIDTH } from "./history.ts";
import type { HostHistory } from "./history.ts";
import { tableSection } from "./page-table.ts";
import type { Report } from "./report.ts";
import { counted, days, percent } from "./words.ts";
import { sum } from "../../core/text/numbers.ts";
import { sayProblem } from "../../core/words/words.ts";
import { en } from "../../core/words/en.ts";
import { formatMinute } from "../../core/words/say.ts";

/** More points would run into each other. */
const POINTS_SHOWN = 60;

/** The share removed of each host, as time went on. */
export function hostsSection({ hosts }: Report): Html | "" {
  return tableSection({
    title: "Share removed per host",
    note: html`The share of a page that reached no clean text: the median over a day, or over as many days as
      it takes to have ${DOCUMENTS_A_POINT} documents; a page that is no article counts whole. The band is
      where it was to be expected: the median of at least ${EARLIER_AT_LEAST} earlier documents of the host,
      ±&nbsp;${DEVIATIONS} scaled median absolute deviations, and at least ${percent(LEAST_WIDTH)} to either
      side. <span class="alarm">▲</span> is a jump out of it: a new design, a paywall, a hacked page.`,
    items: hosts,
    columns: [
      { title: "host", kind: "name", cell: showHost },
      { title: "latest", kind: "number", cell: showLatest },
      {
        title: "0 to 100 %, up to the latest",
        kind: "chart",
        cell: ({ points }) => history(points.slice(-POINTS_SHOWN)),
      },
      { title: "expected", kind: "soft", cell: showExpected },
      { title: "documents", kind: "number", cell: ({ documents }) => documents },
    ],
  });
}

/** Breaks behind a dot, where it has to. */
function showHost({ host }: HostHistory): Html | string {
  if (host === undefined) return "without an address";
  return html`<bdi>${host.split(/(?<=\.)/u).map((part) => html`${part}<wbr />`)}</bdi>`;
}

function showLatest({ points }: HostHistory): Html | string {
  const { share, hasJumped } = points.at(-1)!;
  return hasJumped ? html`<span class="alarm">▲ ${percent(share)}</span>` : percent(share);
}

/** The band, and the last jump that there was. */
function showExpected({ points }: HostHistory): Html {
  const { band } = points.at(-1)!;
  const jump = points.findLast(({ hasJumped }) => hasJumped);
  return html`${band === undefined ? "too few earlier ones" : `${percent(band.low)} to ${percent(band.high)}`}
  ${jump && html`<span class="small">▲ ${days(jump.from, jump.to)}: ${percent(jump.share)}</span>`}`;
}

/** The lines that were removed from most documents. */
export function linesSection({ repeatedLines }: Report): Html | "" {
  return tableSection({
    title: "Lines removed most often",
    note: "Whole lines, once for each document that they were removed from.",
    items: repeatedLines,
    columns: [
      { title: "line", kind: "line", cell: ({ text }) => text },
      { title: "documents", kind: "number", cell: ({ documents }) => documents },
      { title: "hosts", kind: "number", cell: ({ hosts }) => hosts },
      { title: "stage", kind: "soft", cell: ({ stage }) => stage },
    ],
  });
}

/** Documents that say what another one says. */
export function duplicatesSection({ duplicates }: Report): Html | "" {
  return tableSection({
    title: "Duplicates",
    note: `${counted(duplicates.length, "document")} with the same clean text as an earlier one from another address.`,
    items: duplicates,
    columns: [
      { title: "document", kind: "id", cell: ({ document }) => document },
      { title: "says the same as", kind: "id", cell: ({ of }) => of },
      { title: "title", kind: "line", cell: ({ title }) => title },
      { title: "host", kind: "soft", cell: ({ host }) => host ?? "without an address" },
    ],
  });
}

/** What the stages cost. */
export function timingSection({ timing }: Report): Html | "" {
  if (timing === undefined) return "";
  const most = Math.max(...timing.stages.map(({ milliseconds }) => milliseconds));
  const all = sum(timing.stages, ({ milliseconds }) => milliseconds);
  return tableSection({
    title: "Slowest stages",
    note: `Measured while ${counted(timing.documents, "document")}, spread over the archive, went through the stages in memory.`,
    items: timing.stages,
    columns: [
      { title: "stage", kind: "name", cell: ({ stage }) => stage },
      {
        title: "chart",
        kind: "bar",
        cell: ({ milliseconds }) => strip([{ share: milliseconds / most, fill: 0 }]),
      },
      { title: "of all", kind: "number", cell: ({ milliseconds }) => percent(milliseconds, all) },
      {
        title: "ms a document",
        kind: "number",
        cell: (one) => (one.milliseconds / timing.documents).toFixed(2),
      },
      { title: "slowest", kind: "number", cell: ({ slowest }) => slowest.milliseconds.toFixed(2) },
      { title: "document", kind: "id", cell: ({ slowest }) => slowest.document },
    ],
  });
}

/** The latest runs and how they ended. */
export function runsSection({ runs }: Report): Html | "" {
  return tableSection<RunRecord>({
    title: "Runs",
    note: html`The latest first. <code>newsift report --run ID</code> tells of one alone.`,
    items: runs,
    columns: [
      {
        title: "began",
        kind: "name",
        cell: ({ began, id }) => html`${formatMinute(began)}<span class="small id">${id}</span>`,
      },
      { title: "outcome", kind: "soft", cell: showOutcome },
      { title: "found", kind: "number", cell: ({ counts }) => counts.found },
      { title: "fetched", kind: "number", cell: ({ counts }) => counts.fetched },
      { title: "new", kind: "number", cell: ({ counts }) => counts.new },
      { title: "changed", kind: "number", cell: ({ counts }) => counts.changed },
      { title: "articles", kind: "number", cell: ({ counts }) => counts.articles },
      { title: "failed", kind: "number", cell: ({ counts }) => counts.errors },
    ],
  });
}

function showOutcome({ outcome, problems }: RunRecord): Html | string {
  if (outcome === "ok") return outcome;
  const said = problems.map(
    (problem) => html`<span class="small"><bdi>${sayProblem(en, problem)}</bdi></span>`,
  );
  return html`<span class="alarm">${outcome}</span>${said}`;
}
