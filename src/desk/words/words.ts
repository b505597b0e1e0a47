/** What the pages of the review say, in both languages. */
import type { Language } from "../../core/words/words.ts";
import { pagesEn, type PageWords } from "./words-en.ts";
import { pagesZh } from "./words-zh.ts";

const byLanguage: Readonly<Record<Language, PageWords>> = { en: pagesEn, zh: pagesZh };

export function pageWordsOf(language: Language): PageWords {
  return byLanguage[language];
}
