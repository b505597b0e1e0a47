/** … —— and 。 */
import { findFullStops } from "./full-stops.ts";
import { isMatchAt, type Line, type Repair } from "./punctuation-line.ts";

/** Six points, or twelve for two ellipses; other numbers are dividers and leaders. */
const POINTS = /(?<![.。])(?:\.{3,6}|\.{12}|。{3,6})(?![.。])/gu;

export function* repairEllipses(line: Line): Iterable<Repair> {
  for (const { index: from, 0: points } of line.text.matchAll(POINTS)) {
    const to = from + points.length;
    if (line.isForeign(from) || line.isForeign(to - 1) || !isChineseEllipsis(line, from, to)) continue;
    yield {
      block: line.block,
      span: [from, to],
      replacement: points.length === 12 ? "…………" : "……",
      reason: "ellipsis",
    };
  }
}

function isChineseEllipsis(line: Line, from: number, to: number): boolean {
  const { text, neighbours } = line;
  // 「第一章 总则......12」 leads to a page.
  if (/^\s?\d{1,4}$/u.test(text.slice(to, to + 6))) return false;
  const isTyped = text[from] === "." && to - from < 6;
  // A folded ellipsis has six points. Fewer are typed, or cut a line short: only inside a sentence are they certain.
  if (isTyped) return isInsideSentence(text, from, to) && !line.habits.isTraditional();
  if (neighbours.before(from) === "chinese" || neighbours.after(to) === "chinese") return true;
  return to - from === 6 && !line.isInEnglishClause(from);
}

const SENTENCE_GOES_ON = /[\p{Script=Han}A-Za-z0-9”’"']|\s*[，。；：！？、,;:!?）》」』】)]/uy;

function isInsideSentence(text: string, from: number, to: number): boolean {
  const isAttached = /\p{Script=Han}$/u.test(text.slice(Math.max(0, from - 2), from));
  return isAttached && isMatchAt(SENTENCE_GOES_ON, text, to);
}

export function* repairDashes(line: Line): Iterable<Repair> {
  const { text, neighbours } = line;
  if (joinsParts(text)) return;
  for (const { index: from } of text.matchAll(/(?<!-)--(?!-)/gu)) {
    const isOpened = neighbours.before(from) === "chinese" || text.slice(0, from).trim() === "";
    if (line.isForeign(from) || !isOpened || neighbours.after(from + 2) !== "chinese") continue;
    yield { block: line.block, span: [from, from + 2], replacement: "——", reason: "dash" };
  }
}

/** 「渡口开船--时政--青禾网」: several in a line that is no sentence join the parts of a title. */
function joinsParts(text: string): boolean {
  return !/[，。；！？,;!?]/u.test(text) && text.split("--").length > 2;
}

export function* repairFullStops(line: Line): Iterable<Repair> {
  for (const from of findFullStops(line.text)) {
    if (!line.isForeign(from))
      yield { block: line.block, span: [from, from + 1], replacement: "。", reason: "full-stop" };
  }
}
