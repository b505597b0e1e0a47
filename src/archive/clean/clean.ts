/** clean/: the text of each article, and for every document the receipt that says how it came about. */
import { existsSync, renameSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { refuseReplacingNewer } from "../../config/format-version.ts";
import type { Cleaned } from "../../core/pipeline/create-pipeline.ts";
import type { Receipt } from "../../core/document/receipt.ts";
import { WorkspaceError } from "../../core/errors.ts";
import { withWriteErrors, makeFolder, removeDurably, syncFolder, writeAtomically } from "../files/atomic.ts";
import { namesIn, readIfPresent } from "../files/reading.ts";
import { parseId, receiptFile, textFile } from "../raw/numbering.ts";
import { formatReceipt, parseReceipt, RECEIPT_VERSION } from "./receipt.ts";

/** What became of the files: `unchanged` ones were not touched. */
export type Outcome = "new" | "changed" | "unchanged";

/** Where the text of a version belongs: `current` in clean/ itself, `superseded` in clean/superseded/. */
export type Place = "current" | "superseded";

export interface CleanFolders {
  readonly cleanDir: string;
  /** Without one, no text is ever superseded. */
  readonly supersededDir?: string;
  /** Without one, no receipts are written. */
  readonly receiptDir?: string;
}

export interface CleanStore {
  /**
   * Writes text and receipt. The text of a document that has none of its own any more is removed.
   * @param name the files' base name
   * @throws {WriteError}
   * @throws {NewerFormatError} where the receipt there is of a newer newsift: both files stay as they are
   */
  write(name: string, cleaned: Cleaned, place?: Place): Outcome;
  /** Puts the text there, if there is one. @throws {WriteError} */
  move(name: string, place: Place): Outcome;
  /** Removes text and receipt. @throws {WriteError} */
  remove(name: string): void;
  /** @throws {WorkspaceError} where the receipt is damaged. */
  read(name: string): { readonly text?: Uint8Array; readonly receipt?: Receipt };
  /** Where the text lies; undefined where there is none. */
  textPath(name: string): string | undefined;
  /** Tells one writing of the receipt from the next; empty where there is none. */
  stamp(name: string): string;
  /** Base names of all that has a text or a receipt, in order. */
  list(): readonly string[];
  /** Base names of all texts in that place, in order. */
  listTexts(place: Place): readonly string[];
  /** Base names of all that has a receipt, in order. It is written last: a kill may have left a text without one. */
  listReceipts(): readonly string[];
}

export function openCleanStore({ cleanDir, supersededDir, receiptDir }: CleanFolders): CleanStore {
  const folders = { current: cleanDir, superseded: supersededDir ?? cleanDir };
  const pathIn = (place: Place, name: string) => join(folders[place], textFile(name));
  const receiptPath = (name: string) => receiptDir && join(receiptDir, receiptFile(name));

  const store: CleanStore = {
    write(name, cleaned, place = "current") {
      makeFolder(receiptDir ?? cleanDir);
      const receipt = receiptPath(name);
      const old = receipt && readIfPresent(receipt)?.toString("utf8");
      if (old !== undefined) refuseReplacingNewer(old, receipt!, RECEIPT_VERSION);
      const outcomes = [
        store.move(name, place),
        cleaned.text === "" ? remove(pathIn(place, name)) : update(pathIn(place, name), cleaned.text),
        receipt === undefined ? "unchanged" : update(receipt, formatReceipt(cleaned.receipt)),
      ];
      return outcomes.find((outcome) => outcome !== "unchanged") ?? "unchanged";
    },

    move(name, place) {
      const from = pathIn(place === "current" ? "superseded" : "current", name);
      const to = pathIn(place, name);
      makeFolder(folders[place]);
      if (from === to || !existsSync(from)) return "unchanged";
      withWriteErrors(to, () => {
        renameSync(from, to);
        for (const path of [to, from]) syncFolder(dirname(path));
      });
      return "changed";
    },

    remove(name) {
      for (const path of [store.textPath(name), receiptPath(name)]) if (path !== undefined) remove(path);
    },

    read(name) {
      const text = readIfPresent(pathIn("current", name)) ?? readIfPresent(pathIn("superseded", name));
      const path = receiptPath(name);
      const receipt = path && readIfPresent(path)?.toString("utf8");
      return {
        ...(text === undefined ? {} : { text }),
        ...(receipt === undefined || path === undefined ? {} : { receipt: parseReceipt(receipt, path) }),
      };
    },

    textPath: (name) =>
      [pathIn("current", name), pathIn("superseded", name)].find((path) => existsSync(path)),

    stamp(name) {
      const path = receiptPath(name);
      const file = path && statSync(path, { bigint: true, throwIfNoEntry: false });
      return file ? `${file.mtimeNs} ${file.ino} ${file.size}` : "";
    },

    list() {
      const texts = [...store.listTexts("current"), ...store.listTexts("superseded")];
      return [...new Set([...texts, ...store.listReceipts()])].toSorted();
    },

    listTexts: (place) => baseNames(folders[place], textFile("")).toSorted(),

    listReceipts: () => baseNames(receiptDir, receiptFile("")).toSorted(),
  };
  return store;
}

/** @throws {WorkspaceError} where the document was never cleaned, or its receipt is damaged */
export function receiptOf(clean: CleanStore, document: string): Receipt {
  const { receipt } = parseId(document) === undefined ? {} : clean.read(document);
  if (receipt !== undefined) return receipt;
  throw new WorkspaceError(`${document} has no receipt: clean it first, with \`newsift clean ${document}\`.`);
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
