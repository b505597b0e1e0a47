/** The documents of the catalogue, filtered, sorted and paged. What is no further page of another stands in it. */
import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { VerdictKind } from "../../core/document/verdict.ts";
import { type CatalogueEntry, isSuperseded, readRow } from "./catalogue-row.ts";

/** What somebody else knows of a document while the catalogue is open; nothing of it is written to the disk. */
export interface Note {
  readonly id: string;
  /** What a person made of it; absent where nobody judged it. */
  readonly judged?: JudgedState;
  /** Words that `mark` filters by. */
  readonly marks?: readonly string[];
  /** Its place in an order of somebody else's making. */
  readonly rank?: number;
}

/** Documents that belong together, in order. */
export interface Group {
  readonly name: string;
  readonly documents: readonly string[];
}

export type JudgedState = "approved" | "changed";

export interface ListedDocument extends CatalogueEntry {
  readonly judged?: JudgedState;
  readonly marks: readonly string[];
  /** Another version stands for the page. */
  readonly isSuperseded: boolean;
  /** Another page says the same, and came before. */
  readonly isDuplicate: boolean;
}

export const sorts = ["number", "share", "title", "published", "rank"] as const;
export type Sort = (typeof sorts)[number];

/** Every part narrows the list; none of them: all documents. */
export interface Filter {
  readonly verdict?: VerdictKind;
  readonly site?: string;
  readonly host?: string;
  /** A stage that removed something. */
  readonly stage?: string;
  readonly judged?: JudgedState | "no";
  /** A flag of the receipt, a note's mark, or `incomplete`, `superseded`, `duplicate`, `problem`. */
  readonly mark?: string;
  /** The name of a group that it belongs to; without another order, that of the group. */
  readonly group?: string;
  /** Stands in the title, the address, the file's name, the source or the id. */
  readonly text?: string;
}

export interface Selection extends Filter {
  readonly sort?: Sort;
  readonly isDescending?: boolean;
}

/** How many documents have each value. */
export interface Tally {
  readonly value: string;
  readonly documents: number;
}

/** What judging many documents at once takes. */
export interface DocumentInBrief {
  readonly id: string;
  readonly host?: string;
  readonly verdict?: VerdictKind;
  readonly textSha256?: string;
  /** The first page of the article that it is a further page of. */
  readonly continues?: string;
  /** Of its visible code points. */
  readonly removedShare: number;
}

export interface CatalogueList {
  /** Replaces all that was noted. */
  note(notes: Iterable<Note>): void;
  /** Replaces all groups. */
  group(groups: readonly Group[]): void;
  count(filter: Filter): number;
  page(selection: Selection, offset: number, limit: number): readonly ListedDocument[];
  find(id: string): ListedDocument | undefined;
  /** Those before and behind a document in the selection, whether it is in it or not. */
  neighbours(selection: Selection, id: string): { readonly previous?: string; readonly next?: string };
  /** The place of a document in the selection, from 0 on. */
  position(selection: Selection, id: string): number;
  /** Of all documents, the most frequent value first. */
  tally(column: "verdict" | "site" | "host"): readonly Tally[];
  /** Every document in brief, further pages too. */
  all(): readonly DocumentInBrief[];
}

/** SQL: what is selected of the documents that say the same as a document, stand for another page, and came before. */
export function sameText(what: string): string {
  return `SELECT ${what} FROM main.document AS other WHERE other.text_sha256 = document.text_sha256
    AND other.number < document.number AND other.hex <> document.hex AND NOT ${isSuperseded("other")}`;
}

/** Filled in when the catalogue is opened: what is noted goes with the connection. */
export const NOTES = `
  CREATE TEMP TABLE note (id TEXT PRIMARY KEY, judged TEXT, marks TEXT NOT NULL, rank INTEGER) STRICT;
  CREATE TEMP TABLE member (name TEXT NOT NULL, id TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (name, id)) STRICT;
  CREATE TEMP VIEW listed AS
    SELECT document.*, note.judged, coalesce(note.marks, '') AS marks, coalesce(note.rank, 1e9) AS rank,
      CASE WHEN chars = 0 THEN 0 ELSE 1.0 - 1.0 * kept_chars / chars END AS share,
      ${isSuperseded("document")} AS superseded,
      EXISTS (${sameText("1")}) AS duplicate
    FROM main.document AS document LEFT JOIN note ON note.id = document.id WHERE continues IS NULL;
`;

const ORDERS: Readonly<Record<Sort, string>> = {
  number: "number",
  share: "share",
  title: "coalesce(title, url, file, '')",
  published: "coalesce(published, '')",
  rank: "rank",
};

/** Marks that the catalogue finds by itself. */
const OWN_MARKS: Readonly<Record<string, string>> = {
  incomplete: "incomplete = 1",
  superseded: "superseded",
  duplicate: "duplicate",
  problem: "problem IS NOT NULL",
};

export function openList(database: DatabaseSync): CatalogueList {
  const clear = database.prepare("DELETE FROM note");
  const put = database.prepare("INSERT INTO note (id, judged, marks, rank) VALUES (?, ?, ?, ?)");
  const join = database.prepare("INSERT OR IGNORE INTO member (name, id, place) VALUES (?, ?, ?)");
  const get = database.prepare("SELECT * FROM listed WHERE id = ?");

  return {
    note(notes) {
      database.exec("BEGIN");
      clear.run();
      for (const { id, judged, marks = [], rank } of notes)
        put.run(id, judged ?? null, marks.join(" "), rank ?? null);
      database.exec("COMMIT");
    },

    group(groups) {
      database.exec("BEGIN; DELETE FROM member");
      for (const { name, documents } of groups) {
        for (const [place, id] of documents.entries()) join.run(name, id, place);
      }
      database.exec("COMMIT");
    },

    count(filter) {
      const { sql, values } = where(filter);
      return Number(database.prepare(`SELECT count(*) AS n FROM listed WHERE ${sql}`).get(values)!["n"]);
    },

    page(selection, offset, limit) {
      const { sql, values } = where(selection);
      return database
        .prepare(
          `SELECT * FROM listed WHERE ${sql} ORDER BY ${orderBy(selection)} LIMIT :limit OFFSET :offset`,
        )
        .all({ ...values, limit, offset })
        .map(readListed);
    },

    find(id) {
      const row = get.get(id);
      return row === undefined ? undefined : readListed(row);
    },

    neighbours(selection, id) {
      const next = besides(selection, id, true);
      const previous = besides(selection, id, false);
      return { ...(previous === undefined ? {} : { previous }), ...(next === undefined ? {} : { next }) };
    },

    position(selection, id) {
      const { sql, values } = where(selection);
      const query = `SELECT count(*) AS n FROM listed WHERE ${sql} AND ${beyond(selection, false)}`;
      return Number(database.prepare(query).get({ ...values, id })!["n"]);
    },

    tally(column) {
      return database
        .prepare(
          `SELECT ${column} AS value, count(*) AS documents FROM main.document
           WHERE continues IS NULL AND ${column} IS NOT NULL GROUP BY ${column} ORDER BY documents DESC, value`,
        )
        .all()
        .map(({ value, documents }) => ({ value: String(value), documents: Number(documents) }));
    },

    all() {
      return database
        .prepare("SELECT id, host, verdict, text_sha256, continues, chars, kept_chars FROM main.document")
        .all()
        .map(readBrief);
    },
  };

  function besides(selection: Selection, id: string, isBehind: boolean): string | undefined {
    const { sql, values } = where(selection);
    const query = `SELECT id FROM listed WHERE ${sql} AND ${beyond(selection, isBehind)} ORDER BY ${orderBy(selection, !isBehind)} LIMIT 1`;
    return database.prepare(query).get({ ...values, id })?.["id"] as string | undefined;
  }
}

/** Numbers tell those apart that are alike in the order. */
function orderBy(selection: Selection, isReversed = false): string {
  const direction = isDescending(selection) === isReversed ? "ASC" : "DESC";
  return `${orderOf(selection)} ${direction}, number ${direction}`;
}

function beyond(selection: Selection, isBehind: boolean): string {
  const sign = isDescending(selection) === isBehind ? "<" : ">";
  const order = `${orderOf(selection)}, number`;
  return `(${order}) ${sign} (SELECT ${order} FROM listed WHERE id = :id)`;
}

function orderOf({ sort, group }: Selection): string {
  if (sort === undefined && group !== undefined) {
    return "coalesce((SELECT place FROM member WHERE member.id = listed.id AND name = :group), 1e9)";
  }
  return ORDERS[sort ?? "number"];
}

function isDescending({ isDescending: is = false }: Selection): boolean {
  return is;
}

interface Condition {
  readonly sql: string;
  readonly values: Record<string, SQLInputValue>;
}

function where({ verdict, site, host, stage, judged, mark, group, text }: Filter): Condition {
  const values: Record<string, SQLInputValue> = {};
  const parts = ["1"];
  const equal = (column: string, value: string | undefined) => {
    if (value === undefined) return;
    parts.push(`${column} = :${column}`);
    values[column] = value;
  };
  equal("verdict", verdict);
  equal("site", site);
  equal("host", host);
  if (judged === "no") parts.push("judged IS NULL");
  else equal("judged", judged);
  if (stage !== undefined) {
    parts.push("EXISTS (SELECT 1 FROM json_each(removed) WHERE key = :stage)");
    values["stage"] = stage;
  }
  if (group !== undefined) {
    parts.push("id IN (SELECT id FROM member WHERE name = :group)");
    values["group"] = group;
  }
  if (mark !== undefined && Object.hasOwn(OWN_MARKS, mark)) parts.push(OWN_MARKS[mark]!);
  else if (mark !== undefined) {
    parts.push("instr(' ' || flags || ' ' || marks || ' ', ' ' || :mark || ' ') > 0");
    values["mark"] = mark;
  }
  for (const [at, word] of (text ?? "").split(/\s+/u).filter(Boolean).entries()) {
    parts.push(`instr(lower(concat_ws(char(10), title, url, file, source, site, id)), :word${at}) > 0`);
    values[`word${at}`] = word.toLowerCase();
  }
  return { sql: parts.join(" AND "), values };
}

function readListed(row: Readonly<Record<string, unknown>>): ListedDocument {
  const marks = String(row["marks"]);
  return {
    ...readRow(row),
    ...(row["judged"] === null ? {} : { judged: row["judged"] as JudgedState }),
    marks: marks === "" ? [] : marks.split(" "),
    isSuperseded: row["superseded"] === 1,
    isDuplicate: row["duplicate"] === 1,
  };
}

function readBrief(row: Readonly<Record<string, unknown>>): DocumentInBrief {
  const chars = Number(row["chars"]);
  const present = Object.entries({
    host: row["host"],
    verdict: row["verdict"],
    textSha256: row["text_sha256"],
    continues: row["continues"],
  }).filter(([, value]) => value !== null);
  return {
    id: String(row["id"]),
    ...(Object.fromEntries(present) as Omit<DocumentInBrief, "id" | "removedShare">),
    removedShare: chars === 0 ? 0 : 1 - Number(row["kept_chars"]) / chars,
  };
}
