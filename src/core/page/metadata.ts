/** What is known about the article, once its text is known. */
import type { Document, Metadata } from "../document/document.ts";
import type { Change } from "../document/finding.ts";
import { detectLanguage } from "./language.ts";
import { dayOf, readDate } from "../dates/dates.ts";
import { readPublication } from "../dates/publication.ts";
import { resolveRelativeDate } from "../dates/relative-dates.ts";

/** A line longer than this is no headline. */
const TITLE_AT_MOST = 120;

/**
 * Brings together what is said of the article, most trusted first.
 *
 * - `published`: the line of the date below the headline; any date between the headline and the text; the page's
 *   head (JSON-LD, then `<meta>`, then `<time>`); the 发布日期 of an index table or a line above the headline, which
 *   may say what day it is today; the address; above the text, 「3天前」, where it is known when the page was
 *   fetched, then the day of the last change; the 成文日期 of an index table. The first of them says the day. A
 *   time comes from the first that says the same day, with its own zone; where it names none, the time is China's.
 * - `source`, `author`, `editor`: the line on the page that names them, then the page's head: of the
 *   source `<meta>` before JSON-LD, whose publisher is the site; of the others JSON-LD before `<meta>`.
 * - `channel`: the last section of the breadcrumb, then the page's head.
 * - `title`: the first line of the text, where it is a headline; else what the page's head says.
 */
export function completeMetadata(
  original: Document,
  remaining: Document,
  changes: readonly Change[],
): Metadata {
  const visible = changes.flatMap(({ metadata }) => (metadata === undefined ? [] : [metadata]));
  const text = remaining.blocks.map((block) => block.text).join("\n");
  const fields = Object.assign(
    {},
    ...visible.toReversed().map((metadata) => metadata.fields ?? {}),
  ) as Record<string, string>;
  const near = nearHeadline(remaining, changes);
  const above = [...bylinesAbove(remaining, changes), ...near];
  const headline = remaining.blocks[0]?.index ?? 0;
  const isBelow = ({ block }: Change) => block > headline;
  const published = bestDate([
    ...changes.filter(isBelow).map(({ metadata }) => metadata?.published),
    ...near.map((line) => readPublication(line).published),
    original.metadata.published,
    ...visible.map((metadata) => metadata.published),
    dateIn(original.url),
    ...above.map((line) => resolveRelativeDate(line, original.fetchedAt)),
    ...above.map((line) => readPublication(line).updated),
    readDate(fields["成文日期"] ?? fields["生成日期"] ?? ""),
  ]);
  return {
    ...original.metadata,
    ...firstOf(visible),
    ...(published === undefined ? {} : { published }),
    ...detectLanguage(text),
    ...(Object.keys(fields).length === 0 ? {} : { fields }),
  };
}

/** The first line of an article's text, where it is a headline. */
export function titleOf({ blocks }: Document): Metadata {
  const first = blocks[0]?.text;
  return first === undefined || first.length > TITLE_AT_MOST || /[。；]\s*$/u.test(first)
    ? {}
    : { title: first };
}

/** The lines above the text that said something of the article. */
function bylinesAbove({ blocks }: Document, changes: readonly Change[]): readonly string[] {
  const text = blocks[1] ?? blocks[0];
  const bylines = changes.filter(
    ({ block, metadata }) => metadata !== undefined && block < (text?.index ?? 0),
  );
  return bylines.map(({ before }) => before);
}

/** The lines between the headline and the text, whatever took them away. */
function nearHeadline({ blocks: [headline, text] }: Document, changes: readonly Change[]): readonly string[] {
  if (headline === undefined || text === undefined) return [];
  const between = changes.filter(
    ({ block, span, before }) =>
      span === undefined && block > headline.index && block < text.index && before.length <= TITLE_AT_MOST,
  );
  return between.map(({ before }) => before);
}

/** Each field as the first that names it has it. */
function firstOf(all: readonly Metadata[]): Metadata {
  return Object.assign({}, ...all.toReversed()) as Metadata;
}

/** The first says the day; one with a time says more of the same day. */
function bestDate(all: readonly (string | undefined)[]): string | undefined {
  const dates = all.filter((date) => date !== undefined);
  const [first] = dates;
  return dates.find((date) => date.includes("T") && dayOf(date) === dayOf(first!)) ?? first;
}

/** 「/2031/03/02/」, 「/20310302/」, 「/t20310302_7060.html」 */
const URL_DATE = /[/_-]t?(20\d{2})[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?!\d)/;

function dateIn(url: string | undefined): string | undefined {
  const [, year, month, day] = URL_DATE.exec(url ?? "") ?? [];
  return readDate([year, month, day].join("-"));
}
