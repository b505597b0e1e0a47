/** `newsift clean --trace`: one document on its way through the stages. Writes nothing. */
import { overridesOf } from "../../../archive/records/decisions.ts";
import type { Document } from "../../../core/document/document.ts";
import type { Change, Evidence } from "../../../core/document/finding.ts";
import { Page } from "../../../core/page/page.ts";
import { readPage } from "../../../core/page/read.ts";
import type { Cleaned } from "../../../core/pipeline/create-pipeline.ts";
import type { Step } from "../../../core/pipeline/run-stages.ts";
import { type PagesToCleanOptions, type PageToClean, pagesToClean } from "../../terminal/pages-to-clean.ts";
import type { Session } from "../../terminal/session.ts";
import { summarize, showHead } from "../../terminal/summary.ts";
import { type Paint, cut, table, visible } from "../../terminal/terminal.ts";
import { sum } from "../../../core/text/numbers.ts";

/** Times are milliseconds. */
export interface Trace {
  readonly document: Document;
  readonly cleaned: Cleaned;
  /** Decoding the page and cutting it into blocks. */
  readonly reading: number;
  /** Every stage of every pass, in order. */
  readonly steps: readonly Step[];
  /** All that follows the last stage: metadata, verdict, receipt. */
  readonly judging: number;
}

/**
 * Cleans one document before the eyes of the reader.
 *
 * @param name of an archived document, or the path of a loose file; a document of that very id comes first
 * @throws {UsageError} where a language is given for an archived document
 * @throws {WorkspaceError} where it is neither
 */
export async function traceDocument(
  session: Session,
  name: string,
  options: PagesToCleanOptions,
): Promise<Trace> {
  // One name, one page.
  const { value } = await pagesToClean(session, [name], options).next();
  // Once for nothing: else most of what is timed would be the compiler.
  await trace(value!);
  return trace(value!);
}

async function trace({ page, id, pipeline, decisions }: PageToClean): Promise<Trace> {
  const steps: Step[] = [];
  const start = performance.now();
  // Decoded anew: that is timed too.
  const document = readPage(new Page(page.bytes, page), id);
  const read = performance.now();
  const { overrides } = overridesOf(decisions?.standing(id) ?? [], document.blocks);
  const cleaned = pipeline.clean(document, { overrides, onStep: (step) => steps.push(step) });
  const inStages = sum(steps, ({ milliseconds }) => milliseconds);
  return { document, cleaned, reading: read - start, steps, judging: performance.now() - read - inStages };
}

/** What the document is, then a line for each change under its stage. */
export async function printTrace(session: Session, traced: Trace): Promise<void> {
  const { paint, columns } = session;
  for (const line of showHead(summarize(traced.cleaned.receipt), paint)) session.print(line);
  session.print("");
  const lines = table(
    [
      { name: "stage" },
      { name: "ms", align: "right" },
      { name: "block", align: "right" },
      { name: "change" },
      { name: "reason" },
      { name: "evidence" },
    ],
    rowsOf(traced, paint),
    paint,
    columns,
  );
  for (const line of lines) session.print(line);
}

/** The same for machines. */
export async function printTraceAsJson(session: Session, traced: Trace): Promise<void> {
  const { document, cleaned, reading, steps, judging } = traced;
  session.printJson({
    ...summarize(cleaned.receipt),
    blocks: document.blocks.length,
    milliseconds: { reading, judging },
    steps: steps.map(({ stage, pass, milliseconds, changes }) => ({ stage, pass, milliseconds, changes })),
  });
}

type Row = readonly string[];

function rowsOf({ document, cleaned, reading, steps, judging }: Trace, paint: Paint): readonly Row[] {
  const passes = [...Map.groupBy(steps, ({ pass }) => pass)];
  return [
    ["(reading)", time(reading), "", `${document.blocks.length} blocks`, "", ""],
    ...passes.flatMap(([pass, own]) =>
      (pass === 1 ? own : again(pass, own)).flatMap((step) => stepRows(step, paint)),
    ),
    ["(verdict)", time(judging), "", cleaned.verdict.kind, "", ""],
  ];
}

/** A further pass as one step, where it found nothing; else what it found. */
function again(pass: number, steps: readonly Step[]): readonly Step[] {
  const milliseconds = sum(steps, (step) => step.milliseconds);
  return [
    { ...steps[0]!, stage: `(pass ${pass})`, milliseconds, changes: [] },
    ...steps.filter(({ changes }) => changes.length > 0),
  ];
}

function stepRows({ stage, document, changes, milliseconds }: Step, paint: Paint): readonly Row[] {
  if (changes.length === 0) return [[stage, time(milliseconds), "", paint("dim", "–"), "", ""]];
  const texts = new Map(document.blocks.map(({ index, text }) => [index, text]));
  return changes.map((change, at) => [
    at === 0 ? paint("bold", stage) : "",
    at === 0 ? time(milliseconds) : "",
    String(change.block),
    showChange(change, texts.get(change.block)!, paint),
    change.reason,
    showEvidence(change.evidence ?? {}),
  ]);
}

/** Columns for the text of a change. */
const room = 44;

/** Characters shown on both sides of a change within a line. */
const context = 5;

/** `- ` a block that went, `~ ` what changed within one, with a little of what is around it. */
function showChange({ span, before, replacement = "" }: Change, text: string, paint: Paint): string {
  if (span === undefined && replacement === "") return paint("red", cut(`- ${visible(before)}`, room));
  const [from, to] = span ?? [0, text.length];
  const ahead = Array.from(text.slice(0, from)).slice(-context).join("");
  const behind = Array.from(text.slice(to)).slice(0, context).join("");
  const gone = before === "" ? "" : paint("red", `[-${cut(visible(before), room / 2)}-]`);
  const added = replacement === "" ? "" : paint("green", `{+${cut(visible(replacement), room / 2)}+}`);
  return `${paint("yellow", "~ ")}${visible(ahead)}${gone}${added}${visible(behind)}`;
}

/** `cue=上一篇 weight=2`. */
function showEvidence(evidence: Evidence): string {
  return Object.entries(evidence)
    .map(([key, value]) => `${key}=${visible(String(value))}`)
    .join(" ");
}

function time(milliseconds: number): string {
  return milliseconds.toFixed(2);
}
