/** Flags for manual review: damaged characters that cannot be repaired and are kept. */
import { type Flag, type FlagReason, flagReasons } from "../document/receipt.ts";
import { findLost, findMojibake } from "../text/mojibake.ts";
import { findSpans, type Span } from "../text/spans.ts";

const FINDERS: Readonly<Record<FlagReason, (text: string) => readonly Span[]>> = {
  "masked-word": findMasked,
  "private-use": findPrivateUse,
  lost: findLost,
  mojibake: findMojibake,
};
/**
 * Flags of these lines, in order of line and place.
 *
 * @param lines what each flag names by its number and the code units of its text
 */
export function findFlags(lines: Iterable<{ readonly index: number; readonly text: string }>): Flag[] {
  const flags: Flag[] = [];
  for (const { index: block, text } of lines) {
    const own = flagReasons.flatMap((reason) =>
      FINDERS[reason](text).map((span) => ({ block, span, reason, text: text.slice(...span) })),
    );
    for (const flag of own.toSorted((a, b) => a.span[0] - b.span[0])) flags.push(flag);
  }
  return flags;
}

/** A line of asterisks alone is a divider. */
const MASKED = /(?<=\p{Script=Han})[*＊]{2,}|[*＊]{2,}(?=\p{Script=Han})/gu;

const MASK = /[*＊]{2}/;

/** Two asterisks in front and two behind are Markdown's. */
function findMasked(text: string): readonly Span[] {
  const masked = MASK.test(text) ? findSpans(text, MASKED) : [];
  const isMarkdown = masked.length % 2 === 0 && masked.every(([from, to]) => to - from === 2);
  return isMarkdown ? [] : masked;
}

const IS_PRIVATE_USE = /\p{Co}/u;
const PRIVATE_USE = /\p{Co}+/gu;

function findPrivateUse(text: string): readonly Span[] {
  return IS_PRIVATE_USE.test(text) ? findSpans(text, PRIVATE_USE) : [];
}
