/** clean/: the text of each article, and for every document the receipt that says how it came about. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Cleaned } from "../pipeline.ts";
import type { Receipt } from "../types.ts";
import { makeFolder, removeDurably, writeAtomically } from "./atomic.ts";
import { namesIn, readIfPresent } from "./reading.ts";
import { formatReceipt, parseReceipt } from "./receipt.ts";

/** What became of the files: `unchanged` ones were not touched. */
export type Outcome = "new" | "changed" | "unchanged";

export interface CleanFolders {
  readonly cleanDir: string;
  /** Without one, no receipts are written. */
  readonly receiptDir?: string;
}

export interface CleanStore {
  /**
   * Writes text and receipt. The text of a document that has none of its own any more is removed.
   * @param name the files' base name
   * @throws {WriteError}
   */
  write(name: string, cleaned: Cleaned): Outcome;
  /** @throws {WorkspaceError} where the receipt is damaged. */
  read(name: string): { readonly text?: Uint8Array; readonly receipt?: Receipt };
  /** Base names of all that has a text or a receipt, in order. */
  list(): readonly string[];
  /** Base names of all that has a receipt, in order. It is written last: a kill may have left a text without one. */
  listReceipts(): readonly string[];
}

export function openCleanStore({ cleanDir, receiptDir }: CleanFolders): CleanStore {
  const textPath = (name: string) => join(cleanDir, `${name}.txt`);
  const receiptPath = (name: string) => receiptDir && join(receiptDir, `${name}.json`);

  return {
    write(name, cleaned) {
      makeFolder(receiptDir ?? cleanDir);
      const receipt = receiptPath(name);
      const outcomes = [
        cleaned.text === "" ? remove(textPath(name)) : update(textPath(name), cleaned.text),
        receipt === undefined ? "unchanged" : update(receipt, formatReceipt(cleaned.receipt)),
      ];
      return outcomes.find((outcome) => outcome !== "unchanged") ?? "unchanged";
    },

    read(name) {
      const text = readIfPresent(textPath(name));
      const path = receiptPath(name);
      const receipt = path && readIfPresent(path)?.toString("utf8");
      return {
        ...(text === undefined ? {} : { text }),
        ...(receipt === undefined || path === undefined ? {} : { receipt: parseReceipt(receipt, path) }),
      };
    },

    list() {
      return [...new Set([...baseNames(cleanDir, ".txt"), ...baseNames(receiptDir, ".json")])].toSorted();
    },

    listReceipts: () => baseNames(receiptDir, ".json").toSorted(),
  };
}

function update(path: string, content: string): Outcome {
  const bytes = Buffer.from(content, "utf8");
  const old = readIfPresent(path);
  if (old?.equals(bytes)) return "unchanged";
  writeAtomically(path, bytes);
  return old === undefined ? "new" : "changed";
}

function remove(path: string): Outcome {
  if (!existsSync(path)) return "unchanged";
  removeDurably(path);
  return "changed";
}

function baseNames(folder: string | undefined, extension: string): readonly string[] {
  if (folder === undefined) return [];
  return namesIn(folder)
    .filter((name) => name.endsWith(extension) && !name.startsWith("."))
    .map((name) => name.slice(0, -extension.length));
}
