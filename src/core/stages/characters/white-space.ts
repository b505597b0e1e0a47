/** Removes spaces that separate nothing: indents, spaces inside Chinese sentences and beside full-width marks. */
import { visibleLength } from "../../text/characters.ts";
import { findSeparators, type Separators } from "./series.ts";
import { findSpans, isCovered, type Span } from "../../text/spans.ts";
import type { Block } from "../../document/document.ts";
import { defineStage } from "../../document/stage.ts";

type Reason = "edge" | "beside-mark" | "inside-sentence" | "letter-spacing" | "odd-space";

export const whiteSpace = defineStage({
  name: "white-space",
  kind: "characters",
  zone: "any",
  summary:
    "Removes indents and spaces inside Chinese sentences; leaves one plain space wherever one separates.",
  reasons: {
    edge: "White space at the beginning or the end of a line",
    "beside-mark": "A space beside a full-width mark",
    "inside-sentence": "A space between two Chinese characters of a sentence",
    "letter-spacing": "A space within a label of spaced characters (传　真：)",
    "odd-space": "Several spaces or an unusual one, where one plain space separates",
  } satisfies Record<Reason, string>,
  defaults: {},
  *run({ blocks }) {
    for (const block of blocks) {
      if (!/\s/u.test(block.text)) continue;
      const line = readLine(block);
      for (const { index: from, 0: space } of block.text.matchAll(/\s+/gu)) {
        const span: Span = [from, from + space.length];
        const reason = reasonToRemove(line, span);
        if (reason !== undefined) yield { block: block.index, span, reason };
        else if (space !== " ") yield { block: block.index, span, replacement: " ", reason: "odd-space" };
      }
    }
  },
});

/** A line as the spaces in it are read. */
interface Line {
  readonly text: string;
  /** Headlines, captions, rows of keywords: their spaces separate. */
  readonly isHeadline: boolean;
  readonly labels: readonly Span[];
  readonly asides: readonly Span[];
  readonly separators: Separators;
  /** Where what stands behind its last sentence begins; its end where there is nothing. */
  readonly closingPart: number;
}

const CLAUSE_MARK = /[。！？；，]/u;
const SPACED_HAN = /\p{Script=Han}\s+\p{Script=Han}/u;

function readLine({ kind, text }: Block): Line {
  const hasSpacedHan = SPACED_HAN.test(text);
  const asHeadline = kind === "title" || kind === "heading" || isHeadline(text);
  const closingPart = hasSpacedHan ? findClosingPart(text) : text.length;
  return {
    text,
    isHeadline: asHeadline,
    labels: hasSpacedHan ? findSpans(text, LABEL_SPACING) : [],
    asides: hasSpacedHan
      ? findSpans(text, ASIDE).filter((span) => !CLAUSE_MARK.test(text.slice(...span)))
      : [],
    separators: asHeadline ? new Set() : findSeparators(text.slice(0, closingPart)),
    closingPart,
  };
}

/** A line longer than this (code points without white space) is a sentence if it has a clause mark. */
const HEADLINE_AT_MOST = 40;
const SENTENCE = /[。；]|[！？，：…][”’」』）]?$/u;
const PAUSE = /[。；，]/u;

/** A line without clause marks, a short one with commas that comes to no end, or one that only asks or exclaims. */
function isHeadline(text: string): boolean {
  if (!CLAUSE_MARK.test(text)) return true;
  if (!PAUSE.test(text) && visibleLength(text) <= HEADLINE_AT_MOST) return true;
  return !SENTENCE.test(text.replaceAll(/\s+/gu, "")) && visibleLength(text) <= HEADLINE_AT_MOST;
}

/** Up to four characters spaced apart before a colon, at the start of the line or clearly after something else. */
const LABEL_SPACING =
  /(?<=(?:^\s{0,8}|[^\p{Script=Han}\s：:]\s{0,8}|\s{2,8})\p{Script=Han})(?:\s+\p{Script=Han}){1,3}(?=\s*[：:])/gu;

/** In brackets and without a clause, spaces separate: 「（记者 张三 李四）」. */
const ASIDE = /（[^（）]*）|\([^()]*\)|【[^【】]*】/gu;

/** What a space ends at the start of a line: 「……3月1日电 」, 「第四十七条 」, 「2、表面粗糙度 」. */
const OPENING_PART =
  /^[^。！？；，]{0,40}[电讯電訊]$|^第[一二三四五六七八九十百千零〇\d]{1,6}[编章节条款]$|^(?:\d{1,3}|[一二三四五六七八九十]{1,3})[、.．][^。！？；，：:\s]{2,20}$/u;
const OPENING_PART_AT_MOST = 41;
/** 「…… 1月13日讯 」 behind a headline in the same line. */
const DATED = /\d日[电讯電訊]$/u;

/** Behind the last sentence of a line: 「新华社记者 林远 摄」. */
const CLOSING_PART = /(?<=[。！？][”’」』）)]?\s{0,4})[^。！？；，：:…\s][^。！？；，：:…]{0,30}$/u;
const CLOSING_PART_AT_MOST = 40;

function findClosingPart(text: string): number {
  const from = Math.max(0, text.length - CLOSING_PART_AT_MOST);
  const found = CLOSING_PART.exec(text.slice(from));
  return found === null ? text.length : from + found.index;
}

/** Full-width marks carry their own white space on both sides. */
const MARK = /[，。；：！？、]/u;
const OPENING = /[（《〈【〔〖「『“‘]/u;
const CLOSING = /[）》〉】〕〗」』”’]/u;
/** Marks that English has too: only beside something Chinese they need no space. */
const SHARED = /[“”‘’…—]/u;
/** Without radicals: those that were not repaired stand for themselves. */
const HAN = /(?![\u2e80-\u2fd5])\p{Script=Han}/u;
const CHINESE = /[\p{Script=Han}，。；：！？、（）《》〈〉【】〔〕〖〗「」『』]/u;

function reasonToRemove(line: Line, [from, to]: Span): Reason | undefined {
  const { text } = line;
  if (from === 0 || to === text.length) return "edge";
  const left = characterBefore(text, from);
  const right = String.fromCodePoint(text.codePointAt(to)!);
  if (HAN.test(left) && HAN.test(right)) return reasonBetweenHan(line, from);
  if (left === "。" && right === "。") return undefined;
  if (MARK.test(left) || MARK.test(right)) return "beside-mark";
  if (SHARED.test(left) && !CHINESE.test(right)) return undefined;
  if (SHARED.test(right) && !CHINESE.test(left)) return undefined;
  if (line.separators.has(from)) return undefined;
  const isInside = OPENING.test(left) || CLOSING.test(right);
  const isBeside = CLOSING.test(left) || OPENING.test(right) || SHARED.test(left) || SHARED.test(right);
  return isInside || (isBeside && !line.isHeadline) ? "beside-mark" : undefined;
}

/** 「https://…/渡口 」: what ends an address. Code units. */
const ADDRESS = /(?:https?:\/\/|www\.)[^\s，。；、]{1,200}$/u;
const ADDRESS_AT_MOST = 210;

function reasonBetweenHan(line: Line, from: number): Reason | undefined {
  if (isCovered(line.labels, from)) return "letter-spacing";
  const separates =
    line.isHeadline ||
    line.separators.has(from) ||
    isCovered(line.asides, from) ||
    from >= line.closingPart ||
    (from <= OPENING_PART_AT_MOST && OPENING_PART.test(line.text.slice(0, from))) ||
    DATED.test(line.text.slice(Math.max(0, from - 4), from)) ||
    ADDRESS.test(line.text.slice(Math.max(0, from - ADDRESS_AT_MOST), from));
  return separates ? undefined : "inside-sentence";
}

function characterBefore(text: string, at: number): string {
  const start = /[\udc00-\udfff]/.test(text[at - 1]!) ? at - 2 : at - 1;
  return String.fromCodePoint(text.codePointAt(Math.max(start, 0))!);
}
