/** Reading files, with plain words for what cannot be read. */
import { readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { UnreadableInputError } from "../errors.ts";

/** Runs what reads from the disk. @throws {UnreadableInputError} */
export function readable<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** @throws {UnreadableInputError} */
export async function readBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}

/**
 * A small file, at once.
 * @returns undefined where there is none.
 * @throws {UnreadableInputError}
 */
export function readIfPresent(path: string): Buffer | undefined {
  return readable(path, () => undefinedIfMissing(() => readFileSync(path)));
}

/** Names of what a folder holds; none where there is no folder. @throws {UnreadableInputError} */
export function namesIn(folder: string): readonly string[] {
  return readable(folder, () => undefinedIfMissing(() => readdirSync(folder)) ?? []);
}

function undefinedIfMissing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function unreadable(path: string, cause: unknown): UnreadableInputError {
  const { code, message } = cause as NodeJS.ErrnoException;
  return new UnreadableInputError(`${path} could not be read: ${reasons[code ?? ""] ?? `${message}.`}`, {
    cause,
  });
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder. Check the spelling.",
  EACCES: "permission denied. Check who may read it.",
  EPERM: "the system does not allow it.",
  EISDIR: "it is a folder.",
  ENOTDIR: "a part of its path is no folder.",
  ELOOP: "its symbolic links go in a circle.",
};
