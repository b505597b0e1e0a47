/** Finds the headline of a plain text. */
import { matchKey } from "../text/match-key.ts";
import { isTitleShaped } from "../text/lines.ts";
import { proseRange } from "../structure/prose-range.ts";
import { shapeOf } from "../cues/line-shape.ts";
import type { Cues } from "../document/cue.ts";
import type { Block } from "../document/document.ts";

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

/** A line of dashes is no title. */
const WORDS = /\p{L}{2}/u;

/** A section, a site: 「清溪新闻网」, 「要闻频道」. */
const SITE_NAME =
  /(?:网|網|网站|網站|在线|在線|门户|門戶|频道|頻道|日报|日報|晚报|晚報|早报|早報|官网|首页|首頁|栏目|欄目)$/u;
const SITE_NAME_AT_MOST = 14;

/**
 * In the text of a whole page, which begins with the page's title, the last line above its prose that says the same;
 * in any other text its first line, where its prose follows.
 *
 * @returns its index, or none where nothing says which it is
 */
export function headlineOfText(blocks: readonly Block[], cues: Cues): readonly number[] {
  // The list itself where it can be: what was found out about its prose is kept with it.
  const isBlank = ({ facts }: Block) => facts.chars === 0;
  const visible = blocks.some(isBlank) ? blocks.filter((block) => !isBlank(block)) : blocks;
  const declared = declaredFirst(visible);
  return [headlineUnderTitle(visible, cues, declared !== undefined) ?? declared]
    .filter((block) => block !== undefined)
    .map(({ index }) => index);
}

/** A page's title without the names of section and site behind it. */
export function withoutSite(title: string): string {
  const suffix = title.length <= TITLE_UNITS_AT_MOST ? SITE_SEPARATOR.exec(title) : null;
  return suffix === null || suffix.index === 0 ? title : title.slice(0, suffix.index);
}

function headlineUnderTitle(blocks: readonly Block[], cues: Cues, isDeclared: boolean): Block | undefined {
  const [first] = blocks;
  const range = proseRange(blocks, cues);
  if (first === undefined || range === undefined || !isPageTitle(first.text)) return undefined;
  const above = blocks.slice(0, range.first + 2).map((block) => shapeOf(block).key);
  const title = titlesIn(first.text, isDeclared ? SITE_MARKS : SEPARATOR).find(
    (key) => above.lastIndexOf(key) > 0,
  );
  return title === undefined ? undefined : blocks[above.lastIndexOf(title)];
}

/** The first line, where prose follows; a page's title with its site's name is none. */
function declaredFirst([first, second]: readonly Block[]): Block | undefined {
  const isHeadline =
    first !== undefined &&
    second !== undefined &&
    isTitleShaped(first.text) &&
    !isSiteName(bare(first.text)) &&
    !/[_|｜]/u.test(first.text) &&
    !shapeOf(first).isProse &&
    shapeOf(second).isProse;
  return isHeadline ? first : undefined;
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

/** Letters and digits alone: the marks of a headline and of the page's title differ. */
function bare(text: string): string {
  return matchKey(text).replaceAll(/[\s\p{P}\p{S}]/gu, "");
}

function isSiteName(name: string): boolean {
  return name.length <= SITE_NAME_AT_MOST && SITE_NAME.test(name);
}
