/** " and ' */
import type { Pair } from "./pairs.ts";
import { countMatches, isDigit, type Line, type Repair } from "./punctuation-line.ts";

/** Only a few straight quotes among curly ones are repaired; a text with straight quotes throughout keeps them. */
export function* repairQuotes(line: Line): Iterable<Repair> {
  if (line.quotes.length + line.singleQuotes.length === 0 || !line.habits.isCurly()) return;
  for (const { open, close } of line.quotes.filter((pair) => isChineseQuotation(line, pair))) {
    yield { block: line.block, span: [open, open + 1], replacement: "“", reason: "quote" };
    yield { block: line.block, span: [close, close + 1], replacement: "”", reason: "quote" };
  }
  for (const { open, close } of line.singleQuotes.filter((pair) => isChineseInnerQuotation(line, pair))) {
    yield { block: line.block, span: [open, open + 1], replacement: "‘", reason: "quote" };
    yield { block: line.block, span: [close, close + 1], replacement: "’", reason: "quote" };
  }
}

function isChineseQuotation(line: Line, pair: Pair): boolean {
  const { text, neighbours } = line;
  if (line.isForeign(pair.open) || line.isForeign(pair.close)) return false;
  // Inches: 27" and 32".
  if (isDigit(text[pair.open - 1] ?? "") && isDigit(text[pair.close - 1]!)) return false;
  return (
    neighbours.hasChinese(pair.open, pair.close) ||
    neighbours.before(pair.open) === "chinese" ||
    neighbours.after(pair.close + 1) === "chinese"
  );
}

/** An apostrophe may look like a quote: only Chinese words between two of them tell. */
function isChineseInnerQuotation(line: Line, { open, close }: Pair): boolean {
  return !line.isForeign(open) && !line.isForeign(close) && line.neighbours.hasChinese(open, close);
}

/** 「“甲”乙”等」: the second term of an enumeration lost its opening quote. */
const UNOPENED = /(?<=“[^“”]{1,20}”)(?<term>[\p{Script=Han}A-Za-z0-9+]{2,12})”(?=等|、|“)/gu;
const JOINING = /^[和与及跟同或是的为在了以将把并而从到对被]/u;

export function* addMissingQuote({ block, text }: Line): Iterable<Repair> {
  if (text.includes('"') || countMatches(text, /”/gu) !== countMatches(text, /“/gu) + 1) return;
  const unopened = [...text.matchAll(UNOPENED)].filter(({ groups }) => !JOINING.test(groups!["term"]!));
  const [only] = unopened;
  if (only === undefined || unopened.length > 1) return;
  yield {
    block,
    span: [only.index, only.index],
    replacement: "“",
    reason: "missing-quote",
    evidence: { term: only.groups!["term"]! },
  };
}
