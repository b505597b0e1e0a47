/** What a terminal shows: colours where they are wanted, columns that line up, and nothing that a page smuggled in. */
import { styleText } from "node:util";
import stringWidth from "string-width";

/** A stream to write to: `process.stdout`, or a test's own. */
export interface OutputStream {
  write(content: string | Uint8Array): unknown;
  readonly isTTY?: boolean;
  /** Columns of the terminal. */
  readonly columns?: number;
}

export type Style = Parameters<typeof styleText>[0];
export type Paint = (style: Style, text: string) => string;

/** FORCE_COLOR decides, then NO_COLOR, then whether it is a terminal that knows colours. */
export function hasColor(output: OutputStream, env: Readonly<NodeJS.ProcessEnv>): boolean {
  if (env.FORCE_COLOR !== undefined) return !["0", "false"].includes(env.FORCE_COLOR);
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== "") return false;
  return output.isTTY === true && env.TERM !== "dumb";
}

/** Paints text in the output's colours, or leaves it plain. */
export function painter(output: OutputStream, env: Readonly<NodeJS.ProcessEnv>): Paint {
  if (!hasColor(output, env)) return (_, text) => text;
  return (style, text) => styleText(style, text, { validateStream: false });
}

/**
 * Text from a page or an address, safe to show on one line: control characters (ANSI escapes begin with one),
 * line separators and marks that turn the writing direction become `\u{…}`.
 */
export function visible(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu,
    (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`,
  );
}

/** Columns of a terminal that the text takes: a Chinese character takes two. */
export function width(text: string): number {
  return stringWidth(text);
}

/** Cuts the text to at most so many columns, `…` at the end where something was cut. */
export function cut(text: string, columns: number): string {
  if (width(text) <= columns) return text;
  let kept = "";
  let used = 1;
  for (const { segment } of new Intl.Segmenter("zh").segment(text)) {
    used += width(segment);
    if (used > columns) break;
    kept += segment;
  }
  return `${kept}…`;
}

export interface Column {
  readonly name: string;
  readonly align?: "left" | "right";
  /** Columns that it may take at most. */
  readonly max?: number;
}

/**
 * Lines of a table with a head; cells may be painted, but for those that have to be cut.
 *
 * @param room columns that a line may take: the last cell is cut to what is left of them
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  paint: Paint,
  room = Number.POSITIVE_INFINITY,
): readonly string[] {
  const cells = rows.map((row) =>
    row.map((cell, at) => cut(cell, columns[at]?.max ?? Number.POSITIVE_INFINITY)),
  );
  const widths = columns.map((column, at) =>
    Math.max(width(column.name), ...cells.map((row) => width(row[at] ?? ""))),
  );
  const last = columns.length - 1;
  const left = room - widths.slice(0, last).reduce((sum, own) => sum + own + gap.length, 0);
  const line = (row: readonly string[]) =>
    row
      .with(last, cut(row[last] ?? "", Math.max(left, width(columns[last]!.name))))
      .map((cell, at) => pad(cell, widths[at]!, columns[at]!.align ?? "left"))
      .join(gap)
      .trimEnd();
  return [paint("bold", line(columns.map((column) => column.name))), ...cells.map(line)];
}

const gap = "  ";

/** Fills up with spaces to so many columns. */
export function pad(text: string, columns: number, align: "left" | "right"): string {
  const spaces = " ".repeat(Math.max(0, columns - width(text)));
  return align === "left" ? text + spaces : spaces + text;
}
