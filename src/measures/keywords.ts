/** Words set for search engines: one phrase said again and again where nobody would say it. */
import { hanLength } from "./characters.ts";
import { endsInEllipsis } from "./sentences.ts";
import type { Shape } from "./shape.ts";

const SENTENCE_MARKS = /[\p{P}\p{S}\s]+/u;

/** What joins keywords in a headline; 、 and spaces join other things too. */
const KEYWORD_MARKS = /[_|｜,，\-–—/]+/u;

const QUOTED = /“[^“”\n]{0,100}”|「[^「」\n]{0,100}」|《[^《》\n]{0,100}》/gu;
const HAN = /\p{Script=Han}+/gu;

/** Shorter phrases recur in any text. Chinese characters. */
const PHRASE_AT_LEAST = 6;
const KEYWORD_LENGTH = 5;
const FRAME_AT_LEAST = 7;
const TAG_KEYWORD_LENGTH = 4;

/** Two marks at the least stand between them. */
const TAGS_AT_LEAST = 3;
const TAG_MARKS = /[,，、|][^,，、|]*[,，、|]/u;
const TIMES_AT_LEAST = 3;

/** Verse says its title again too, in shorter lines. Code units. */
const RUNNING_AT_LEAST = 20;

/** No list of tags is longer than this many code units, no label either. */
const LINE_AT_MOST = 400;

export interface Repetition {
  readonly phrase: string;
  readonly times: number;
}

/**
 * The phrase of the headline that stands most often between two marks of the text below it:
 * 「……就来看看吧，什么茶养胃最好。」
 *
 * @param running the text's `runningText`
 */
export function repeatedHeadline(headline: string, running: string): Repetition | undefined {
  const phrases = new Set(
    headline
      .split(SENTENCE_MARKS)
      .filter((phrase) => hanLength(phrase) >= PHRASE_AT_LEAST && running.includes(phrase)),
  );
  if (phrases.size === 0) return undefined;
  return mostFrequent(running.split(SENTENCE_MARKS).filter((clause) => phrases.has(clause)));
}

/**
 * Share of the running text's Chinese characters that are a phrase of the headline, said three times
 * and more: 0 to 1. The longest names of news come to 0.09.
 *
 * @param running the text's `runningText`
 */
export function headlineDensity(headline: string, running: string): number {
  const said = new Set<number>();
  for (const phrase of new Set(wordsOf(headline, KEYWORD_LENGTH))) {
    const starts = placesOf(phrase, running);
    if (starts.length < TIMES_AT_LEAST) continue;
    for (const start of starts) for (let at = start; at < start + KEYWORD_LENGTH; at += 1) said.add(at);
  }
  return said.size === 0 ? 0 : said.size / Math.max(1, hanLength(running));
}

/** Where the phrase begins, overlapping ones too. */
function placesOf(phrase: string, text: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf(phrase); at !== -1; at = text.indexOf(phrase, at + 1)) places.push(at);
  return places;
}

/** The first and the last paragraph say the headline, word for word: 「……有哪些呢？」, 「以上就是……有哪些的介绍」. */
export function isFramed([headline, ...below]: readonly Shape[]): boolean {
  const phrase = headline?.text
    .split(SENTENCE_MARKS)
    .map((part) => part.replace(/[呢吗]$/u, ""))
    .find((part) => hanLength(part) >= FRAME_AT_LEAST);
  if (phrase === undefined) return false;
  const [first, ...rest] = below.filter(({ isLabel }) => !isLabel);
  return first?.text.includes(phrase) === true && rest.at(-1)?.text.includes(phrase) === true;
}

/** A headline of keywords for each other: three parts with a word in common, or two with a long one. */
export function isKeywordHeadline(headline: string): boolean {
  const joined = distinctParts(headline, KEYWORD_MARKS);
  const spaced = distinctParts(headline, SENTENCE_MARKS);
  return (
    (sharedWord(joined, TAG_KEYWORD_LENGTH)?.times ?? 0) >= 2 ||
    [joined, spaced].some((parts) => parts.length >= 3 && sharedWord(parts, 2)?.times === parts.length)
  );
}

function distinctParts(headline: string, marks: RegExp): readonly string[] {
  if (headline.length > LINE_AT_MOST) return [];
  return [...new Set(headline.split(marks).filter((part) => hanLength(part) >= 2))];
}

/** The longer lines below the headline, without what stands in quotes: a title or a slogan is named, no keyword set. */
export function runningText([, ...below]: readonly Shape[]): string {
  return below
    .filter(({ text, isLabel }) => !isLabel && text.length >= RUNNING_AT_LEAST)
    .map(({ text }) => text)
    .join("\n")
    .replace(QUOTED, "");
}

/** The sentence that the text says most often. */
export function repeatedSentence(lines: readonly string[], charsAtLeast: number): Repetition | undefined {
  return mostFrequent(
    lines.flatMap((line) => line.split(/[。！？]/u)).filter((sentence) => sentence.length >= charsAtLeast),
  );
}

/** The keyword that most of the short lines hold. */
export function keywordOfLabels(
  lines: readonly Shape[],
): { readonly keyword: string; readonly lines: number; readonly of: number } | undefined {
  const short = lines.filter(({ text, isLabel }) => text.length <= LINE_AT_MOST && isLabel);
  const labels = [...new Set(short.map(({ text }) => text))];
  const best = sharedWord(labels, KEYWORD_LENGTH);
  return best && { keyword: best.phrase, lines: best.times, of: labels.length };
}

/** Lines that only list tags made of one keyword: 「……价格,……批发,……厂家」. */
export function tagLines(lines: readonly Shape[]): number {
  return lines.filter(isTagLine).length;
}

function isTagLine({ text, sentenceEnds }: Shape): boolean {
  if (text.length > LINE_AT_MOST || (sentenceEnds > 0 && /[。！？]/u.test(text))) return false;
  if (!TAG_MARKS.test(text) || endsInEllipsis(text)) return false;
  const tags = text
    .replace(/^[^:：]{0,20}[:：]/u, "")
    .split(/[,，、|]+/u)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== "");
  if (tags.length < TAGS_AT_LEAST || tags.some((tag) => Array.from(tag).length > 20)) return false;
  const [first = "", ...others] = new Set(tags);
  return (
    others.length > 0 &&
    wordsOf(first, TAG_KEYWORD_LENGTH).some((word) => others.every((tag) => tag.includes(word)))
  );
}

/** The Chinese word of this length that most entries hold. */
function sharedWord(entries: readonly string[], length: number): Repetition | undefined {
  return mostFrequent(entries.flatMap((entry) => [...new Set(wordsOf(entry, length))]));
}

/** All runs of so many Chinese characters. */
function wordsOf(text: string, length: number): readonly string[] {
  return (text.match(HAN) ?? []).flatMap((run) => {
    const chars = Array.from(run);
    return chars.slice(length - 1).map((_, at) => chars.slice(at, at + length).join(""));
  });
}

function mostFrequent(phrases: readonly string[]): Repetition | undefined {
  const counts = new Map<string, number>();
  for (const phrase of phrases) counts.set(phrase, (counts.get(phrase) ?? 0) + 1);
  let best: Repetition | undefined;
  for (const [phrase, times] of counts) {
    if (times >= 2 && times > (best?.times ?? 0)) best = { phrase, times };
  }
  return best;
}
