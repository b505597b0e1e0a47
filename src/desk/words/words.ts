/** What the review page says: the same in both languages. */
import type { JudgedState, Sort } from "../../archive/records/catalogue-list.ts";
import type { Problem } from "../../archive/records/catalogue-row.ts";
import type { VerdictKind } from "../../core/document/verdict.ts";
import { en } from "./words-en.ts";
import { zh } from "./words-zh.ts";

export const languages = ["en", "zh"] as const;
export type Language = (typeof languages)[number];

/** Why a person might want to look at a document. */
export const marks = [
  "unsure",
  "spam-like",
  "unusual",
  "drifted",
  "stale",
  "mojibake",
  "lost",
  "private-use",
  "masked-word",
  "broken-off",
  "incomplete",
  "duplicate",
  "superseded",
  "problem",
] as const;
export type Mark = (typeof marks)[number];

export interface Words {
  readonly language: Language;
  readonly htmlLanguage: string;
  readonly review: string;
  readonly skip: string;
  readonly help: string;
  readonly otherLanguage: string;
  readonly darker: string;
  readonly lighter: string;
  readonly verdicts: Readonly<Record<VerdictKind, string>>;
  readonly judgements: Readonly<Record<JudgedState | "no", string>>;
  readonly sorts: Readonly<Record<Sort, string>>;
  readonly marks: Readonly<Record<Mark, readonly [name: string, meaning: string]>>;
  readonly problems: Readonly<Record<Problem, string>>;
  readonly documents: string;
  readonly documentsFound: (found: number, all: number) => string;
  readonly progress: (judged: number, all: number) => string;
  readonly search: string;
  readonly searchHint: string;
  readonly apply: string;
  readonly clearFilter: string;
  readonly any: string;
  readonly verdict: string;
  readonly state: string;
  readonly site: string;
  readonly host: string;
  readonly removedKind: string;
  readonly mark: string;
  readonly sample: string;
  readonly sort: string;
  readonly reverse: string;
  readonly untitled: string;
  readonly removedShare: string;
  readonly nothingRemoved: string;
  readonly nothingFound: string;
  readonly nothingHere: string;
  readonly page: (page: number, pages: number) => string;
  readonly previousPage: string;
  readonly nextPage: string;
  readonly never: (documents: number) => string;
  readonly damagedLine: (line: number, text: string) => string;
  readonly back: string;
  readonly toDocument: string;
  readonly previous: string;
  readonly next: string;
  readonly place: (place: number, of: number) => string;
  readonly approve: string;
  readonly approved: string;
  readonly remove: string;
  readonly restore: string;
  readonly edit: string;
  readonly save: string;
  readonly cancel: string;
  readonly changeVerdict: string;
  readonly undo: string;
  readonly writeCase: string;
  readonly archived: string;
  readonly archivedNote: string;
  readonly original: string;
  readonly raw: string;
  readonly clean: string;
  readonly fates: Readonly<Record<"kept" | "changed" | "removed", string>>;
  readonly deleted: string;
  readonly inserted: string;
  readonly metadata: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly decisions: string;
  readonly decided: Readonly<Record<string, string>>;
  /** What was decided, and about what. */
  readonly decidedOn: (what: string, about: string) => string;
  readonly justApproved: (document: string) => string;
  readonly line: (number: number) => string;
  readonly thinEvidence: (stage: string, reason: string, evidence: string) => string;
  readonly overruled: (stage: string, reason: string) => string;
  readonly colon: string;
  readonly ownVerdict: (verdict: string) => string;
  readonly pending: (holder: string) => string;
  readonly stale: string;
  readonly problemHeading: string;
  readonly mend: (id: string) => string;
  readonly editedMeanwhile: string;
  readonly noSuchLine: string;
  readonly noDocument: string;
  readonly notFound: string;
  readonly allJudged: string;
  readonly nothingToDo: string;
  readonly caseHeading: string;
  readonly caseName: string;
  readonly caseNameHint: string;
  readonly caseWhy: string;
  readonly caseText: string;
  readonly caseWritten: (folder: string) => string;
  readonly caseRead: string;
  readonly chars: (chars: number) => string;
  readonly helpIntro: string;
  readonly keys: readonly (readonly [key: string, meaning: string])[];
  readonly keysHeading: string;
  readonly marksHeading: string;
  readonly kindsHeading: string;
  readonly decisionsHeading: string;
  readonly decisionsText: string;
}

const byLanguage: Readonly<Record<Language, Words>> = { en, zh };

export function wordsOf(language: Language): Words {
  return byLanguage[language];
}
