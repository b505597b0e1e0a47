/** The tables of words, by language. */
import type { Reason } from "../document/finding.ts";
import { en, type Words } from "./en.ts";
import { say } from "./say.ts";
import { zh } from "./zh.ts";

export const languages = ["en", "zh"] as const;
export type Language = (typeof languages)[number];

const byLanguage: Readonly<Record<Language, Words>> = { en, zh };

export function wordsOf(language: Language): Words {
  return byLanguage[language];
}

/** What was expected of a run and did not come, behind the names of its source and its host. */
export function sayProblem(
  { runProblems }: Words,
  { source, host, ...reason }: Reason & { readonly source?: string; readonly host?: string },
): string {
  return [source, host, say(runProblems, reason)].filter((part) => part !== undefined).join(": ");
}
