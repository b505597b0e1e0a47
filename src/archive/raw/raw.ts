/**
 * raw/: the pages exactly as they came, numbered in the order of their arrival, each with a sidecar, and what a browser
 * made of it where that adds something.
 */
import { existsSync, statSync } from "node:fs";
import { WorkspaceError } from "../../core/errors.ts";
import { Page } from "../../core/page/page.ts";
import { readPage } from "../../core/page/read.ts";
import type { Arrival, Sidecar } from "./arrival.ts";
import type { Format } from "../../core/document/document.ts";
import { makeFolder } from "../files/atomic.ts";
import { canonicalUrl, type Twins } from "./canonical.ts";
import { exclusively } from "../files/mutex.ts";
import { pageHex, parseId, parseRawFileName } from "./numbering.ts";
import { sha256 } from "../../core/text/sha256.ts";
import { namesIn, readBytes } from "../files/reading.ts";
import { RawIndex } from "./raw-index.ts";
import { RecentPages } from "./recent-pages.ts";
import {
  type Addition,
  addPages,
  type AddOptions,
  areIndependent,
  type ArrivedPage,
  recoverAdditions,
} from "./additions.ts";
import { createBatches } from "./batches.ts";
import { missingPage, pageToClean, pathToClean, receivedPath, renderedPath, whenShown } from "./rendered.ts";
import { readSidecar } from "./sidecar.ts";
import { openTombstones, type Tombstones } from "./tombstones.ts";
import type { Workspace } from "../files/workspace.ts";

export interface RawStore {
  /**
   * Archives a page with its sidecar under the next number. A page with the same address (or, without one, the
   * same bytes) whose bytes or text are unchanged is not written again; a changed one gets a new number.
   * The address is where the redirects ended, so that all that lead there are one page.
   * @throws {WriteError} where the disk refuses; then nothing is archived.
   * @throws {TakenDownError} where the address, or the one that a page without one names itself, was taken down
   */
  add(page: Page, arrival: Arrival, options?: AddOptions): Promise<Addition>;
  /** What was taken down: it is not added. */
  readonly tombstones: Tombstones;
  /** Ids in order of number. */
  list(): Promise<readonly string[]>;
  /** What names the page at this address, however it is spelt. */
  identityOf(url: string): string;
  /** Ids of the versions of the page at this address, in order of number. */
  versions(url: string): Promise<readonly string[]>;
  /** Runs the action while nobody else writes, with the ids of all versions of the document's page, in order of number. */
  withVersions<T>(id: string, action: (versions: readonly string[]) => T): Promise<T>;
  /**
   * The page that is to be cleaned: as it came, or as a browser shows it, whichever its sidecar says.
   * A raw file that was copied in by hand has no sidecar: a minimal one is made up from its bytes.
   * @throws {WorkspaceError} where there is no such document, its sidecar is damaged, or its rendered page is missing.
   * @throws {UnreadableInputError} where the file may not be read.
   */
  read(id: string): Promise<{ readonly page: Page; readonly sidecar: Sidecar }>;
  /** Which files of a document are not those that its sidecar names: a sentence each. Errors: as for `read`. */
  faults(id: string): Promise<readonly string[]>;
}

/** @param twins hosts whose pages are those of another: who adds pages must know them */
export function openRawStore(workspace: Workspace, twins: Twins = {}): RawStore {
  let index: RawIndex | undefined;
  const tombstones = openTombstones(workspace, twins);
  const recent = new RecentPages();
  const additions = createBatches(areIndependent, (pages: readonly ArrivedPage[]) =>
    withIndex((current) => addPages(workspace, current, pages)),
  );

  function withIndex<T>(action: (index: RawIndex) => T): T {
    return exclusively(workspace, () => {
      makeFolder(workspace.metaDir);
      if (!index?.isCurrent()) {
        recoverAdditions(workspace);
        index = new RawIndex(workspace);
      }
      return action(index);
    });
  }

  return {
    tombstones,

    async add(came, arrival, options = {}) {
      const url = arrival.finalUrl ?? arrival.url;
      const page = came.with({ url, fetchedAt: whenShown(arrival) });
      const named = url ?? (tombstones.isEmpty() ? undefined : readPage(page).url);
      if (named !== undefined) tombstones.refuse(named);
      const rendered = options.rendered?.with({ url, fetchedAt: whenShown(arrival) });
      const hex = pageHex(url, page.bytes, twins);
      const addition = await additions.add({ page, arrival, hex, options: { ...options, rendered } });
      if (addition.outcome !== "unchanged") recent.keep(addition.id, rendered ?? page);
      return addition;
    },

    identityOf(url) {
      return canonicalUrl(url, twins);
    },

    async versions(url) {
      const hex = pageHex(url, new Uint8Array(), twins);
      // Nobody has written since: there is nothing to wait for.
      return index?.isCurrent() ? index.versionsOf(hex) : withIndex((current) => current.versionsOf(hex));
    },

    async withVersions(id, action) {
      return withIndex((current) => action(current.versionsOf(parseId(id)!.hex)));
    },

    async list() {
      const names = namesIn(workspace.rawDir).flatMap((file) => parseRawFileName(file) ?? []);
      return names.toSorted((a, b) => a.number - b.number || (a.hex < b.hex ? -1 : 1)).map(({ id }) => id);
    },

    async read(id) {
      const sidecar = await sidecarOf(workspace, id);
      const path = pathToClean(workspace, id, sidecar);
      const page = recent.get(id) ?? pageToClean(await readArchived(path), sidecar);
      return { page, sidecar };
    },

    async faults(id) {
      const sidecar = await sidecarOf(workspace, id);
      const { sha256: received, rendered } = sidecar;
      const isReceived = sha256(await readArchived(receivedPath(workspace, id, sidecar.format))) === received;
      const isRendered =
        rendered === undefined || sha256(await readArchived(renderedPath(workspace, id))) === rendered.sha256;
      return [
        ...(isReceived ? [] : [`The bytes of ${id} in raw/ are not those that its sidecar names.`]),
        ...(isRendered ? [] : [`The bytes of ${id} in raw/rendered/ are not those that its sidecar names.`]),
      ];
    },
  };
}

async function sidecarOf(workspace: Workspace, id: string): Promise<Sidecar> {
  if (parseId(id) !== undefined) {
    for (const format of ["html", "text"] as const) {
      const path = receivedPath(workspace, id, format);
      if (!existsSync(path)) continue;
      return readSidecar(workspace, id) ?? makeUpSidecar(id, format, await readBytes(path), path);
    }
  }
  throw new WorkspaceError(`There is no document "${id}" in ${workspace.rawDir}.`);
}

/** @throws {WorkspaceError} where it is missing, though a sidecar names it */
async function readArchived(path: string): Promise<Uint8Array> {
  if (existsSync(path)) return readBytes(path);
  throw missingPage(path);
}

function makeUpSidecar(id: string, format: Format, bytes: Uint8Array, path: string): Sidecar {
  return {
    id,
    format,
    fetchedAt: statSync(path).mtime.toISOString(),
    fetcher: "import",
    sha256: sha256(bytes),
    size: bytes.length,
    charset: new Page(bytes).charset,
  };
}
