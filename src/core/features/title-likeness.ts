/** How much a line reads like the headline that its page declares. */
import { matchKey } from "../../cues/match-key.ts";
import { hanLength } from "../../measures/characters.ts";

/** What stands between a headline and the names of section and site. */
export const TITLE_SEPARATOR = /(?:[_|｜«»<>•@\-–—]|::)+/gu;

/** More pieces are a text's. */
const PIECES_AT_MOST = 12;

/** The declared headline goes on: the site or a search engine allows it so many characters only. */
const CUT = /(?:…|\.{3})\s*$/u;

/** Letters and digits: less is like anything. */
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
  /** Every three letters in a row of all pieces: most lines share none. */
  readonly stretches: ReadonlySet<string>;
}

export function readTitles(titles: readonly string[]): Titles {
  const parts = titles.flatMap(partsOf);
  const pieces = [...new Set(parts.map(lettersOf))].filter((piece) => piece !== "");
  const cut = parts
    .filter((part) => CUT.test(part))
    .map(lettersOf)
    .filter((piece) => piece.length >= CUT_AT_LEAST);
  return {
    pieces,
    cut,
    headlines: titles.map((title) => lettersOf(longestOf(title.split(TITLE_SEPARATOR)))),
    names: new Set(titles.flatMap(namesIn)),
    stretches: new Set(pieces.flatMap(stretchesOf)),
  };
}

/**
 * What of a title may be the headline: all of it, all before a separator, for a headline may hold one itself, and the
 * longest piece. A shorter one that stands behind another names section or site.
 */
function partsOf(title: string): readonly string[] {
  const ends = Array.from(title.matchAll(TITLE_SEPARATOR), ({ index }) => index).slice(0, PIECES_AT_MOST);
  const pieces = title.split(TITLE_SEPARATOR);
  return [title, ...ends.map((end) => title.slice(0, end)), longestOf(pieces)];
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

function likenessOf(letters: string, { pieces, cut, stretches }: Titles): number {
  if (letters === "") return 0;
  if (pieces.includes(letters) || cut.some((piece) => letters.startsWith(piece))) return 1;
  if (letters.length < TELLING || !stretchesOf(letters).some((stretch) => stretches.has(stretch))) return 0;
  return Math.max(
    0,
    ...pieces.filter(({ length }) => length >= TELLING).map((piece) => likeness(letters, piece)),
  );
}

/** Whether a line is what a title says beside the longest of its pieces: 「要闻」 of 「渡口重新通航_要闻_青湾新闻网」. */
export function isNameIn(line: string, { names }: Titles): boolean {
  return names.has(lettersOf(line));
}

function namesIn(title: string): readonly string[] {
  const pieces = title
    .split(TITLE_SEPARATOR)
    .map(lettersOf)
    .filter((piece) => piece !== "");
  const longest = sizeOf(longestOf(pieces));
  return pieces.filter((piece) => sizeOf(piece) < longest);
}

function longestOf(pieces: readonly string[]): string {
  return pieces.reduce((longest, piece) => (sizeOf(piece) > sizeOf(longest) ? piece : longest), "");
}

/** Letters, as much as they say: a Latin one less than a Chinese character. */
function sizeOf(piece: string): number {
  const letters = lettersOf(piece);
  const han = hanLength(letters);
  return han + LATIN_SIZE * (letters.length - han);
}

function likeness(line: string, piece: string): number {
  const shared = sharedStretch(line, piece);
  if (shared < STRETCH_AT_LEAST) return 0;
  const [shorter, longer] = line.length < piece.length ? [line, piece] : [piece, line];
  return (shared / shorter.length) * (0.5 + (0.5 * shared) / longer.length);
}

/** Letters and digits alone: the marks of a headline and of a title differ. */
function lettersOf(text: string): string {
  return matchKey(text).replaceAll(/[^\p{L}\p{N}]/gu, "");
}

function stretchesOf(letters: string): readonly string[] {
  return Array.from({ length: Math.max(letters.length - STRETCH_AT_LEAST + 1, 0) }, (_, at) =>
    letters.slice(at, at + STRETCH_AT_LEAST),
  );
}

/** Length of the longest common substring. */
function sharedStretch(a: string, b: string): number {
  if (b.includes(a)) return a.length;
  let longest = 0;
  for (let from = 0; from + longest < a.length; from += 1) {
    while (from + longest < a.length && b.includes(a.slice(from, from + longest + 1))) longest += 1;
  }
  return longest;
}
