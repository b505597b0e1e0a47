/** ( ) */
import type { Pair } from "./pairs.ts";
import { type Line, type Repair, widen } from "./punctuation-line.ts";

export function* repairBrackets(line: Line): Iterable<Repair> {
  const { text } = line;
  const chinese = [
    ...line.brackets.filter((pair) => isChinesePair(line, pair)).flatMap(({ open, close }) => [open, close]),
    ...line.singleBrackets.filter((at) => !line.isForeign(at) && isChineseSingle(line, at)),
  ];
  for (const at of chinese) {
    if (!/[()]/.test(text[at]!)) continue;
    yield { block: line.block, span: [at, at + 1], replacement: widen(text[at]!), reason: "bracket" };
  }
}

function isChinesePair(line: Line, { open, close }: Pair): boolean {
  const { text, neighbours } = line;
  if (line.isForeign(open) || line.isForeign(close)) return false;
  if (text[open] !== "(" || text[close] !== ")") return true;
  if (neighbours.hasChinese(open, close)) return true;
  if (isSetApart(text, open, close)) return false;
  if (neighbours.before(open) === "chinese" || neighbours.after(close + 1) === "chinese") return true;
  // English sets a space before a bracket and none inside a word: a folded bracket has neither.
  if (
    neighbours.after(close + 1) === "latin" &&
    /[A-Za-z0-9]\s+$/u.test(text.slice(Math.max(0, open - 4), open))
  )
    return false;
  if (/[A-Za-z0-9]/u.test(text[close + 1] ?? "")) return false;
  if (/[A-Za-z]\([A-Z]/u.test(text.slice(Math.max(0, open - 1), open + 2))) return true;
  return !line.isInEnglishClause(open - 1) && !line.isInEnglishClause(close + 1);
}

/** 「Drive My Car (Japan) 《渡口》」: spaces on both sides, as English sets them. */
function isSetApart(text: string, open: number, close: number): boolean {
  return (
    /[A-Za-z]\s$/u.test(text.slice(Math.max(0, open - 2), open)) &&
    /^(?:\s|$)/u.test(text.slice(close + 1, close + 2))
  );
}

/** A list number 「1)」, or a bracket whose partner is on another line. */
function isChineseSingle({ neighbours }: Line, at: number): boolean {
  return neighbours.before(at) === "chinese" || neighbours.after(at + 1) === "chinese";
}
