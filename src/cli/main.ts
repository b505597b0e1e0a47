import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { NewsiftError, UsageError } from "../core/errors.ts";
import { defineAdd } from "./commands/collect/add.ts";
import { defineCases } from "./commands/quality/cases.ts";
import { defineClean } from "./commands/collect/clean.ts";
import { defineCompletion } from "./commands/start/completion.ts";
import { defineCrawl } from "./commands/collect/crawl.ts";
import { defineDemo } from "./commands/start/demo.ts";
import { defineDiff } from "./commands/diff/diff.ts";
import { defineDiscover } from "./commands/collect/discover.ts";
import { defineDoctor } from "./commands/start/doctor.ts";
import { defineHealth } from "./commands/quality/health.ts";
import { defineImpact } from "./commands/quality/impact.ts";
import { defineIngest } from "./commands/collect/ingest.ts";
import { defineInit } from "./commands/start/init.ts";
import { withoutLooseHosts } from "./terminal/options.ts";
import { defineProfile } from "./commands/inspect/profile.ts";
import { definePrune } from "./commands/upkeep/prune.ts";
import { defineRebuild } from "./commands/upkeep/rebuild.ts";
import { defineRepair } from "./commands/collect/repair.ts";
import { defineReport } from "./commands/inspect/report.ts";
import { defineRuns } from "./commands/inspect/runs.ts";
import { defineSample } from "./commands/quality/sample.ts";
import { defineReview } from "./commands/inspect/review.ts";
import { Session } from "./terminal/session.ts";
import type { Io } from "./terminal/session.ts";
import { defineSchedule } from "./commands/inspect/schedule.ts";
import { defineStats } from "./commands/inspect/stats.ts";
import { defineStatus } from "./commands/inspect/status.ts";
import { defineTakedown } from "./commands/upkeep/takedown.ts";
import { defineVerify } from "./commands/inspect/verify.ts";

export type { Io } from "./terminal/session.ts";

const introduction = `Chinese news pages in, clean article text out, with a receipt for every character removed.`;

const examples = `
Examples:
  newsift demo                              see it work, without a network
  newsift init corpus && cd corpus          make a workspace
  newsift ingest https://example.com/1.html fetch one page and clean it
  newsift ingest pages/*.html               the same for files that are already here
  newsift add https://example.com/          look at a site and propose a source for it
  newsift discover                          see which articles a crawl would fetch, and why
  newsift crawl                             fetch what config/sources/ names
  newsift diff 3                            what was removed from document 3, and why
  newsift clean --from pages --to texts     clean loose files, without a workspace

newsift <command> --help says more about one command.`;

/**
 * Runs one command line.
 *
 * @param argv what stands after `newsift`
 * @returns the exit code: see `exitCodes()`
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  const session = new Session(io);
  const program = createProgram(session);
  try {
    await program.parseAsync(argv.length === 0 ? ["--help"] : withoutLooseHosts(argv), { from: "user" });
  } catch (error) {
    const failure = toFailure(error);
    if (failure instanceof NewsiftError) session.fail(failure);
    else if (failure !== undefined && !isStopped(io)) return reportFault(session, failure, argv);
  } finally {
    session.close();
  }
  if (isStopped(io)) session.say("newsift: stopped. The same command goes on from here.");
  return session.exitCode;
}

function isStopped(io: Io): boolean {
  return io.signal?.aborted === true;
}

/** The commands with their options, as the program and its documentation know them. */
export function createProgram(session: Session): Command {
  const program = new Command("newsift")
    .description(introduction)
    .usage("<command> [options]")
    .version(version(), "--version", "show the version")
    .helpOption("-h, --help", "show this help")
    .option("--debug", "show the stack of an unexpected error")
    .addHelpText("after", examples)
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => session.io.stdout.write(text),
      writeErr: () => undefined,
      getOutHelpWidth: () => Math.min(session.io.stdout.columns ?? 100, 100),
    });

  program.commandsGroup("Get pages and clean them:");
  defineAdd(program, session);
  defineDiscover(program, session);
  defineCrawl(program, session);
  defineIngest(program, session);
  defineClean(program, session);
  defineRepair(program, session);
  program.commandsGroup("Look at what was done:");
  defineReview(program, session);
  defineDiff(program, session);
  defineVerify(program, session);
  defineProfile(program, session);
  defineReport(program, session);
  defineStats(program, session);
  defineSchedule(program, session);
  defineStatus(program, session);
  defineRuns(program, session);
  program.commandsGroup("Judge it, and keep it right:");
  defineSample(program, session);
  defineHealth(program, session);
  defineCases(program, session);
  defineImpact(program, session);
  program.commandsGroup("Keep house:");
  definePrune(program, session);
  defineRebuild(program, session);
  defineTakedown(program, session);
  program.commandsGroup("Start:");
  defineDemo(program, session);
  defineInit(program, session);
  defineDoctor(program, session);
  defineCompletion(program, session);
  program.helpCommand("help [command]", "show the help of a command");

  return program;
}

/** What stopped the command; nothing where commander only showed the help or the version. */
function toFailure(error: unknown): unknown {
  if (!(error instanceof CommanderError)) return error;
  if (error.exitCode === 0) return undefined;
  const problem = error.message.replace(/^error: /, "").replace(/\s*\n\s*/g, " ");
  return new UsageError(
    `${problem.replace(/^./, (first) => first.toUpperCase()).replace(/[^.?)]$/, "$&.")} See newsift --help.`,
  );
}

function reportFault(session: Session, error: unknown, argv: readonly string[]): number {
  const message = error instanceof Error ? error.message : String(error);
  session.say(`newsift: unexpected: ${message}. Please report it, with the command.`);
  const isDebugging = argv.includes("--debug") || session.io.env.DEBUG !== undefined;
  if (isDebugging && error instanceof Error) session.say(error.stack ?? "");
  return NewsiftError.exitCode;
}

function version(): string {
  const manifest = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}
