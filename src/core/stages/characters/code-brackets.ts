/** Round brackets of code, formulas and compounds among those of Chinese clauses. */
import type { Neighbours } from "./mark-context.ts";
import type { Pair } from "./pairs.ts";

/** A decimal is none: 「23.5(SD)」. */
const FUNCTION_NAME =
  /(?:(?<![A-Za-z0-9])[A-Za-z]|[A-Za-z0-9]*[_.](?![0-9]+$)[A-Za-z0-9_]+|(?<![A-Za-z])(?:sin|cos|tan|log|ln|exp|max|min|lim))$/u;
const CALLED_NAME = /(?<![A-Za-z0-9])[a-z_][A-Za-z0-9_.]*$/u;
/** A string, f'…' and b"…" too, or a variable. */
const ARGUMENT = /^(?:[bfru]{0,2}["']|\$)/u;
const OPERATOR_BEFORE = /[=+*/×÷^√<>≤≥]\s?$/u;
const OPERATOR_AFTER = /^\s?[=*/×÷^<>≤≥]/u;
/** A name is looked for this far to the left of its bracket. */
const NAME_AT_MOST = 40;

/** Letters that stand for something, and numbers: a point, an interval, the arguments of a call. */
const TUPLE = /^\s?(?:[A-Za-z]|-?\d{1,9}(?:\.\d{1,9})?)(?:\s?,\s?(?:[A-Za-z]|-?\d{1,9}(?:\.\d{1,9})?))+\s?$/u;
/** 「x+1」, 「a-b」: one operand at the least is a letter. */
const SUM =
  /^(?=[^]*(?<![A-Za-z])[a-z](?![A-Za-z]))\s?[A-Za-z0-9.]{1,9}(?:\s?[-+*/^]\s?[A-Za-z0-9.]{1,9})+\s?$/u;
/** 「G(Gay)」: the letter stands for the word. */
const ABBREVIATED = /^([A-Z])\(\1[a-z]{2,}/u;
/** No tuple and no sum is longer. */
const TUPLE_AT_MOST = 60;

/** A call (main(), f(x), print("好")), a formula (2*(a+b)), a point (1, 2) or a compound (Ca(OH)2). */
export function isCode(text: string, neighbours: Neighbours, { open, close }: Pair): boolean {
  if (text[open] !== "(" || text[close] !== ")") return false;
  const before = text.slice(Math.max(0, open - NAME_AT_MOST), open);
  const isName = /[A-Za-z0-9_]$/u.test(before);
  if (isName && close === open + 1) return true;
  if (CALLED_NAME.test(before) && ARGUMENT.test(text.slice(open + 1, open + 4))) return true;
  if (neighbours.hasChinese(open, close)) return false;
  const inside = close - open <= TUPLE_AT_MOST ? text.slice(open + 1, close) : "";
  if (TUPLE.test(inside) || SUM.test(inside)) return true;
  if (OPERATOR_BEFORE.test(before) || OPERATOR_AFTER.test(text.slice(close + 1, close + 3))) return true;
  if (ABBREVIATED.test(text.slice(open - 1, close))) return false;
  return isName && (FUNCTION_NAME.test(before) || /\d/u.test(text[close + 1] ?? ""));
}
