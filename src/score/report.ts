/** What a score run tells a person. */
import type { HtmlScore } from "./html-ruler.ts";
import type { Scores } from "./measure.ts";
import {
  type HtmlSummary,
  type LayoutsSummary,
  type Leaks,
  type Macro,
  type PunctuationSummary,
  share,
  type Summary,
  type Tally,
  type TextSummary,
  totalOf,
} from "./summary.ts";
import type { TextScore } from "./text-ruler.ts";

const WORST = 10;
const SAMPLE_LENGTH = 40;

/** A scored case of any ruler, with what went wrong in it. */
interface Trouble {
  readonly case: string;
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
    ...(summary.layouts ? formatLayouts(summary.layouts, scores) : []),
    ...(summary.punctuation ? formatPunctuation(summary.punctuation) : []),
    "the worst cases",
    ...troublesOf(scores)
      .filter(({ f1, notes }) => f1 < 1 || notes.length > 0)
      .slice(0, WORST)
      .flatMap(formatTrouble),
    "",
  ].join("\n");
}

/** Every case with all that went wrong in it, worst first. */
export function formatDetails(scores: Scores): string {
  return ["every case, worst first", ...troublesOf(scores).flatMap(formatTrouble), ""].join("\n");
}

function formatHtml(name: string, summary: HtmlSummary): readonly string[] {
  return [
    `${name}: news and government pages, near-copies left out`,
    ...formatMacro("all", summary),
    `  per site F1 ${four(summary.perSite)} (${summary.sites} sites) · under .8: ${summary.under80} · from .95: ${summary.from95}`,
    `  titles ${formatTally(summary.titles)} · title first ${formatTally(summary.titlesFirst)}`,
    ...formatLeaks(summary.leaks),
    "",
  ];
}

function formatText(summary: TextSummary): readonly string[] {
  const names = (list: readonly string[]) => (list.length === 0 ? "" : ` (${list.join(" ")})`);
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
    `  rejected: listing ${formatTally(summary.rejected.listing)} · spam ${formatTally(summary.rejected.spam)}${names(summary.keptWrongly)}`,
    `  articles wrongly rejected: ${summary.rejectedWrongly.length}/${summary.all.documents}${names(summary.rejectedWrongly)}`,
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
    `punctuation: ${summary.lines} lines`,
    `  mark recall ${five(summary.recall)} (${summary.repaired}/${summary.damaged}) · mark precision ${five(summary.precision)} (${summary.right}/${summary.changed}) · exact lines ${four(summary.exactShare)}`,
    "",
  ];
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
  const failed = new Map(failures.map(({ ruler, name, message }) => [`${ruler}/${name}`, message]));
  const withFailure = (trouble: Trouble) => {
    const message = failed.get(trouble.case);
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

function troubleOfPage(ruler: string, score: HtmlScore): Trouble {
  const leaks = Object.entries(score.leaks).filter(([, { leaked }]) => leaked.length > 0);
  return {
    case: `${ruler}/${score.name}`,
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
    case: `text/${score.name}`,
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
    `  ${trouble.case.padEnd(28)} ${formatNumbers(trouble)}`,
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
