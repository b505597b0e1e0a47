import * as errors from "../../core/errors.ts";
import { NewsiftError } from "../../core/errors.ts";
import { en, type Words } from "../../core/words/en.ts";

/** One row of the table of exit codes in `docs/guides/formats.md`. */
export interface ExitCode {
  readonly code: number;
  /** The error class; absent for an end that is no error. */
  readonly name?: string;
  readonly summary: string;
}

/** Every exit code, ascending: 0, one for each error class, and the two signals. */
export function exitCodes(words: Words = en): readonly ExitCode[] {
  const ofErrors = Object.values(errors)
    .filter(isErrorClass)
    .map((error) => ({
      code: error.exitCode,
      name: error.name,
      summary: words.errors[error.id as keyof Words["errors"]],
    }));
  return [
    { code: 0, summary: words.ends.ok },
    ...ofErrors,
    { code: 130, summary: words.ends.SIGINT },
    { code: 143, summary: words.ends.SIGTERM },
  ].toSorted((a, b) => a.code - b.code);
}

function isErrorClass(value: unknown): value is typeof NewsiftError {
  return value === NewsiftError || (typeof value === "function" && value.prototype instanceof NewsiftError);
}
