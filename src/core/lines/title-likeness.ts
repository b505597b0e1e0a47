/** Similarity of a line to the headline that its page declares. */
import { matchKey } from "../text/match-key.ts";
import { hanLength, onlyOf } from "../text/characters.ts";

/** What stands between a headline and the names of section and site. */
export const TITLE_SEPARATOR = /(?:[_|｜«»<>•@\-–—]|::)+/gu;

/** A title has no more pieces. */
const PIECES_AT_MOST = 12;

/** The declared headline goes on: the site or a search engine allows it so many characters only. */
const CUT = /(?:…|\.{3})\s*$/u;

/** Minimum letters and digits: shorter texts resemble anything. */
const TELLING = 4;

/** What sets a subtitle apart in the line of a headline; less than the whole line, the headline tells less. */
const SUBTITLE = /\s|——/u;
const PART = 0.9;

const LATIN_SIZE = 0.4;

/** A stretch that is shorter is not shared. */
const STRETCH_AT_LEAST = 3;

/** So much of a headline that is cut tells it. */
const CUT_AT_LEAST = 8;

/** What a page declares its headline to be, ready to be compared with lines. */
export interface Titles {
  /** Each declared headline, whole and in the pieces that separators set apart. */
  readonly pieces: readonly string[];
  /** Of those pieces, what goes on in the line. */
  readonly cut: readonly string[];
  /** The longest piece of each title. */
  readonly headlines: readonly string[];
  /** Pieces that are shorter than another of their title: names of sections and sites, and now and then a headline. */
  readonly names: ReadonlySet<string>;
  /** All trigrams of the pieces: a fast check, since most lines share none. */
  readonly stretches: ReadonlySet<string>;
  /** Every letter of all pieces. */
  readonly letters: ReadonlySet<string>;
}

export function readTitles(declared: readonly string[]): Titles {
  const titles = [...new Set(declared)].map(readTitle);
  const parts = titles.flatMap(partsOf);
  const pieces = [...new Set(parts.map(lettersOf))].filter((piece) => piece !== "");
  const cut = parts
    .filter((part) => CUT.test(part))
    .map(lettersOf)
    .filter((piece) => piece.length >= CUT_AT_LEAST);
  return {
    pieces,
    cut,
    headlines: titles.map(({ longest }) => longest.letters),
    names: new Set(titles.flatMap(namesIn)),
    stretches: new Set(pieces.flatMap(stretchesOf)),
    letters: new Set(pieces.flatMap((piece) => piece.split(""))),
  };
}

interface Piece {
  readonly text: string;
  readonly letters: string;
  /** Letters, as much as they say: a Latin one less than a Chinese character. */
  readonly size: number;
}

/** A title and its pieces. */
interface Title {
  readonly text: string;
  readonly pieces: readonly Piece[];
  readonly longest: Piece;
}

function readTitle(text: string): Title {
  const pieces = text.split(TITLE_SEPARATOR).map(readPiece);
  return { text, pieces, longest: pieces.reduce((a, b) => (b.size > a.size ? b : a)) };
}

function readPiece(text: string): Piece {
  const letters = lettersOf(text);
  const han = hanLength(letters);
  return { text, letters, size: han + LATIN_SIZE * (letters.length - han) };
}

/**
 * What of a title may be the headline: all of it, all before a separator, for a headline may hold one itself, and the
 * longest piece. A shorter one that stands behind another names section or site.
 */
function partsOf({ text, longest }: Title): readonly string[] {
  const ends = Array.from(text.matchAll(TITLE_SEPARATOR), ({ index }) => index).slice(0, PIECES_AT_MOST);
  return [text, ...ends.map((end) => text.slice(0, end)), longest.text];
}

/** A name may itself contain a separator. */
function namesIn({ pieces, longest }: Title): readonly string[] {
  const names = pieces.filter(({ size }) => size < longest.size).map(({ letters }) => letters);
  const behind = pieces.slice(1, PIECES_AT_MOST);
  for (const first of behind.keys()) {
    let joined = "";
    for (const piece of behind.slice(first)) {
      if (piece === longest) break;
      joined += piece.letters;
      names.push(joined);
    }
  }
  return names.filter((letters) => letters !== "");
}

/**
 * The longest stretch that the line shares with a piece of a title, measured against the shorter and the longer of
 * the two: a page prints 「政府工作报告」 where its title says 「云溪县政府工作报告_云溪县政府网」.
 *
 * @returns 0 to 1; 1 where the line is a piece, or what a piece that ends in 「…」 begins
 */
export function likenessToTitles(line: string, titles: Titles): number {
  const whole = likenessOf(lettersOf(line), titles);
  const end = whole === 1 ? -1 : line.trim().search(SUBTITLE);
  return end <= 0 ? whole : Math.max(whole, likenessOf(lettersOf(line.trim().slice(0, end)), titles) * PART);
}

/** Whether a line is a piece of a title, or what a piece that ends in 「…」 begins. */
export function isTitle(line: string, titles: Titles): boolean {
  return isPiece(lettersOf(line), titles);
}

/** Whether a title goes on from this line, or is the line. */
export function opensTitle(line: string, { pieces }: Titles): boolean {
  const letters = lettersOf(line);
  return pieces.some((piece) => piece.startsWith(letters));
}

function isPiece(letters: string, { pieces, cut }: Titles): boolean {
  return letters !== "" && (pieces.includes(letters) || cut.some((piece) => letters.startsWith(piece)));
}

function likenessOf(letters: string, titles: Titles): number {
  if (isPiece(letters, titles)) return 1;
  if (letters.length < TELLING || !sharesStretch(letters, titles)) return 0;
  const telling = titles.pieces.filter(({ length }) => length >= TELLING);
  return Math.max(0, ...telling.map((piece) => likeness(letters, piece)));
}

function sharesStretch(line: string, { stretches, letters }: Titles): boolean {
  for (let at = 0; at + STRETCH_AT_LEAST <= line.length; at += 1) {
    // A letter that no title has stands in none of the next stretches either.
    if (!letters.has(line[at + STRETCH_AT_LEAST - 1]!)) at += STRETCH_AT_LEAST - 1;
    else if (stretches.has(line.slice(at, at + STRETCH_AT_LEAST))) return true;
  }
  return false;
}

/** Whether a line is what a title says beside the longest of its pieces: 「要闻」 of 「渡口重新通航_要闻_青湾新闻网」. */
export function isNameIn(line: string, { names }: Titles): boolean {
  return names.has(lettersOf(line));
}

function likeness(line: string, piece: string): number {
  const shared = longestCommonSubstring(line, piece);
  if (shared < STRETCH_AT_LEAST) return 0;
  const [shorter, longer] = line.length < piece.length ? [line, piece] : [piece, line];
  return (shared / shorter.length) * (0.5 + (0.5 * shared) / longer.length);
}

const isLettersOnly = onlyOf((unit) => /[\p{L}\p{N}]/u.test(unit));

/** Letters and digits alone: the marks of a headline and of a title differ. */
function lettersOf(text: string): string {
  const key = matchKey(text);
  return isLettersOnly(key) ? key : key.replaceAll(/[^\p{L}\p{N}]/gu, "");
}

function stretchesOf(letters: string): readonly string[] {
  return Array.from({ length: Math.max(letters.length - STRETCH_AT_LEAST + 1, 0) }, (_, at) =>
    letters.slice(at, at + STRETCH_AT_LEAST),
  );
}

/** Its length: code units. */
function longestCommonSubstring(a: string, b: string): number {
  if (b.includes(a)) return a.length;
  let longest = 0;
  for (let from = 0; from + longest < a.length; from += 1) {
    while (from + longest < a.length && b.includes(a.slice(from, from + longest + 1))) longest += 1;
  }
  return longest;
}
