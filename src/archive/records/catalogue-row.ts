/** A document's row in the catalogue: what lists, filters and reports ask of it. */
import { hostOf } from "../../core/page/resolve-address.ts";
import type { Sidecar } from "../raw/arrival.ts";
import type { Receipt } from "../../core/document/receipt.ts";
import type { VerdictKind } from "../../core/document/verdict.ts";
import type { DocumentName } from "../raw/numbering.ts";
import { isBrokenOff, worthOf } from "../clean/versions.ts";

/** Names and SQL types. */
export const CATALOGUE_COLUMNS = [
  ["id", "TEXT PRIMARY KEY"],
  ["number", "INTEGER NOT NULL"],
  ["hex", "TEXT NOT NULL"],
  ["stamp", "TEXT NOT NULL"],
  ["text_sha256", "TEXT"],
  ["url", "TEXT"],
  ["host", "TEXT"],
  ["file", "TEXT"],
  ["site", "TEXT"],
  ["title", "TEXT"],
  ["source", "TEXT"],
  ["published", "TEXT"],
  ["fetched_at", "TEXT"],
  ["verdict", "TEXT"],
  ["worth", "INTEGER NOT NULL"],
  ["chars", "INTEGER NOT NULL"],
  ["kept_chars", "INTEGER NOT NULL"],
  ["removed", "TEXT NOT NULL"],
  ["flags", "TEXT NOT NULL"],
  ["parts", "INTEGER NOT NULL"],
  ["incomplete", "INTEGER NOT NULL"],
  ["continues", "TEXT"],
  ["pipeline", "TEXT"],
  ["problem", "TEXT"],
] as const;

/** SQL: whether the row of this name is that of a version which another one of its page stands before. */
export const isSuperseded = (row: string) => `EXISTS (SELECT 1 FROM main.document AS better
  WHERE better.hex = ${row}.hex AND (better.worth, better.number) > (${row}.worth, ${row}.number))`;

type Column = (typeof CATALOGUE_COLUMNS)[number][0];
export type CatalogueRow = Readonly<Record<Column, string | number | null>>;

/** Which of a document's files is missing or damaged. */
export type FileProblem = "raw" | "receipt" | "sidecar";

/** A document as the catalogue knows it. */
export interface CatalogueEntry {
  readonly id: string;
  readonly url?: string;
  readonly host?: string;
  /** The name of the file that it was imported from. */
  readonly file?: string;
  /** The `id` of the source in config/sources/ that led to it. */
  readonly site?: string;
  readonly title?: string;
  /** The newspaper, agency or office that the page names. */
  readonly source?: string;
  readonly published?: string;
  readonly fetchedAt?: string;
  /** Absent where the receipt is damaged. */
  readonly verdict?: VerdictKind;
  /** Visible code points of the raw page, and of what was left. */
  readonly chars: number;
  readonly keptChars: number;
  /** Visible code points by stage. */
  readonly removed: Readonly<Record<string, number>>;
  /** Reasons of the receipt's flags, each once; `broken-off` where the text ends where the connection did. */
  readonly flags: readonly string[];
  /** Further pages of the article. */
  readonly parts: number;
  readonly isIncomplete: boolean;
  readonly pipeline?: string;
  readonly problem?: FileProblem;
}

/** @param sidecar absent where the raw file was copied in by hand */
export function rowOf(
  { id, number, hex }: DocumentName,
  receipt: Receipt,
  sidecar: Sidecar | undefined,
): Omit<CatalogueRow, "stamp"> {
  const { url, verdict, metadata, counts } = receipt;
  return {
    id,
    number,
    hex,
    text_sha256: receipt.textSha256 ?? null,
    url: url ?? null,
    host: hostOf(url) ?? null,
    file: sidecar?.importedFrom ?? null,
    site: sidecar?.source ?? null,
    title: metadata.title ?? null,
    source: metadata.source ?? null,
    published: metadata.published ?? null,
    fetched_at: sidecar?.fetchedAt ?? null,
    verdict: verdict.kind,
    worth: worthOf(receipt),
    chars: counts.chars ?? 0,
    kept_chars: counts.keptChars ?? 0,
    removed: JSON.stringify(counts.removed ?? {}),
    flags: flagsOf(receipt).join(" "),
    parts: receipt.parts?.length ?? 0,
    incomplete: receipt.incomplete ? 1 : 0,
    continues: receipt.continues ?? null,
    pipeline: receipt.pipeline ?? null,
    problem: null,
  };
}

function flagsOf(receipt: Receipt): readonly string[] {
  const flags = (receipt.flags ?? []).map(({ reason }) => reason);
  return [...new Set([...flags, ...(isBrokenOff(receipt) ? ["broken-off"] : [])])];
}

/** Of a document whose receipt is missing or cannot be read. */
export function damagedRow({ id, number, hex }: DocumentName): Omit<CatalogueRow, "stamp"> {
  const absent = Object.fromEntries(CATALOGUE_COLUMNS.map(([name]) => [name, null])) as CatalogueRow;
  return {
    ...absent,
    id,
    number,
    hex,
    worth: 0,
    chars: 0,
    kept_chars: 0,
    removed: "{}",
    flags: "",
    parts: 0,
    incomplete: 0,
    problem: "receipt",
  };
}

/** The row as the rest of newsift speaks of it. */
export function readRow(row: Readonly<Record<string, unknown>>): CatalogueEntry {
  const present = (names: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(names).flatMap(([name, column]) => (row[column] === null ? [] : [[name, row[column]]])),
    );
  const flags = String(row["flags"]);
  return {
    id: String(row["id"]),
    ...present({ url: "url", host: "host", file: "file", site: "site", title: "title", source: "source" }),
    ...present({ published: "published", fetchedAt: "fetched_at", verdict: "verdict" }),
    ...present({ pipeline: "pipeline", problem: "problem" }),
    chars: Number(row["chars"]),
    keptChars: Number(row["kept_chars"]),
    removed: JSON.parse(String(row["removed"])) as Record<string, number>,
    flags: flags === "" ? [] : flags.split(" "),
    parts: Number(row["parts"]),
    isIncomplete: row["incomplete"] === 1,
  };
}
