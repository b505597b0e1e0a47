import { matchKey } from "../cues/match-key.ts";
import { isTitleShaped } from "../measures/lines.ts";
import { proseRange, type ProseRange } from "../measures/prose-range.ts";
import { shapeOf } from "../measures/shape.ts";
import type { Block, Document, Finding } from "../types.ts";
import { defineStage } from "./define.ts";

/** Between a headline and the site's name in `<title>`. */
const SITE_SEPARATOR =
  /\s*[_|｜]\s*|\s+[-–—]+\s+|\s*--+\s*|(?<=[\p{Script=Han}”」》！？!?])[-–—](?=[\p{Script=Han}\w.]{2,16}$)/u;

/** A longer <title> is no headline, with or without a site's name. */
const TITLE_UNITS_AT_MOST = 500;

/** What may stand before a site's name, where the headline that it leaves stands again as a line of its own. */
const SEPARATOR = /[\s_|｜–—-]+/gu;
/** A headline right above the text may have a gap of its own, and the text a heading with the same words. */
const SITE_MARKS = /\s*[_|｜–—-]+\s*/gu;

/** So much of a title is no section's name: code units. */
const HEADLINE_AT_LEAST = 8;

/** A slogan under the name of a section is no longer than this: visible code points. */
const LINE_AT_MOST = 40;

/** A rule of dashes is no title. */
const WORDS = /\p{L}{2}/u;

type Reason = "repeated-headline" | "title-tag" | "above-headline" | "site-name";

export const headline = defineStage<Reason, { readonly repeatsWithin: number }>({
  name: "headline",
  mayTakeHeadline: true,
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
    yield* document.format === "html"
      ? onPage(document, repeatsWithin)
      : inText(document, proseRange(document.blocks, cues));
  },
});

function* onPage(document: Document, repeatsWithin: number): Iterable<Finding<Reason>> {
  const { blocks, headline } = document;
  const lines = blocks.filter(({ index }) => headline.includes(index));
  const title = blocks.find(({ kind }) => kind === "title");
  if (lines.length === 0) {
    if (title) yield* siteName(title);
    return;
  }
  if (title) yield { block: title.index, reason: "title-tag" };
  const keys = lines.map((line) => shapeOf(line).key);
  const words = new Set([...keys, keys.join("")]);
  const last = blocks.indexOf(lines.at(-1)!);
  for (const block of blocks.slice(0, last + repeatsWithin + 1)) {
    if (block !== title && !lines.includes(block) && words.has(shapeOf(block).key))
      yield { block: block.index, reason: "repeated-headline" };
  }
}

/**
 * A text of a whole page begins with the page's title, and the headline stands again above the prose:
 * what stands between the two and is no paragraph is the site's.
 */
function* inText({ blocks, headline }: Document, range: ProseRange | undefined): Iterable<Finding<Reason>> {
  const [first] = blocks;
  if (first === undefined || range === undefined || !isPageTitle(first.text)) return;
  const above = blocks.slice(0, range.first + 2).map((block) => shapeOf(block).key);
  const isDeclared = headline.includes(first.index);
  const title = titlesIn(first.text, isDeclared ? SITE_MARKS : SEPARATOR).find(
    (key) => above.lastIndexOf(key) > 0,
  );
  if (title === undefined) return;
  const at = above.lastIndexOf(title);
  yield { block: first.index, reason: "title-tag", evidence: { headline: blocks[at]!.index } };
  for (const [between, block] of blocks.slice(0, at).entries()) {
    if (between === 0) continue;
    if (above[between] === title || above[between] === above[0])
      yield { block: block.index, reason: "repeated-headline" };
    else if (!isParagraph(block)) yield { block: block.index, reason: "above-headline" };
  }
}

function isPageTitle(text: string): boolean {
  return text.length <= TITLE_UNITS_AT_MOST && isTitleShaped(text.replaceAll("；", "")) && WORDS.test(text);
}

/** What may be the headline in a page's title, as it is compared: the whole of it first, then less and less of it. */
function titlesIn(title: string, separator: RegExp): readonly string[] {
  const ends = [...title.matchAll(separator)].map(({ index }) => index).toReversed();
  const begins = ends.map((end) => matchKey(title.slice(0, end)));
  return [
    matchKey(title),
    ...begins.filter((key) => key.length >= HEADLINE_AT_LEAST),
    matchKey(withoutSite(title)),
  ];
}

function isParagraph(block: Block): boolean {
  return shapeOf(block).isProse && block.facts.chars > LINE_AT_MOST;
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
