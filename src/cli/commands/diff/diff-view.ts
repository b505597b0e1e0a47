/** How a diff looks in a terminal, and in a file: line by line, or the one text beside the other. */
import { visibleLength } from "../../../core/text/characters.ts";
import { showSideBySide } from "./diff-columns.ts";
import { foldKept, showFold } from "./diff-lines.ts";
import type { DiffLine, Fold } from "./diff-lines.ts";
import { paintSpans, spanOf, spanOfPiece, widthOf, wrapSpans } from "./diff-spans.ts";
import type { PaintedSpan } from "./diff-spans.ts";
import { width } from "../../terminal/terminal.ts";
import type { Paint, Style } from "../../terminal/terminal.ts";

/** From so many columns on, two texts fit beside each other. */
const WIDE = 120;

const contextLines = 2;

export type Layout = "inline" | "side by side";

export interface DiffView {
  readonly paint: Paint;
  /** Of the terminal; where it is none, nothing is wrapped inline and reasons follow their line. */
  readonly columns?: number | undefined;
  /** Default: side by side in a wide terminal. */
  readonly layout?: Layout | undefined;
  /** What the two texts are called. */
  readonly sides: readonly [before: string, after: string];
}

/** `- ` removed, `+ ` added, `~ ` changed, two spaces kept. Blank lines that went are left out. */
export function showDiff(lines: readonly DiffLine[], view: DiffView): readonly string[] {
  const { paint, columns, sides, layout = (columns ?? 0) >= WIDE ? "side by side" : "inline" } = view;
  const shown = lines.filter(({ fate, text }) => fate !== "removed" || visibleLength(text) > 0);
  const folded = foldKept(shown, contextLines);
  if (layout === "side by side") return showSideBySide(folded, { paint, columns: columns ?? WIDE, sides });
  return folded.flatMap((line) => showLine(line, view));
}

const looks = {
  kept: { sign: "  " },
  removed: { sign: "- ", style: "red" },
  added: { sign: "+ ", style: "green" },
  changed: { sign: "~ ", style: "yellow" },
} as const satisfies Record<DiffLine["fate"], { readonly sign: string; readonly style?: Style }>;

/** The reasons stand at the right of a line's first row; of what changed within a line, below it where they do not fit. */
function showLine(
  line: DiffLine | Fold,
  { paint, columns = Number.POSITIVE_INFINITY }: DiffView,
): readonly string[] {
  if (line.fate === "folded") return [paint("dim", showFold(line))];
  const look: { readonly sign: string; readonly style?: Style } = looks[line.fate];
  const reasons = line.reasons.join(", ");
  const spans: readonly PaintedSpan[] =
    line.pieces === undefined ? [spanOf(line.text, look.style)] : line.pieces.map(spanOfPiece);
  const room = Math.max(LEAST_ROOM, columns - look.sign.length - (reasons === "" ? 0 : gap(reasons)));
  return wrapSpans(spans, room).map((row, at) => {
    const shown = paintSpans([{ text: look.sign, ...(look.style && { style: look.style }) }, ...row], paint);
    if (at > 0 || reasons === "") return shown;
    const free = Number.isFinite(columns) ? columns - widthOf(row) - look.sign.length - width(reasons) : 0;
    return shown + " ".repeat(Math.max(2, free)) + paint("dim", reasons);
  });
}

/** Columns that a line's text gets, however narrow the terminal is. */
const LEAST_ROOM = 20;

/** What the reasons take, with the space in front of them. */
function gap(reasons: string): number {
  return width(reasons) + 2;
}
