import { matchKey } from "../cues/match.ts";
import { findHeadline } from "../measures/headline.ts";
import { isLabel, isTitleShaped } from "../measures/lines.ts";
import { proseRange, type ProseRange } from "../measures/prose-range.ts";
import type { Block, Document, Finding } from "../types.ts";
import { defineStage } from "./define.ts";

/** Between a headline and the site's name in `<title>`. */
const SITE_SEPARATOR =
  /\s*[_|｜]\s*|\s+[-–—]+\s+|\s*--+\s*|(?<=[\p{Script=Han}”」》！？!?])[-–—](?=[\p{Script=Han}\w.]{2,16}$)/u;

/** A longer <title> is no headline, with or without a site's name. */
const TITLE_UNITS_AT_MOST = 500;

/** A rule of dashes is no title. */
const WORDS = /\p{L}{2}/u;

type Reason = "repeated-headline" | "title-tag" | "above-headline" | "site-name";

export const headline = defineStage<Reason, { readonly repeatsWithin: number }>({
  name: "headline",
  summary: "The headline stands once: repeats of it and the site's name behind it go.",
  reasons: {
    "repeated-headline": "the same words as the headline, above or right below it",
    "title-tag": "the page's title, where the headline stands on the page itself",
    "above-headline": "a short line between the page's title and the headline, in the text of a whole page",
    "site-name": "what the <title> adds to the headline: channel, site",
  },
  defaults: {
    // A headline printed again as the first line of the text: among these many blocks below it.
    repeatsWithin: 12,
  },
  *run(document, { repeatsWithin }, { cues }) {
    const range = proseRange(document.blocks, cues);
    yield* document.format === "html"
      ? onPage(document, range, repeatsWithin)
      : inText(document.blocks, range);
  },
});

function* onPage(
  { blocks, metadata }: Document,
  range: ProseRange | undefined,
  repeatsWithin: number,
): Iterable<Finding<Reason>> {
  const at = findHeadline(blocks, metadata.title, range);
  const title = blocks.find(({ kind }) => kind === "title");
  if (at === undefined) {
    if (title) yield* siteName(title);
    return;
  }
  if (title) yield { block: title.index, reason: "title-tag" };
  const chosen = matchKey(blocks[at]!.text);
  for (const [other, block] of blocks.entries()) {
    if (other !== at && block !== title && other <= at + repeatsWithin && matchKey(block.text) === chosen) {
      yield { block: block.index, reason: "repeated-headline" };
    }
  }
}

/**
 * A text of a whole page begins with the page's title, and the headline stands again above the prose:
 * what is short between the two is the site's.
 */
function* inText(blocks: readonly Block[], range: ProseRange | undefined): Iterable<Finding<Reason>> {
  const [first] = blocks;
  if (first === undefined || range === undefined || !isTitleShaped(first.text) || !WORDS.test(first.text))
    return;
  const titles = [first.text, withoutSite(first.text)].map(matchKey);
  const at = blocks.findLastIndex(
    ({ text }, other) => other > 0 && other <= range.first + 1 && titles.includes(matchKey(text)),
  );
  if (at === -1) return;
  yield { block: first.index, reason: "title-tag" };
  for (const block of blocks.slice(1, at)) {
    if (titles.includes(matchKey(block.text))) yield { block: block.index, reason: "repeated-headline" };
    else if (isLabel(block.text)) yield { block: block.index, reason: "above-headline" };
  }
}

function* siteName(title: Block): Iterable<Finding<Reason>> {
  const from = withoutSite(title.text).length;
  if (from < title.text.length)
    yield { block: title.index, span: [from, title.text.length], reason: "site-name" };
}

function withoutSite(title: string): string {
  const suffix = title.length <= TITLE_UNITS_AT_MOST ? SITE_SEPARATOR.exec(title) : null;
  return suffix === null || suffix.index === 0 ? title : title.slice(0, suffix.index);
}
