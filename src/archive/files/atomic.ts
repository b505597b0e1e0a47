/** Every write: temporary file in the same folder, fsync, rename, fsync of the folder. */
import { randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { NewsiftError, WriteError } from "../../core/errors.ts";
import { isRunning, thisProcess } from "./process.ts";
import { sqliteReason } from "./sqlite.ts";

const { O_APPEND, O_CREAT, O_NONBLOCK, O_WRONLY } = constants;

const TEMPORARY = /^\.newsift-(\d+)-(\d+)-[0-9a-f]{16}\.tmp$/u;

/**
 * The file holds either what it held before or all of the new content, whatever happens in between.
 * @throws {WriteError}
 */
export function writeAtomically(path: string, content: Uint8Array | string): void {
  const { pid, start } = thisProcess;
  const name = `.newsift-${pid}-${start}-${randomBytes(8).toString("hex")}.tmp`;
  const temporary = join(dirname(path), name);
  writeTemporary(temporary, content, path);
  try {
    renameDurably(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/**
 * Writes a file that must not be there yet and waits until the disk has it. Leaves nothing where that fails.
 * @param target what the file is to become: errors name it
 * @throws {WriteError}
 */
export function writeTemporary(path: string, content: Uint8Array | string, target: string): void {
  writeTemporaries([{ path, content, target }]);
}

/** A file that must not be there yet, and what it is to become: errors name that. */
export interface TemporaryFile {
  readonly path: string;
  readonly content: Uint8Array | string;
  readonly target: string;
}

/**
 * Writes files and then waits until the disk has them all, which takes hardly longer than for one of them.
 * Leaves none where that fails.
 * @throws {WriteError}
 */
export function writeTemporaries(files: readonly TemporaryFile[]): void {
  const open = new Map<number, TemporaryFile>();
  try {
    for (const file of files) {
      withWriteErrors(file.target, () => {
        const handle = openSync(file.path, "wx");
        open.set(handle, file);
        writeFileSync(handle, file.content);
      });
    }
    for (const [handle, { target }] of open) withWriteErrors(target, () => fsyncSync(handle));
  } catch (error) {
    for (const { path } of open.values()) rmSync(path, { force: true });
    throw error;
  } finally {
    for (const handle of open.keys()) closeSync(handle);
  }
}

/**
 * Adds to the end of a file, which is made where there is none, and waits until the disk has it. A process that is
 * killed in between leaves a part of the addition.
 * @throws {WriteError}
 */
export function appendDurably(path: string, content: string): void {
  withWriteErrors(path, () => {
    // A named pipe in its place would be waited for without end.
    const file = openSync(path, O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK);
    try {
      writeFileSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    syncFolder(dirname(path));
  });
}

/** @throws {WriteError} */
export function renameDurably(from: string, to: string): void {
  withWriteErrors(to, () => {
    renameSync(from, to);
    syncFolder(dirname(to));
  });
}

/** @throws {WriteError} */
export function removeDurably(path: string): void {
  withWriteErrors(path, () => {
    rmSync(path, { force: true });
    syncFolder(dirname(path));
  });
}

/**
 * Makes a folder with all that are missing above it; one that is there stays.
 * @throws {WriteError}
 */
export function makeFolder(path: string): void {
  withWriteErrors(path, () => makeMissing(path));
}

/** Folder by folder: where a file system makes none at all (/proc), Node's own `recursive` tries for ever. */
function makeMissing(path: string): void {
  if (existsSync(path) && statSync(path).isDirectory()) return;
  if (dirname(path) !== path) makeMissing(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process was quicker.
    if (!existsSync(path) || !statSync(path).isDirectory()) throw error;
  }
}

/** Removes what `writeAtomically` left in a folder when its process was killed. */
export function sweepTemporaries(folder: string): void {
  withWriteErrors(folder, () => {
    for (const name of existsSync(folder) ? readdirSync(folder) : []) {
      const writer = TEMPORARY.exec(name);
      if (writer === null || isRunning({ pid: Number(writer[1]), start: Number(writer[2]) })) continue;
      rmSync(join(folder, name), { force: true });
    }
  });
}

/** Runs what writes to the disk and says in plain words why it could not. */
export function withWriteErrors<T>(path: string, write: () => T): T {
  try {
    return write();
  } catch (cause) {
    throw cause instanceof NewsiftError ? cause : writeFault(path, cause);
  }
}

/** Why something could not be written, in plain words. */
export function writeFault(what: string, cause: unknown): WriteError {
  const { code, message } = cause as NodeJS.ErrnoException;
  const reason = reasons[code ?? ""] ?? sqliteReason(cause) ?? `${message}.`;
  return new WriteError(`${what} could not be written: ${reason}`, { cause });
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full. Free some space and run the command again.",
  EDQUOT: "your disk quota is used up. Free some space and run the command again.",
  EFBIG: "it would exceed the largest file size allowed here (see `ulimit -f`).",
  EACCES: "permission denied. Check who owns the folder.",
  EPERM: "the system does not allow it. Check the folder's permissions and attributes.",
  ENOENT: "no folder can be made there. Choose another place.",
  EROFS: "the disk is mounted read-only.",
  EMFILE: "too many files are open (see `ulimit -n`).",
  ENOTDIR: "a part of the path is a file, not a folder.",
  EEXIST: "something else of that name is in the way.",
  EISDIR: "a folder of that name is in the way. Move it away.",
  ENXIO: "it is no file, but a pipe or a socket. Move it away.",
};

/** Waits until the disk knows the names in a folder. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
