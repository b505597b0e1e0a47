/** Combines successive edits of a line into changes of the original line. */
import type { Edit } from "../document/overrides.ts";
import type { Span } from "../text/spans.ts";

/** A stretch of a text, what stands there after the edits, and which edits those were. */
export interface Rewriting {
  readonly span: Span;
  readonly replacement: string;
  readonly decisions: readonly string[];
}

/**
 * An edit fits the text itself, or the text as the edits before it made it; one that fits neither is left out. Of two
 * that were made to the same place of the text itself, the later one holds.
 * @returns in order of place; none overlaps another
 */
export function rewrite(text: string, edits: readonly Edit[]): readonly Rewriting[] {
  let rewritings: readonly Rewriting[] = [];
  for (const edit of edits) {
    if (edit.text === text) rewritings = beside(edit, rewritings);
    else if (edit.text === rewritten(text, rewritings)) rewritings = onTop(edit, rewritings);
  }
  return rewritings;
}

/** The text after the edits. */
function rewritten(text: string, rewritings: readonly Rewriting[]): string {
  let result = "";
  let at = 0;
  for (const { span, replacement } of rewritings) {
    result += text.slice(at, span[0]) + replacement;
    at = span[1];
  }
  return result + text.slice(at);
}

function beside(
  { span, replacement, decision }: Edit,
  rewritings: readonly Rewriting[],
): readonly Rewriting[] {
  const others = rewritings.filter((other) => !contradict(span, other.span));
  return inOrder([...others, { span, replacement, decisions: [decision] }]);
}

/** Whether two edits of the same text are of the same place: they share characters, or begin together. */
export function contradict([from, to]: Span, [otherFrom, otherTo]: Span): boolean {
  return from === otherFrom || (from < otherTo && otherFrom < to);
}

/** Merges an edit with the changes that it touches. */
function onTop(edit: Edit, rewritings: readonly Rewriting[]): readonly Rewriting[] {
  const [from, to] = edit.span;
  const placed = rewritings.map((rewriting, at) => {
    const start = rewriting.span[0] + grown(rewritings.slice(0, at));
    return { rewriting, start, end: start + rewriting.replacement.length };
  });
  const touched = placed.filter(({ start, end }) => start <= to && from <= end);
  const start = Math.min(from, ...touched.map((one) => one.start));
  const end = Math.max(to, ...touched.map((one) => one.end));
  const ahead = grown(placed.filter((one) => one.end < start).map(({ rewriting }) => rewriting));
  const own = touched.map(({ rewriting }) => rewriting);
  const whole: Rewriting = {
    span: [start - ahead, end - ahead - grown(own)],
    replacement: edit.text.slice(start, from) + edit.replacement + edit.text.slice(to, end),
    decisions: [...own.flatMap(({ decisions }) => decisions), edit.decision],
  };
  return inOrder([...rewritings.filter((one) => !own.includes(one)), whole]);
}

/** Code units by which these lengthen the text. */
function grown(rewritings: readonly Rewriting[]): number {
  return rewritings.reduce(
    (sum, { span: [from, to], replacement }) => sum + replacement.length - (to - from),
    0,
  );
}

function inOrder(rewritings: readonly Rewriting[]): readonly Rewriting[] {
  return rewritings.toSorted((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
}
