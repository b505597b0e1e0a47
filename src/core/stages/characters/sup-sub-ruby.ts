/** Superscripts, subscripts and ruby in plain text: exponents, indices, numbers of notes, readings. */
import { subscript, superscript } from "./superscripts.ts";
import type { Annotation, Block } from "../../document/document.ts";
import type { Finding } from "../../document/finding.ts";
import { defineStage } from "../../document/stage.ts";

type Reason = "superscript" | "subscript" | "note-number" | "reading" | "reading-aid";

interface Options {
  readonly hanPerReading: number;
}

export const supSubRuby = defineStage<Reason, Options>({
  name: "sup-sub-ruby",
  kind: "characters",
  zone: "any",
  summary:
    "Writes superscripts and subscripts as such (10⁴, H₂O), removes the numbers of notes, puts readings in brackets.",
  reasons: {
    superscript: "an exponent or another raised formula, which would change the number before it",
    subscript: "an index or another lowered formula",
    "note-number": "the number of a note, which is no part of the sentence",
    reading: "how a word is read (ruby), in brackets",
    "reading-aid": "how each word of a text is read (ruby)",
  },
  defaults: {
    // A text with more readings than one in so many Chinese characters has them to be read aloud: they are no part of it.
    hanPerReading: 8,
  },
  *run({ blocks }, options) {
    for (const block of blocks) {
      // Spans count the line as it came: what a stage has changed has been seen to.
      if (block.annotations === undefined || block.text !== block.raw) continue;
      yield* readingsOf(block, options);
      for (const annotation of block.annotations) yield* written(block, annotation);
    }
  },
});

function* written({ index, text }: Block, { kind, span, isNote }: Annotation): Iterable<Finding<Reason>> {
  if (kind === "reading") return;
  const around = { before: text.slice(0, span[0]), content: text.slice(...span), after: text.slice(span[1]) };
  if (isNoteNumber(around, isNote === true)) yield { block: index, span, reason: "note-number" };
  else if (isFormula(around)) {
    const replacement = kind === "superscript" ? superscript(around.content) : subscript(around.content);
    yield { block: index, span, replacement, reason: kind };
  }
}

interface Surroundings {
  readonly before: string;
  readonly content: string;
  readonly after: string;
}

/** `[1]`, `〔注2〕`, `①`: what nobody writes as an exponent. */
const MARKED =
  /^\s*(?:[[［〔【〈]\s*(?:[注註]\s*)?\d{1,3}(?:\s*[-–,，、]\s*\d{1,3})*\s*[\]］〕】〉]|[①-⑳]|[注註]\s*\d{0,3})\s*$/u;
const NUMBER = /^\s*[(（]?\d{1,3}(?:\s*[-–,，、]\s*\d{1,3})*[)）]?\s*$/u;

/** The end of a word or a sentence of Chinese. Behind a digit or a letter the same number is an exponent. */
const AFTER_CHINESE = /[\p{Script=Han}。！？；，、：…”’」』》）】]$/u;

/** 米², 公里², 厘米³: behind a unit a two or a three is an exponent. */
const UNIT = /(?:[米里尺寸丈秒]|公分)$/u;
const EXPONENT_OF_UNIT = /^\s*[23]\s*$/u;

/** ²³⁵U, ¹⁴C: the symbol follows. */
const SYMBOL = /^[A-Z]/;

function isNoteNumber({ before, content, after }: Surroundings, isLink: boolean): boolean {
  if (before.trim() === "") return false;
  if (MARKED.test(content)) return true;
  if (!NUMBER.test(content)) return false;
  if (isLink) return true;
  const isExponent = (UNIT.test(before) && EXPONENT_OF_UNIT.test(content)) || SYMBOL.test(after);
  return AFTER_CHINESE.test(before) && !isExponent;
}

/** Digits, letters of formulas and their marks. A unit or a currency (98%, 25℃, 99元) is set small for its looks. */
const FORMULA = /^[\p{Script=Latin}\p{Script=Greek}\d０-９+\-−–－＋=＝*/.,·()（）\s]+$/u;
/** What a formula is raised from: 10ⁿ, (a+b)². */
const BASE = /[\p{Script=Latin}\p{Script=Greek}\p{Nd})\]）]$/u;
/** Behind anything else a longer one is a date or a line of small print: code points. */
const LOOSE_AT_MOST = 3;
const ORDINAL = /^\s*(?:st|nd|rd|th)\s*$/iu;
/** `99<sup>.90</sup>`: a price with small pennies. */
const DECIMALS = /^\s*[.,]\d/u;

function isFormula({ before, content, after }: Surroundings): boolean {
  if (touchesDigits(before, content) || touchesDigits(content, after)) return true;
  if (!FORMULA.test(content) || DECIMALS.test(content)) return false;
  if (BASE.test(before)) return !(ORDINAL.test(content) && /\d$/u.test(before));
  const isAttached = /\S$/u.test(before) || SYMBOL.test(after);
  return isAttached && /\d/u.test(content) && Array.from(content.trim()).length <= LOOSE_AT_MOST;
}

/** Read together they would be one number. */
function touchesDigits(left: string, right: string): boolean {
  return /\p{Nd}\s*$/u.test(left) && /^\s*\p{Nd}/u.test(right);
}

function* readingsOf({ index, text, annotations = [] }: Block, options: Options): Iterable<Finding<Reason>> {
  const readings = joinAdjoining(
    text,
    annotations.filter(({ kind }) => kind === "reading").map(({ span }) => span),
  );
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const isAid = readings.length * options.hanPerReading > han;
  for (const span of readings) {
    const reading = text.slice(...span).trim();
    yield isAid
      ? { block: index, span, reason: "reading-aid" }
      : { block: index, span, replacement: `（${reading}）`, reason: "reading" };
  }
}

type Span = Annotation["span"];

/** Readings of the characters of one word: 鄄城（juànchéng）. */
function joinAdjoining(text: string, spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last !== undefined && text.slice(last[1], span[0]).trim() === "")
      joined[joined.length - 1] = [last[0], span[1]];
    else joined.push(span);
  }
  return joined;
}
