/** Measures of the kept text for the verdict. */
import { endsInEllipsis } from "../text/sentences.ts";
import { type Shape, shapeOf } from "../cues/line-shape.ts";
import type { Document } from "../document/document.ts";

export interface KeptText {
  /** Hidden or not, the headline first. */
  readonly lines: readonly Shape[];
  /** Visible code points. */
  readonly chars: number;
  /** Visible code points of complete lines, however short: prose, verse, dialogue, fields of a notice. */
  readonly completeChars: number;
  /** Complete prose, in Chinese characters. */
  readonly prose: number;
}

/** Letters of another script that count as one Chinese character. */
const LETTERS_PER_HAN = 3;

/** Rulers and control codes are no text. */
const HAS_WORDS = /[\p{L}\p{N}]/u;

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
    if (!HAS_WORDS.test(line.text)) continue;
    sums.chars += line.chars;
    if (!isComplete(line) && !(isNotice && FIELD.test(line.text))) continue;
    sums.completeChars += line.chars;
    if (line.isProse) sums.prose += inHan(line);
  }
  return { lines, ...sums };
}

/** A line that is not truncated, as a teaser is: 「……记者获悉...」. */
export function isComplete({ text, isProse }: Shape): boolean {
  return (isProse || ENDS_IN_MARK.test(text.slice(-12))) && !endsInEllipsis(text);
}

/** An official notice made of fields with values. */
function isNoticeInFields([headline, ...below]: readonly Shape[]): boolean {
  if (headline === undefined || !NOTICE_HEADLINE.test(headline.text)) return false;
  const fields = below.filter(({ text }) => FIELD.test(text)).length;
  return fields >= FIELDS_AT_LEAST && fields >= below.length / 3;
}

/** Visible code points, three letters of another script counted as one. */
export function inHan({ chars, hanChars }: { readonly chars: number; readonly hanChars: number }): number {
  return hanChars + (chars - hanChars) / LETTERS_PER_HAN;
}
