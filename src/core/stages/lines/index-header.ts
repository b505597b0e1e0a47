import { cuesIn, cueWeight } from "../../cues/match.ts";
import { readDate } from "../../dates/dates.ts";
import { proseRange } from "../../structure/prose-range.ts";
import { shapeOf } from "../../cues/line-shape.ts";
import type { Block, Metadata } from "../../document/document.ts";
import { defineStage } from "../../document/stage.ts";

const CELL_BORDER = /\s*[|｜]\s*/u;

/** 索引号, 发文机关, 文号, …: the table above a government document. */
export const indexHeader = defineStage({
  name: "index-header",
  kind: "credits",
  zone: "head",
  summary:
    "Removes the index table above a government document (索引号, 发文机关, 文号, …); keeps it as metadata.",
  reasons: { "index-table": "one of several labelled lines or cells of an index table above the text" },
  defaults: {
    // One label alone is a sentence's subject; an index table has at least these many.
    labelsAtLeast: 3,
    // Label and value may be cells of their own, so two labels may lie this many blocks apart.
    gapAtMost: 4,
  },
  *run({ blocks }, { labelsAtLeast, gapAtMost }, { cues }) {
    const range = proseRange(blocks, cues);
    const head = blocks.slice(0, range?.first ?? blocks.length);
    const labels = head.flatMap((block, at) => (labelsIn(block) > 0 ? [at] : []));
    for (const table of stretches(labels, gapAtMost)) {
      const count = table.reduce((sum, at) => sum + labelsIn(head[at]!), 0);
      if (count < labelsAtLeast) continue;
      const rows = head.slice(table[0], table.at(-1)! + 1 + valuesAfter(head, table.at(-1)!));
      // In a table that is one, 发布日期 is a label too.
      const metadata = tableMetadata(rows, (text) =>
        cuesIn({ ...rows[0]!, text }, "index-header", cues).some(({ opens }) => opens),
      );
      for (const [at, block] of rows.entries()) {
        yield {
          block: block.index,
          reason: "index-table",
          evidence: { labels: count },
          ...(at === 0 ? { metadata } : {}),
        };
      }
    }

    function labelsIn(block: Block): number {
      if (!shapeOf(block).isLabel) return 0;
      if (!CELL_BORDER.test(block.text)) return isIndexLabel(block) ? 1 : 0;
      const cells = block.text.split(CELL_BORDER).filter((cell) => cell !== "");
      return cells.filter((text) => isIndexLabel({ ...block, text })).length;
    }

    function isIndexLabel(block: Block): boolean {
      return cueWeight(block, "index-header", cues) >= 2;
    }
  },
});

function stretches(positions: readonly number[], gapAtMost: number): readonly (readonly number[])[] {
  const found: number[][] = [];
  for (const at of positions) {
    const current = found.at(-1);
    if (current !== undefined && at - current.at(-1)! <= gapAtMost) current.push(at);
    else found.push([at]);
  }
  return found;
}

/** The last label's value may be the cell after it. */
function valuesAfter(head: readonly Block[], last: number): number {
  const label = head[last]!;
  const next = head[last + 1];
  const isEmpty = /^[\p{Script=Han}\s]{2,12}[:：]?\s*$/u.test(label.text);
  return next?.kind === "cell" && next.group === label.group && isEmpty ? 1 : 0;
}

function tableMetadata(rows: readonly Block[], isLabelCell: (text: string) => boolean): Metadata {
  const fields = pairs(
    rows.flatMap(({ text }) => text.split(CELL_BORDER)),
    isLabelCell,
  );
  const value = (...names: string[]) =>
    names.map((name) => fields[name]).find((field) => field !== undefined);
  const published = readDate(value("发布日期", "发文日期", "公开日期") ?? "");
  const source = value("发布机构", "发文机关", "发布单位", "公开机构", "发文单位");
  return {
    ...(published && { published }),
    ...(source && { source }),
    ...(Object.keys(fields).length > 0 && { fields }),
  };
}

const LABELLED = /^\s*([\p{Script=Han}\s]{2,12})\s*(?:[:：]\s*(.*))?$/u;

/** 「文号：云政办〔2031〕7号」 in one cell, or label and value in neighbouring cells; an empty value is none. */
function pairs(cells: readonly string[], isLabelCell: (text: string) => boolean): Record<string, string> {
  const found: [string, string][] = [];
  for (const [at, cell] of cells.entries()) {
    const [, label = "", inCell = ""] = LABELLED.exec(cell) ?? [];
    if (label === "" || !isLabelCell(cell)) continue;
    const next = cells[at + 1] ?? "";
    const value = inCell.trim() || (isLabelCell(next) ? "" : next.trim());
    if (value !== "") found.push([label.replace(/\s/gu, ""), value]);
  }
  return Object.fromEntries(found);
}
