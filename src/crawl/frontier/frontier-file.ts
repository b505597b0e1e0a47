/** The frontier's file: its tables, and what becomes of one that another version of newsift wrote. */
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { NewsiftError, WriteError } from "../../core/errors.ts";
import { refuseNewer } from "../../config/format-version.ts";
import { damagedFrontier, isDamaged, sqliteReason, tellingFaults } from "../../archive/files/sqlite.ts";
import { makeFolder } from "../../archive/files/atomic.ts";

/** Raised with each change to the tables. Version 0 had no host, no source and one run's pages only. */
const VERSION = 1;

/*
 * WAL with synchronous=NORMAL outlives a killed process. A power cut may take back the last moments:
 * those pages are fetched again, and the store knows them. All times are milliseconds since the epoch.
 */
const TABLES = `
  CREATE TABLE page (
    position INTEGER PRIMARY KEY,
    -- what the store takes for one page; the address is one of its spellings
    identity TEXT NOT NULL,
    url TEXT NOT NULL,
    host TEXT NOT NULL,
    source TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('list', 'feed', 'sitemap', 'article')),
    -- retry: failed transiently, and waits until it is due; gone: there is no such page
    state TEXT NOT NULL CHECK (state IN ('waiting', 'working', 'done', 'retry', 'failed', 'gone')),
    -- the run of its source that wanted it last
    run INTEGER NOT NULL,
    due INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    error TEXT,
    message TEXT,
    -- when the server last said what is there
    seen INTEGER NOT NULL DEFAULT 0,
    document TEXT,
    final_url TEXT,
    etag TEXT,
    last_modified TEXT,
    continues TEXT,
    part INTEGER,
    -- of a list, feed or sitemap: steps from what the source names
    depth INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE UNIQUE INDEX list_of_source ON page (identity, source) WHERE kind <> 'article';
  CREATE UNIQUE INDEX article ON page (identity) WHERE kind = 'article';
  CREATE INDEX page_by_identity ON page (identity);
  CREATE INDEX page_by_url ON page (url);
  CREATE INDEX page_by_run ON page (source, run, host);
  CREATE INDEX page_by_state ON page (state, host, position, source);
  CREATE TABLE source (
    id TEXT PRIMARY KEY,
    run INTEGER NOT NULL,
    began INTEGER NOT NULL,
    -- null while it is under way, and where it was cut short
    ended INTEGER
  ) STRICT;
  CREATE TABLE host (
    host TEXT PRIMARY KEY,
    -- when it may be asked again: its delay, its Retry-After
    next INTEGER NOT NULL DEFAULT 0,
    -- pages in a row that failed through its fault, and until when it is left alone for that
    failures INTEGER NOT NULL DEFAULT 0,
    resting INTEGER NOT NULL DEFAULT 0
  ) STRICT;
`;

/** Pages of version 0, as those of a run that was cut short where one of them was still to be had. */
const FROM_VERSION_0 = `
  INSERT OR IGNORE INTO page (position, identity, url, host, source, kind, state, run)
    SELECT position, identity_of(url), url, host, source, kind, iif(state = 'working', 'waiting', state), 1 FROM old_page;
  INSERT INTO source (id, run, began, ended)
    SELECT source, 1, 0, iif(sum(state = 'waiting') > 0, NULL, 0) FROM page GROUP BY source;
  DROP TABLE old_page;
`;

/**
 * Opens the file, which is made where there is none; an older one is brought up to date.
 * @param identityOf what names the page at an address
 * @throws {WriteError} where it cannot be written, or is none of newsift's
 * @throws {NewerFormatError}
 */
export function openFrontierFile(path: string, identityOf: (url: string) => string): DatabaseSync {
  return withWriteErrors(path, () => {
    makeFolder(dirname(path));
    const database = new DatabaseSync(path);
    try {
      refuseUnknown(database, path);
      database.function("identity_of", { deterministic: true }, (url) => identityOf(String(url)));
      database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; BEGIN IMMEDIATE");
      bringUpToDate(database);
      database.exec("COMMIT");
      return tellingFaults(database, (error) => frontierFault(path, error));
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

/** The same for somebody who only looks, also while a crawl is at work. @returns undefined where there is none */
export function readFrontierFile(path: string): DatabaseSync | undefined {
  if (!existsSync(path)) return undefined;
  return withWriteErrors(path, () => {
    const database = new DatabaseSync(path, { readOnly: true });
    const version = versionOf(database);
    if (version === VERSION) return tellingFaults(database, (error) => frontierFault(path, error));
    // A crawl was stopped, by a full disk, before it had made anything.
    const isBare = version === 0 && tablesOf(database).length === 0;
    database.close();
    if (isBare) return undefined;
    refuseNewer({ version }, path, VERSION);
    throw unknownFile(path, "It was written by an older newsift. Crawl once, and look again.");
  });
}

/** What to say of an error that came out of the frontier; other errors stay what they are. */
export function frontierFault(path: string, error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof NewsiftError || (code !== "ERR_SQLITE_ERROR" && !isOfDisk(code))) return error;
  if (isDamaged(error)) return damagedFrontier(path, error);
  const reason =
    sqliteReason(error) ?? `${message}. See that the disk has room and the folder may be written.`;
  return new WriteError(`The frontier ${path} cannot be used: ${reason}`, { cause: error });
}

function refuseUnknown(database: DatabaseSync, path: string): void {
  const version = versionOf(database);
  refuseNewer({ version }, path, VERSION);
  if (version === 0 && tablesOf(database).some((name) => name !== "page")) {
    throw unknownFile(path, "It is an SQLite file, but none of newsift's. Move it away.");
  }
}

function bringUpToDate(database: DatabaseSync): void {
  if (versionOf(database) === VERSION) return;
  if (tablesOf(database).length === 0) {
    database.exec(TABLES);
  } else {
    const indexes = ["list_of_source", "article", "page_by_state", "page_by_source"];
    for (const name of indexes) database.exec(`DROP INDEX IF EXISTS ${name}`);
    database.exec(`ALTER TABLE page RENAME TO old_page; ${TABLES} ${FROM_VERSION_0}`);
  }
  database.exec(`PRAGMA user_version = ${VERSION}`);
}

function tablesOf(database: DatabaseSync): readonly string[] {
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  return tables.map(({ name }) => String(name));
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare("PRAGMA user_version").get()!["user_version"]);
}

function unknownFile(path: string, what: string): WriteError {
  return new WriteError(`The frontier ${path} cannot be used. ${what}`);
}

function isOfDisk(code: string | undefined): boolean {
  return ["EACCES", "EPERM", "EROFS", "ENOSPC", "EDQUOT", "EFBIG", "ENOTDIR", "EEXIST"].includes(code ?? "");
}

function withWriteErrors<T>(path: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    throw frontierFault(path, error);
  }
}
