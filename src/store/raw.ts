/** raw/: the pages exactly as they came, numbered in the order of their arrival, each with a sidecar. */
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { WorkspaceError } from "../errors.ts";
import { type Charset, decode } from "../page/decode.ts";
import type { Arrival, Format, RawPage, Sidecar } from "../types.ts";
import { makeFolder } from "./atomic.ts";
import { exclusively } from "./mutex.ts";
import {
  type DocumentName,
  nameDocument,
  pageHex,
  parseId,
  parseRawFileName,
  rawFileName,
  sha256,
} from "./numbering.ts";
import { namesIn, readBytes } from "./reading.ts";
import { RawIndex } from "./raw-index.ts";
import { recoverAdditions, writeAddition } from "./addition.ts";
import { readSidecar } from "./sidecar.ts";
import type { Workspace } from "./workspace.ts";

export interface AddOptions {
  /** The charset that the server or the importer declared. */
  readonly declaredCharset?: string;
  /** An imported file's name: one that is already named like a raw file keeps it where its number is free. */
  readonly name?: string;
}

export interface Addition {
  readonly id: string;
  /** `unchanged`: these bytes were there already, nothing was written. `changed`: they supersede an older version. */
  readonly outcome: "new" | "unchanged" | "changed";
}

export interface RawStore {
  /**
   * Archives bytes with their sidecar under the next number. A page with the same address (or, without one, the
   * same bytes) whose bytes are unchanged is not written again; a changed one gets a new number.
   * The address is where the redirects ended, so that all that lead there are one page.
   * @throws {WriteError} where the disk refuses; then nothing is archived.
   */
  add(bytes: Uint8Array, format: Format, arrival: Arrival, options?: AddOptions): Promise<Addition>;
  /** Ids in order of number. */
  list(): Promise<readonly string[]>;
  /**
   * A raw file that was copied in by hand has no sidecar: a minimal one is made up from its bytes.
   * @throws {WorkspaceError} where there is no such document or its sidecar is damaged.
   * @throws {UnreadableInputError} where the file may not be read.
   */
  read(id: string): Promise<{ readonly page: RawPage; readonly sidecar: Sidecar }>;
}

export function openRawStore(workspace: Workspace): RawStore {
  let index: RawIndex | undefined;

  return {
    async add(bytes, format, arrival, options = {}) {
      const { charset } = decode(bytes, options.declaredCharset);
      return exclusively(workspace, () => {
        makeFolder(workspace.metaDir);
        if (!index?.isCurrent()) {
          recoverAdditions(workspace);
          index = new RawIndex(workspace);
        }
        return addPage(workspace, index, { bytes, format, arrival, charset, givenName: options.name });
      });
    },

    async list() {
      const names = namesIn(workspace.rawDir).flatMap((file) => parseRawFileName(file) ?? []);
      return names.toSorted((a, b) => a.number - b.number || (a.hex < b.hex ? -1 : 1)).map(({ id }) => id);
    },

    async read(id) {
      const { bytes, format, path } = await readRawFile(workspace, id);
      const sidecar = readSidecar(workspace, id) ?? makeUpSidecar(id, format, bytes, path);
      const url = sidecar.finalUrl ?? sidecar.url;
      const declaredCharset = sidecar.charset.declared;
      const page: RawPage = {
        bytes,
        format,
        ...(url === undefined ? {} : { url }),
        ...(declaredCharset === undefined ? {} : { declaredCharset }),
      };
      return { page, sidecar };
    },
  };
}

interface ArrivedPage {
  readonly bytes: Uint8Array;
  readonly format: Format;
  readonly arrival: Arrival;
  readonly charset: Charset;
  readonly givenName: string | undefined;
}

function addPage(workspace: Workspace, index: RawIndex, page: ArrivedPage): Addition {
  const hash = sha256(page.bytes);
  const url = page.arrival.finalUrl ?? page.arrival.url;
  const name = chooseName(index, page, url);
  const replaces = index.versionBefore(name.number, name.hex);
  const same = url === undefined ? index.withBytes(hash) : replaces;
  if (same !== undefined && index.hashOf(same) === hash) return { id: same, outcome: "unchanged" };

  const sidecar: Sidecar = {
    id: name.id,
    format: page.format,
    ...page.arrival,
    sha256: hash,
    size: page.bytes.length,
    charset: page.charset,
    ...(replaces === undefined ? {} : { replaces }),
  };
  index.record(name, rawFileName(name.id, page.format), hash, () => {
    writeAddition(workspace, page.bytes, sidecar);
  });
  return { id: name.id, outcome: replaces === undefined ? "new" : "changed" };
}

/** No single odd file name may push all later numbers to the end. */
const HIGHEST_GIVEN_NUMBER = 999_999;

function chooseName(index: RawIndex, page: ArrivedPage, url: string | undefined): DocumentName {
  const hex = pageHex(url, page.bytes);
  const given = parseRawFileName(page.givenName ?? "");
  const fits =
    given !== undefined && given.number <= HIGHEST_GIVEN_NUMBER && (url === undefined || given.hex === hex);
  if (!fits) return nameDocument(index.next, hex);
  const holder = index.hexOf(given.number);
  if (holder === undefined) return given;
  return nameDocument(index.next, holder === given.hex ? holder : hex);
}

async function readRawFile(workspace: Workspace, id: string) {
  if (parseId(id) !== undefined) {
    for (const format of ["html", "text"] as const) {
      const path = join(workspace.rawDir, rawFileName(id, format));
      if (existsSync(path)) return { bytes: await readBytes(path), format, path };
    }
  }
  throw new WorkspaceError(`There is no document "${id}" in ${workspace.rawDir}.`);
}

function makeUpSidecar(id: string, format: Format, bytes: Uint8Array, path: string): Sidecar {
  return {
    id,
    format,
    fetchedAt: statSync(path).mtime.toISOString(),
    fetcher: "import",
    sha256: sha256(bytes),
    size: bytes.length,
    charset: decode(bytes).charset,
  };
}
