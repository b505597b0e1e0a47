/** `npm run mutate`: does a test fail when a threshold, a name in a list or an exception of the core is changed? */
import { globSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { ScoreError, UsageError } from "../src/core/errors.ts";
import { runCommand, type Values } from "./command.ts";
import { findMutants } from "./mutation/find-mutants.ts";
import { formatMutant, formatOutcomes } from "./mutation/report.ts";
import { failsAnyway, type Outcome, runMutants } from "./mutation/run-mutants.ts";
import { findTests } from "./mutation/tests-of.ts";

const root = join(import.meta.dirname, "..");
const SOURCES = "src/core/*/**/*.ts";
const TESTS = "test/{core/**/,}*.test.ts";

const help = `Usage: npm run mutate -- [options]

Changes the core in one place at a time, in memory, and runs the tests that see the place:
a threshold becomes half and double, a list loses a name, a pattern an alternative, an exception never holds.
A change that no test notices survives. Says which, and the score of each room.

  --only PATH      only files whose path begins so: src/core/verdict, src/core/stages/lines/share.ts
  --list           the changes, without running anything
  --processes N    at a time (default: half of the cores)
  --json           every change, and what killed it, as JSON
  --help           show this help
`;

const options = {
  only: { type: "string", default: "" },
  list: { type: "boolean", default: false },
  processes: { type: "string", default: `${Math.ceil(availableParallelism() / 2)}` },
  json: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

await runCommand("mutate", options, run);

async function run(wanted: Values<typeof options>): Promise<void> {
  if (wanted.help) {
    process.stdout.write(help);
    return;
  }
  const processes = Number(wanted.processes);
  if (!Number.isInteger(processes) || processes < 1) {
    throw new UsageError(`--processes takes a whole number from 1 on, not ${wanted.processes}.`);
  }
  const files = globSync(SOURCES, { cwd: root })
    .filter((file) => file.startsWith(wanted.only))
    .toSorted();
  if (files.length === 0) {
    throw new UsageError(`No file of ${SOURCES} begins with ${wanted.only}. Name one with --only PATH.`);
  }
  const mutants = files.flatMap((file) =>
    findMutants(file, readFileSync(join(root, file), "utf8")).map((mutant) => ({ file, ...mutant })),
  );
  if (wanted.list) {
    process.stdout.write(
      wanted.json ? asJson(mutants) : `${mutants.map((one) => formatMutant(one)).join("\n")}\n`,
    );
    return;
  }
  const testsOf = findTests(root, SOURCES, TESTS);
  const failed = await failsAnyway(root, [...new Set(files.flatMap(testsOf))]);
  if (failed !== undefined) {
    throw new ScoreError(`A test fails on the sources as they stand: ${failed}. Mend it first.`);
  }
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  const outcomes = await runMutants(mutants, {
    root,
    testsOf,
    processes,
    onOutcome: progress(mutants.length),
    signal: stop.signal,
  });
  process.stdout.write(wanted.json ? asJson(outcomes) : formatOutcomes(outcomes));
  if (stop.signal.aborted) process.exitCode = 130;
}

function asJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 1)}\n`;
}

/** A line for each mutant that survived, and one every now and then. */
function progress(total: number): (outcome: Outcome) => void {
  const EVERY = 25;
  let done = 0;
  let killed = 0;
  return (outcome) => {
    done += 1;
    if (outcome.killedBy === undefined) process.stderr.write(`mutate: survived ${formatMutant(outcome)}\n`);
    else killed += 1;
    if (done % EVERY === 0) process.stderr.write(`mutate: ${done} of ${total}, ${killed} killed\n`);
  };
}
