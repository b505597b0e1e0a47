/** What was taken down, and is never fetched or archived again. */
import { statSync } from "node:fs";
import { TakenDownError } from "../../core/errors.ts";
import { canonicalUrl, type Twins } from "./canonical.ts";
import { pageHex } from "./numbering.ts";
import { readRemovals, type Removal, removalsPath } from "./removals.ts";
import type { Workspace } from "../files/workspace.ts";

export interface Tombstones {
  /** The takedown that an address falls under, however it is spelt. */
  find(url: string): Removal | undefined;
  /** Nothing was ever taken down. */
  isEmpty(): boolean;
  /** @throws {TakenDownError} where the address was taken down */
  refuse(url: string): void;
}

/**
 * Reads the file when it is first needed, and again when somebody else has written to it.
 * @param twins hosts whose pages are those of another
 */
export function openTombstones(workspace: Workspace, twins: Twins = {}): Tombstones {
  const path = removalsPath(workspace);
  let pages = new Map<string, Removal>();
  let hosts = new Map<string, Removal>();
  let seen: string | undefined;

  function refresh(): void {
    const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
    const stamp = stat === undefined ? undefined : `${stat.ino} ${stat.size} ${stat.mtimeNs}`;
    if (stamp === seen) return;
    seen = stamp;
    const removals = readRemovals(workspace);
    pages = new Map(removals.flatMap((removal) => (removal.pages ?? []).map((hex) => [hex, removal])));
    hosts = new Map(
      removals.flatMap((removal) => (removal.host === undefined ? [] : [[removal.host, removal]])),
    );
  }

  function isEmpty(): boolean {
    refresh();
    return pages.size === 0 && hosts.size === 0;
  }

  function find(url: string): Removal | undefined {
    if (isEmpty()) return undefined;
    return hosts.get(canonicalHost(url, twins)) ?? pages.get(pageHex(url, new Uint8Array(), twins));
  }

  return {
    find,
    isEmpty,
    refuse(url) {
      const removal = find(url);
      if (removal === undefined) return;
      const { at, reason } = removal;
      throw new TakenDownError(
        `${url} was taken down on ${at.slice(0, 10)}${reason === undefined ? "" : ` (${reason})`}, and is not fetched again. If that was a mistake, take "pages" and "host" out of its line in ${path}.`,
      );
    },
  };
}

/** The host whose pages those of an address are, with its port where that is not the usual one. */
export function canonicalHost(url: string, twins: Twins): string {
  return new URL(canonicalUrl(url, twins)).host;
}
