/** Takes pages out of the frontier. */
import { existsSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { openFrontierFile, readFrontierFile } from "./frontier-file.ts";

/** A page as the frontier knows it. */
export interface KnownPage {
  readonly url: string;
  /** Where the redirects ended. */
  readonly finalUrl?: string;
  /** The id of the document that it was archived as. */
  readonly document?: string;
  /** The address of the article that it is a further page of. */
  readonly continues?: string;
}

/** @returns how many pages of the frontier at this path are meant */
export function countPages(path: string, isMeant: (page: KnownPage) => boolean): number {
  const database = readFrontierFile(path);
  if (database === undefined) return 0;
  try {
    return positionsOf(database, isMeant).length;
  } finally {
    database.close();
  }
}

/**
 * Forgets them: nothing of them stays in the file. Only in a workspace that is locked.
 * @param identityOf what names the page at an address
 * @param hosts of which nothing is to be remembered either
 * @returns how many
 * @throws {WriteError}
 */
export function forgetPages(
  path: string,
  identityOf: (url: string) => string,
  isMeant: (page: KnownPage) => boolean,
  hosts: readonly string[],
): number {
  if (!existsSync(path)) return 0;
  const database = openFrontierFile(path, identityOf);
  try {
    database.exec("BEGIN IMMEDIATE");
    const positions = positionsOf(database, isMeant);
    const removePage = database.prepare("DELETE FROM page WHERE position = ?");
    for (const position of positions) removePage.run(position);
    const removeHost = database.prepare("DELETE FROM host WHERE host = ?");
    for (const host of hosts) removeHost.run(host);
    // SQLite keeps what it deletes, and what it has moved, until the file is written anew.
    database.exec("COMMIT; VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
    return positions.length;
  } finally {
    database.close();
  }
}

function positionsOf(database: DatabaseSync, isMeant: (page: KnownPage) => boolean): readonly number[] {
  const all = database
    .prepare("SELECT position, url, final_url AS finalUrl, document, continues FROM page")
    .all();
  return all.flatMap(({ position, ...row }) => {
    const known = Object.entries(row).filter(([, value]) => value !== null);
    return isMeant(Object.fromEntries(known) as unknown as KnownPage) ? [Number(position)] : [];
  });
}
