/** The headline that a document declares itself: no word in it makes it the site's. */
import { matchKey } from "../cues/match-key.ts";
import { isTitleShaped, linkShare, parts } from "../measures/lines.ts";
import { shapeOf } from "../measures/shape.ts";
import type { Block } from "../types.ts";

/** A headline is set on no more lines. */
const LINES_AT_MOST = 4;

/** What stands between a headline and the names of section and site in a page's title. */
const SEPARATOR = /[_|｜»>]+|\s[-–—]+\s|-{1,2}|[–—]+/gu;

/** Code units: a title that is longer says its headline first. Each separator in it is a place to cut all of it. */
const TITLE_UNITS_READ = 500;

/** Shorter words are a section's: characters without white space and marks. */
const TELLING = 8;

/** So much of the shorter of two is the same headline, cut or continued. */
const SAME = 0.8;

/** A section, a site: 「清溪新闻网」, 「要闻频道」. */
const SITE_NAME =
  /(?:网|網|网站|網站|在线|在線|门户|門戶|频道|頻道|日报|日報|晚报|晚報|早报|早報|官网|首页|首頁|栏目|欄目)$/u;
const SITE_NAME_AT_MOST = 14;

/** Who gives notice, on a line of its own above 「关于……的通知」. */
const AUTHORITY =
  /(?:政府|委员会|委員會|办公室|辦公室|[局厅廳部院处處署社会會校]|大学|大學|学院|學院|公司|中心|集团|集團|文件)$/u;

/**
 * On a page: headings, or lines that follow each other, or else the only line, that agree with what its head says (`og:title`, JSON-LD, `<title>`),
 * and the lines set with them.
 *
 * @param told `og:title` or JSON-LD; the `<title>` is among the blocks
 * @returns indices, in page order; none where the page declares nothing, or only a section or its site
 */
export function declaredOnPage(blocks: readonly Block[], told: string | undefined): readonly number[] {
  const title = blocks.find(({ kind }) => kind === "title")?.text;
  const titles = [told, title].flatMap((text) =>
    text === undefined ? [] : [readTitle(text.slice(0, TITLE_UNITS_READ))],
  );
  const prose = blocks.flatMap((block, at) => (shapeOf(block).isProse ? [at] : []));
  const above = blocks.slice(0, prose.at(-1) ?? 0);
  const isName = siteNamesOf(blocks);
  const found = above.flatMap((block, at) => {
    if (!titles.some(({ whole }) => mayStandIn(whole, block))) return [];
    const lines = runsFrom(above, at).find((run) => isDeclared(run, titles, isName));
    return lines === undefined ? [] : [{ at, lines, level: levelOf(lines) }];
  });
  const level = Math.min(...found.map((one) => one.level));
  const ranked = found.filter((one) => one.level === level);
  // A line that is no heading is the only one of its words: others are a list's, or data of a script.
  if (level === NO_HEADING && ranked.length > 1) return [];
  const declared = ranked
    .filter(({ at, lines }) => !isOfPart(above, at, lines, prose[0]!))
    .flatMap(({ at, lines }) => withLinesAround(above, at, at + lines.length - 1))
    .filter(({ text }) => !isName(bare(text)));
  return [...new Set(declared)].map(({ index }) => index);
}

/** In a text: its first line, where its prose follows; a page's title with its site's name is none. */
export function declaredInText(blocks: readonly Block[]): readonly number[] {
  const [first, second] = blocks.filter(({ facts }) => facts.chars > 0);
  const isHeadline =
    first !== undefined &&
    second !== undefined &&
    isTitleShaped(first.text) &&
    !isSiteName(bare(first.text)) &&
    !/[_|｜]/u.test(first.text) &&
    !shapeOf(first).isProse &&
    shapeOf(second).isProse;
  return isHeadline ? [first.index] : [];
}

interface Title {
  readonly whole: string;
  /** What stands before each separator, and behind it, where that is most of the title; all of it where it has none. */
  readonly headlines: readonly string[];
}

function readTitle(text: string): Title {
  const whole = bare(text);
  const pieces = [...text.matchAll(SEPARATOR)].flatMap(({ index, 0: separator }) => {
    const before = bare(text.slice(0, index));
    const after = bare(text.slice(index + separator.length));
    return [
      ...(before.length >= TELLING || before.length >= whole.length - before.length ? [before] : []),
      ...(after.length >= TELLING && after.length > whole.length / 2 ? [after] : []),
    ];
  });
  return { whole, headlines: pieces.length === 0 ? [whole] : pieces };
}

/** Letters and digits alone: the marks of a headline and of the page's title differ. */
function bare(text: string): string {
  return matchKey(text).replaceAll(/[\s\p{P}\p{S}]/gu, "");
}

/** Begins like a part of the title, and is no link. */
function mayStandIn(title: string, block: Block): boolean {
  const beginning = bare(block.text.slice(0, BEGINNING)).slice(0, 2);
  return beginning !== "" && title.includes(beginning) && isLine(block);
}

const BEGINNING = 8;

function isLine(block: Block): boolean {
  const { kind, facts, text } = block;
  return kind !== "title" && !facts.hidden && isTitleShaped(text) && linkShare(block) <= 0.5;
}

/** Lines that follow each other in elements of one make, the longest run first. */
function runsFrom(blocks: readonly Block[], at: number): readonly (readonly Block[])[] {
  const { path } = blocks[at]!;
  const run = blocks.slice(at, at + LINES_AT_MOST);
  const end = run.findIndex((block) => block.path !== path || !isLine(block));
  const lines = end === -1 ? run : run.slice(0, end);
  return lines.map((_, shorter) => lines.slice(0, lines.length - shorter));
}

/** A heading like a title's headline; without one, or on several lines, the very words of it. */
function isDeclared(
  lines: readonly Block[],
  titles: readonly Title[],
  isName: (text: string) => boolean,
): boolean {
  if (lines.some(({ text }) => isName(bare(text)))) return false;
  const text = lines.map((line) => bare(line.text)).join("");
  const isHeading = lines.length === 1 && lines[0]!.facts.headingLevel > 0;
  return isHeading
    ? titles.some(({ whole, headlines }) => [whole, ...headlines].some((told) => isSame(text, told)))
    : text.length >= TELLING && titles.some(({ headlines }) => headlines.includes(text));
}

/** Below the first paragraph: a part's heading, or one that repeats for another screen what stands above. */
function isOfPart(
  blocks: readonly Block[],
  at: number,
  lines: readonly Block[],
  firstProse: number,
): boolean {
  if (at < firstProse) return false;
  const text = lines.map((line) => bare(line.text)).join("");
  return (
    levelOf(lines) > 1 ||
    blocks.slice(0, firstProse).some((block) => isLine(block) && bare(block.text) === text)
  );
}

/** Either may break off, or go on for a few words: 「（图）」. */
function isSame(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= TELLING && long.startsWith(short) && short.length >= SAME * long.length;
}

/** Lines that are no headings come last. */
const NO_HEADING = 7;

function levelOf(lines: readonly Block[]): number {
  return Math.min(...lines.map(({ facts }) => facts.headingLevel || NO_HEADING));
}

/** The other lines of the same heading, headings of one rank side by side, and who gives the notice. */
function withLinesAround(blocks: readonly Block[], first: number, last: number): readonly Block[] {
  const { path, facts } = blocks[first]!;
  const isSet = (block: Block | undefined) =>
    block !== undefined &&
    isLine(block) &&
    block.path === path &&
    block.facts.headingLevel === facts.headingLevel;
  const rank = facts.headingLevel;
  const around = rank === 1 || rank === 2 ? LINES_AT_MOST : 0;
  let from = first;
  let to = last;
  while (first - from < around && isSet(blocks[from - 1])) from -= 1;
  while (to - last < around && isSet(blocks[to + 1])) to += 1;
  if (givesNotice(blocks[from - 1], blocks[from]!)) from -= 1;
  return blocks.slice(from, to + 1);
}

function givesNotice(above: Block | undefined, { path }: Block): boolean {
  if (above === undefined || !isLine(above) || !AUTHORITY.test(above.text.trim())) return false;
  return above.path === path || (above.facts.headingLevel > 0 && parentOf(above.path) === parentOf(path));
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf(">"));
}

/** Tells the names of sections and of the site: they are linked elsewhere, or are called so. */
function siteNamesOf(blocks: readonly Block[]): (name: string) => boolean {
  let linked: Set<string> | undefined;
  return (name) => {
    if (name.length > SITE_NAME_AT_MOST) return false;
    if (isSiteName(name)) return true;
    linked ??= new Set(
      blocks.filter(({ facts }) => facts.links > 0).flatMap(({ text }) => parts(text).map(bare)),
    );
    return linked.has(name);
  };
}

function isSiteName(name: string): boolean {
  return name.length <= SITE_NAME_AT_MOST && SITE_NAME.test(name);
}
