/** `newsift stats`: the numbers behind a stage's decisions over many pages, to be studied before a threshold is changed. */
import { resolve } from "node:path";
import type { Command } from "commander";
import { openPipeline, openNamedPipeline } from "../../../archive/corpus/configured-pipeline.ts";
import { readArchive } from "../../../archive/formats/read-archive.ts";
import type { ReadEvent } from "../../../archive/formats/reader.ts";
import { readPages } from "../../../archive/formats/readers.ts";
import { openRawStore } from "../../../archive/raw/raw.ts";
import { loadConfig } from "../../../config/load.ts";
import type { Evidence } from "../../../core/document/finding.ts";
import type { Stage } from "../../../core/document/stage.ts";
import { NewsiftError, UsageError } from "../../../core/errors.ts";
import { readPage } from "../../../core/page/read.ts";
import type { Cleaned, Pipeline } from "../../../core/pipeline/create-pipeline.ts";
import { stages } from "../../../core/stages/index.ts";
import {
  type JsonOption,
  type WorkspaceOption,
  jsonOption,
  workspaceOption,
} from "../../terminal/options.ts";
import type { Session } from "../../terminal/session.ts";
import { cut, table, visible } from "../../terminal/terminal.ts";
import { chosenWorkspace } from "../../terminal/workspace.ts";
import { quantile } from "../../../core/text/numbers.ts";
import { sayAll } from "../../../core/words/say.ts";
import { en } from "../../../core/words/en.ts";

/** The name under which the verdicts are studied like a stage: their kinds are its reasons. */
const VERDICT = "verdict";

/** What a stage found once. */
export interface FindingSample {
  readonly document: string;
  readonly reason: string;
  readonly evidence: Evidence;
  /** What stood there. */
  readonly text: string;
}

/** The values of one number that a stage gave as evidence, for one of its reasons. */
export interface Distribution {
  readonly reason: string;
  readonly key: string;
  readonly count: number;
  readonly min: number;
  /** First quartile, median, third quartile. */
  readonly quartiles: readonly [number, number, number];
  readonly max: number;
  /** Values in each of so many equal parts of the way from the least to the greatest. */
  readonly histogram: readonly number[];
  /** The findings at the borders, from three documents each. */
  readonly lowest: readonly Example[];
  readonly highest: readonly Example[];
}

export interface Example {
  readonly value: number;
  readonly document: string;
  readonly text: string;
}

export function defineStats(command: Command, session: Session): void {
  command
    .argument("<stage>", `the name of a stage, or "${VERDICT}"`)
    .argument("[folder]", "loose pages, cleaned with the shipped settings (default: the workspace's raw/)")
    .addOption(workspaceOption)
    .addOption(jsonOption)
    .action(async (name: string, folder: string | undefined, options: WorkspaceOption & JsonOption) => {
      const stage = await stageCalled(name);
      const source = await (folder === undefined
        ? archivedPages(session, name, options)
        : loosePages(session, folder, options));
      const samples: FindingSample[] = [];
      let documents = 0;
      for await (const event of source.pages) {
        const cleaned = clean(session, event, source.pipeline);
        session.io.signal?.throwIfAborted();
        if (cleaned === undefined) continue;
        documents += 1;
        samples.push(...samplesOf(name, event.place, cleaned));
        session.status(`cleaned ${documents}`);
      }
      const result = {
        stage: name,
        thresholds: { ...stage?.defaults, ...source.settings },
        documents,
        ...studied(samples),
      };
      if (options.json) session.printJson({ ...result, failures: session.failures });
      else printStats(session, result, stage?.reasons ?? {});
    });
}

interface Pages {
  readonly pipeline: Pipeline;
  /** What differs from the stage's defaults. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly pages: AsyncIterable<ReadEvent>;
}

/** @returns undefined for the verdicts. @throws {UsageError} where there is no such stage */
async function stageCalled(name: string): Promise<Stage | undefined> {
  if (name === VERDICT) return undefined;
  const stage = stages.find((known) => known.name === name);
  if (stage !== undefined) return stage;
  const names = [...stages.map((known) => known.name), VERDICT];
  throw new UsageError(`There is no stage "${name}". The stages are: ${names.join(", ")}.`);
}

async function archivedPages(session: Session, stage: string, options: WorkspaceOption): Promise<Pages> {
  const workspace = await chosenWorkspace(session, options);
  const config = loadConfig(workspace);
  return {
    pipeline: openPipeline(workspace, config),
    settings: config.stages[stage] || {},
    pages: readArchive(openRawStore(workspace)),
  };
}

async function loosePages(session: Session, folder: string, { workspace }: WorkspaceOption): Promise<Pages> {
  if (workspace !== undefined)
    throw new UsageError("A folder of loose pages needs no workspace: leave out --workspace.");
  const pages = readPages(resolve(session.io.cwd, folder), { recursive: true });
  return { pipeline: openNamedPipeline(), settings: {}, pages };
}

/** A page that cannot be read is named, and the others are studied. */
function clean(session: Session, event: ReadEvent, pipeline: Pipeline): Cleaned | undefined {
  if ("why" in event) return undefined;
  try {
    if ("error" in event) throw event.error;
    return pipeline.clean(readPage(event.page, event.place));
  } catch (error) {
    if (!(error instanceof NewsiftError)) throw error;
    session.fail(error);
    return undefined;
  }
}

function samplesOf(
  stage: string,
  document: string,
  { verdict, metadata, receipt }: Cleaned,
): readonly FindingSample[] {
  if (stage === VERDICT) {
    const { blocks, keptBlocks, chars, keptChars } = receipt.counts;
    const evidence = { blocks, keptBlocks, chars, keptChars, keptShare: chars === 0 ? 0 : keptChars / chars };
    return [
      {
        document,
        reason: verdict.kind,
        evidence,
        text: metadata.title ?? sayAll(en.verdictReasons, verdict.reasons),
      },
    ];
  }
  return receipt.changes
    .filter((change) => change.stage === stage)
    .map(({ reason, evidence = {}, before }) => ({ document, reason, evidence, text: before }));
}

export interface Studied {
  readonly reasons: readonly {
    readonly reason: string;
    readonly findings: number;
    readonly documents: number;
  }[];
  readonly distributions: readonly Distribution[];
}

/** How often each reason was given, and how the numbers given for it spread: the most frequent reason first. */
export function studied(samples: readonly FindingSample[]): Studied {
  const byReason = [...Map.groupBy(samples, ({ reason }) => reason)].toSorted(
    ([, a], [, b]) => b.length - a.length,
  );
  return {
    reasons: byReason.map(([reason, own]) => ({
      reason,
      findings: own.length,
      documents: new Set(own.map(({ document }) => document)).size,
    })),
    distributions: byReason.flatMap(([reason, own]) =>
      numericKeys(own).map((key) => distribution(reason, key, own)),
    ),
  };
}

function numericKeys(samples: readonly FindingSample[]): readonly string[] {
  return [
    ...new Set(
      samples.flatMap(({ evidence }) =>
        Object.keys(evidence).filter((key) => typeof evidence[key] === "number"),
      ),
    ),
  ];
}

const HISTOGRAM_PARTS = 16;
const EXAMPLES = 3;

function distribution(reason: string, key: string, samples: readonly FindingSample[]): Distribution {
  const examples = samples
    .flatMap(({ document, evidence, text }) => {
      const value = evidence[key];
      return typeof value === "number" ? [{ value, document, text }] : [];
    })
    .toSorted((a, b) => a.value - b.value);
  const values = examples.map(({ value }) => value);
  const [min, max] = [values[0]!, values.at(-1)!];
  const histogram = Array.from({ length: HISTOGRAM_PARTS }, () => 0);
  const lowest = onePerDocument(examples).slice(0, EXAMPLES);
  for (const value of values) {
    const part = max === min ? 0 : Math.floor(((value - min) / (max - min)) * HISTOGRAM_PARTS);
    histogram[Math.min(part, HISTOGRAM_PARTS - 1)]! += 1;
  }
  return {
    reason,
    key,
    count: values.length,
    min,
    quartiles: [quantile(values, 0.25), quantile(values, 0.5), quantile(values, 0.75)],
    max,
    histogram,
    lowest,
    highest: onePerDocument(examples.toReversed())
      .filter((example) => !lowest.includes(example))
      .slice(0, EXAMPLES),
  };
}

/** The first of each document: a long list on one page is one example. */
function onePerDocument(examples: readonly Example[]): readonly Example[] {
  return [...Map.groupBy(examples, ({ document }) => document).values()].map(([first]) => first!);
}

interface Stats extends Studied {
  readonly stage: string;
  readonly thresholds: object;
  readonly documents: number;
}

function printStats(
  session: Session,
  { stage, thresholds, documents, reasons, distributions }: Stats,
  meanings: Readonly<Record<string, string>>,
): void {
  const { paint, columns } = session;
  const print = (...tables: Parameters<typeof table>) => {
    session.print("");
    for (const line of table(...tables)) session.print(line);
  };
  const named = Object.entries(thresholds)
    .filter(([, value]) => typeof value !== "object")
    .map(([name, value]) => `${name} ${String(value)}`);
  session.print(
    `${paint("bold", stage)} in ${documents} documents${named.length > 0 ? `; ${named.join(", ")}` : ""}`,
  );
  if (reasons.length === 0) return session.print("It found nothing.");
  print(
    [
      { name: "reason" },
      { name: "findings", align: "right" },
      { name: "documents", align: "right" },
      { name: "meaning" },
    ],
    reasons.map((row) => [
      row.reason,
      String(row.findings),
      String(row.documents),
      meanings[row.reason] ?? "",
    ]),
    paint,
    columns,
  );
  if (distributions.length === 0) return;
  print(
    [
      { name: "reason" },
      { name: "number" },
      ...["count", "min", "¼", "½", "¾", "max"].map((name) => ({ name, align: "right" as const })),
      { name: "histogram" },
    ],
    distributions.map(({ reason, key, count, min, quartiles, max, histogram }) => [
      reason,
      key,
      ...[count, min, ...quartiles, max].map(shown),
      bars(histogram),
    ]),
    paint,
    columns,
  );
  print(
    [
      { name: "reason" },
      { name: "number" },
      { name: "value", align: "right" },
      { name: "document", max: 32 },
      { name: "text" },
    ],
    distributions.flatMap(({ reason, key, lowest, highest }) =>
      [...highest, ...lowest.toReversed()].map(({ value, document, text }, at) => [
        at === 0 ? reason : "",
        at === 0 ? key : "",
        shown(value),
        visible(document),
        cut(visible(text), TEXT_AT_MOST),
      ]),
    ),
    paint,
    columns,
  );
}

const TEXT_AT_MOST = 60;

/** At most three digits behind the point, and none where there is nothing to say. */
function shown(value: number): string {
  return String(Number(value.toFixed(3)));
}

const BARS = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] as const;

/** One column for each part; a part without a value is blank. */
function bars(histogram: readonly number[]): string {
  const most = Math.max(...histogram);
  return histogram
    .map((count) => (count === 0 ? " " : BARS[Math.ceil((count / most) * BARS.length) - 1]!))
    .join("");
}
