/** What a score run tells a person. */
import type { HtmlScore } from "../metrics/html-metric.ts";
import type { Scores } from "./measure.ts";
import {
  type HtmlSummary,
  type LayoutsSummary,
  type Leaks,
  type Macro,
  type PageGroup,
  type PunctuationRow,
  type PunctuationSummary,
  share,
  type Summary,
  type Tally,
  type TextSummary,
  totalOf,
  type VerdictsSummary,
} from "./summary.ts";
import type { TextScore } from "../metrics/text-metric.ts";

const WORST = 10;
const SAMPLE_LENGTH = 40;

/** A scored case of any metric, with what went wrong in it. */
interface Trouble {
  readonly metric: string;
  readonly name: string;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Each kind of trouble with a sample. */
  readonly notes: readonly string[];
}

/** The figures of the corpus, then its worst cases. */
export function formatReport(summary: Summary, scores: Scores): string {
  return [
    ...(summary.html ? formatHtml("html", summary.html) : []),
    ...(summary.dump ? formatHtml("html as bare text", summary.dump) : []),
    ...(summary.text ? formatText(summary.text) : []),
    ...(summary.verdicts ? formatVerdicts(summary.verdicts) : []),
    ...(summary.layouts ? formatLayouts(summary.layouts, scores) : []),
    ...(summary.punctuation ? formatPunctuation(summary.punctuation) : []),
    ...[...Map.groupBy(troublesOf(scores), ({ metric }) => metric)].flatMap(([metric, troubles]) => [
      `the worst of ${metric}`,
      ...troubles
        .filter(({ f1, notes }) => f1 < 1 || notes.length > 0)
        .slice(0, WORST)
        .flatMap(formatTrouble),
    ]),
    "",
  ].join("\n");
}

/** Every case with all that went wrong in it, worst first. */
export function formatDetails(scores: Scores): string {
  return ["every case, worst first", ...troublesOf(scores).flatMap(formatTrouble), ""].join("\n");
}

function formatHtml(name: string, summary: HtmlSummary): readonly string[] {
  const { all, newsAndGovernment, leaks, rejectedWrongly } = summary;
  return [
    `${name}: near-copies left out`,
    ...formatPages("all", all),
    ...formatPages("news and gov", newsAndGovernment),
    ...formatLeaks(leaks),
    ...formatRejected(rejectedWrongly, all),
    "",
  ];
}

function formatPages(name: string, pages: PageGroup): readonly string[] {
  if (pages.documents === 0) return [];
  return [
    ...formatMacro(name, pages),
    `    exact ${formatTally(pages.exact)} · title first ${formatTally(pages.titlesFirst)} · titles ${formatTally(pages.titles)}`,
    `    under .5: ${pages.under50} · under .8: ${pages.under80} · from .95: ${pages.from95} · per site F1 ${four(pages.perSite)} (${pages.sites} sites)`,
  ];
}

function formatRejected(names: readonly string[], { documents }: Macro): readonly string[] {
  return [`  articles wrongly rejected: ${names.length}/${documents}${formatNames(names)}`];
}

function formatNames(names: readonly string[]): string {
  return names.length === 0 ? "" : ` (${names.join(" ")})`;
}

function formatVerdicts({ rejected, keptWrongly }: VerdictsSummary): readonly string[] {
  const rows = Object.entries(rejected).map(([verdict, tally]) => `${verdict} ${formatTally(tally)}`);
  return [
    "pages that are no articles",
    `  rejected: ${rows.join(" · ")} · kept wrongly: ${keptWrongly.length}${formatNames(keptWrongly)}`,
    "",
  ];
}

function formatText(summary: TextSummary): readonly string[] {
  return [
    "text",
    ...formatMacro("all", summary.all),
    ...formatMacro("seeds", summary.seeds),
    ...formatMacro("others", summary.others),
    ...formatMacro("verdict unsure", summary.unsure),
    `  loss ${four(summary.loss)} of characters, ${formatTally(summary.lostLines)} lines`,
    `  titles kept ${formatTally(summary.titles)} · protected tokens damaged ${formatTally(summary.damaged)}`,
    `  left over: ${Object.entries(summary.hygiene)
      .map(([name, count]) => `${name} ${count}`)
      .join(" · ")}`,
    ...formatLeaks(summary.leaks),
    `  rejected: listing ${formatTally(summary.rejected.listing)} · spam ${formatTally(summary.rejected.spam)}${formatNames(summary.keptWrongly)}`,
    ...formatRejected(summary.rejectedWrongly, summary.all),
    "",
  ];
}

function formatLayouts(summary: LayoutsSummary, scores: Scores): readonly string[] {
  const worst = (scores.layouts ?? [])
    .filter(({ type }) => type === "article")
    .toSorted((a, b) => a.f1 - b.f1)
    .slice(0, WORST);
  return [
    "layouts",
    ...formatMacro("articles", summary),
    `  under .5: ${summary.under50} · under .8: ${summary.under80} · rejected: ${summary.rejectedArticles}`,
    `  rejected: listing ${formatTally(summary.rejected.listing)} · collection ${formatTally(summary.rejected.collection)}`,
    ...worst.map((page) => `  ${page.name.padEnd(18)} ${formatNumbers(page)}  ${page.url.slice(0, 90)}`),
    "",
  ];
}

function formatPunctuation(summary: PunctuationSummary): readonly string[] {
  return [
    "punctuation put back after NFKC",
    formatMarks("all", summary.all),
    formatMarks("held apart", summary.heldApart),
    formatMarks("  beside Han", summary.heldApartByNeighbours),
    "",
  ];
}

function formatMarks(name: string, row: PunctuationRow): string {
  return (
    `  ${name.padEnd(14)} ${String(row.lines).padStart(4)} lines  recall ${five(row.recall)} (${row.repaired}/${row.damaged})` +
    `  precision ${five(row.precision)} (${row.right}/${row.changed}), of folded marks ${five(row.foldedPrecision)} (${row.right}/${row.folded})` +
    `  exact lines ${four(row.exactShare)}`
  );
}

function formatMacro(name: string, macro: Macro): readonly string[] {
  if (macro.documents === 0) return [];
  return [`  ${name.padEnd(14)} ${String(macro.documents).padStart(4)}  ${formatNumbers(macro)}`];
}

function formatNumbers({ precision, recall, f1 }: Omit<Macro, "documents">): string {
  return `P ${four(precision)}  R ${four(recall)}  F1 ${four(f1)}`;
}

function formatLeaks(leaks: Leaks): readonly string[] {
  const rows = Object.entries({ ...leaks, all: totalOf(leaks) });
  return [`  leaks: ${rows.map(([name, tally]) => `${name} ${formatTally(tally)}`).join(" · ")}`];
}

function formatTally(tally: Tally): string {
  return `${tally.count}/${tally.of} ${share(tally).toFixed(3)}`;
}

function troublesOf({ html, dump, text, failures }: Scores): readonly Trouble[] {
  const failed = new Map(failures.map(({ metric, name, message }) => [`${metric}/${name}`, message]));
  const withFailure = (trouble: Trouble) => {
    const message = failed.get(`${trouble.metric}/${trouble.name}`);
    return message === undefined ? trouble : { ...trouble, notes: [message, ...trouble.notes] };
  };
  return [
    ...html.map((score) => troubleOfPage("html", score)),
    ...dump.map((score) => troubleOfPage("dump", score)),
    ...text.filter(({ verdict }) => verdict === "article").map(troubleOfText),
  ]
    .map(withFailure)
    .toSorted((a, b) => a.f1 - b.f1);
}

function troubleOfPage(metric: string, score: HtmlScore): Trouble {
  const leaks = Object.entries(score.leaks).filter(([, { leaked }]) => leaked.length > 0);
  return {
    metric,
    name: score.name,
    precision: score.precision,
    recall: score.recall,
    f1: score.f1,
    notes: [
      ...(score.isRejected ? ["rejected"] : []),
      ...(score.hasTitle ? [] : ["the headline is not there"]),
      ...(score.hasTitle && !score.hasTitleFirst ? ["the headline is not first"] : []),
      ...leaks.map(
        ([category, { of, leaked }]) => `${category} left ${leaked.length}/${of}: ${sample(leaked[0]!)}`,
      ),
      ...noteLost(score.lost),
    ],
  };
}

function troubleOfText(score: TextScore): Trouble {
  const leaks = Map.groupBy(score.leaked, ({ category }) => category);
  return {
    metric: "text",
    name: score.name,
    precision: score.precision,
    recall: score.recall,
    f1: score.f1,
    notes: [
      ...(score.isVerdictUnsure ? ["an article or not: unsure"] : []),
      ...(score.isRejected ? ["rejected"] : []),
      ...(score.hasTitle === false ? ["the headline is lost"] : []),
      ...[...leaks].map(
        ([category, lines]) =>
          `${category} left ${lines.length}: ${lines.map(({ line }) => line).join(" ")} ${sample(lines[0]!.text)}`,
      ),
      ...noteLost(score.lost),
      ...(score.damaged.length === 0 ? [] : [`damaged: ${score.damaged.join(", ")}`]),
    ],
  };
}

function noteLost(lost: readonly string[]): readonly string[] {
  return lost.length === 0 ? [] : [`lines lost ${lost.length}: ${sample(lost[0]!)}`];
}

function formatTrouble(trouble: Trouble): readonly string[] {
  return [
    `  ${`${trouble.metric}/${trouble.name}`.padEnd(28)} ${formatNumbers(trouble)}`,
    ...trouble.notes.map((note) => `      ${note}`),
  ];
}

function sample(text: string): string {
  const characters = Array.from(text.trim().replace(/\s+/gu, " "));
  return characters.length <= SAMPLE_LENGTH
    ? characters.join("")
    : `${characters.slice(0, SAMPLE_LENGTH).join("")}…`;
}

function four(number: number): string {
  return number.toFixed(4);
}

function five(number: number): string {
  return number.toFixed(5);
}
