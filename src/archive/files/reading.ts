/** Reading files, with plain words for what cannot be read. */
import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync, type Stats } from "node:fs";
import { open } from "node:fs/promises";
import { UnreadableInputError } from "../../core/errors.ts";

/** Runs what reads from the disk. @throws {UnreadableInputError} */
export function withReadErrors<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** To open a named pipe would else wait for somebody who writes to it. */
const AT_ONCE = constants.O_RDONLY | constants.O_NONBLOCK;

/** A file, whole. @throws {UnreadableInputError} where it may not be read, or is no regular file */
export async function readBytes(path: string): Promise<Buffer> {
  try {
    const file = await open(path, AT_ONCE);
    try {
      refuseIrregular(path, await file.stat());
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** The same, at once. */
export function readBytesNow(path: string): Buffer {
  return withReadErrors(path, () => readRegular(path));
}

function readRegular(path: string): Buffer {
  const file = openSync(path, AT_ONCE);
  try {
    refuseIrregular(path, fstatSync(file));
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

/** @throws {UnreadableInputError} */
function refuseIrregular(path: string, status: Stats): void {
  if (status.isFile()) return;
  throw new UnreadableInputError(
    `${path} could not be read: it is ${kindOf(status)}, not a file. Move it away.`,
  );
}

/** What something is that is no regular file. */
export function kindOf(status: Stats): string {
  if (status.isDirectory()) return "a folder";
  if (status.isFIFO()) return "a named pipe";
  if (status.isSocket()) return "a socket";
  return status.isCharacterDevice() || status.isBlockDevice() ? "a device" : "something else";
}

/**
 * A small file, at once.
 * @returns undefined where there is none.
 * @throws {UnreadableInputError}
 */
export function readIfPresent(path: string): Buffer | undefined {
  return withReadErrors(path, () => undefinedIfMissing(() => readRegular(path)));
}

/** Names of what a folder holds; none where there is no folder. @throws {UnreadableInputError} */
export function namesIn(folder: string): readonly string[] {
  return withReadErrors(folder, () => undefinedIfMissing(() => readdirSync(folder)) ?? []);
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
  if (cause instanceof UnreadableInputError) return cause;
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
  ENXIO: "it is a socket or a device, not a file. Move it away.",
  ENOTDIR: "a part of its path is no folder.",
  ELOOP: "its symbolic links go in a circle.",
};
