/**
 * The versions of our files' formats. Each file, and each line of one that holds a record a line, may say in `version`
 * which it is of; one that does not is of version 1. An older version is read, a newer one is never taken for damage:
 * what to do then is to update the program, and not to delete or mend the file.
 */
import type { z } from "zod";
import { NewerFormatError } from "../core/errors.ts";

/** The latest version that this program reads, of every format but those that say otherwise. */
const KNOWN = 1;

/**
 * @param content of the file, parsed, whatever it is
 * @param file named in the error
 * @throws {NewerFormatError} where it says that it is of a version that this program does not know
 */
export function refuseNewer(content: unknown, file: string, known = KNOWN): void {
  const version =
    typeof content === "object" && content !== null && "version" in content ? content.version : KNOWN;
  if (Number.isInteger(version) && (version as number) > known) {
    throw new NewerFormatError(
      `${file} was written by a newer newsift (version ${version as number}; this one knows ${known}): update newsift.`,
    );
  }
}

/**
 * Before a file of ours is written anew: one that is damaged may be, one of a newer newsift may not.
 * @param text what it holds now
 * @throws {NewerFormatError}
 */
export function refuseReplacingNewer(text: string, file: string, known = KNOWN): void {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return;
  }
  refuseNewer(content, file, known);
}

/**
 * Reads JSON that newsift wrote.
 * @param damaged makes the error for what it did not write
 * @throws {NewerFormatError}
 */
export function parseOwnJson<Schema extends z.ZodType>(
  text: string,
  file: string,
  schema: Schema,
  damaged: (cause: unknown) => Error,
  known = KNOWN,
): z.output<Schema> {
  try {
    const content: unknown = JSON.parse(text);
    refuseNewer(content, file, known);
    return schema.parse(content);
  } catch (cause) {
    throw cause instanceof NewerFormatError ? cause : damaged(cause);
  }
}

/**
 * The same for a line among others, which a kill may have cut short.
 * @returns undefined where it is none
 * @throws {NewerFormatError}
 */
export function parseOwnLine<Schema extends z.ZodType>(
  line: string,
  file: string,
  schema: Schema,
): z.output<Schema> | undefined {
  const cut = new Error("no line of ours");
  try {
    return parseOwnJson(line, file, schema, () => cut);
  } catch (error) {
    if (error === cut) return undefined;
    throw error;
  }
}
