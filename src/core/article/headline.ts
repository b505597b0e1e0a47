/** Finds the headline of a page: the lines to which the learned model gives the highest log-odds. */
import { isMostlyLink, isTitleShaped } from "../text/lines.ts";
import { shapeOf } from "../cues/line-shape.ts";
import type { Block, Document } from "../document/document.ts";
import { columnFrom, rowsOf } from "../text/columns.ts";
import { RunningSums } from "../structure/element-tree.ts";
import { HEADLINE_FEATURES, headlineFeatures } from "../features/headline-features.ts";
import { measurePage, type PageMeasures } from "../features/page-measures.ts";
import { isNameIn } from "../lines/title-likeness.ts";
import { mayBeHeadline, type TitleMeasures } from "../features/title-measures.ts";
import { TextWords } from "../features/words-in-text.ts";
import { linearLogOdds, type LinearModel } from "./linear-model.ts";

/** Minimum log-odds of a headline; else the `<title>` is the headline. A lower threshold applies if no title declares it. */
const HEADLINE_AT_LEAST = -3;
const UNDECLARED_AT_LEAST = -5.5;

/** A title tells the headline where so many letters of it stand together, and the text has so much of their words. */
const TELLING = 8;
const TELLING_SHARE = 0.5;

/** Log-odds from which on a line of the same make next to it is part of it: more likely than not. */
const PART_AT_LEAST = 0;

/** The name of a section: visible code points. */
const SECTION_AT_MOST = 4;

/** A heading with more of the page's prose above it is a part's, or another article's. */
const TEXT_AT_MOST = 0.6;

/** Who gives notice, on a line of its own above 「关于……的通知」. */
const AUTHORITY =
  /(?:政府|委员会|委員會|办公室|辦公室|[局厅廳部院处處署社会會校]|大学|大學|学院|學院|公司|中心|集团|集團|文件)$/u;

/** @returns the indices of its blocks, in page order; none where no line is likely enough */
export function findHeadline(document: Document, model: LinearModel): readonly number[] {
  const { blocks } = document;
  const page = measurePage(document);
  const { titles } = page;
  const words = new TextWords(page);
  const odds = headlineOdds(page, words, model);
  const likeliest = likeliestLine(page, odds);
  if (likeliest === undefined) return [];
  const isDeclared = titles.titles.headlines.some(
    (told) => told.length >= TELLING && words.shareOf(told) >= TELLING_SHARE,
  );
  const keyAt = (at: number) => shapeOf(blocks[at]!).key;
  const key = keyAt(likeliest);
  const isTitle = titles.likeness[likeliest] === 1 && key.length >= TELLING;
  if (!isTitle && odds[likeliest]! < (isDeclared ? HEADLINE_AT_LEAST : UNDECLARED_AT_LEAST)) return [];
  // It may be printed several times: as a heading and a plain line, and below the text for another screen.
  const text = page.runs.withoutRecords.first;
  const isAbove = (at: number) => at <= text && keyAt(at) === key;
  const isHeading = (at: number) => blocks[at]!.facts.headingLevel > 0 && isAbove(at);
  const chosen = greatest(odds, isHeading) ?? greatest(odds, isAbove) ?? likeliest;
  let [first, last] = linesOfTitle(chosen, titles);
  const isPart = (at: number) =>
    blocks[at] !== undefined &&
    keyAt(at) !== key &&
    isSetWith(blocks[at], blocks[chosen]!, odds[at]! > PART_AT_LEAST) &&
    !isNameIn(blocks[at].text, titles.titles);
  while (isPart(first - 1)) first -= 1;
  while (isPart(last + 1)) last += 1;
  if (givesNotice(blocks[first - 1], blocks[first]!)) first -= 1;
  return blocks.slice(first, last + 1).map(({ index }) => index);
}

/** Log-odds of each block. */
export function headlineOdds(page: PageMeasures, words: TextWords, model: LinearModel): Float64Array {
  const prose = new RunningSums(page.lines.proseWeight);
  const isBelowText = (at: number) => prose.before(at) > TEXT_AT_MOST * prose.total;
  const isAsked = (at: number) => mayBeHeadline(page, at) && !isBelowText(at);
  const features = headlineFeatures(page, words, isAsked);
  const { length: size } = page.blocks;
  const rowOf = rowsOf(HEADLINE_FEATURES, features, size);
  // The site's name beside the headline is not part of it.
  const isName = (at: number) => page.titles.likeness[at]! < 1 && features.nameInTitle[at] === 1;
  return columnFrom(size, (at) =>
    isAsked(at) && !isName(at) ? linearLogOdds(model, rowOf(at)) : Number.NEGATIVE_INFINITY,
  );
}

/** A word that stands beside the longest piece of a title is its section, wherever another line may be the headline. */
function likeliestLine({ blocks, titles: { titles } }: PageMeasures, odds: Float64Array) {
  const likeliest = greatest(odds, () => true);
  const isSection = (at: number) =>
    blocks[at]!.facts.chars <= SECTION_AT_MOST && isNameIn(blocks[at]!.text, titles);
  if (likeliest === undefined || !isSection(likeliest)) return likeliest;
  const other = greatest(odds, (at) => !isSection(at));
  return other !== undefined && odds[other]! >= HEADLINE_AT_LEAST ? other : likeliest;
}

function greatest(odds: Float64Array, isAmong: (at: number) => boolean): number | undefined {
  let best: number | undefined;
  for (const [at, one] of odds.entries()) {
    if (one > (best === undefined ? Number.NEGATIVE_INFINITY : odds[best]!) && isAmong(at)) best = at;
  }
  return best;
}

/** First and last of the lines that are a title together with this one. */
function linesOfTitle(at: number, { lastLines }: TitleMeasures): readonly [number, number] {
  return [...lastLines].find(([first, last]) => first <= at && at <= last) ?? [at, at];
}

/** Of one make with the headline, and likely, or a heading of the first ranks beside it. */
function isSetWith(block: Block, headline: Block, isLikely: boolean): boolean {
  const { headingLevel } = headline.facts;
  const isRanked = headingLevel === 1 || headingLevel === 2;
  return block.path === headline.path && (isLikely || (isRanked && isLine(block)));
}

function givesNotice(above: Block | undefined, headline: Block): boolean {
  if (above === undefined || !isLine(above) || !AUTHORITY.test(above.text.trim())) return false;
  const isHeading = above.facts.headingLevel > 0 && headline.facts.headingLevel > 0;
  return above.path === headline.path || (isHeading && parentOf(above.path) === parentOf(headline.path));
}

function isLine(block: Block): boolean {
  return block.kind !== "title" && !block.facts.hidden && isTitleShaped(block.text) && !isMostlyLink(block);
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf(">"));
}
