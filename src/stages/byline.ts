import { cueWeight, cuesIn } from "../cues/match.ts";
import { readBylineFields } from "../measures/byline-fields.ts";
import { linkShare } from "../measures/lines.ts";
import { positionOf, proseRange } from "../measures/prose-range.ts";
import { dayOf, findDates, isDateAlone, readDate } from "../measures/dates.ts";
import { readEnglishDate } from "../measures/english-dates.ts";
import { hasMonthDay, readMonthDay } from "../measures/month-days.ts";
import { isRelativeDateLine } from "../measures/relative-dates.ts";
import { shapeOf } from "../measures/shape.ts";
import type { Block } from "../types.ts";
import { defineStage } from "./define.ts";

/** 「（责任编辑：周敏）」 at the end of the last paragraph. 「（记者 陈芳）」 closes a story and stays. */
const CLOSING_CREDIT =
  /\s*[（(【[]\s*(?:文章来源|来源|稿源|责任编辑|责编|编辑|原标题|本文来源|文章出处)\s*[:：][^（(【[）)\]】]{1,40}[）)\]】]\s*$/u;

/** 「（原题为《…》）」, a line of its own. Without marks around a title it is a sentence: 原标题为何改了？ */
const ORIGINAL_TITLE =
  /^\s*(?:[（(【[]\s*)?(?:本文)?原(?:标题|题)(?:[:：]|为[:：]?|(?=《))\s*([《「『“].{2,80}[》」』”])\s*(?:[）)】\]]\s*)?$/u;

/** 「原标题：…」, whatever the title is: beside the text and not within it. */
const LABELLED_TITLE = /^\s*(?:[（(【[]\s*)?原标题\s*[:：]\s*(\S(?:.{0,78}\S)?)\s*$/u;

/** 「云溪日报（2031-04-18 09:20）」 */
const DATED_NAME = /^[^（()）]{2,20}[（(]\s*(?:19|20)\d{2}[^（()）]{4,16}[)）]\s*$/u;

/** 「云溪日报 2031年04月18日 第03版」, 「第1940期 2031年04月18日」 */
const EDITION = /第\s?[A-Z]?\d{1,3}\s?版|\d{1,5}\s?期(?!\p{Script=Han})/u;

export const byline = defineStage({
  name: "byline",
  summary:
    "Date, source, author, editors, first title, counters and font tools around a text; kept as metadata.",
  reasons: {
    byline: "a short line of labels (来源, 编辑, 浏览次数, …) above or below the text",
    date: "a short line that is a date, above the text",
    "original-title": "a line of its own that says under which title a text first appeared",
    "closing-credit": "a source or editor in brackets at the end of a paragraph",
  },
  defaults: {
    charsAtMost: 120,
    // Captions and leads may precede the date line; further in, a label belongs to the text.
    bodyLinesAllowed: 2,
  },
  *run({ blocks, metadata }, { charsAtMost, bodyLinesAllowed }, { cues }) {
    const range = proseRange(blocks, cues);
    const isDeclaredDay = declaredDay(blocks, metadata.published);
    for (const [at, block] of blocks.entries()) {
      if (block.kind === "title" || block.facts.headingLevel === 1) continue;
      const position = positionOf(at, range);
      const near =
        position !== "body" ||
        at < (range?.first ?? 0) + bodyLinesAllowed ||
        range === undefined ||
        at === range.last;
      const words = cueWeight(block, "byline", cues);
      const weight = words > 0 && describesSubject(blocks, at) ? 0 : words;
      const signs = isSignature(block.text) && cuesIn(block, "byline", cues).every((cue) => cue.weight < 2);
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
        ((weight >= 2 && !signs) || (weight >= 1 && dated && position === "head"))
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
        const credit = CLOSING_CREDIT.exec(block.text.slice(-80));
        if (credit) {
          const from = block.text.length - credit[0].length;
          yield {
            block: block.index,
            span: [from, block.text.length],
            reason: "closing-credit",
            metadata: readBylineFields(credit[0]),
          };
        }
      }
    }
  },
});

/** Labels that a byline never has: beside them 时间 is a meeting's and 作者 a book's. */
const SUBJECT_LABEL =
  /^\s*(?:地点|(?:会议|活动|举办|演出|展览)地点|主持|出席|书名|出版社|定价|ISBN|译者|剧名|片名|导演|编剧|主演)\s*[:：]/u;

const SUBJECT_WITHIN = 2;

function describesSubject(blocks: readonly Block[], at: number): boolean {
  const around = blocks.slice(Math.max(at - SUBJECT_WITHIN, 0), at + SUBJECT_WITHIN + 1);
  return around.some(({ text }) => SUBJECT_LABEL.test(text));
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

/** 「（参与采写：记者 秦朗 通讯员 海波）」: in brackets a story says who wrote it. */
function isSignature(text: string): boolean {
  // Not as one pattern: on a line of some megabytes what it has to remember outgrows the stack.
  const line = text.trim();
  return line.length > 1 && /^[（(]/u.test(line) && /[)）]/u.test(line.at(-1)!);
}

/**
 * A test for the line that is the day which the page declares itself published on, without its year or in English. A
 * diary and a list have several such lines, and none of them says when it was published.
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
