/** `npm run score`: measures newsift on a corpus and holds the figures against their floors. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ScoreError, UsageError } from "../src/core/errors.ts";
import { belowFloors, raiseFloors, readFloors, writeFloors } from "./scoring/floors.ts";
import { readCases } from "./cases.ts";
import { runCommand, type Values } from "./command.ts";
import { type Failure, measure, type Metric } from "./scoring/measure.ts";
import { measurePunctuation } from "./scoring/punctuation.ts";
import { FOLDS } from "./folds.ts";
import { measureLeftOut } from "./scoring/left-out.ts";
import { formatDetails, formatReport } from "./scoring/report.ts";
import { type Figures, figuresOf, summarize } from "./scoring/summary.ts";

const root = join(import.meta.dirname, "..");
const usualCorpus = join(root, "../shared/corpus");
const usualFloors = join(root, "eval/floors.json");

const help = `Usage: npm run score -- [options]

Cleans every case of a corpus, prints how well that went, and fails below the floors in eval/floors.json.

  --corpus DIR     folder with html/ and text/ (default: ../shared/corpus)
  --only PREFIX    only cases whose name begins so; floors are not checked
  --left-out       each case by models learned without its site: the figures to believe; trains ${FOLDS} times
  --layouts        also the pages of layouts/: about a thousand, so slow
  --punctuation    also the repair of punctuation
  --details        every case with all that went wrong in it
  --json           all figures and scores as JSON
  --raise          lift the floors to today's figures; they never go down
  --floors FILE    other floors than eval/floors.json
  --help           show this help
`;

const options = {
  corpus: { type: "string", default: usualCorpus },
  only: { type: "string" },
  "left-out": { type: "boolean", default: false },
  layouts: { type: "boolean", default: false },
  punctuation: { type: "boolean", default: false },
  details: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  raise: { type: "boolean", default: false },
  floors: { type: "string", default: usualFloors },
  help: { type: "boolean", default: false },
} as const;

await runCommand("score", options, run);

async function run(wanted: Values<typeof options>): Promise<void> {
  if (wanted.raise && wanted.only !== undefined) {
    throw new UsageError("--raise needs the whole corpus: leave --only away.");
  }
  if (wanted.help) {
    process.stdout.write(help);
    return;
  }
  if (!existsSync(wanted.corpus)) {
    throw new ScoreError(`There is no corpus at ${wanted.corpus}. Name one with --corpus DIR.`);
  }
  const { only } = wanted;
  const floors = readFloors(wanted.floors);
  const caseOptions = {
    corpus: wanted.corpus,
    ...(only === undefined ? {} : { only }),
    layouts: wanted.layouts,
  };
  const cases = readCases(caseOptions);
  const onCase = progress();
  const scores = {
    ...(wanted["left-out"]
      ? await measureLeftOut(cases, caseOptions, (fold) =>
          process.stderr.write(`score: without fold ${fold}\n`),
        )
      : measure(cases, { onCase })),
    ...(wanted.punctuation && {
      punctuation: measurePunctuation(cases.html, (name) => onCase("punctuation", name)),
    }),
  };
  const summary = summarize(scores);
  const figures = wanted["left-out"] ? leftOut(figuresOf(summary)) : figuresOf(summary);
  if (wanted.json) process.stdout.write(`${JSON.stringify({ figures, summary, scores }, undefined, 1)}\n`);
  else process.stdout.write(`${wanted.details ? formatDetails(scores) : ""}${formatReport(summary, scores)}`);

  if (scores.failures.length > 0) throw failed(scores.failures);
  if (only !== undefined) return;
  const below = belowFloors(figures, floors);
  if (below.length > 0) {
    throw new ScoreError(`Below the floors of ${wanted.floors}:\n  ${below.join("\n  ")}`);
  }
  if (wanted.raise) writeFloors(wanted.floors, raiseFloors(figures, floors));
}

/** Left-out figures have their own floors. */
function leftOut(figures: Figures): Figures {
  return Object.fromEntries(Object.entries(figures).map(([metric, own]) => [`left-out-${metric}`, own]));
}

function failed(failures: readonly Failure[]): ScoreError {
  const lines = failures.map(({ metric, name, message }) => `${metric}/${name}: ${message}`);
  return new ScoreError(`newsift failed on ${failures.length} cases:\n  ${lines.join("\n  ")}`);
}

/** One line a metric, and on a terminal the case at work. */
function progress(): (metric: Metric, name: string) => void {
  let current: Metric | undefined;
  let done = 0;
  return (metric, name) => {
    if (metric !== current)
      process.stderr.write(`${process.stderr.isTTY && current ? "\n" : ""}score: ${metric}\n`);
    done = metric === current ? done + 1 : 1;
    current = metric;
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K  ${done} ${name}`);
  };
}
