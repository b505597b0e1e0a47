/** The text before at the left, the text after at the right, in step. */
import { showFold } from "./diff-lines.ts";
import type { DiffLine, Fold } from "./diff-lines.ts";
import { paintSpans, spanOf, spanOfPiece, widthOf, wrapSpans } from "./diff-spans.ts";
import type { PaintedSpan } from "./diff-spans.ts";
import type { Paint, Style } from "../../terminal/terminal.ts";

export interface DiffColumns {
  readonly paint: Paint;
  /** For both texts and what is between them. */
  readonly columns: number;
  /** What the two texts are called. */
  readonly sides: readonly [before: string, after: string];
}

const BETWEEN = " │ ";

/** Narrower columns hold no line that can be read. */
const LEAST_COLUMN = 20;

/** Both texts under their names; where a line is gone, the reasons stand in its place. */
export function showSideBySide(
  lines: readonly (DiffLine | Fold)[],
  { paint, columns, sides: [before, after] }: DiffColumns,
): readonly string[] {
  const room = Math.max(LEAST_COLUMN, Math.floor((columns - BETWEEN.length) / 2));
  const heads: Sides = [
    { sign: "  ", spans: [spanOf(before, "bold")] },
    { sign: "  ", spans: [spanOf(after, "bold")] },
  ];
  return [heads, ...lines.map(sidesOf)].flatMap((sides) => {
    const [left, right] = [rowsOf(sides[0], room), rowsOf(sides[1], room)];
    return Array.from({ length: Math.max(left.length, right.length) }, (_, at) => {
      const row = left[at] ?? [];
      const space = { text: " ".repeat(Math.max(0, room - widthOf(row))) };
      const between: PaintedSpan = { text: BETWEEN, style: "dim" };
      return paintSpans([...row, space, between, ...(right[at] ?? [])], paint).trimEnd();
    });
  });
}

interface Side {
  /** Two columns in front of every row. */
  readonly sign: string;
  readonly style?: Style;
  readonly spans: readonly PaintedSpan[];
}

type Sides = readonly [left: Side, right: Side];

const nothing: Side = { sign: "  ", spans: [] };

function rowsOf({ sign, style, spans }: Side, room: number): readonly (readonly PaintedSpan[])[] {
  const front: PaintedSpan = { text: sign, ...(style === undefined ? {} : { style }) };
  return wrapSpans(spans, room - sign.length).map((row) => [front, ...row]);
}

function sidesOf(line: DiffLine | Fold): Sides {
  if (line.fate === "folded") {
    const fold: Side = { sign: "", spans: [{ text: showFold(line), style: "dim" }] };
    return [fold, fold];
  }
  const { fate, text, pieces = [] } = line;
  const reasons: PaintedSpan = { text: line.reasons.join(", "), style: "dim" };
  if (fate === "removed") {
    return [
      { sign: "- ", style: "red", spans: [spanOf(text, "red")] },
      { ...nothing, spans: [reasons] },
    ];
  }
  if (fate === "added") return [nothing, { sign: "+ ", style: "green", spans: [spanOf(text, "green")] }];
  if (fate === "kept")
    return [
      { sign: "  ", spans: [spanOf(text)] },
      { sign: "  ", spans: [spanOf(text)] },
    ];
  const changed = { sign: "~ ", style: "yellow" } as const;
  const apart: readonly PaintedSpan[] = reasons.text === "" ? [] : [{ text: "  " }, reasons];
  return [
    { ...changed, spans: pieces.filter(({ mark }) => mark !== "added").map(spanOfPiece) },
    { ...changed, spans: [...pieces.filter(({ mark }) => mark !== "removed").map(spanOfPiece), ...apart] },
  ];
}
