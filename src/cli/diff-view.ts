/** How a diff looks in a terminal, and in a file. */
import { visibleLength } from "../measures/characters.ts";
import { width, visible } from "./terminal.ts";
import type { Paint } from "./terminal.ts";
import { foldKept } from "./diff-lines.ts";
import type { DiffLine, Fold } from "./diff-lines.ts";
import type { Piece } from "./marks.ts";

const contextLines = 2;

export interface View {
  readonly paint: Paint;
  /** Of the terminal; where it is none, nothing is wrapped and reasons follow their line. */
  readonly columns?: number | undefined;
}

/** `- ` removed, `~ ` changed, two spaces kept: the reasons stand at the right. Blank lines that went are left out. */
export function showDiff(lines: readonly DiffLine[], view: View): readonly string[] {
  const shown = lines.filter(({ fate, text }) => fate !== "removed" || visibleLength(text) > 0);
  return foldKept(shown, contextLines).flatMap((line) => showLine(line, view));
}

function showLine(line: DiffLine | Fold, { paint, columns }: View): readonly string[] {
  if (line.fate === "folded") {
    return [paint("dim", `  … ${line.lines} ${line.lines === 1 ? "line" : "lines"} kept …`)];
  }
  const reasons = line.reasons.join(", ");
  if (line.fate === "kept") return wrap(visible(line.text), room(columns, "")).map((part) => `  ${part}`);
  if (line.fate === "removed") {
    const [first = "", ...rest] = wrap(visible(line.text), room(columns, reasons));
    return [
      paint("red", `- ${first}`) + atRight(`- ${first}`, reasons, columns, paint),
      ...rest.map((part) => paint("red", `- ${part}`)),
    ];
  }
  const pieces = line.pieces ?? [];
  const shown = pieces.map((piece) => showPiece(piece, paint)).join("");
  const plain = pieces.map((piece) => showPiece(piece, (_, text) => text)).join("");
  return [`${paint("yellow", "~ ")}${shown}${atRight(`~ ${plain}`, reasons, columns, paint)}`];
}

/** Colours alone do not reach everybody: the signs stay with them. */
function showPiece({ mark, text }: Piece, paint: Paint): string {
  if (mark === "removed") return paint("red", `[-${visible(text)}-]`);
  if (mark === "added") return paint("green", `{+${visible(text)}+}`);
  return visible(text);
}

function atRight(line: string, reasons: string, columns: number | undefined, paint: Paint): string {
  const gap = columns === undefined ? 2 : Math.max(2, columns - width(line) - width(reasons));
  return " ".repeat(gap) + paint("dim", reasons);
}

/** Columns for a line's text, when this stands at its right; at least 20, however narrow the terminal is. */
function room(columns: number | undefined, right: string): number {
  return columns === undefined ? Number.POSITIVE_INFINITY : Math.max(20, columns - width(right) - 4);
}

/** Parts of at most so many columns. */
function wrap(text: string, columns: number): readonly string[] {
  if (width(text) <= columns) return [text];
  const parts: string[] = [];
  let part = "";
  let used = 0;
  for (const { segment } of new Intl.Segmenter("zh").segment(text)) {
    const needed = width(segment);
    if (used + needed > columns) {
      parts.push(part);
      part = "";
      used = 0;
    }
    part += segment;
    used += needed;
  }
  return [...parts, part];
}
