/**
 * Scores a cleaned text against its line labels, in character 5-grams.
 * A dropped line has leaked when 60 % of its n-grams that occur nowhere in the gold text are in the output (a line
 * shorter than an n-gram: when it is a whole line of the output). A kept line is lost when under 40 % of its n-grams are.
 */
import { load } from "cheerio";
import type { TextCase, TextLine } from "./corpus.ts";
import { folding, WHITE } from "./character-folding.ts";
import { type NgramCounts, countNgrams, intersection, sumOf, total, union } from "./ngram-counts.ts";

const LENGTH = 5;

const dropQuotes = folding({ "": "\"'“”‘’「」『』﹁﹂〝〞＂＇`´‛‟„‚" });
const dropInvisible = folding({ "": "\u200b\u200c\u200d\u2060\ufeff\u00ad" });
const fold = folding({
  ".": "。．｡",
  ",": "、､，",
  ";": "；",
  ":": "：﹕",
  "?": "？",
  "!": "！",
  "[": "【〔［〖",
  "]": "】〕］〗",
  "<": "《〈‹«",
  ">": "》〉›»",
  "-": "—–―‐‑−─━﹣",
  "~": "～〜∼",
  "·": "・•‧●∙⋅",
  "|": "｜│丨",
  最: "蕞",
});

const WHITE_RUN = new RegExp(`${WHITE}+`, "gu");
const FULL_WIDTH = /[０-９Ａ-Ｚａ-ｚ]/gu;
/** Decimals, times, URLs, e-mails, codes with hyphens, 5G+, 2+4+N, English phrases. */
const PROTECTED = new RegExp(
  [
    String.raw`(?:https?://|www\.)[A-Za-z0-9./%?=&#:_~-]+`,
    String.raw`[\w.+-]+@[\w-]+(?:\.[A-Za-z0-9-]+)+`,
    String.raw`\d{1,2}:\d{2}(?::\d{2})?`,
    String.raw`\d+(?:[.,]\d+)+%?`,
    String.raw`\d+G\+`,
    String.raw`\d+(?:\+[A-Za-z0-9]+)+`,
    String.raw`[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+`,
    String.raw`[A-Za-z][A-Za-z'.]*(?: [A-Za-z][A-Za-z'.]*)+`,
  ].join("|"),
  "g",
);

const HAN = "[\\u3400-\\u9fff]";
const HYGIENE = {
  tags: /<\/?[A-Za-z][^<>]*>|&(?:[a-z]{2,8}|#\p{Nd}+);/gu,
  "half-width marks beside Han": new RegExp(`${HAN}[,;:!?()]|[,;!?()]${HAN}`, "gu"),
  "no-break spaces": /[\u00a0\u200b-\u200d\u2060\ufeff]/gu,
  "spaces between Han": new RegExp(`(?<=${HAN})[ \\u3000]+(?=${HAN})`, "gu"),
} as const;

export type Hygiene = Readonly<Record<keyof typeof HYGIENE | "lines with unbalanced quotes", number>>;

export interface LeakedLine {
  readonly category: string;
  readonly line: number;
  readonly text: string;
}

export interface TextScore {
  readonly name: string;
  readonly verdict: TextCase["verdict"];
  readonly isVerdictUnsure: boolean;
  readonly isRejected: boolean;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** N-grams wanted. */
  readonly gold: number;
  /** By category: how many boilerplate lines there are, and how many of them turn up in the text. */
  readonly leaks: Readonly<Record<string, { readonly of: number; readonly leaked: number }>>;
  readonly leaked: readonly LeakedLine[];
  readonly keptLines: number;
  readonly lost: readonly string[];
  /** Absent where the text has no headline. */
  readonly hasTitle?: boolean;
  readonly protectedTokens: number;
  readonly damaged: readonly string[];
  readonly hygiene: Hygiene;
}

/** Text as it is compared: entities decoded, punctuation folded, no white space, no quotation marks. */
export function normalizeText(text: string): string {
  const folded = fold(dropQuotes(decodeEntities(text))).normalize("NFKC");
  return dropInvisible(dropQuotes(fold(folded)))
    .replace(WHITE_RUN, "")
    .replace(/\.{2,}/gu, ".")
    .replace(/-{2,}/gu, "-");
}

/** @param text The clean text; empty where it was rejected. */
export function scoreText(text: TextCase, output: string): TextScore {
  const gold = goldOf(text.lines);
  const normalized = normalizeText(output);
  const out: Output = {
    normalized,
    ngrams: ngrams(normalized),
    lines: new Set(output.split("\n").map(normalizeText)),
    spaced: verbatim(output, " "),
    unspaced: verbatim(output, ""),
  };
  const written = total(out.ngrams);
  const wanted = total(gold.required);
  const precision = written === 0 ? 0 : total(intersection(out.ngrams, gold.allowed)) / written;
  const emptyRecall = written === 0 ? 1 : 0;
  const recall = wanted === 0 ? emptyRecall : total(intersection(out.ngrams, gold.required)) / wanted;

  const sure = text.lines.filter(({ isUnsure }) => !isUnsure);
  const kept = sure.flatMap((line) => (line.isKept ? scoreKeptLine(line, out) : []));
  const boilerplate = sure.flatMap((line) => boilerplateOf(line, gold, out));
  const title = kept.findLast(({ line }) => line.label === "title");
  return {
    name: text.name,
    verdict: text.verdict,
    isVerdictUnsure: text.isVerdictUnsure,
    isRejected: normalized === "",
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    gold: wanted,
    leaks: countLeaks(boilerplate),
    leaked: boilerplate.filter(({ isLeaked }) => isLeaked),
    keptLines: kept.length,
    lost: kept.filter(({ isLost }) => isLost).map(({ line }) => line.line.trim()),
    ...(title === undefined ? {} : { hasTitle: !title.isLost }),
    protectedTokens: kept.reduce((sum, line) => sum + line.protectedTokens, 0),
    damaged: kept.flatMap((line) => line.damaged),
    hygiene: hygieneOf(output),
  };
}

/** The gold text with its unsure lines: what a perfect cleaner writes. */
export function goldTextOf(text: TextCase): string {
  const lines = text.lines.filter(({ isKept }) => isKept).map(({ kept }) => kept.trim());
  return `${lines.join("\n")}\n`;
}

interface TextGold {
  /** The sure text in one run, normalised. */
  readonly sure: string;
  /** What must be there, and what may be. */
  readonly required: NgramCounts;
  readonly allowed: NgramCounts;
}

interface Output {
  readonly normalized: string;
  readonly ngrams: NgramCounts;
  /** Normalised. */
  readonly lines: ReadonlySet<string>;
  /** Verbatim but for the width of letters and digits: runs of white space as one space, and without any. */
  readonly spaced: string;
  readonly unspaced: string;
}

function goldOf(lines: readonly TextLine[]): TextGold {
  const segments = [""];
  let sure = "";
  let full = "";
  for (const line of lines) {
    const kept = normalizeText(line.kept);
    if (line.isUnsure) {
      segments.push("");
      full += line.isKept ? kept : normalizeText(line.line);
    } else if (line.isKept) {
      segments[segments.length - 1] += kept;
      sure += kept;
      full += kept;
    }
  }
  const required = sumOf(...segments.map(ngrams));
  const unsure = lines.filter(({ isUnsure }) => isUnsure).map(({ line }) => ngrams(normalizeText(line)));
  return { sure, required, allowed: [ngrams(sure), ngrams(full), ...unsure].reduce(union, required) };
}

interface KeptLine {
  readonly line: TextLine;
  readonly isLost: boolean;
  readonly protectedTokens: number;
  readonly damaged: readonly string[];
}

function scoreKeptLine(line: TextLine, out: Output): readonly KeptLine[] {
  const normalized = normalizeText(line.kept);
  if (normalized === "") return [];
  const wanted = ngrams(normalized);
  const share = total(intersection(wanted, out.ngrams)) / total(wanted);
  const isLost = lengthOf(normalized) < LENGTH ? !out.normalized.includes(normalized) : share < 0.4;
  const tokens = !isLost && share >= 0.6 ? (verbatim(line.kept, " ").match(PROTECTED) ?? []) : [];
  const isIntact = (token: string) => (token.includes(" ") ? out.spaced : out.unspaced).includes(token);
  return [
    { line, isLost, protectedTokens: tokens.length, damaged: tokens.filter((token) => !isIntact(token)) },
  ];
}

/** The boilerplate of a line: the line itself, or what is cut out of a kept one. */
function boilerplateOf(
  line: TextLine,
  gold: TextGold,
  out: Output,
): readonly (LeakedLine & { readonly isLeaked: boolean })[] {
  if (line.isKept) {
    return line.cut
      .map((cut) => normalizeText(cut.replace(/<[^>]*>/gu, "")))
      .filter((cut) => lengthOf(cut) >= 2 && !gold.sure.includes(cut))
      .map((cut) => ({
        category: "inline",
        line: line.number,
        text: cut,
        isLeaked: out.normalized.includes(cut),
      }));
  }
  const normalized = normalizeText(line.line);
  const found = { category: line.label, line: line.number, text: line.line.trim() };
  if (lengthOf(normalized) < LENGTH) {
    if (normalized === "" || gold.sure.includes(normalized)) return [];
    return [{ ...found, isLeaked: out.lines.has(normalized) }];
  }
  const own = [...ngrams(normalized).keys()].filter((ngram) => !gold.allowed.has(ngram));
  if (own.length === 0) return [];
  return [{ ...found, isLeaked: own.filter((ngram) => out.ngrams.has(ngram)).length >= 0.6 * own.length }];
}

function countLeaks(boilerplate: ReturnType<typeof boilerplateOf>): TextScore["leaks"] {
  const leaks: Record<string, { of: number; leaked: number }> = {};
  for (const { category, isLeaked } of boilerplate) {
    const leak = (leaks[category] ??= { of: 0, leaked: 0 });
    leak.of += 1;
    if (isLeaked) leak.leaked += 1;
  }
  return leaks;
}

function hygieneOf(output: string): Hygiene {
  const count = (pattern: RegExp, text: string) => text.match(pattern)?.length ?? 0;
  return {
    tags: count(HYGIENE.tags, output),
    "half-width marks beside Han": count(HYGIENE["half-width marks beside Han"], output),
    "no-break spaces": count(HYGIENE["no-break spaces"], output),
    "spaces between Han": count(HYGIENE["spaces between Han"], output),
    "lines with unbalanced quotes": output
      .split("\n")
      .filter((line) => count(/“/gu, line) !== count(/”/gu, line)).length,
  };
}

/** A text shorter than an n-gram is one ngram. */
function ngrams(text: string): NgramCounts {
  if (text === "") return new Map();
  return lengthOf(text) < LENGTH ? new Map([[text, 1]]) : countNgrams(text, LENGTH);
}

function verbatim(text: string, space: string): string {
  return decodeEntities(text)
    .replace(FULL_WIDTH, (char) => char.normalize("NFKC"))
    .replace(WHITE_RUN, space);
}

/** Character references as HTML reads them; tags stay as they are. */
function decodeEntities(text: string): string {
  return text.includes("&") ? load(text.replaceAll("<", "&lt;"), null, false).text() : text;
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}
