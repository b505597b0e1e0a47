/** Scores the repair of punctuation that NFKC has turned to half width. */
import type { HtmlCase } from "./corpus.ts";
import { editsBetween } from "./edits.ts";
import { WHITE } from "./character-folding.ts";
import { htmlGoldOf } from "./html-metric.ts";

const HAN = "[\\u3400-\\u9fff\\u{20000}-\\u{3ffff}〇]";
const HAS_HAN = new RegExp(HAN, "u");
/** A sloppy original teaches nothing. */
const SLOPPY = new RegExp(`${HAN}${WHITE}*[,;:!?()]|[,;:!?()]${WHITE}*${HAN}`, "u");
const WHITE_RUN = new RegExp(`${WHITE}+`, "gu");
const BLANK_RUN = new RegExp(`(?:${WHITE}|[\\u200b-\\u200f\\ufeff])+`, "gu");
const MARKS = new Set("，：；！？（）…％～");

export interface PunctuationScore {
  readonly lines: number;
  /** Lines equal to the original, white space apart. */
  readonly exact: number;
  /** Marks that NFKC damaged, and those of them that stand right again. */
  readonly damaged: number;
  readonly repaired: number;
  /** Marks that the repair changed, and those of them that are right. */
  readonly changed: number;
  readonly right: number;
  /** Those changes that made a mark which NFKC folds: of quotes, points and hyphens nothing says how they were meant. */
  readonly folded: number;
}

/** The lines of a case's gold text, one space for each run of white space. */
export function originalLines(page: HtmlCase): readonly string[] {
  return htmlGoldOf(page)
    .text.split("\n")
    .map((line) => line.replace(BLANK_RUN, " ").trim())
    .filter(Boolean);
}

/** @param repaired The lines of `originals` after NFKC and repair, line for line. */
export function scorePunctuation(
  originals: readonly string[],
  repaired: readonly string[],
): PunctuationScore {
  const score = { lines: 0, exact: 0, damaged: 0, repaired: 0, changed: 0, right: 0, folded: 0 };
  for (const [at, original] of originals.entries()) {
    if (SLOPPY.test(original) || !HAS_HAN.test(original)) continue;
    const damaged = canonical(original.normalize("NFKC"));
    const wanted = foldAllButMarks(canonical(original));
    const got = foldAllButMarks(canonical(repaired[at]!));
    const due = editsBetween(damaged, wanted);
    const done = editsBetween(damaged, got);
    const right = [...due].filter((edit) => done.has(edit)).length;
    score.lines += 1;
    if (wanted === got) score.exact += 1;
    score.damaged += due.size;
    score.repaired += right;
    score.changed += done.size;
    score.right += right;
    score.folded += [...done].filter(makesMark).length;
  }
  return score;
}

/** @param edit as `editsBetween` writes it */
function makesMark(edit: string): boolean {
  return Array.from(edit.replace(/^\d+:\d+:/u, "")).some((char) => MARKS.has(char));
}

/** What is the same mark to a reader becomes one. */
function canonical(text: string): string {
  return text.replace(WHITE_RUN, "").replaceAll("⋯", "…").replaceAll("％", "%").replaceAll("～", "~");
}

/** NFKC also folds things that are no punctuation: they are left aside. */
function foldAllButMarks(text: string): string {
  return Array.from(text, (char) => (MARKS.has(char) ? char : char.normalize("NFKC"))).join("");
}
