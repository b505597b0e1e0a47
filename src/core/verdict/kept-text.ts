/** What was kept of a document, as the verdict sees it. */
import { endsInEllipsis } from "../text/sentences.ts";
import { type Shape, shapeOf } from "../cues/line-shape.ts";
import type { Document } from "../document/document.ts";

export interface KeptText {
  /** Hidden or not, the headline first. */
  readonly lines: readonly Shape[];
  /** Visible code points. */
  readonly chars: number;
  /** Visible code points of what is told to its end, however short its lines: prose, verse, dialogue, a notice's fields. */
  readonly completeChars: number;
  /** Prose that is told to its end, in Chinese characters. */
  readonly prose: number;
}

/** So many letters of another script say as much as a Chinese character. */
const LETTERS_PER_HAN = 3;

/** Rulers and control codes are no text. */
const SAYS_SOMETHING = /[\p{L}\p{N}]/u;

const ENDS_IN_MARK = /[，。；！？、,.;!?][”’」』）)]?\s{0,9}$/u;

/** A field of a notice, with its value: 「中标金额：86.42万元」. */
const FIELD = /^[^：:]{2,30}[：:]\s{0,9}\S/u;
const FIELDS_AT_LEAST = 4;
const NOTICE_HEADLINE = /公告|公示|通告|通知|(?:中标|成交)结果|公报/u;

export function readKept({ blocks }: Document): KeptText {
  const lines = blocks.filter(({ kind }) => kind !== "title").map(shapeOf);
  const isNotice = isNoticeInFields(lines);
  const sums = { chars: 0, completeChars: 0, prose: 0 };
  for (const line of lines) {
    if (!SAYS_SOMETHING.test(line.text)) continue;
    sums.chars += line.chars;
    if (!isComplete(line) && !(isNotice && FIELD.test(line.text))) continue;
    sums.completeChars += line.chars;
    if (line.isProse) sums.prose += inHan(line);
  }
  return { lines, ...sums };
}

/** A line told to its end: a teaser breaks off, 「……记者获悉...」. */
export function isComplete({ text, isProse }: Shape): boolean {
  return (isProse || ENDS_IN_MARK.test(text.slice(-12))) && !endsInEllipsis(text);
}

/** What an office puts out as names and values. */
function isNoticeInFields([headline, ...below]: readonly Shape[]): boolean {
  if (headline === undefined || !NOTICE_HEADLINE.test(headline.text)) return false;
  const fields = below.filter(({ text }) => FIELD.test(text)).length;
  return fields >= FIELDS_AT_LEAST && fields >= below.length / 3;
}

/** Visible code points, three letters of another script counted as one. */
export function inHan({ chars, hanChars }: { readonly chars: number; readonly hanChars: number }): number {
  return hanChars + (chars - hanChars) / LETTERS_PER_HAN;
}
