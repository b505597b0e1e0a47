/** Files of JSON objects, one a line: logs, journals, decisions. */
import { closeSync, openSync, writeFileSync } from "node:fs";
import { appendDurably, withWriteErrors } from "./atomic.ts";

export interface JsonLines {
  /** The line is in the file when it returns: a process that is killed loses none, a power cut may. @throws {WriteError} */
  write(entry: object): void;
  /** Nothing is written after it. */
  close(): void;
}

/** A file that is kept open, and made with its first line. */
export function openJsonLines(path: string): JsonLines {
  let file: number | undefined;
  return {
    write(entry) {
      withWriteErrors(path, () => {
        file ??= openSync(path, "a");
        writeFileSync(file, formatLine(entry));
      });
    },
    close() {
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
  };
}

/**
 * Adds one line and waits until the disk has it.
 * @param isTorn whether a kill cut the last line of the file short
 * @throws {WriteError}
 */
export function appendJsonLine(path: string, entry: object, isTorn: boolean): void {
  appendDurably(path, (isTorn ? "\n" : "") + formatLine(entry));
}

/** Some readers take more than the line feed for the end of a line, and some characters turn the writing around. */
export function formatLine(entry: object): string {
  const json = JSON.stringify(entry).replace(
    /[\u007f-\u009f\p{Zl}\p{Zp}\p{Bidi_Control}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `${json}\n`;
}
