/** Marks that lost their width: put right by the clause they stand in, as GB/T 15834 writes them. */
import { isCode } from "./code-brackets.ts";
import { findEnglish } from "./english.ts";
import { findFullStops } from "./full-stops.ts";
import { FULL_WIDTH, readNeighbours, type Neighbours } from "./mark-context.ts";
import { pairBrackets, pairSingleQuotes, pairStraightQuotes, type Pair } from "./pairs.ts";
import { isTraditional } from "../../text/traditional.ts";
import { isCovered, type Span } from "../../text/spans.ts";
import { findVerbatim } from "./notations.ts";
import type { Block } from "../../document/document.ts";
import type { Finding } from "../../document/finding.ts";
import { defineStage } from "../../document/stage.ts";

type Reason = "mark" | "bracket" | "quote" | "missing-quote" | "ellipsis" | "dash" | "full-stop";

/** A repair of one mark in one line. */
type Repair = Finding<Reason>;

/** How the whole text is written, found out where somebody asks. */
interface TextHabits {
  isTraditional(): boolean;
  /** Its quotes are curly, but for a few. */
  isCurly(): boolean;
}

/** A line as the repairs read it. */
interface Line {
  readonly block: number;
  readonly text: string;
  /** Where it ends, white space aside. */
  readonly end: number;
  readonly neighbours: Neighbours;
  readonly brackets: readonly Pair[];
  readonly singleBrackets: readonly number[];
  readonly quotes: readonly Pair[];
  readonly singleQuotes: readonly Pair[];
  readonly habits: TextHabits;
  /** A notation of its own, or part of an English sentence. */
  isForeign(at: number): boolean;
  /** Within several words of English. */
  isInEnglishClause(at: number): boolean;
}

export const punctuation = defineStage({
  name: "punctuation",
  zone: "any",
  summary: "Gives Chinese clauses their full-width marks back; numbers, addresses and English keep theirs.",
  reasons: {
    mark: "A half-width , : ; ! ? in a Chinese clause",
    bracket: "Half-width round brackets in a Chinese clause, both together",
    quote: "Straight quotes in a Chinese clause, both together",
    "missing-quote": "An opening quote left out between two quoted terms of an enumeration",
    ellipsis: "Points for an ellipsis",
    dash: "Two hyphens for a dash",
    "full-stop": "A point that ends a Chinese sentence",
  } satisfies Record<Reason, string>,
  defaults: {},
  *run({ blocks }) {
    let traditional: boolean | undefined;
    let curly: boolean | undefined;
    const text: TextHabits = {
      isTraditional: () => (traditional ??= isTraditional(blocks)),
      isCurly: () => (curly ??= quotesCurly(blocks)),
    };
    for (const block of blocks) {
      if (REPAIRABLE.test(block.text) && HAN.test(block.text)) yield* repairLine(block, text);
    }
  },
});

const HAN = /\p{Script=Han}/u;
const REPAIRABLE = /[,:;!?()"']|\.{3}|。{3}|--|\.\s*(?:$|[\p{Script=Han}《“「”’」』）)"'])|”[^“”]+”/u;

function* repairLine(block: Block, habits: TextHabits): Iterable<Repair> {
  const line = readLine(block, habits);
  const { text } = block;
  yield* repairMarks(line);
  yield* repairBrackets(line);
  yield* repairQuotes(line);
  if (text.includes("”")) yield* addMissingQuote(line);
  if (text.includes("..") || text.includes("。。")) yield* repairEllipses(line);
  if (text.includes("--")) yield* repairDashes(line);
  if (text.includes(".")) yield* repairFullStops(line);
}

function readLine({ index: block, text }: Block, habits: TextHabits): Line {
  const verbatim = findVerbatim(text);
  const isVerbatim = (at: number) => isCovered(verbatim, at);
  const english = findEnglish(text);
  const { pairs, single } = pairBrackets(text, isVerbatim);
  // Traditional typesetting quotes with 「」: what stands for them is not guessed.
  const pairsQuotes = /["']/.test(text) && !text.includes("「") && !habits.isTraditional();
  const quotes = pairsQuotes ? pairStraightQuotes(text, isVerbatim) : [];
  const singleQuotes = pairsQuotes ? pairSingleQuotes(text, isVerbatim) : [];
  const quoted = [...quotes, ...singleQuotes];
  const neighbours = readNeighbours(
    text,
    new Set(quoted.map(({ open }) => open)),
    new Set(quoted.map(({ close }) => close)),
  );
  const code = outermost(pairs.filter((pair) => isCode(text, neighbours, pair)).map(spanOf));
  const faces = findFaces(text, single);
  return {
    block,
    text,
    end: text.trimEnd().length,
    habits,
    neighbours,
    brackets: pairs,
    singleBrackets: single,
    quotes,
    singleQuotes,
    isForeign: (at) =>
      isCovered(verbatim, at) ||
      isCovered(code, at) ||
      isCovered(faces, at) ||
      (isCovered(english.sentences, at) && !joinsHan(text, at)),
    isInEnglishClause: (at) => isCovered(english.clauses, at),
  };
}

/** Most double quotes in the Chinese lines are “ and ”. */
function quotesCurly(blocks: readonly Block[]): boolean {
  let curly = 0;
  let straight = 0;
  for (const { text } of blocks) {
    if (!/["“”]/u.test(text) || !HAN.test(text)) continue;
    curly += count(text, /[“”]/gu);
    straight += count(text, /"/gu);
  }
  return curly > straight;
}

function spanOf({ open, close }: Pair): Span {
  return [open, close + 1];
}

function outermost(spans: readonly Span[]): readonly Span[] {
  const outer: Span[] = [];
  for (const span of spans.toSorted((a, b) => a[0] - b[0])) {
    if (outer.length === 0 || outer.at(-1)![1] <= span[0]) outer.push(span);
  }
  return outer;
}

/** 「来源:The Ferry Company has closed」: English sets a space behind a mark, and none of its words is Chinese. */
function joinsHan(text: string, at: number): boolean {
  return JOINED.test(text.slice(Math.max(0, at - 2), at + 2));
}

const JOINED = /\p{Script=Han}[,:;!?]\S$/u;

const FACE = /[:;：；=](?:[-^]|\s)?$/u;

/** :) and :-( end in a bracket that has no partner. */
function findFaces(text: string, singleBrackets: readonly number[]): readonly Span[] {
  return singleBrackets
    .toSorted((a, b) => a - b)
    .flatMap((at) => {
      const eyes = FACE.exec(text.slice(Math.max(0, at - 2), at))?.[0].length;
      return eyes === undefined ? [] : [[at - eyes, at + 1] as const];
    });
}

// , : ; ! ?

function* repairMarks(line: Line): Iterable<Repair> {
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

// ( )

function* repairBrackets(line: Line): Iterable<Repair> {
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

function widen(marks: string): string {
  let wide = "";
  for (const mark of marks) wide += FULL_WIDTH.get(mark) ?? mark;
  return wide;
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

// " '

/** Somebody who wrote a whole text with straight quotes meant them: the few among curly ones are put right. */
function* repairQuotes(line: Line): Iterable<Repair> {
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

function* addMissingQuote({ block, text }: Line): Iterable<Repair> {
  if (text.includes('"') || count(text, /”/gu) !== count(text, /“/gu) + 1) return;
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

// … —— 。

/** Two ellipses in a row are twelve points; other numbers of points are rulers and leaders. */
const POINTS = /(?<![.。])(?:\.{3,6}|\.{12}|。{3,6})(?![.。])/gu;

function* repairEllipses(line: Line): Iterable<Repair> {
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

function* repairDashes(line: Line): Iterable<Repair> {
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

function* repairFullStops(line: Line): Iterable<Repair> {
  for (const from of findFullStops(line.text)) {
    if (!line.isForeign(from))
      yield { block: line.block, span: [from, from + 1], replacement: "。", reason: "full-stop" };
  }
}

/** @param pattern a sticky one */
function isMatchAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

function isDigit(char: string): boolean {
  return char >= "0" && char <= "9";
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
