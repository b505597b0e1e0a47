/** Finds English inside Chinese lines: sentences, clauses and quotations of several words. */
import type { Span } from "../../text/spans.ts";

/** Splits at marks of both widths, so that a repaired line is read as before. */
const SENTENCE = /(?:[^。！？!?；;….]|\.(?!\.\.))+(?:[。！？!?；;…]|\.{3,})*/gu;

/** A stretch without anything Chinese and without brackets, quotes or ellipses. */
const FOREIGN =
  /(?:[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}、。…《》〈〉「」『』【】〔〕()（）“”".]|\.(?!\.\.))+/gu;

const HAN = /\p{Script=Han}/gu;
const WORD = /(?<![A-Za-z])[A-Za-z]{2,}(?![A-Za-z])/gu;
/** Names and abbreviations are capitalised; running English has small words. */
const SMALL_WORD = /(?<![A-Za-z0-9._-])[a-z]{2,}(?![A-Za-z0-9._\-@/])/gu;

/** From this many words on, a sentence without a Chinese character is English: 「OK!」 is not. */
const WORDS_AT_LEAST = 2;
/** A sentence with Chinese characters is English when it has this many small words, and more of them than characters. */
const SMALL_WORDS_AT_LEAST = 3;
/** A clause or quotation is English from this many small words on. */
const CLAUSE_WORDS_AT_LEAST = 2;

export interface English {
  readonly sentences: readonly Span[];
  readonly clauses: readonly Span[];
}

const NONE: English = { sentences: [], clauses: [] };

export function findEnglish(text: string): English {
  if (!/[A-Za-z]{2}/u.test(text)) return NONE;
  return {
    sentences: stretches(text, SENTENCE, isEnglishSentence),
    clauses: stretches(text, FOREIGN, (clause) => count(clause, SMALL_WORD) >= CLAUSE_WORDS_AT_LEAST),
  };
}

/** Marks that English has not: 「iPad Pro、Mac Air,HomePod」 is a Chinese enumeration. */
const CHINESE_MARK = /[、《》〈〉「」『』【】]/u;

function isEnglishSentence(sentence: string): boolean {
  if (CHINESE_MARK.test(sentence)) return false;
  const han = count(sentence, HAN);
  if (han === 0) return count(sentence, WORD) >= WORDS_AT_LEAST;
  const small = count(sentence, SMALL_WORD);
  return small >= SMALL_WORDS_AT_LEAST && small > han;
}

function stretches(text: string, pattern: RegExp, test: (stretch: string) => boolean): readonly Span[] {
  const found: Span[] = [];
  for (const { index, 0: stretch } of text.matchAll(pattern)) {
    if (test(stretch)) found.push([index, index + stretch.length]);
  }
  return found;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
