/** Runs a command of this folder: arguments and exit codes. */
import { parseArgs, type ParseArgsConfig } from "node:util";
import { NewsiftError, UsageError } from "../src/core/errors.ts";

type Options = NonNullable<ParseArgsConfig["options"]>;

/** The parsed options. */
export type Values<Own extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: Own }>
>["values"];

/**
 * Runs `npm run <name>` with the arguments of the process. What newsift says went wrong ends it with its exit code.
 *
 * @param run throws UsageError where options do not go together
 */
export async function runCommand<const Own extends Options>(
  name: string,
  options: Own,
  run: (values: Values<Own>) => void | Promise<void>,
): Promise<void> {
  try {
    await run(valuesOf(name, options));
  } catch (error) {
    if (!(error instanceof NewsiftError)) throw error;
    process.stderr.write(`newsift ${name}: ${error.message}\n`);
    process.exitCode = error.exitCode;
  }
}

function valuesOf<const Own extends Options>(name: string, options: Own): Values<Own> {
  try {
    return parseArgs({ args: process.argv.slice(2), options }).values;
  } catch (cause) {
    throw new UsageError(`${(cause as Error).message} See npm run ${name} -- --help.`, { cause });
  }
}
