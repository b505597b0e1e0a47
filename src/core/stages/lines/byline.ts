import {
  type CreditPart,
  isBareCredit,
  isSignature,
  isWorkplace,
  readCreditLine,
} from "../../lines/credit-line.ts";
import { isOriginLine } from "../../lines/origin-line.ts";
import { cueWeight } from "../../cues/match.ts";
import { readBylineFields } from "../../lines/byline-fields.ts";
import { findClosingBracket } from "../../lines/closing-bracket.ts";
import { linkShare } from "../../text/lines.ts";
import { type Position, positionOf, type ProseRange, proseRange } from "../../structure/prose-range.ts";
import { dayOf, findDates, isDateAlone, readDate } from "../../dates/dates.ts";
import { readEnglishDate } from "../../dates/english-dates.ts";
import { hasMonthDay, readMonthDay } from "../../dates/month-days.ts";
import { isRelativeDateLine } from "../../dates/relative-dates.ts";
import { shapeOf } from "../../cues/line-shape.ts";
import type { Block, BlockKind, Metadata } from "../../document/document.ts";
import type { Evidence, Finding } from "../../document/finding.ts";
import { defineStage } from "../../document/stage.ts";

/** 「（责任编辑：周敏）」 at the end of any paragraph. */
const CLOSING_CREDIT =
  /^[（(【[]\s*(?:文章来源|来源|稿源|责任编辑|责编|编辑|原标题|本文来源|文章出处)\s*[:：]/u;
/** 「（原题为《…》）」, a line of its own. Without marks around a title it is a sentence: 原标题为何改了？ */
const ORIGINAL_TITLE =
  /^\s*(?:[（(【[]\s*)?(?:本文)?原(?:标题|题)(?:[:：]|为[:：]?|(?=《))\s*([《「『“].{2,80}[》」』”])\s*(?:[）)】\]]\s*)?$/u;

/** 「原标题：…」, whatever the title is: beside the text and not within it. */
const LABELLED_TITLE = /^\s*(?:[（(【[]\s*)?原标题\s*[:：]\s*(\S(?:.{0,78}\S)?)\s*$/u;

/** 「云溪日报（2031-04-18 09:20）」 */
const DATED_NAME = /^[^（()）]{2,20}[（(]\s*(?:19|20)\d{2}[^（()）]{4,16}[)）]\s*$/u;

/** 「云溪日报 2031年04月18日 第03版」, 「第1940期 2031年04月18日」 */
const EDITION = /第\s?[A-Z]?\d{1,3}\s?版|\d{1,5}\s?期(?!\p{Script=Han})/u;

type Reason = "byline" | "date" | "credit" | "original-title" | "closing-credit";

export const byline = defineStage({
  name: "byline",
  kind: "credits",
  zone: "any",
  summary:
    "Removes date, source, author, editors, original title, counters and font tools around the text; keeps them as metadata.",
  reasons: {
    byline: "a short line of labels (来源, 编辑, 浏览次数, …) above or below the text",
    date: "a short line that is a date, above the text",
    "original-title": "a line of its own that says under which title a text first appeared",
    credit:
      "a line beside the text whose every part is a label with its value, a reporter, a date, a counter or a name",
    "closing-credit": "a source or editor in brackets at the end of a paragraph",
  },
  defaults: {
    charsAtMost: 120,
    // Captions and leads may precede the date line; further in, a label belongs to the text.
    bodyLinesAllowed: 2,
    // A diary and a live blog have more lines that begin with their date or time: none is that of the publication.
    datedLinesAtMost: 1,
    // So many lines from the text a line that no cue knows is of another one, as each teaser of a feed has its own.
    creditWithin: 12,
  },
  *run({ blocks, metadata }, { charsAtMost, bodyLinesAllowed, datedLinesAtMost, creditWithin }, { cues }) {
    const range = withoutCaptions(blocks, proseRange(blocks, cues));
    const isDeclaredDay = declaredDay(blocks, metadata.published);
    const chronicle = isChronicle(datedLinesAtMost, blocks, range);
    for (const [at, block] of blocks.entries()) {
      const position = positionOf(at, range);
      const near =
        position !== "body" ||
        at < (range?.first ?? 0) + bodyLinesAllowed ||
        range === undefined ||
        at === range.last;
      const weight = describesSubject(blocks, at) ? 0 : cueWeight(block, "byline", cues);
      const isRelative = isRelativeDateLine(block.text);
      const english = readEnglishDate(block.text);
      const dated =
        isRelative || english !== undefined || readDate(block.text) !== undefined || hasMonthDay(block.text);
      const original = ORIGINAL_TITLE.exec(block.text) ?? (near ? LABELLED_TITLE.exec(block.text) : null);
      if (original) {
        yield {
          block: block.index,
          reason: "original-title",
          evidence: { position },
          metadata: { fields: { 原标题: original[1]! } },
        };
      } else if (
        near &&
        isShortLine(block, charsAtMost) &&
        ((weight >= 2 && !isThanks(block.text)) || (weight >= 1 && dated && position === "head"))
      ) {
        yield {
          block: block.index,
          reason: "byline",
          evidence: { position, cues: weight, dated },
          metadata: readBylineFields(block.text),
        };
      } else if (
        position === "head" &&
        (dated || isDeclaredDay(block)) &&
        shapeOf(block).chars <= 40 &&
        (isRelative ||
          isDeclaredDay(block) ||
          isDateAlone(block.text) ||
          isDatedSource(block) ||
          DATED_NAME.test(block.text) ||
          EDITION.test(block.text))
      ) {
        yield {
          block: block.index,
          reason: "date",
          evidence: { position },
          metadata: readBylineFields(block.text),
        };
      } else {
        const distance = range === undefined ? 0 : Math.max(range.first - at, at - range.last, 0);
        const mayBeCredit =
          near && distance <= creditWithin && linkShare(block) <= 0.9 && !describesSubject(blocks, at);
        const finding =
          (mayBeCredit && position === "head" && isWorkersPlace(blocks, at)
            ? { block: block.index, reason: "credit" as const, evidence: { position, shape: "workplace" } }
            : undefined) ??
          (mayBeCredit ? findCredit(block, position, chronicle) : undefined) ??
          findClosingCredit(block, range !== undefined && at >= range.last);
        if (finding !== undefined) yield finding;
      }
    }
  },
});

/** A date may stand below the picture with its caption, or below a list of what the text says. */
function withoutCaptions(blocks: readonly Block[], range: ProseRange | undefined): ProseRange | undefined {
  if (range === undefined) return undefined;
  let { first } = range;
  const most = Math.min(range.last, first + ABOVE_AT_MOST);
  while (first < most && ABOVE_TEXT.has(blocks[first]!.kind)) first += 1;
  if (first === most) return range;
  while (first < range.last && first > range.first && !shapeOf(blocks[first]!).isProse) first += 1;
  return { ...range, first };
}

const ABOVE_TEXT: ReadonlySet<BlockKind> = new Set(["caption", "item"]);
const ABOVE_AT_MOST = 10;

/** A line beside the text each part of which is of a credit. */
function findCredit(block: Block, position: Position, isChronicle: boolean): Finding<Reason> | undefined {
  const { index, text } = block;
  const found = (evidence: Evidence, metadata: Metadata) =>
    ({ block: index, reason: "credit", evidence: { position, ...evidence }, metadata }) as const;
  if (isOriginLine(text)) return found({ shape: "origin" }, {});
  if (shapeOf(block).isProse) return undefined;
  if (position === "head" && isBareCredit(text)) return found({ shape: "bare" }, {});
  if (position === "tail" && isSignature(text)) return found({ shape: "names" }, signedBy(text));
  const credit = readCreditLine(text);
  if (credit === undefined) return undefined;
  const signs = [...credit.signs].filter((sign) => !(isChronicle && (sign === "minute" || sign === "day")));
  // A day alone signs a notice below its text; keywords may be a paper's own.
  const isSure = signs.some(
    (sign) => position === "head" || (sign !== "day" && (sign !== "keywords" || position === "tail")),
  );
  return isSure
    ? found({ signs: signs.join(" ") }, { ...readBylineFields(text), ...credit.metadata })
    : undefined;
}

function isWorkersPlace(blocks: readonly Block[], at: number): boolean {
  const isWorkers = (line: Block | undefined) => line !== undefined && isBareCredit(line.text);
  return isWorkplace(blocks[at]!.text) && (isWorkers(blocks[at - 1]) || isWorkers(blocks[at + 1]));
}

/** A credit in brackets behind the last sentence of a paragraph; behind the whole text also names alone. */
function findClosingCredit({ index, text }: Block, isLast: boolean): Finding<Reason> | undefined {
  const closing = findClosingBracket(text);
  if (closing === undefined) return undefined;
  const { from, bracket, isBehindSentence } = closing;
  const found = (metadata: Metadata) =>
    ({ block: index, span: [from, text.length], reason: "closing-credit", metadata }) as const;
  if (CLOSING_CREDIT.test(bracket)) return found(readBylineFields(bracket));
  if (!isLast || !isBehindSentence) return undefined;
  if (isSignature(bracket)) return found(signedBy(bracket));
  const credit = readCreditLine(bracket);
  const isSure = CLOSING_SIGNS.some((sign) => credit?.signs.has(sign));
  return credit !== undefined && isSure ? found(credit.metadata) : undefined;
}

/** 「（许三桥）」 */
function signedBy(bracket: string): Metadata {
  return { author: bracket.trim().slice(1, -1).trim() };
}

const CLOSING_SIGNS: readonly CreditPart[] = ["label", "office", "report"];

/** Labels that a byline never has: beside them 时间 is a meeting's, 作者 a book's and 摄影 a play's. */
const SUBJECT_LABEL =
  /^\s*(?:地点|(?:会议|活动|举办|演出|展览)地点|主持|出席|书名|出版社|定价|ISBN|译者|剧名|片名|导演|编剧|主演|舞美|灯光|服装|道具|编舞|作曲|作词)\s*[:：]/u;

const SUBJECT_WITHIN = 2;

function describesSubject(blocks: readonly Block[], at: number): boolean {
  const around = blocks.slice(Math.max(at - SUBJECT_WITHIN, 0), at + SUBJECT_WITHIN + 1);
  return around.some(({ text }) => SUBJECT_LABEL.test(text));
}

/** 「（参与采写：记者 秦朗 通讯员 海波）」: a story says itself who took part. */
function isThanks(text: string): boolean {
  return /^\s*[（(]?\s*[参參][与與]/u.test(text);
}

/** Labels and values, no sentence; a trailing question or full stop is somebody's words. */
function isShortLine(block: Block, charsAtMost: number): boolean {
  return (
    shapeOf(block).chars <= charsAtMost &&
    block.facts.sentenceEnds === 0 &&
    linkShare(block) <= 0.9 &&
    !/[，,；;]\s*\p{Script=Han}{4,}[，,；;]/u.test(block.text) &&
    (shapeOf(block).isLabel || readDate(block.text) !== undefined || /[:：]/u.test(block.text))
  );
}

const DATED = /^\s*(?:(?:19|20)\d{2}\s?[-/.年]|\d{1,2}[:：]\d{2}(?!\d)|\d{1,2}月\d{1,2}日)/u;

/** Whether more lines of the text than so many begin with a date or a time. */
function isChronicle(most: number, blocks: readonly Block[], range: ProseRange | undefined): boolean {
  return (
    range !== undefined &&
    blocks.slice(range.first, range.last + 1).filter(({ text }) => DATED.test(text)).length > most
  );
}

/**
 * A test for the line with the declared day of publication, without its year or in English. Not if there are several
 * such lines, as in diaries and lists.
 */
function declaredDay(blocks: readonly Block[], published: string | undefined): (block: Block) => boolean {
  if (published === undefined) return () => false;
  const day = dayOf(published);
  const days = blocks.filter(({ text }) => dayAlone(text) !== undefined);
  return (block) => days.length === 1 && days[0] === block && day.endsWith(dayAlone(block.text)!);
}

/** `2031-03-02`, `03-02` */
function dayAlone(text: string): string | undefined {
  const english = readEnglishDate(text);
  return english?.isAlone ? dayOf(english.date) : readMonthDay(text);
}

const NAME = /^\s*\p{Script=Han}{2,12}\s*$/u;

/** 「2031年04月18日 09:20 云溪日报」, 「云溪日报 2031年04月18日 09:20」: a date and a name; nothing follows a date behind the name. */
function isDatedSource(block: Block): boolean {
  const { text } = block;
  const [date] = findDates(text);
  if (date === undefined || !shapeOf(block).isLabel) return false;
  const before = text.slice(0, date.span[0]);
  return before.trim() === "" || (NAME.test(before) && !/[\p{L}\p{N}]/u.test(text.slice(date.span[1])));
}
