import { cueWeight, cuesIn } from "../../cues/match.ts";
import type { CueMatch } from "../../document/cue.ts";
import { hanLength } from "../../text/characters.ts";
import { isMostlyLink } from "../../text/lines.ts";
import { besidePlace, keywordOverPlaces, type PlacedKeyword } from "../../lines/places.ts";
import { positionOf, proseRange } from "../../structure/prose-range.ts";
import { hundredths } from "../../text/numbers.ts";
import { runsOf } from "../../text/runs.ts";
import { sharedSuffix, type SharedSuffix } from "../../lines/suffixes.ts";
import { shapeOf } from "../../cues/line-shape.ts";
import type { Cues } from "../../document/cue.ts";
import type { Block } from "../../document/document.ts";
import type { Evidence, Finding } from "../../document/finding.ts";
import { defineStage, firstOfEachBlock } from "../../document/stage.ts";

/** Separators of entries: spaces and bars, not 、, which enumerates within sentences. */
const ENTRY_BORDER = /[\s\u00a0\u3000|｜]+/u;

const QUOTED = /[“”「」]/u;

/** 「北京租房」 has a keyword, 「北京站」 and 「北京市」 have none. Chinese characters. */
const KEYWORD_AT_LEAST = 2;

type Reason = "keyword-over-places" | "keyword-list" | "gambling-words";

interface Options {
  readonly entriesAtLeast: number;
  readonly suffixShare: number;
  readonly unlinkedAtLeast: number;
  readonly keywordsAtLeast: number;
  readonly gamblingAtLeast: number;
  readonly gamblingShare: number;
}

export const linkFarm = defineStage<Reason, Options>({
  name: "link-farm",
  kind: "spam",
  zone: "any",
  isPlanted: true,
  summary:
    "Removes links planted for search engines: one keyword over many places, keyword lists, gambling words.",
  reasons: {
    "keyword-over-places": "many entries that differ only in the place before the same keyword",
    "keyword-list": "a line of keywords that repeat one another",
    "gambling-words": "several names of gambling or agency offers without a sentence",
  },
  defaults: {
    // A branch list or a row of sister offices is shorter, and seldom in one line.
    entriesAtLeast: 6,
    suffixShare: 0.5,
    // Entries without links that sell nothing: eight villages sign a letter, a farm has dozens of places.
    unlinkedAtLeast: 15,
    keywordsAtLeast: 5,
    // A police report names one or two.
    gamblingAtLeast: 3,
    // Of a line that ends as a sentence does.
    gamblingShare: 0.4,
  },
  *run({ blocks }, options, { cues }) {
    const planted = firstOfEachBlock([
      ...plantedLines(blocks, options, cues),
      ...plantedRuns(blocks, options, cues),
    ]);
    yield* planted.values();
    yield* headings(blocks, planted, cues);
  },
});

/** Farms in one line. */
function* plantedLines(blocks: readonly Block[], options: Options, cues: Cues): Iterable<Finding<Reason>> {
  const range = proseRange(blocks, cues);
  for (const [at, block] of blocks.entries()) {
    if (block.kind === "title") continue;
    const inBody = positionOf(at, range) === "body";
    const linked = isMostlyLink(block);
    const words = cuesIn(block, "link-farm", cues).filter(({ weight }) => weight >= 2);
    if (isOfGambling(block, words, inBody && !linked, options)) {
      const { hidden } = block.facts;
      yield { block: block.index, reason: "gambling-words", evidence: { words: words.length, hidden } };
    }
    if (shapeOf(block).sentenceEnds > 0) continue;
    const entries = block.text.split(ENTRY_BORDER).filter((entry) => entry !== "");
    const sells = linked || cueWeight(block, "link-farm", cues) > 0;
    // Which teams came, or whom a letter is from, is told in the text.
    const least = sells ? options.entriesAtLeast : options.unlinkedAtLeast;
    const isLong = entries.length >= least && (sells || !inBody);
    const farm = isLong ? farmOf(entries, options.suffixShare) : undefined;
    if (farm && farm.entries >= least)
      yield { block: block.index, reason: "keyword-over-places", evidence: evidenceOf(farm, entries) };
    const isList = entries.length >= options.keywordsAtLeast && !inBody;
    const keyword = isList ? repeatedKeyword(entries, options.suffixShare) : undefined;
    if (keyword !== undefined) {
      const evidence = { keyword: keyword.word, entries: entries.length, share: hundredths(keyword.share) };
      yield { block: block.index, reason: "keyword-list", evidence };
    }
  }
}

/** Keywords of offers with little else; a text may list a few or quote them. */
function isOfGambling(
  block: Block,
  words: readonly CueMatch[],
  inText: boolean,
  { gamblingAtLeast, gamblingShare }: Options,
): boolean {
  if (words.length === 0) return false;
  const { text, facts } = block;
  if (facts.hidden && isMostlyLink(block)) return true;
  // 「“百家乐”“老虎机”是怎么骗人的」: quoted words are mentioned, not offered.
  if (words.length < gamblingAtLeast || (inText && QUOTED.test(text))) return false;
  const length = words.reduce((sum, { phrase }) => sum + phrase.length, 0);
  return shapeOf(block).sentenceEnds === 0 || length >= gamblingShare * facts.chars;
}

/** Farms with one entry a line. */
function* plantedRuns(blocks: readonly Block[], options: Options, cues: Cues): Iterable<Finding<Reason>> {
  for (const [first, last] of runsOf(blocks, options.entriesAtLeast, (block) => shapeOf(block).isLabel)) {
    const run = blocks.slice(first, last + 1);
    const entries = run.map(({ text }) => text.trim());
    const farm = farmOf(entries, 0);
    if (!farm || farm.entries < options.entriesAtLeast) continue;
    const alike = run.filter(({ text }) => farm.has(text.trim()));
    const sells = alike.some((block) => cueWeight(block, "link-farm", cues) > 0);
    const clear = farm.share >= options.suffixShare && (sells || farm.entries >= options.unlinkedAtLeast);
    const planted = clear ? alike : alike.filter(isMostlyLink);
    const evidence = evidenceOf(farm, entries);
    for (const { index } of planted) yield { block: index, reason: "keyword-over-places", evidence };
  }
}

/** Entries that share a keyword. */
interface Farm {
  readonly keyword: string;
  readonly entries: number;
  readonly share: number;
  has(entry: string): boolean;
}

/** A shared ending, or a keyword beside known places. */
function farmOf(entries: readonly string[], suffixShare: number): Farm | undefined {
  return [suffixFarm(sharedSuffix(entries)), placeFarm(keywordOverPlaces(entries))]
    .filter((farm) => farm !== undefined)
    .filter(({ share }) => share >= suffixShare)
    .toSorted((a, b) => b.entries - a.entries)[0];
}

function suffixFarm(shared: SharedSuffix | undefined): Farm | undefined {
  if (shared === undefined) return undefined;
  const { suffix, entries, share } = shared;
  return { keyword: suffix, entries, share, has: (entry) => entry.endsWith(suffix) };
}

function placeFarm(placed: PlacedKeyword | undefined): Farm | undefined {
  if (placed === undefined || hanLength(placed.keyword) < KEYWORD_AT_LEAST) return undefined;
  return { ...placed, has: (entry) => besidePlace(entry) === placed.keyword };
}

/** `places`: share of the entries that name one. */
function evidenceOf({ keyword, entries, share }: Farm, all: readonly string[]): Evidence {
  const places = new Set(all.filter((entry) => besidePlace(entry) !== undefined)).size / new Set(all).size;
  return { keyword, entries, share: hundredths(share), places: hundredths(places) };
}

/** 「热门城市」 over a farm goes with it. */
function* headings(
  blocks: readonly Block[],
  planted: ReadonlyMap<number, Finding<Reason>>,
  cues: Cues,
): Iterable<Finding<Reason>> {
  for (const [at, block] of blocks.entries()) {
    const below = planted.get(blocks[at + 1]?.index ?? -1);
    if (below === undefined || planted.has(block.index) || !shapeOf(block).isLabel) continue;
    if (cuesIn(block, "link-farm", cues).some(({ opens }) => opens))
      yield { block: block.index, reason: below.reason, evidence: { heading: true } };
  }
}

/** Wherever they begin in an entry. */
const FOUR_CHARACTERS = /(?=(\p{Script=Han}{4}))/gu;

/** The four-character word that most entries hold, where it is at least this share of them. */
function repeatedKeyword(
  entries: readonly string[],
  shareAtLeast: number,
): { word: string; share: number } | undefined {
  const counts = new Map<string, number>();
  for (const entry of entries) {
    const words = new Set(Array.from(entry.matchAll(FOUR_CHARACTERS), ([, word]) => word!));
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const [best] = [...counts].toSorted(([, some], [, others]) => others - some);
  if (best === undefined || best[1] < shareAtLeast * entries.length) return undefined;
  return { word: best[0], share: best[1] / entries.length };
}
