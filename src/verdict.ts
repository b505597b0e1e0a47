/** What a document is. A page that is all boilerplate gets a verdict, not an empty file. */
import { cueWeight } from "./cues/match.ts";
import { visibleLength } from "./measures/characters.ts";
import { linkShare } from "./measures/lines.ts";
import { lineSigns, pageSigns } from "./measures/list-signs.ts";
import { endsInEllipsis } from "./measures/sentences.ts";
import { type Shape, shapeOf } from "./measures/shape.ts";
import { isSure, sayings } from "./measures/signs.ts";
import { spamSigns } from "./measures/spam-signs.ts";
import { unopened } from "./measures/unopened.ts";
import type { Block, Change, Cues, Document, Metadata, Verdict } from "./types.ts";

/** What a verdict is judged by. */
export interface Outcome {
  readonly original: Document;
  readonly remaining: Document;
  readonly changes: readonly Change[];
  readonly metadata: Metadata;
  readonly language: "zh" | "any";
  readonly cues: Cues;
}

/** Shorter texts than this tell nothing: visible code points of prose. */
const PROSE_AT_LEAST = 40;

/** Fewer lines are no verse. */
const VERSE_AT_LEAST = 4;

/** A field of a notice, with its value. */
const FIELD = /^[^：:]{2,30}[：:]\s{0,9}\S/u;
const FIELDS_AT_LEAST = 4;
const NOTICE_HEADLINE = /公告|公示|通告|通知|(?:中标|成交)结果|公报/u;

/** A page that stands in for another says little besides its notice. */
const BLOCKED_AT_MOST = 60;

/** With this much running text a page is somebody's story, whatever was planted around it. */
const STORY_AT_LEAST = 120;

/** From this share of the page on, planted links are what it is for. */
const FARM_SHARE = 0.5;

/** The same where there is no running text at all. */
const EMPTY_FARM_SHARE = 0.2;

/** A list page is at least this many entries; a date beside the headline is not linked. */
const ENTRIES_AT_LEAST = 5;
const ENTRY_LINK_SHARE = 0.3;

/** Teasers 「……记者获悉...」: an article has one or two broken-off lines, a list page one for each story. */
const TEASERS_AT_LEAST = 3;
const TEASER_SHARE = 0.25;

/** Nor does an essay that likes to break off leave most of its paragraphs unfinished. */
const UNFINISHED_SHARE = 0.6;

/**
 * What the signs must come to before an article is refused, of two kinds at the least. On labelled texts
 * articles stay at two points or below, or show one kind only.
 */
const SPAM_SIGNS = 4;
const LINE_SIGNS = 4;

/** The shape of a page says less than its words: more points and more kinds. */
const PAGE_SIGNS = 5;
const PAGE_KINDS = 3;

/** The signs in the words are those of Chinese texts: the least share of Chinese characters. */
const CHINESE_AT_LEAST = 0.3;

/** What the verdict looks at. Lengths are visible code points. */
interface Figures {
  /** On the whole page, without its <title>. */
  readonly chars: number;
  /** Taken away as planted links. */
  readonly farm: number;
  /** The first line that speaks for a missing page, and how much running text such lines are. */
  readonly notice: string | undefined;
  readonly noticeProse: number;
  /** Short lines that may each lead to an article. */
  readonly entries: number;
  /** Of what is left: lines, characters, running text, teasers. */
  readonly lines: number;
  readonly kept: number;
  readonly prose: number;
  readonly paragraphs: number;
  readonly teasers: number;
}

/** The first that applies, from what is no page of its own to what is too little to be an article. */
export function judge(outcome: Outcome): Verdict {
  const lines = linesOf(outcome.remaining);
  const figures = measure(outcome, lines);
  return (
    asEndless(outcome.original) ??
    asBlocked(figures) ??
    asSpam(figures) ??
    asForeign(figures, outcome) ??
    asListing(figures) ??
    asThin(figures, outcome.original) ??
    bySigns(outcome, lines) ?? {
      kind: "article",
      reasons: [`${figures.prose} characters of running text in ${figures.lines} lines.`],
    }
  );
}

/** @param left the lines of what remains */
function measure({ original, remaining, changes, cues }: Outcome, left: readonly Shape[]): Figures {
  const all = original.blocks.filter(({ kind }) => kind !== "title");
  const verse = isVerse(left);
  const form = isNoticeInFields(left);
  const leads = (block: Block) =>
    original.format === "text" ? !(form && FIELD.test(block.text)) : linkShare(block) > ENTRY_LINK_SHARE;
  const isText = ({ text, isProse }: Shape) =>
    isProse || (verse && endsInMark(text)) || (form && FIELD.test(text));
  return {
    chars: sum(all, ({ facts }) => facts.chars),
    farm: sum(changes.filter(isFarm), ({ before }) => visibleLength(before)),
    notice: original.blocks.find((block) => isNotice(block, cues))?.text.trim(),
    noticeProse: sum(remaining.blocks, (block) =>
      shapeOf(block).isProse && isNotice(block, cues) ? shapeOf(block).chars : 0,
    ),
    entries: all.filter((block) => block.facts.chars > 0 && leads(block) && shapeOf(block).isLabel).length,
    lines: left.length,
    kept: sum(left, ({ chars }) => chars),
    prose: sum(left, (line) => (isText(line) ? line.chars : 0)),
    paragraphs: left.filter(({ text, isProse }) => isProse && !endsInEllipsis(text)).length,
    teasers: left.filter(({ text }) => endsInEllipsis(text)).length,
  };
}

/** A site may well lead to its branches in many places. */
function isFarm({ stage, reason }: Change): boolean {
  return stage === "link-farm" && reason !== "place-list";
}

/** Lines too short for prose, but with the marks of sentences: verse, dialogue. */
function isVerse(lines: readonly Shape[]): boolean {
  const marked = lines.filter(({ text }) => endsInMark(text)).length;
  return marked >= VERSE_AT_LEAST && marked >= lines.length / 2;
}

/** What an office puts out as names and values: 「中标金额：86.42万元」. */
function isNoticeInFields([headline, ...below]: readonly Shape[]): boolean {
  if (headline === undefined || !NOTICE_HEADLINE.test(headline.text)) return false;
  const fields = below.filter(({ text }) => FIELD.test(text)).length;
  return fields >= FIELDS_AT_LEAST && fields >= below.length / 3;
}

function endsInMark(text: string): boolean {
  return /[，。；！？、][”’」』]?\s{0,9}$/u.test(text.slice(-12));
}

function isNotice(block: Block, cues: Cues): boolean {
  return block.facts.chars <= BLOCKED_AT_MOST && cueWeight(block, "blocked", cues) >= 2;
}

function asEndless({ blocks, isCut }: Document): Verdict | undefined {
  if (isCut === undefined) return undefined;
  const lines = blocks.length.toLocaleString("en");
  return { kind: "listing", reasons: [`The page has more than ${lines} lines; the rest was not read.`] };
}

function asBlocked({ notice, noticeProse, prose }: Figures): Verdict | undefined {
  if (notice === undefined || prose - noticeProse >= BLOCKED_AT_MOST) return undefined;
  return { kind: "blocked", reasons: [`The page says 「${notice}」 and little else.`] };
}

function asSpam({ chars, farm, prose }: Figures): Verdict | undefined {
  const farmed = farm > FARM_SHARE * chars && prose < STORY_AT_LEAST;
  const empty = farm > EMPTY_FARM_SHARE * chars && farm > prose && prose < PROSE_AT_LEAST;
  if (!farmed && !empty) return undefined;
  return { kind: "spam", reasons: [`Planted links are ${percent(farm / chars)} of the page.`] };
}

function asForeign({ kept }: Figures, { language, metadata }: Outcome): Verdict | undefined {
  const told = metadata.language;
  if (language === "any" || told === undefined || told === "cmn" || told === "und" || kept < PROSE_AT_LEAST)
    return undefined;
  return { kind: "not-chinese", reasons: [`The text is in "${told}" (ISO 639-3).`] };
}

function asListing({ entries, prose, paragraphs, teasers, lines }: Figures): Verdict | undefined {
  if (prose < PROSE_AT_LEAST && entries >= ENTRIES_AT_LEAST) {
    return {
      kind: "listing",
      reasons: [`${entries} short entries, and ${prose} characters of running text.`],
    };
  }
  const unfinished = teasers >= UNFINISHED_SHARE * (teasers + paragraphs);
  if (teasers >= TEASERS_AT_LEAST && teasers >= TEASER_SHARE * lines && unfinished) {
    return { kind: "listing", reasons: [`${teasers} of ${lines} lines are teasers that break off.`] };
  }
  return undefined;
}

/** What looks like an article: refused only where many small signs agree. */
function bySigns(outcome: Outcome, lines: readonly Shape[]): Verdict | undefined {
  return byWords(outcome, lines) ?? byShape(outcome);
}

function byWords({ original, changes, cues }: Outcome, lines: readonly Shape[]): Verdict | undefined {
  const chars = sum(lines, (line) => line.chars);
  if (chars === 0 || sum(lines, ({ hanChars }) => hanChars) / chars < CHINESE_AT_LEAST) return undefined;
  const contacts = changes.filter(({ stage }) => stage === "contact").length;
  const spam = spamSigns(linesOf(original), lines, contacts, cues);
  if (isSure(spam, SPAM_SIGNS)) return { kind: "spam", reasons: sayings(spam) };
  const entries = lineSigns(lines);
  if (isSure(entries, LINE_SIGNS)) return { kind: "listing", reasons: sayings(entries) };
  return undefined;
}

/** Only a page has a shape. */
function byShape({ original, metadata }: Outcome): Verdict | undefined {
  if (original.format === "text") return undefined;
  const shape = pageSigns(original, metadata);
  return isSure(shape, PAGE_SIGNS, PAGE_KINDS) ? { kind: "listing", reasons: sayings(shape) } : undefined;
}

function linesOf({ blocks }: Document): readonly Shape[] {
  return blocks.filter(({ kind }) => kind !== "title").map(shapeOf);
}

function asThin({ prose }: Figures, original: Document): Verdict | undefined {
  if (prose >= PROSE_AT_LEAST) return undefined;
  return {
    kind: "thin",
    reasons: [`Only ${prose} characters of running text.`, ...whereElseTextMayStand(original)],
  };
}

/** A page may have its text where only a browser finds it. */
function whereElseTextMayStand({ isScripted, notShown }: Document): readonly string[] {
  const { length: parts } = unopened(notShown);
  return [
    ...(isScripted
      ? ["Scripts may fill the page: set `render: auto` in its source, or use `newsift ingest --render`."]
      : []),
    ...(parts === 0
      ? []
      : [`${parts} of its frames and shadow roots were not read: the receipt names them.`]),
  ];
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
