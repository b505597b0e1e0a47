/** Features of lines for the headline model. */
import type { Columns } from "../text/columns.ts";
import { NONE, RunningSums } from "../structure/element-tree.ts";
import type { PageMeasures } from "./page-measures.ts";
import { isNameIn } from "../lines/title-likeness.ts";
import { countAlike, mayBeHeadline } from "./title-measures.ts";
import { keyOf, type TextWords } from "./words-in-text.ts";

export const HEADLINE_FEATURES = [
  // How much it reads like what the page declares, by itself and beside other lines.
  "titleLikeness",
  "sameAsTitle",
  "mostAlike",
  "mostAlikeAboveText",
  "alikeBefore",
  "alikeBeforeText",
  "nameInTitle",
  "siteName",
  "wordsInText",
  // The line itself.
  "h1",
  "h2",
  "h3",
  "lowerHeading",
  "onlyH1",
  "titleInName",
  "titleInParentsName",
  "bold",
  "linkShare",
  "length",
  "short",
  "long",
  "label",
  "dated",
  "endsInStop",
  "cues",
  "times",
  "linesOfMake",
  "hidden",
  "record",
  // Where it stands.
  "position",
  "aboveText",
  "beforeText",
  "afterTextStart",
  "inContainer",
  "fromContainer",
  "stepsFromText",
  "stepsToText",
  // What stands around it.
  "dateBelow",
  "dateSoonBelow",
  "proseBelow",
  "proseSoonBelow",
  "linksBelow",
  "linksAbove",
] as const;

export type HeadlineFeature = (typeof HEADLINE_FEATURES)[number];

/** A line shorter than this is a name, a longer one two headlines or a sentence. */
const SHORT = 5;
const LONG = 60;

/** Less likeness than this makes no line the page's most alike. */
const MOST_ALIKE = 0.3;

/** So many blocks below and above a line are looked at. */
const SOON_BELOW = 3;
const BELOW = 5;
const ABOVE = 4;

/** Link share of a line that is a link elsewhere. */
const LINKED = 0.6;

const TITLE_IN_NAME = /title|headline|biaoti|(?<![a-z])tit/iu;

/** Names of sections and sites: 「清溪新闻网」, 「要闻频道」. */
const SITE_NAME =
  /^.{1,12}(?:网|網|网站|網站|在线|在線|门户|門戶|频道|頻道|日报|日報|晚报|晚報|早报|早報|官网|官網|首页|首頁|栏目|欄目)$/u;

/** The day of a speech stands in its subtitle: 「政府工作报告——2026年1月13日在……」. */
const SUBTITLE = /——/u;

const STOP_AT_END = /[。；;，,]$/u;

/**
 * A value for each block; those of the others mean nothing.
 *
 * @param isAsked of which blocks they are needed
 */
export function headlineFeatures(
  page: PageMeasures,
  words: TextWords,
  isAsked: (at: number) => boolean = (at) => mayBeHeadline(page, at),
): Columns<HeadlineFeature> {
  const { blocks, elements, lines, records, runs, containers } = page;
  const { chars, linkShare, proseWeight, isDated } = lines;
  const { titles, likeness, lastLines } = page.titles;
  const asked = Array.from(blocks.keys()).filter(isAsked);
  const perBlock = (measure: (at: number) => number | boolean) => {
    const column = new Float64Array(blocks.length);
    for (const at of asked) column[at] = Number(measure(at));
    return column;
  };
  const text = Math.min(runs.run.first, runs.withoutRecords.first);
  const start = runs.withoutRecords.first;
  const most = Math.max(MOST_ALIKE, ...likeness);
  const mostAbove = Math.max(MOST_ALIKE, ...likeness.subarray(0, start + 2));
  const alike = countAlike(likeness, lastLines, start);
  const levels = blocks.map(({ facts }) => facts.headingLevel);
  const h1 = [...blocks.keys()].filter((at) => levels[at] === 1 && mayBeHeadline(page, at));
  const times = new Map<string, number>();
  const makes = new Map<string, number>();
  for (const block of blocks) {
    const key = keyOf(block);
    times.set(key, (times.get(key) ?? 0) + 1);
    makes.set(block.path, (makes.get(block.path) ?? 0) + 1);
  }
  const { best } = containers;
  const innermost = elements.innermost[start] ?? NONE;
  const own = (at: number) => elements.innermost[at]!;
  const named = Uint8Array.from(elements.steps, (step) => Number(TITLE_IN_NAME.test(step)));
  const isTitleNamed = (element: number) => element !== NONE && named[element] === 1;
  const parentOf = (element: number) => (element === NONE ? NONE : elements.parents[element]!);
  const prose = new RunningSums(proseWeight.map((weight) => Math.min(weight, 1)));
  const dates = new RunningSums(isDated);
  const links = new RunningSums(linkShare.map((share) => Number(share > LINKED)));
  const last = blocks.length - 1;
  /** Sum of the blocks below, as far as there are any. */
  const below = (sums: RunningSums, at: number, count: number) =>
    sums.between(at + 1, Math.min(at + count, last));
  return {
    titleLikeness: likeness,
    sameAsTitle: perBlock((at) => likeness[at] === 1),
    mostAlike: perBlock((at) => likeness[at]! >= most),
    mostAlikeAboveText: perBlock((at) => likeness[at]! >= mostAbove),
    alikeBefore: alike.before,
    alikeBeforeText: alike.beforeText,
    nameInTitle: perBlock((at) => isNameIn(blocks[at]!.text, titles)),
    siteName: perBlock((at) => SITE_NAME.test(blocks[at]!.text.trim())),
    wordsInText: perBlock((at) => words.shareOf(keyOf(blocks[at]!), at)),
    h1: perBlock((at) => levels[at] === 1),
    h2: perBlock((at) => levels[at] === 2),
    h3: perBlock((at) => levels[at] === 3),
    lowerHeading: perBlock((at) => levels[at]! > 3),
    onlyH1: perBlock((at) => h1.length === 1 && h1[0] === at),
    titleInName: perBlock((at) => isTitleNamed(own(at)) || isTitleNamed(parentOf(own(at)))),
    titleInParentsName: perBlock((at) => isTitleNamed(parentOf(own(at)))),
    bold: perBlock((at) => blocks[at]!.facts.boldChars / Math.max(chars[at]!, 1)),
    linkShare,
    length: chars.map(Math.log1p),
    short: perBlock((at) => chars[at]! < SHORT),
    long: perBlock((at) => chars[at]! > LONG),
    label: lines.isLabel,
    dated: perBlock((at) => isDated[at] === 1 && !SUBTITLE.test(blocks[at]!.text)),
    endsInStop: perBlock((at) => STOP_AT_END.test(blocks[at]!.text.slice(-1))),
    cues: perBlock((at) => lines.cueKinds[at]! > 0),
    times: perBlock((at) => times.get(keyOf(blocks[at]!))!),
    linesOfMake: perBlock((at) => Math.log1p(makes.get(blocks[at]!.path)!)),
    hidden: perBlock((at) => blocks[at]!.facts.hidden),
    record: records.isRecord,
    position: perBlock((at) => at / blocks.length),
    aboveText: perBlock((at) => at < text),
    beforeText: perBlock((at) => Math.log1p(Math.max(start - at, 0))),
    afterTextStart: perBlock((at) => Math.log1p(Math.max(at - start, 0))),
    inContainer: perBlock((at) => best !== NONE && at >= elements.first[best]! && at <= elements.last[best]!),
    fromContainer: perBlock((at) => Math.log1p(Math.abs(at - (best === NONE ? 0 : elements.first[best]!)))),
    stepsFromText: perBlock((at) => elements.stepsUp(innermost, own(at))),
    stepsToText: perBlock((at) => elements.stepsUp(own(at), innermost)),
    dateBelow: perBlock((at) => isDated[at + 1] ?? 0),
    dateSoonBelow: perBlock((at) => below(dates, at, SOON_BELOW) > 0),
    proseBelow: perBlock((at) => below(prose, at, 2) > 0),
    proseSoonBelow: perBlock((at) => below(prose, at, BELOW) > 0),
    linksBelow: perBlock((at) => below(links, at, BELOW) / BELOW),
    linksAbove: perBlock((at) => links.between(Math.max(at - ABOVE, 0), at - 1) / ABOVE),
  };
}
