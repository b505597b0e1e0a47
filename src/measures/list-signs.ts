/** Signs that a page or a text leads to articles, or goods, instead of being one. */
import type { Document, Metadata } from "../types.ts";
import { addressKind } from "./address.ts";
import { readDate } from "./dates.ts";
import { keywordOfLabels } from "./keywords.ts";
import { isLabel } from "./lines.ts";
import { proseShare } from "./prose-share.ts";
import { pageShape, weigh } from "./page-shape.ts";
import { endsInEllipsis, endsSentence } from "./sentences.ts";
import type { Shape } from "./shape.ts";
import { pointsOf, type Sign } from "./signs.ts";

/** 「Posted in 要闻」, 「标签：…」, 「阅读全文」: what stands beside each entry of a blog's list. */
const ENTRY_LINE =
  /posted (?:in|by|on)|tagged|filed under|read more|continue reading|阅读全文|查看全文|查看详情|继续阅读|阅读更多|^(?:导读|栏目|分类|标签)\s?[:：]|\d\s?(?:人气|赞|阅读|评论|浏览)$/iu;
const ENTRY_LINE_AT_MOST = 120;

/** Code points; shorter lines may well end without a mark. */
const PARAGRAPH_ABOVE = 60;
const HEADLINE_AT_MOST = 40;

/** Programs that cut at a length leave a few code points more or less. */
const CUT_WITHIN = 12;

/** Points where the longest running text has at most so many characters; a long one speaks against a list. */
const SHORT_STRETCHES = [
  [300, 1],
  [100, 2],
  [40, 3],
] as const;
const LONG_STRETCH = 1500;

/** Lines that hold one keyword: so many at the least, and of all that are left. */
const KEYWORD_LINES_AT_LEAST = 8;
const KEYWORD_SHARE = 0.6;

/** An essay or two quoted lines may break off; half the paragraphs do so only in a list. */
const CUT_SHARE = 0.4;

/** What a page's shape and address say; only a page has them. */
export function pageSigns(page: Document, metadata: Metadata): readonly Sign[] {
  const shape = pageShape(page);
  const address = addressKind(page.url);
  const dated = metadata.published !== undefined;
  const signs: readonly Sign[] = [
    {
      kind: "text",
      points: textPoints(shape.stretch) - (shape.proseShare > 0.4 ? 1 : 0),
      says: `The longest running text has ${Math.round(shape.stretch)} characters.`,
    },
    {
      kind: "links",
      points: Math.min(
        2,
        pointsOf(1 - shape.proseShare, { 0.85: 1, 0.95: 2 }) +
          (shape.linkShare >= 0.6 ? 1 : 0) +
          (shape.alike >= 10 ? 1 : 0),
      ),
      says: `${percent(shape.linkShare)} of the page are links, ${percent(shape.proseShare)} running text.`,
    },
    {
      kind: "prices",
      points: pointsOf(shape.prices, { 6: 2, 20: 3 }),
      says: `${shape.prices} lines are prices.`,
    },
    {
      kind: "teasers",
      points: shape.teaserShare < 0.5 ? 0 : pointsOf(shape.teasers, { 4: 1, 8: 2 }),
      says: `${shape.teasers} paragraphs stand below a linked headline each.`,
    },
    {
      kind: "address",
      points: { home: 3, section: 2, article: -3, none: 0 }[address ?? "none"],
      says: `The address is that of a ${address}.`,
    },
    {
      kind: "date",
      points: dated ? -2 : metadata.author === undefined ? 1 : 0,
      says: "No date of publication.",
    },
  ];
  return signs.filter(({ points }) => points !== 0);
}

function textPoints(stretch: number): number {
  if (stretch > LONG_STRETCH) return -1;
  return SHORT_STRETCHES.findLast(([most]) => stretch <= most)?.[1] ?? 0;
}

/** What the lines that are left say. */
export function lineSigns(lines: readonly Shape[]): readonly Sign[] {
  const labels = lines.filter(({ isLabel }) => isLabel);
  const prose = proseShare(lines);
  const keywordLines = Math.max(KEYWORD_LINES_AT_LEAST, KEYWORD_SHARE * lines.length);
  const keyword = labels.length >= keywordLines ? keywordOfLabels(lines) : undefined;
  const entries = lines.filter(isEntryLine).length;
  const bare = lines.map(({ text }) => text.replace(/\s/gu, ""));
  const repeats = bare.filter((line, at) =>
    repeatsHeadline(line, bare.slice(Math.max(at - 2, 0), at)),
  ).length;
  const dated = labels.filter(({ text }) => readDate(text) !== undefined).length;
  const paragraphs = lines.filter(isParagraph);
  const cut = cutOff(paragraphs);
  const headed = lines.filter((line, at) => isParagraph(line) && isHeadline(lines[at - 1])).length;
  const signs: readonly Sign[] = [
    {
      kind: "cut",
      points: cut >= 3 && cut >= CUT_SHARE * paragraphs.length ? 2 : 0,
      says: `${cut} of ${paragraphs.length} paragraphs are cut off.`,
    },
    {
      kind: "headed",
      points: headed >= 0.6 * paragraphs.length ? pointsOf(headed, { 5: 2 }) : 0,
      says: `${headed} of ${paragraphs.length} paragraphs have a headline each.`,
    },
    {
      kind: "keyword",
      points: keyword && keyword.lines >= keywordLines ? 3 : 0,
      says: `${keyword?.lines} of ${lines.length} lines hold 「${keyword?.keyword}」.`,
    },
    {
      kind: "labels",
      points: labels.length >= 12 && prose < 0.25 ? 2 : 0,
      says: `${labels.length} of ${lines.length} lines are headlines or labels, ${percent(prose)} of the text is sentences.`,
    },
    {
      kind: "entries",
      points: pointsOf(entries, { 3: 2, 6: 3 }),
      says: `${entries} lines name where an entry was posted or lead on to it.`,
    },
    {
      kind: "repeats",
      points: pointsOf(repeats, { 3: 3 }),
      says: `${repeats} paragraphs repeat the headline above them.`,
    },
    {
      kind: "dates",
      points: pointsOf(dated, { 5: 2, 10: 3 }),
      says: `${dated} short lines carry a date.`,
    },
  ];
  return signs.filter(({ points }) => points !== 0);
}

function isEntryLine({ text }: Shape): boolean {
  return text.length <= ENTRY_LINE_AT_MOST && ENTRY_LINE.test(text);
}

function isParagraph({ chars }: Shape): boolean {
  return chars > PARAGRAPH_ABOVE;
}

function isHeadline(line: Shape | undefined): boolean {
  return (
    line !== undefined &&
    line.chars <= HEADLINE_AT_MOST &&
    !endsInEllipsis(line.text) &&
    !/[。：:]$/u.test(line.text)
  );
}

/** Paragraphs that break off: with an ellipsis, or after the same length as a program cuts them. */
function cutOff(paragraphs: readonly Shape[]): number {
  const lengths = paragraphs
    .filter(({ text }) => !endsSentence(text))
    .map(({ chars }) => chars)
    .toSorted((a, b) => a - b);
  let first = 0;
  let alike = 0;
  for (const [at, length] of lengths.entries()) {
    while (length - lengths[first]! > CUT_WITHIN) first += 1;
    alike = Math.max(alike, at - first + 1);
  }
  return Math.max(paragraphs.filter(({ text }) => endsInEllipsis(text)).length, alike);
}

/** A teaser often opens with its headline. Lines without white space. */
function repeatsHeadline(line: string, above: readonly string[]): boolean {
  return above.some(
    (head) => line.length > head.length + 10 && line.startsWith(head) && isLabel(head) && weigh(head) >= 8,
  );
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
