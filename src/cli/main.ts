import { readFileSync } from "node:fs";
import { CommanderError } from "commander";
import { NewsiftError, UsageError } from "../core/errors.ts";
import { commandGroups } from "./commands/index.ts";
import { withoutLooseHosts } from "./terminal/options.ts";
import { type CommandGroup, Program } from "./terminal/program.ts";
import { Session } from "./terminal/session.ts";
import type { Io } from "./terminal/session.ts";

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
    await program.parseAsync(askingForHelp(withoutLooseHosts(argv), program), { from: "user" });
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

/** newsift's commands, none of them imported yet. */
export function createProgram(session: Session, groups: readonly CommandGroup[] = commandGroups): Program {
  const program = new Program("newsift", session)
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

  for (const group of groups) program.addGroup(group);
  program.helpCommand("help [command]", "show the help of a command");

  return program;
}

/** `help runs show` is `runs show --help`: commander would show the help of a command that is not imported yet. */
function askingForHelp(argv: readonly string[], program: Program): readonly string[] {
  if (argv.length === 0) return ["--help"];
  const [first, ...path] = argv;
  if (first !== "help" || path.length === 0) return argv;
  const isCommand = program.commands.some((command) => command.name() === path[0]);
  return isCommand ? [...path, "--help"] : path;
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
