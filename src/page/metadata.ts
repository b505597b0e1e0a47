/** What is known about the article, once its text is known. */
import type { Change, Document, Metadata } from "../types.ts";
import { detectLanguage } from "./language.ts";
import { readDate } from "../measures/dates.ts";

/** A line longer than this is no headline. */
const TITLE_AT_MOST = 120;

/**
 * Brings together, most trusted first: what stood on the page for the reader to see, what the page's
 * head says, and for the date what the address says.
 */
export function completeMetadata(
  original: Document,
  remaining: Document,
  changes: readonly Change[],
): Metadata {
  const visible = changes.flatMap(({ metadata }) => (metadata === undefined ? [] : [metadata]));
  const text = remaining.blocks.map((block) => block.text).join("\n");
  const published = bestDate([...visible, ...nearHeadline(remaining, changes)], original);
  const fields = Object.assign(
    {},
    ...visible.toReversed().map((metadata) => metadata.fields ?? {}),
  ) as Record<string, string>;
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

/** A date that went with the lines between the headline and the text, whatever took them away. */
function nearHeadline(
  { blocks: [headline, text] }: Document,
  changes: readonly Change[],
): readonly Metadata[] {
  if (headline === undefined || text === undefined) return [];
  const between = changes.filter(
    ({ block, span, before }) =>
      span === undefined && block > headline.index && block < text.index && before.length <= TITLE_AT_MOST,
  );
  return between.flatMap(({ before }) => {
    const published = readDate(before);
    return published === undefined ? [] : [{ published }];
  });
}

/** Each field as the first that names it has it. */
function firstOf(all: readonly Metadata[]): Metadata {
  return Object.assign({}, ...all.toReversed()) as Metadata;
}

/** A date with a time says more than the same date without. */
function bestDate(visible: readonly Metadata[], { metadata, url }: Document): string | undefined {
  const dates = [...visible.map(({ published }) => published), metadata.published, dateIn(url)].filter(
    (date) => date !== undefined,
  );
  const day = dates[0]?.slice(0, 10);
  return dates.find((date) => date.startsWith(day ?? "") && date.length > 10) ?? dates[0];
}

const URL_DATE = /[/_-](20\d{2})[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?!\d)/;

function dateIn(url: string | undefined): string | undefined {
  const [, year, month, day] = URL_DATE.exec(url ?? "") ?? [];
  return readDate([year, month, day].join("-"));
}
