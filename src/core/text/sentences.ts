/** Sentences: where they end, and whether a line is made of them. */
import { counterOf, visibleLength } from "./characters.ts";

/**
 * Full-width ends; half-width ones after a Chinese character or a closing mark, as damaged texts have them, or after a
 * word of another script.
 */
const SENTENCE_END =
  /[。！？…]|(?<=[\p{Script=Han}”’」』）》)])[!?]|(?<=\p{Script=Han})\.(?=\s|$)|(?<=\p{L}[\p{L}\p{M})”"’'])[.!?؟](?=["”’')\s]|$)|[۔।]/gu;

const END_MARK = /[。！？…!?.؟۔।]/u;

const countCommas = counterOf(/[，；：,;،؛]/u);

const COLON = /(?<=\p{Script=Han}):/gu;

const ENDS_SENTENCE =
  /(?:[。！？!?…]|(?<=\p{Script=Han})[.;；：:]|(?<=\p{L}[\p{L}\p{M}])\.|[؟۔।])[\s\p{Cc}\p{Cf}"'”’」』）)\]】》]*$/u;

const ENDS_IN_ELLIPSIS = /(?:…|\.{3,}|。{3,})[\s\p{Cc}\p{Cf}"'”’」』）)\]】》]*$/u;

/** One of these is at the end of every sentence, broken off or not. */
const FINAL_MARK = /[。！？!?….;；：:؟۔।]/u;

/** Marks that end a sentence anywhere in the text. */
export function countSentenceEnds(text: string): number {
  // Most lines are labels: a look for the marks alone is much faster than one for what is around them.
  return END_MARK.test(text) ? (text.match(SENTENCE_END)?.length ?? 0) : 0;
}

/** Commas, semicolons and colons: marks inside a sentence. */
export function countClauseMarks(text: string): number {
  return countCommas(text) + (text.includes(":") ? (text.match(COLON)?.length ?? 0) : 0);
}

/** Patterns anchored at the end of a line see this many code units. */
const CLOSING_AT_MOST = 20;

/** The line comes to the end of a sentence (or opens a list): closing quotes and brackets after it do not matter. */
export function endsSentence(text: string): boolean {
  const end = text.slice(-CLOSING_AT_MOST);
  return FINAL_MARK.test(end) && ENDS_SENTENCE.test(end);
}

/** Visible code points: a shorter line is no prose, and one with clauses is from the other length on. */
const PROSE_AT_LEAST = 12;
const CLAUSES_AT_LEAST = 60;

/** Running text: the line ends with the end of a sentence, or is long and has clauses. */
export function isProse(text: string): boolean {
  // Fast path: most lines of a page are shorter.
  if (text.length < PROSE_AT_LEAST) return false;
  const length = visibleLength(text);
  if (length >= CLAUSES_AT_LEAST) return countSentenceEnds(text) + countClauseMarks(text) >= 2;
  return length >= PROSE_AT_LEAST && endsSentence(text) && !endsInEllipsis(text);
}

/** Truncated with an ellipsis, as teasers are: 「……园区将继续...」. */
export function endsInEllipsis(text: string): boolean {
  const end = text.slice(-CLOSING_AT_MOST);
  return FINAL_MARK.test(end) && ENDS_IN_ELLIPSIS.test(end);
}
