/** Runs the tests on one mutant after another, in processes that stay. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Mutant } from "./find-mutants.ts";
import type { Answer, Question } from "./worker.ts";

/** A mutant of a file of the project. */
export interface FileMutant extends Mutant {
  /** Relative to the project. */
  readonly file: string;
}

export interface Outcome extends FileMutant {
  /** The first test that failed, or that they came to no end; undefined where the mutant survived. */
  readonly killedBy?: string;
}

export interface RunOptions {
  readonly root: string;
  /** Tests of a file, in the order in which they are run. */
  readonly testsOf: (file: string) => readonly string[];
  /** At a time. */
  readonly processes: number;
  readonly onOutcome?: (outcome: Outcome) => void;
  /** Ends the run; what is done is answered all the same. */
  readonly signal?: AbortSignal;
  /** Milliseconds: tests that take longer are in a loop without an end. */
  readonly endlessAfter?: number;
}

const ENDLESS_AFTER = 180_000;

/** Nothing is written: what is changed stands in the memory of the processes. */
export async function runMutants(
  mutants: readonly FileMutant[],
  { root, testsOf, processes, onOutcome, signal, endlessAfter = ENDLESS_AFTER }: RunOptions,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const waiting = mutants.values();
  const work = async () => {
    const tester = new Tester(root, endlessAfter);
    signal?.addEventListener("abort", () => tester.stop());
    for (const mutant of waiting) {
      const { file } = mutant;
      const text = changed(readFileSync(join(root, file), "utf8"), mutant);
      const killedBy = await tester.ask({ change: { file, text }, tests: testsOf(file) });
      if (signal?.aborted) break;
      const outcome = { ...mutant, ...(killedBy === undefined ? {} : { killedBy }) };
      outcomes.push(outcome);
      onOutcome?.(outcome);
    }
    tester.stop();
  };
  await Promise.all(Array.from({ length: Math.min(processes, mutants.length) }, work));
  return outcomes;
}

/** @returns the first of the tests that fails on the sources as they stand, if any */
export async function failsAnyway(root: string, tests: readonly string[]): Promise<string | undefined> {
  const tester = new Tester(root, Infinity);
  const failed = await tester.ask({ tests });
  tester.stop();
  return failed;
}

function changed(text: string, { start, end, replacement }: Mutant): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

const NO_END = "the tests came to no end";

/** A process with a vitest in it; started when it is asked, and again after one that came to no end. */
class Tester {
  readonly #root: string;
  readonly #endlessAfter: number;
  #process: ChildProcess | undefined;

  constructor(root: string, endlessAfter: number) {
    this.#root = root;
    this.#endlessAfter = endlessAfter;
  }

  /** @returns what failed, if anything; also when it was stopped */
  async ask(question: Question): Promise<string | undefined> {
    this.#process ??= await started(this.#root);
    this.#process.send(question);
    const isEndless = Number.isFinite(this.#endlessAfter);
    const timeout = isEndless ? setTimeout(() => this.stop(), this.#endlessAfter) : undefined;
    const answer = await answerOf(this.#process);
    clearTimeout(timeout);
    if (answer !== undefined) return answer.failed;
    this.#process = undefined;
    return NO_END;
  }

  stop(): void {
    this.#process?.kill("SIGKILL");
  }
}

/** @throws Error where vitest does not start: it said why */
async function started(root: string): Promise<ChildProcess> {
  const process = fork(new URL("worker.ts", import.meta.url), [root], {
    execArgv: [],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  if ((await answerOf(process)) === undefined) throw new Error(`vitest did not start in ${root}.`);
  return process;
}

/** @returns undefined where the process ended */
async function answerOf(process: ChildProcess): Promise<Answer | undefined> {
  const waiting = new AbortController();
  const { signal } = waiting;
  const message = once(process, "message", { signal }).then(([answer]) => answer as Answer);
  const exit = once(process, "exit", { signal }).then(() => undefined);
  const answer = await Promise.race([message, exit]);
  waiting.abort();
  await Promise.allSettled([message, exit]);
  return answer;
}
