/** What a form of the document's page asks for, and what is done about it. */
import type { Decided, DecisionService } from "../quality/decision-service.ts";
import { nameRow, parseRowName, type Row, type DocumentView } from "../quality/document-view.ts";
import { verdictKinds } from "../../core/document/verdict.ts";

/** `meanwhile`: the line is another one than the person saw. */
export type FormAnswer =
  | { readonly kind: "decided"; readonly decided: Decided; readonly row?: Row }
  | { readonly kind: "nothing"; readonly row?: Row }
  | { readonly kind: "meanwhile"; readonly row: Row; readonly draft: string }
  | { readonly kind: "unknown" };

/**
 * Does what a button stands for: `approve <hash>`, `remove <row>`, `restore <row>`, `edit <row>`, `verdict <kind>`,
 * `undo <decision>`.
 * @param sample the blind sample that the document is judged in
 * @throws {UsageError} where the desk refuses it
 */
export async function answer(
  desk: DecisionService,
  sheet: DocumentView,
  form: URLSearchParams,
  sample?: string,
): Promise<FormAnswer> {
  const [action = "", what = ""] = (form.get("decision") ?? "").split(" ", 2);
  const { id: document } = sheet;
  const within = sample === undefined ? {} : { sample };
  const decided = async (asked: Promise<Decided>, row?: Row): Promise<FormAnswer> => ({
    kind: "decided",
    decided: await asked,
    ...(row === undefined ? {} : { row }),
  });
  switch (action) {
    case "approve":
      return decided(desk.approve(document, { ...within, ...(what === "" ? {} : { seen: what }) }));
    case "undo":
      return decided(desk.decide({ action, undoes: what, ...within }));
    case "verdict": {
      const verdict = verdictKinds.find((kind) => kind === what);
      if (verdict === undefined) return { kind: "unknown" };
      return decided(desk.decide({ action, document, verdict, ...within }));
    }
  }
  const row = findRow(sheet, what);
  if (row === undefined) return { kind: "unknown" };
  const block = { ...within, document: row.document, block: row.block };
  switch (action) {
    case "remove":
      return decided(desk.decide({ action, ...block }), row);
    case "restore": {
      const { stage, reason } = row.changes.at(-1) ?? {};
      return decided(
        desk.decide({ action, ...block, ...(stage && { stage }), ...(reason && { reason }) }),
        row,
      );
    }
    case "edit": {
      const wanted = oneLine(form.get("replacement") ?? "");
      if (row.fate === "removed" || (form.get("text") ?? "") !== row.text)
        return { kind: "meanwhile", row, draft: wanted };
      if (wanted === row.text) return { kind: "nothing", row };
      if (wanted === "") return decided(desk.decide({ action: "remove", ...block }), row);
      return decided(desk.decide({ action, ...block, text: row.text, ...difference(row.text, wanted) }), row);
    }
    default:
      return { kind: "unknown" };
  }
}

function findRow({ rows }: DocumentView, name: string): Row | undefined {
  if (parseRowName(name) === undefined) return undefined;
  return rows.find((row) => nameRow(row) === name);
}

/** A block is one line. */
function oneLine(text: string): string {
  return text.replaceAll(/\s*[\n\r]+\s*/gu, "").trim();
}

/** The one span that is another, in code units that part no character. */
export function difference(
  before: string,
  after: string,
): { readonly span: readonly [from: number, to: number]; readonly replacement: string } {
  const [a, b] = [[...before], [...after]];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const units = (chars: readonly string[]) => chars.join("").length;
  return {
    span: [units(a.slice(0, start)), before.length - units(a.slice(a.length - end))],
    replacement: b.slice(start, b.length - end).join(""),
  };
}
