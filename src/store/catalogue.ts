/** Which documents have the same clean text: looked up by its hash, in a file that the receipts rebuild. */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { WorkspaceError } from "../errors.ts";
import { explained, makeFolder } from "./atomic.ts";
import { type CleanStore, openCleanStore } from "./clean.ts";
import { parseId } from "./numbering.ts";
import type { Workspace } from "./workspace.ts";

export interface Catalogue {
  /** Must be called before the receipts of these documents change: a killed run then leaves nothing wrong behind. */
  forget(ids: readonly string[]): void;
  /** @param textSha256 of the clean text, as the receipt has it; undefined where there is none */
  record(id: string, textSha256: string | undefined): void;
  /** The first document with the same clean text that another page has; undefined where there is none. */
  duplicateOf(id: string): string | undefined;
  /** All that are duplicates, with what they are duplicates of, in order of number. */
  duplicates(): ReadonlyMap<string, string>;
  close(): void;
}

const TABLES = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS document (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    hex TEXT NOT NULL,
    text_sha256 TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS document_by_text ON document (text_sha256, number);
`;

const FIRST_WITH_TEXT = `
  SELECT other.id FROM document AS other
  WHERE other.text_sha256 = document.text_sha256 AND other.number < document.number AND other.hex <> document.hex
  ORDER BY other.number LIMIT 1
`;

/**
 * Opens the catalogue of a workspace that is locked, and learns the receipts that it does not know.
 * @throws {WriteError}
 */
export function openCatalogue(workspace: Workspace): Catalogue {
  const path = join(workspace.stateDir, "catalogue.sqlite");
  makeFolder(workspace.stateDir);
  const database = explained(path, () => {
    const opened = new DatabaseSync(path);
    opened.exec(TABLES);
    return opened;
  });
  const insert = database.prepare(
    "INSERT OR REPLACE INTO document (id, number, hex, text_sha256) VALUES (?, ?, ?, ?)",
  );
  const remove = database.prepare("DELETE FROM document WHERE id = ?");
  const findFirst = database.prepare(`SELECT (${FIRST_WITH_TEXT}) AS first FROM document WHERE id = ?`);
  const listAll = database.prepare(`
    SELECT id, first FROM (SELECT id, number, (${FIRST_WITH_TEXT}) AS first FROM document WHERE text_sha256 IS NOT NULL)
    WHERE first IS NOT NULL ORDER BY number
  `);

  const catalogue: Catalogue = {
    forget(ids) {
      inTransaction(() => {
        for (const id of ids) remove.run(id);
      });
    },
    record(id, textSha256) {
      const name = parseId(id);
      if (name !== undefined)
        explained(path, () => insert.run(id, name.number, name.hex, textSha256 ?? null));
    },
    duplicateOf(id) {
      return (findFirst.get(id)?.["first"] ?? undefined) as string | undefined;
    },
    duplicates() {
      return new Map(listAll.all().map(({ id, first }) => [String(id), String(first)]));
    },
    close() {
      database.close();
    },
  };
  catchUp();
  return catalogue;

  function catchUp(): void {
    makeFolder(workspace.receiptDir);
    const clean = openCleanStore(workspace);
    const known = new Set(
      database
        .prepare("SELECT id FROM document")
        .all()
        .map(({ id }) => String(id)),
    );
    const there = new Set(clean.list());
    inTransaction(() => {
      for (const id of known) if (!there.has(id)) remove.run(id);
      for (const id of there) if (!known.has(id)) learn(clean, id);
    });
  }

  /** A damaged receipt is unknown until its document is cleaned again. */
  function learn(clean: CleanStore, id: string): void {
    try {
      catalogue.record(id, clean.read(id).receipt?.textSha256);
    } catch (error) {
      if (!(error instanceof WorkspaceError)) throw error;
    }
  }

  function inTransaction(work: () => void): void {
    explained(path, () => {
      database.exec("BEGIN");
      try {
        work();
        database.exec("COMMIT");
      } catch (error) {
        if (database.isTransaction) database.exec("ROLLBACK");
        throw error;
      }
    });
  }
}
