/** What has to be known of raw/ to add a page to it, kept in memory as long as nobody else adds one. */
import { randomUUID } from "node:crypto";
import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withWriteErrors } from "../files/atomic.ts";
import { type DocumentName, parseId, parseRawFileName } from "./numbering.ts";
import { sha256 } from "../../core/text/sha256.ts";
import { namesIn, readBytesNow, readIfPresent } from "../files/reading.ts";
import { readRemovals } from "./removals.ts";
import { readSidecar } from "./sidecar.ts";
import type { Workspace } from "../files/workspace.ts";

export interface AddedPage {
  readonly name: DocumentName;
  readonly file: string;
  /** SHA-256 of its bytes. */
  readonly hash: string;
}

/** Only under the mutex. */
export class RawIndex {
  readonly #workspace: Workspace;
  readonly #files = new Map<string, string>();
  readonly #hexes = new Map<number, string>();
  readonly #versions = new Map<string, DocumentName[]>();
  #idsByBytes: Map<string, string> | undefined;
  #next = 0;
  #stamp: string;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
    this.#stamp = readStamp(workspace);
    for (const file of namesIn(workspace.rawDir)) {
      const name = parseRawFileName(file);
      if (name !== undefined) this.#note(name, file);
    }
    // A sidecar whose page somebody took away still holds its number.
    for (const file of namesIn(workspace.metaDir)) {
      const name = parseId(file.replace(/\.json$/u, ""));
      if (name !== undefined) this.#reserve(name);
    }
    for (const { documents } of readRemovals(workspace)) {
      for (const id of documents) this.#reserve(parseId(id)!);
    }
  }

  /** The number after the highest. */
  get next(): number {
    return this.#next;
  }

  /** Whether nobody else changed raw/ since. */
  isCurrent(): boolean {
    return readStamp(this.#workspace) === this.#stamp;
  }

  /** Whose number it is. */
  hexOf(number: number): string | undefined {
    return this.#hexes.get(number);
  }

  /** The last version of a page that arrived before this number. */
  versionBefore(number: number, hex: string): string | undefined {
    return this.versionsOf(hex).findLast((id) => parseId(id)!.number < number);
  }

  /** Ids of the versions of a page, in order of number. */
  versionsOf(hex: string): readonly string[] {
    const versions = this.#versions.get(hex) ?? [];
    return versions.toSorted((a, b) => a.number - b.number).map(({ id }) => id);
  }

  /** SHA-256 of a page's bytes. */
  hashOf(id: string): string {
    const file = join(this.#workspace.rawDir, this.#files.get(id)!);
    return readSidecar(this.#workspace, id)?.sha256 ?? sha256(readBytesNow(file));
  }

  /** The page that has these bytes. */
  withBytes(hash: string): string | undefined {
    this.#idsByBytes ??= new Map(Array.from(this.#files.keys(), (id) => [this.hashOf(id), id]));
    return this.#idsByBytes.get(hash);
  }

  /** Calls up what others know of raw/, adds pages, and knows them itself. */
  record(pages: readonly AddedPage[], add: () => void): void {
    const path = stampPath(this.#workspace);
    withWriteErrors(path, () => writeFileSync(path, randomUUID()));
    add();
    for (const { name, file, hash } of pages) {
      this.#note(name, file);
      this.#idsByBytes?.set(hash, name.id);
    }
    this.#stamp = readStamp(this.#workspace);
  }

  #note(name: DocumentName, file: string): void {
    this.#reserve(name);
    this.#files.set(name.id, file);
    this.#versions.set(name.hex, [...(this.#versions.get(name.hex) ?? []), name]);
  }

  #reserve({ number, hex }: DocumentName): void {
    this.#hexes.set(number, hex);
    this.#next = Math.max(this.#next, number + 1);
  }
}

/** Changes with every addition of any process, and when somebody copies a file in by hand. */
function readStamp(workspace: Workspace): string {
  return `${readIfPresent(stampPath(workspace)) ?? ""} ${statSync(workspace.rawDir, { bigint: true }).mtimeNs}`;
}

function stampPath(workspace: Workspace): string {
  return join(workspace.stateDir, "last-addition");
}
