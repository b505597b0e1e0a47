/** Writes a folder of texts: `<name>.txt` for each article, and where receipts are wanted `<name>.json` for each document. */
import { statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { UsageError, type WriteError } from "../../core/errors.ts";
import { type CleanStore, openCleanStore } from "../clean/clean.ts";
import { makeFolder, sweepTemporaries } from "../files/atomic.ts";
import { receiptFile, textFile } from "../raw/numbering.ts";
import type { Output, WriteOptions, Writer } from "./writer.ts";

export const textWriter: Writer = { name: "text", accepts: () => true, open };

function open(target: string, { receipts = false }: WriteOptions): Output {
  const stores = new Map<string, CleanStore>();
  const places = new Map<string, string>();

  function storeIn(folder: string): CleanStore {
    const store = stores.get(folder) ?? openFolder(folder, receipts);
    stores.set(folder, store);
    return store;
  }

  return {
    async write({ name, place, cleaned }) {
      const files = [textFile(name), ...(receipts ? [receiptFile(name)] : [])];
      const earlier = places.get(name);
      if (earlier !== undefined) {
        throw new UsageError(`${earlier} and ${place} would both become ${files[0]}: rename one of them.`);
      }
      const inTheWay = files.find((file) => isFolder(join(target, file)));
      if (inTheWay !== undefined) {
        throw new UsageError(`${place} would become ${inTheWay}, and so would a folder: rename one of them.`);
      }
      const store = storeIn(join(target, dirname(name)));
      places.set(name, place);
      return store.write(basename(name), cleaned);
    },
    async finish() {},
    async abandon() {},
  };
}

/** @throws {UsageError} where a text lies where the folder, or one above it, should be */
function openFolder(folder: string, receipts: boolean): CleanStore {
  try {
    makeFolder(folder);
  } catch (error) {
    const { code } = (error as WriteError).cause as NodeJS.ErrnoException;
    if (code !== "EEXIST" && code !== "ENOTDIR") throw error;
    throw new UsageError((error as WriteError).message, { cause: error });
  }
  sweepTemporaries(folder);
  return openCleanStore({ cleanDir: folder, ...(receipts ? { receiptDir: folder } : {}) });
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
