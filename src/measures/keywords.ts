/** Words set for search engines: one phrase said again and again where nobody would say it. */
import { hanLength } from "./characters.ts";
import { isLabel } from "./lines.ts";
import { endsInEllipsis } from "./sentences.ts";

const SENTENCE_MARKS = /[\p{P}\p{S}\s]+/u;
const HAN = /^\p{Script=Han}+$/u;

/** Shorter phrases recur in any text. Chinese characters. */
const PHRASE_AT_LEAST = 6;
const KEYWORD_LENGTH = 5;
const TAG_KEYWORD_LENGTH = 4;

const TAGS_AT_LEAST = 3;

/** No list of tags is longer than this many code units, no label either. */
const LINE_AT_MOST = 400;

export interface Repetition {
  readonly phrase: string;
  readonly times: number;
}

/**
 * The phrase of the headline that stands most often between two marks of the text below it:
 * 「……就来看看吧，什么茶养胃最好。」
 */
export function repeatedHeadline(lines: readonly string[]): Repetition | undefined {
  const [headline = "", ...text] = lines;
  const phrases = new Set(
    headline.split(SENTENCE_MARKS).filter((phrase) => hanLength(phrase) >= PHRASE_AT_LEAST),
  );
  if (phrases.size === 0) return undefined;
  const clauses = text
    .filter((line) => !isLabel(line))
    .flatMap((line) => line.split(SENTENCE_MARKS))
    .filter((clause) => phrases.has(clause));
  return mostFrequent(clauses);
}

/** The sentence that the text says most often. */
export function repeatedSentence(lines: readonly string[], charsAtLeast: number): Repetition | undefined {
  return mostFrequent(
    lines.flatMap((line) => line.split(/[。！？]/u)).filter((sentence) => sentence.length >= charsAtLeast),
  );
}

/** The keyword that most of the short lines hold. */
export function keywordOfLabels(
  lines: readonly string[],
): { readonly keyword: string; readonly lines: number; readonly of: number } | undefined {
  const labels = [...new Set(lines.filter((line) => line.length <= LINE_AT_MOST && isLabel(line)))];
  const best = sharedWord(labels, KEYWORD_LENGTH);
  return best && { keyword: best.phrase, lines: best.times, of: labels.length };
}

/** Lines that only list tags made of one keyword: 「……价格,……批发,……厂家」. */
export function tagLines(lines: readonly string[]): number {
  return lines.filter(isTagLine).length;
}

function isTagLine(line: string): boolean {
  if (line.length > LINE_AT_MOST || /[。！？]/u.test(line) || endsInEllipsis(line)) return false;
  const tags = line
    .replace(/^[^:：]{0,20}[:：]/u, "")
    .split(/[,，、|]+/u)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== "");
  if (tags.length < TAGS_AT_LEAST || tags.some((tag) => Array.from(tag).length > 20)) return false;
  return sharedWord([...new Set(tags)], TAG_KEYWORD_LENGTH)?.times === new Set(tags).size;
}

/** The Chinese word of this length that most entries hold. */
function sharedWord(entries: readonly string[], length: number): Repetition | undefined {
  return mostFrequent(
    entries.flatMap((entry) => {
      const chars = Array.from(entry);
      const words = chars.map((_, at) => chars.slice(at, at + length).join(""));
      return [...new Set(words.filter((word) => HAN.test(word) && Array.from(word).length === length))];
    }),
  );
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
