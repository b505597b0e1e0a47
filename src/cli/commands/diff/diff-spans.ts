/** Painted stretches of a line: they know how many columns they take, and where to break. */
import type { Piece } from "../../../core/pipeline/pieces.ts";
import { visible, width } from "../../terminal/terminal.ts";
import type { Paint, Style } from "../../terminal/terminal.ts";
import { sum } from "../../../core/text/numbers.ts";

export interface PaintedSpan {
  /** Safe to show. */
  readonly text: string;
  readonly style?: Style;
}

/** Text from a page as one span. */
export function spanOf(text: string, style?: Style): PaintedSpan {
  return { text: visible(text), ...(style === undefined ? {} : { style }) };
}

/** Colours alone do not reach everybody: the signs stay with them. */
export function spanOfPiece({ mark, text }: Piece): PaintedSpan {
  if (mark === "removed") return { text: `[-${visible(text)}-]`, style: "red" };
  if (mark === "added") return { text: `{+${visible(text)}+}`, style: "green" };
  return { text: visible(text) };
}

export function widthOf(spans: readonly PaintedSpan[]): number {
  return sum(spans, ({ text }) => width(text));
}

export function paintSpans(spans: readonly PaintedSpan[], paint: Paint): string {
  return spans.map(({ text, style }) => (style === undefined ? text : paint(style, text))).join("");
}

/**
 * Rows of at most so many columns: at least one.
 *
 * @param columns at least 2, what the widest character takes
 */
export function wrapSpans(
  spans: readonly PaintedSpan[],
  columns: number,
): readonly (readonly PaintedSpan[])[] {
  if (widthOf(spans) <= columns) return [spans];
  const rows: PaintedSpan[][] = [[]];
  let used = 0;
  for (const span of spans) {
    let text = "";
    for (const { segment } of characters.segment(span.text)) {
      const needed = width(segment);
      if (used + needed > columns) {
        rows.at(-1)!.push({ ...span, text });
        rows.push([]);
        text = "";
        used = 0;
      }
      text += segment;
      used += needed;
    }
    rows.at(-1)!.push({ ...span, text });
  }
  return rows;
}

const characters = new Intl.Segmenter("zh", { granularity: "grapheme" });
