/** What is known of each document without opening its files: a SQLite file that receipts and sidecars rebuild. */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type NewsiftError, WorkspaceError } from "../../core/errors.ts";
import type { Sidecar } from "../raw/arrival.ts";
import type { Receipt } from "../../core/document/receipt.ts";
import type { VerdictKind } from "../../core/document/verdict.ts";
import { makeFolder, writeFault } from "../files/atomic.ts";
import {
  CATALOGUE_COLUMNS,
  damagedRow,
  type FileProblem,
  type CatalogueRow,
  rowOf,
} from "./catalogue-row.ts";
import { type CatalogueList, NOTES, openList, sameText } from "./catalogue-list.ts";
import { openCleanStore } from "../clean/clean.ts";
import { parseId, parseRawFileName } from "../raw/numbering.ts";
import { namesIn } from "../files/reading.ts";
import { readSidecar } from "../raw/sidecar.ts";
import { isDamaged, tellingFaults } from "../files/sqlite.ts";
import type { Workspace } from "../files/workspace.ts";

export interface Catalogue {
  /** Must be called before the receipts of these documents change: a killed run then leaves nothing wrong behind. */
  forget(ids: readonly string[]): void;
  /** Called when the receipt is written. */
  record(receipt: Receipt, sidecar: Sidecar | undefined): void;
  /** Learns what others wrote since: receipts that are new, changed or gone, raw files that went missing. */
  refresh(): void;
  /** Those of these documents that are worth nothing, though their page was an article, or a further page of one. */
  lostArticles(ids: Iterable<string>): readonly LostArticle[];
  /** The first document that stands for another page and has the same clean text; undefined where there is none. */
  duplicateOf(id: string): string | undefined;
  /** All that are duplicates, with what they are duplicates of, in order of number. */
  duplicates(): ReadonlyMap<string, string>;
  /** The documents, filtered and sorted. */
  readonly list: CatalogueList;
  close(): void;
}

/** A version that is no article, of a page that was one: the article stands for the page still. */
export interface LostArticle {
  readonly id: string;
  readonly verdict: VerdictKind;
  /** The article. */
  readonly standing: string;
}

/** Raised when the columns, or what stands in them, change: a catalogue of another version is learned anew. */
const VERSION = 4;

const TABLES = `
  CREATE TABLE document (${CATALOGUE_COLUMNS.map(([name, type]) => `${name} ${type}`).join(", ")}) STRICT;
  CREATE INDEX document_by_text ON document (text_sha256, number);
  CREATE INDEX document_by_page ON document (hex, number);
`;

const FIRST_WITH_TEXT = `${sameText("other.id")} ORDER BY other.number LIMIT 1`;

interface KnownRow {
  readonly id: string;
  readonly stamp: string;
  readonly problem: FileProblem | null;
}

const BUSY_MILLISECONDS = 10_000;

/**
 * Opens the catalogue of a workspace, and learns the receipts that it does not know.
 * @param isCurrent `false` leaves that for later: enough to record a document, not to ask about all
 * @throws {WriteError}
 */
export function openCatalogue(workspace: Workspace, isCurrent = true): Catalogue {
  const path = join(workspace.stateDir, "catalogue.sqlite");
  makeFolder(workspace.stateDir);
  const database = openDatabase(path);
  const clean = openCleanStore(workspace);
  const names = CATALOGUE_COLUMNS.map(([name]) => name);
  const insert = database.prepare(
    `INSERT OR REPLACE INTO document (${names.join(", ")}) VALUES (${names.map((name) => `:${name}`).join(", ")})`,
  );
  const remove = database.prepare("DELETE FROM document WHERE id = ?");
  const findFirst = database.prepare(`SELECT (${FIRST_WITH_TEXT}) AS first FROM document WHERE id = ?`);
  const listAll = database.prepare(`
    SELECT id, first FROM (SELECT id, number, (${FIRST_WITH_TEXT}) AS first FROM document WHERE text_sha256 IS NOT NULL)
    WHERE first IS NOT NULL ORDER BY number
  `);
  const findStanding = database.prepare(`
    SELECT own.verdict, standing.id AS standing FROM document AS own JOIN document AS standing ON standing.hex = own.hex
    WHERE own.id = ? AND own.worth = 0 AND own.verdict IS NOT NULL AND standing.worth > 0
    ORDER BY standing.worth DESC, standing.number DESC LIMIT 1
  `);
  const listKnown = database.prepare("SELECT id, stamp, problem FROM document");

  const catalogue: Catalogue = {
    forget(ids) {
      inTransaction(() => {
        for (const id of ids) remove.run(id);
      });
    },
    record(receipt, sidecar) {
      const name = parseId(receipt.document);
      if (name !== undefined) put({ ...rowOf(name, receipt, sidecar), stamp: clean.stamp(name.id) });
    },
    refresh() {
      const archived = new Set(namesIn(workspace.rawDir).map((file) => parseRawFileName(file)?.id));
      catchUp(
        ({ id, stamp, problem }) => stamp === clean.stamp(id) && (problem === "raw") === !archived.has(id),
        archived,
      );
    },
    lostArticles(ids) {
      return Array.from(new Set(ids)).flatMap((id) => {
        const found = findStanding.get(id);
        if (found === undefined) return [];
        return [{ id, verdict: found["verdict"] as VerdictKind, standing: String(found["standing"]) }];
      });
    },
    duplicateOf(id) {
      return (findFirst.get(id)?.["first"] ?? undefined) as string | undefined;
    },
    duplicates() {
      return new Map(listAll.all().map(({ id, first }) => [String(id), String(first)]));
    },
    list: openList(database),
    close() {
      database.close();
    },
  };
  // Who changes a receipt makes it unknown first: what is known has not changed, if it was not damaged.
  if (isCurrent) catchUp(({ problem }) => problem === null);
  return catalogue;

  /** @param archived ids of the raw files that are there; default: they are not looked for */
  function catchUp(isKnown: (row: KnownRow) => boolean, archived?: ReadonlySet<string | undefined>): void {
    makeFolder(workspace.receiptDir);
    const known = new Map(listKnown.all().map((row) => [String(row["id"]), row as unknown as KnownRow]));
    const there = clean.list().filter((id) => parseId(id) !== undefined);
    inTransaction(() => {
      for (const id of there) {
        const row = known.get(id);
        known.delete(id);
        if (row === undefined || !isKnown(row)) put(learn(id, archived?.has(id) ?? true));
      }
      for (const id of known.keys()) remove.run(id);
    });
  }

  function put(row: CatalogueRow): void {
    insert.run({ ...row });
  }

  /** A damaged file is known as such until somebody writes it anew. */
  function learn(id: string, isArchived: boolean): CatalogueRow {
    const name = parseId(id)!;
    const stamp = clean.stamp(id);
    try {
      const { receipt } = clean.read(id);
      if (receipt === undefined) return { ...damagedRow(name), stamp };
      const sidecar = readSidecarIfSound(workspace, id);
      const row = rowOf(name, receipt, sidecar === "damaged" ? undefined : sidecar);
      const problem = isArchived ? (sidecar === "damaged" ? "sidecar" : null) : "raw";
      return { ...row, stamp, problem };
    } catch (error) {
      if (!(error instanceof WorkspaceError)) throw error;
      return { ...damagedRow(name), stamp };
    }
  }

  function inTransaction(work: () => void): void {
    database.exec("BEGIN IMMEDIATE");
    try {
      work();
      database.exec("COMMIT");
    } catch (error) {
      if (database.isTransaction) database.exec("ROLLBACK");
      throw error;
    }
  }
}

function catalogueFault(path: string, cause: unknown): NewsiftError {
  if (!isDamaged(cause)) return writeFault(path, cause);
  return new WorkspaceError(`${path} is damaged: \`newsift rebuild\` makes it anew from the files.`, {
    cause,
  });
}

function openDatabase(path: string): DatabaseSync {
  const faultOf = (error: unknown) => catalogueFault(path, error);
  const database = tellingFaults(openedAt(path, faultOf), faultOf);
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; BEGIN IMMEDIATE");
  const version = database.prepare("PRAGMA user_version").get()?.["user_version"];
  if (version !== VERSION) {
    database.exec(`DROP TABLE IF EXISTS document; ${TABLES} PRAGMA user_version = ${VERSION}`);
  }
  database.exec(`COMMIT; ${NOTES}`);
  return database;
}

function openedAt(path: string, faultOf: (error: unknown) => NewsiftError): DatabaseSync {
  try {
    return new DatabaseSync(path, { timeout: BUSY_MILLISECONDS });
  } catch (error) {
    throw faultOf(error);
  }
}

function readSidecarIfSound(workspace: Workspace, id: string): Sidecar | "damaged" | undefined {
  try {
    return readSidecar(workspace, id);
  } catch (error) {
    if (!(error instanceof WorkspaceError)) throw error;
    return "damaged";
  }
}
