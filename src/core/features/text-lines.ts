/** The lines of a plain text with measures of single lines: prose, menus, dates, credits. */
import { cueWeight, greatestWeight } from "../cues/match.ts";
import { hanLength } from "../text/characters.ts";
import { isDateAlone } from "../dates/dates.ts";
import { shapeOf } from "../cues/line-shape.ts";
import type { Cues } from "../document/cue.ts";
import type { Block } from "../document/document.ts";
import { column } from "../lines/along-lines.ts";
import { type CharacterCounts, countCharacters } from "../lines/character-counts.ts";
import { type Columns, columnsOf } from "../text/columns.ts";

/** A line that a reader sees. */
export interface TextLine {
  readonly block: Block;
  readonly text: string;
  /** As it is compared with other lines: no white space, width folded, lower case. */
  readonly key: string;
  /** Visible code points. */
  readonly chars: number;
  /** The same with a Latin letter counting a third, so that lengths of languages compare. */
  readonly length: number;
  readonly isProse: boolean;
  /** Full date, day of a month, or so long ago. */
  readonly isDated: boolean;
  /** A label with a colon opens it: 「来源：」. */
  readonly isLabelled: boolean;
  /** Ends as a sentence does that is not broken off. */
  readonly isEnded: boolean;
  /** It ends in a colon. */
  readonly isColonAtEnd: boolean;
  /** By kind of character. */
  readonly counts: CharacterCounts;
}

const LATIN_WEIGHT = 1 / 3;

/** 「.」 ends a sentence behind a word of Latin letters. */
const LATIN_STOP = /(?<=[a-z)”"])\.(?:\s|$)/gu;

/** Prose is a sentence of some length with the marks that sentences have; lengths as `TextLine.length`. */
const PROSE_AT_LEAST = 18;
const LONG_SENTENCE = 40;
const MARKS_PER_CHARACTER = 0.012;

const QUESTION_AT_END = /[？?]\P{L}*$/u;

/** Code units that patterns see: the rest of a long line is like its beginning and its end. */
const START = 200;
const END = 20;

const DATE = /(?:19|20)\d\d\s{0,3}[-/.年]\s{0,3}\d{1,2}\s{0,3}(?:[-/.月]\s{0,3}\d{1,2}\s{0,3}日?)?/u;
const MONTH_DAY = /(?<!\d)\d{1,2}[-/月]\d{1,2}(?:日|(?!\d))/u;
const AGO =
  /\d\s{0,3}(?:分钟|分鐘|小时|小時|天|周|週|月|个月|個月|年|minutes?|hours?|days?)\s{0,3}(?:之?前|ago)|昨天|前天/iu;
const TIME = /\d{1,2}:\d\d/u;
const LABEL = /^[^：:，。]{1,10}[：:]/u;
const NUMBERED = /^(?:\d{1,3}\s{0,3}[.、．)）:：]|[（(]\s{0,3}\d{1,2}\s{0,3}[)）]|[①-⑳]|\d{1,2}$)/u;
const ENDED = /[。！？!?…][”"’』」）)】]*$/u;
const PRONOUNS = /[我你您他她它]/gu;

/** Markup left in a text: `<p>一、收书</p>`, `&middot;`. */
const TAG = /<\/?[a-z][^<>]{0,200}>/giu;
const ENTITY = /&(?:[a-z]{2,8}|#\d{1,6});/giu;

/** The lines of these blocks that have something to read. */
export function textLines(blocks: readonly Block[]): readonly TextLine[] {
  return blocks
    .map(withoutCode)
    .filter((block) => shapeOf(block).chars > 0)
    .map(readLine);
}

function withoutCode(block: Block): Block {
  const text = /[<&]/u.test(block.text) ? block.text.replaceAll(TAG, "").replaceAll(ENTITY, " ") : block.text;
  return text === block.text ? block : { ...block, text };
}

function readLine(block: Block): TextLine {
  const { text } = block;
  const { key, chars } = shapeOf(block);
  const counts = countCharacters(text);
  const length = Math.max(chars - counts.latin * (1 - LATIN_WEIGHT), 1);
  const latinStops = counts.latin > 0 ? (text.match(LATIN_STOP)?.length ?? 0) : 0;
  const stops = counts.stops + latinStops;
  const start = startOf(text);
  return {
    block,
    text,
    key,
    chars,
    length,
    isProse: isProse(text, length, stops, counts.commas),
    isDated: DATE.test(start) || MONTH_DAY.test(start) || AGO.test(start),
    isLabelled: LABEL.test(start),
    isEnded: ENDED.test(endOf(text)),
    isColonAtEnd: /[：:]$/u.test(endOf(text)),
    counts: { ...counts, stops },
  };
}

function isProse(text: string, length: number, stops: number, commas: number): boolean {
  // A short line that only asks is a headline, or leads to one: 「你家的晒坝修好了吗？」
  const asks = stops === 1 && length < LONG_SENTENCE && QUESTION_AT_END.test(endOf(text));
  const ends = asks ? 0 : stops;
  return (
    length >= PROSE_AT_LEAST &&
    ends + commas >= Math.max(1, MARKS_PER_CHARACTER * length) &&
    (ends >= 1 || commas >= 2 || length >= LONG_SENTENCE)
  );
}

function startOf(text: string): string {
  return text
    .slice(0, 2 * START)
    .trimStart()
    .slice(0, START);
}

function endOf(text: string): string {
  return text
    .slice(-2 * END)
    .trimEnd()
    .slice(-END);
}

const MARKS_AT_MOST = 20;

/** A strong cue that stands by itself and one more: more say no more. */
const CUE_WEIGHT_AT_MOST = 4;

const share = (count: number, { key }: TextLine) => count / Math.max(key.length, 1);

const OWN = {
  length: ({ length }: TextLine) => Math.log1p(length),
  han: (line: TextLine) => share(hanLength(line.text), line),
  digits: (line: TextLine) => share(line.counts.digits, line),
  latin: (line: TextLine) => share(line.counts.latin, line),
  marks: (line: TextLine) => share(line.counts.marks, line),
  spaces: (line: TextLine) => share(line.counts.spaces, line),
  functionWords: (line: TextLine) => share(line.counts.functionWords, line),
  pronouns: (line: TextLine) => share(startOf(line.text).match(PRONOUNS)?.length ?? 0, line),
  commas: ({ counts }: TextLine) => Math.min(counts.commas, MARKS_AT_MOST),
  stops: ({ counts }: TextLine) => Math.min(counts.stops, MARKS_AT_MOST),
  commaDensity: ({ counts, length }: TextLine) => counts.commas / length,
  stopDensity: ({ counts, length }: TextLine) => counts.stops / length,
  ends: ({ isEnded }: TextLine) => Number(isEnded),
  endsInColon: ({ isColonAtEnd }: TextLine) => Number(isColonAtEnd),
  endsInComma: ({ text }: TextLine) => Number(/[，,、]$/u.test(endOf(text))),
  titleMarks: ({ text }: TextLine) => Number(startOf(text).includes("《")),
  numbered: ({ text }: TextLine) => Number(NUMBERED.test(startOf(text))),
  labelled: ({ isLabelled }: TextLine) => Number(isLabelled),
  date: ({ text }: TextLine) => Number(DATE.test(startOf(text))),
  time: ({ text }: TextLine) => Number(TIME.test(startOf(text))),
  opensWithMark: ({ text }: TextLine) => Number(/^[\p{P}\p{S}]/u.test(startOf(text))),
};

/** Kinds of cues that a line is asked for; n-grams know the words of the others as well. */
const CUES = {
  cueByline: "byline",
  cueDisclaimer: "disclaimer",
  cueShare: "share",
  cuePrevNext: "prev-next",
  cueNavigation: "navigation",
} as const;

const OWN_NAMES = Object.keys(OWN) as readonly (keyof typeof OWN)[];
const CUE_NAMES = Object.keys(CUES) as readonly (keyof typeof CUES)[];

export const OWN_FEATURES = [...OWN_NAMES, ...CUE_NAMES];

export type OwnFeature = (typeof OWN_FEATURES)[number];

export function ownFeatures(lines: readonly TextLine[], cues: Cues): Columns<OwnFeature> {
  return {
    ...columnsOf(OWN_NAMES, (name) => column(lines.length, (at) => OWN[name](lines[at]!))),
    ...columnsOf(CUE_NAMES, (name) =>
      column(lines.length, (at) =>
        Math.min(cueWeight(lines[at]!.block, CUES[name], cues), CUE_WEIGHT_AT_MOST),
      ),
    ),
  };
}

/** A headline that stands by itself has no label, number or end: lengths as `TextLine.length`. */
const HEADLINE_AT_LEAST = 8;
const HEADLINE_AT_MOST = 45;
const CHINESE_NUMBER =
  /^(?:[一二三四五六七八九十]{1,3}\s{0,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）])/u;
const ENDS_CLAUSE = /[。；;，,：:]$/u;

export function isHeadlike({ text, length, isLabelled }: TextLine): boolean {
  return (
    length >= HEADLINE_AT_LEAST &&
    length <= HEADLINE_AT_MOST &&
    !isLabelled &&
    !ENDS_CLAUSE.test(endOf(text)) &&
    !NUMBERED.test(startOf(text)) &&
    !CHINESE_NUMBER.test(startOf(text))
  );
}

/** A line that dashes join to the headline above it. */
export function isSubtitle({ text, length }: TextLine): boolean {
  return length <= HEADLINE_AT_MOST && /^(?:——|--)\s?\p{L}/u.test(startOf(text));
}

/** A day and nothing else; with a time it is when something was put on a site. */
export function isDay({ text }: TextLine): boolean {
  return text.length <= START && !TIME.test(text) && isDateAlone(text);
}

export function isBracketed({ text }: TextLine): boolean {
  return text.length <= START && /^\s*[（(].*[)）]\s*$/u.test(text);
}

/** A phrase that stands by itself weighs so much. */
const STRONG_CUE = 2;

export function hasStrongCue({ block }: TextLine, kinds: readonly string[], cues: Cues): boolean {
  return greatestWeight(block, kinds, cues) >= STRONG_CUE;
}
