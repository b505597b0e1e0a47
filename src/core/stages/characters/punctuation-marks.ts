/** , : ; ! ? */
import { isDigit, isMatchAt, type Line, type Repair, widen } from "./punctuation-line.ts";

export function* repairMarks(line: Line): Iterable<Repair> {
  for (const { index: from, 0: mark } of line.text.matchAll(/[,:;]|[!?]+/gu)) {
    const to = from + mark.length;
    if (line.isForeign(from) || !isChineseMark(line, from, to)) continue;
    yield { block: line.block, span: [from, to], replacement: widen(mark), reason: "mark" };
  }
}

function isChineseMark(
  { text, end, neighbours, isInEnglishClause }: Line,
  from: number,
  to: number,
): boolean {
  if (neighbours.before(from) === "chinese" || neighbours.after(to) === "chinese") return true;
  const left = text[from - 1] ?? "";
  const right = text[to] ?? "";
  if (isDigit(left) && isDigit(right)) {
    if (groupsThousands(text, from)) return false;
    if (isMatchAt(MEASURE, text, to) || joinsLongNumbers(text, from)) return true;
    if (!joinsModels(text, from)) return false;
  }
  if (/[,;]/u.test(text[from]!) && isUnspaced(left, right)) return true;
  if (to === end && endsForeignLine(text, from)) return false;
  if (isMatchAt(SPACE_AND_WORD, text, to)) return false;
  return !isInEnglishClause(from);
}

/** 「windows,linux」, 「4.4.1,mac」: a folded mark has no space beside it. */
function isUnspaced(left: string, right: string): boolean {
  return /[A-Za-z0-9]/u.test(left) && /[A-Za-z]/u.test(right);
}

/** "Yes, we can": English sets a space after the mark, a full-width mark that was folded has none. */
const SPACE_AND_WORD = /\s+[\p{L}\p{N}]/uy;

/** 「cool!」 at the end of a line keeps its own mark; a comma there ends no clause that can be seen. */
function endsForeignLine(text: string, from: number): boolean {
  if (text[from] === ",") return true;
  return (
    /[!?]/u.test(text[from]!) &&
    /(?<![A-Za-z0-9])[a-z]{2,}$/u.test(text.slice(Math.max(0, from - WORD_AT_MOST), from))
  );
}

const WORD_AT_MOST = 30;

/** 「iPhone 11:64GB」 is no time of day and no ratio. */
const MEASURE =
  /\d{1,6}(?:\.\d{1,3})?(?:[KMGTP]B|[kKMG]?Hz|[kmcμn]?m|[km]?g|[kM]?W|m?Ah|英寸|[万亿]元)(?![A-Za-z0-9])/uy;

/** 「3,860万元」 is one number. */
function groupsThousands(text: string, at: number): boolean {
  return (
    text[at] === "," &&
    isMatchAt(GROUP_OF_THREE, text, at + 1) &&
    !/\d{4}$/u.test(text.slice(Math.max(0, at - 4), at))
  );
}

const GROUP_OF_THREE = /\d{3}(?!\d)/uy;

/** Numbers of four digits and more are not grouped by a comma: it lists them. */
function joinsLongNumbers(text: string, at: number): boolean {
  return (
    text[at] === "," &&
    /\d{4}$/u.test(text.slice(Math.max(0, at - 4), at)) &&
    /^\d{4}/u.test(text.slice(at + 1, at + 5))
  );
}

/** 「Exynos990,5G」: numbers with letters are names, and no part of one number. */
function joinsModels(text: string, at: number): boolean {
  return (
    text[at] === "," &&
    /[A-Za-z]\s?\d{1,6}$/u.test(text.slice(Math.max(0, at - 8), at)) &&
    /^\d{1,6}[A-Z]/u.test(text.slice(at + 1, at + 8))
  );
}
