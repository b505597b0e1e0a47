/** Tables for spreadsheets: CSV as RFC 4180 has it, in which no cell is a formula. */

export type Cell = string | number | undefined;

export interface Table {
  /** `documents`: what it is of. */
  readonly name: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** UTF-8 with a byte order mark, without which spreadsheets take Chinese for something else. */
export function formatCsv({ head, rows }: Pick<Table, "head" | "rows">): string {
  return `\ufeff${[head, ...rows].map((row) => `${row.map(formatCell).join(",")}\r\n`).join("")}`;
}

/** What a spreadsheet would take for a formula, also behind white space. */
const FORMULA = /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r]/u;

function formatCell(cell: Cell): string {
  if (cell === undefined) return "";
  if (typeof cell === "number") return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
