import { cueWeight, cuesIn } from "../cues/match.ts";
import { isLabel, linkShare } from "../measures/lines.ts";
import { positionOf, proseRange } from "../measures/prose-range.ts";
import { hundredths } from "../measures/rounding.ts";
import { runsOf } from "../measures/runs.ts";
import { countSentenceEnds, isProse } from "../measures/sentences.ts";
import { sharedSuffix, type SharedSuffix } from "../measures/suffixes.ts";
import type { Block, Cues, Evidence, Finding } from "../types.ts";
import { defineStage, firstOfEachBlock } from "./define.ts";

/** Entries of a farm stand apart by spaces or bars. 、 lists things in a sentence and separates nothing here. */
const ENTRY_BORDER = /[\s\u00a0\u3000|｜]+/u;

const QUOTED = /[“”「」]/u;

type Reason = "keyword-over-places" | "keyword-list" | "gambling-words" | "exchanged-links";

interface Options {
  readonly entriesAtLeast: number;
  readonly suffixShare: number;
  readonly unlinkedAtLeast: number;
  readonly keywordsAtLeast: number;
  readonly gamblingAtLeast: number;
  readonly hostsAtLeast: number;
  readonly linkShare: number;
}

export const linkFarm = defineStage<Reason, Options>({
  name: "link-farm",
  summary:
    "Links planted for search engines: one keyword cycling over places, keyword lists, gambling words, exchanged links.",
  reasons: {
    "keyword-over-places": "many entries that differ only in the place before the same keyword",
    "keyword-list": "a line of keywords that repeat one another",
    "gambling-words": "several names of gambling or agency offers without a sentence",
    "exchanged-links": "links to many other hosts outside the text",
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
    hostsAtLeast: 5,
    // A list that is nearly all links.
    linkShare: 0.7,
  },
  *run({ blocks }, options, { cues }) {
    const planted = firstOfEachBlock([
      ...plantedLines(blocks, options, cues),
      ...plantedRuns(blocks, options, cues),
      ...exchangedLinks(blocks, options),
    ]);
    yield* planted.values();
    yield* headings(blocks, planted, cues);
  },
});

/** Farms in one line. */
function* plantedLines(blocks: readonly Block[], options: Options, cues: Cues): Iterable<Finding<Reason>> {
  const range = proseRange(blocks, cues);
  for (const [at, block] of blocks.entries()) {
    if (block.kind === "title" || block.facts.headingLevel === 1 || countSentenceEnds(block.text) > 0)
      continue;
    const entries = block.text.split(ENTRY_BORDER).filter((entry) => entry !== "");
    const shared = sharedSuffix(entries);
    const sells = linkShare(block) > 0.5 || cueWeight(block, "link-farm", cues) > 0;
    const least = sells ? options.entriesAtLeast : options.unlinkedAtLeast;
    if (shared && shared.entries >= least && shared.share >= options.suffixShare) {
      yield { block: block.index, reason: "keyword-over-places", evidence: suffixEvidence(shared) };
    }
    const isList = entries.length >= options.keywordsAtLeast && positionOf(at, range) !== "body";
    const keyword = isList ? repeatedKeyword(entries) : undefined;
    if (keyword && keyword.share >= options.suffixShare) {
      const evidence = { keyword: keyword.word, entries: entries.length, share: hundredths(keyword.share) };
      yield { block: block.index, reason: "keyword-list", evidence };
    }
    const words = cuesIn(block, "link-farm", cues).filter(({ weight }) => weight >= 2).length;
    const { hidden } = block.facts;
    const linked = linkShare(block) > 0.5;
    // 「“百家乐”“老虎机”是怎么骗人的」: in the text, what stands in quotes is spoken of.
    const mentioned = positionOf(at, range) === "body" && !linked && QUOTED.test(block.text);
    if ((words >= options.gamblingAtLeast && !mentioned) || (words > 0 && hidden && linked)) {
      yield { block: block.index, reason: "gambling-words", evidence: { words, hidden } };
    }
  }
}

/** Farms with one entry a line. */
function* plantedRuns(blocks: readonly Block[], options: Options, cues: Cues): Iterable<Finding<Reason>> {
  const isEntry = (block: Block) => block.kind !== "title" && isLabel(block.text);
  for (const [first, last] of runsOf(blocks, options.entriesAtLeast, isEntry)) {
    const run = blocks.slice(first, last + 1);
    const shared = sharedSuffix(run.map(({ text }) => text.trim()));
    if (!shared || shared.entries < options.entriesAtLeast) continue;
    const alike = run.filter(({ text }) => text.trim().endsWith(shared.suffix));
    const sells = alike.some((block) => cueWeight(block, "link-farm", cues) > 0);
    const clear = shared.share >= options.suffixShare && (sells || shared.entries >= options.unlinkedAtLeast);
    for (const block of alike) {
      if (clear || linkShare(block) > 0.5) {
        yield { block: block.index, reason: "keyword-over-places", evidence: suffixEvidence(shared) };
      }
    }
  }
}

/** 友情链接: a list whose links lead to many other hosts. */
function* exchangedLinks(blocks: readonly Block[], options: Options): Iterable<Finding<Reason>> {
  for (const group of Map.groupBy(blocks, ({ group }) => group).values()) {
    const hosts = new Set(group.flatMap(({ facts }) => facts.outboundHosts)).size;
    const links = group.filter((block) => linkShare(block) > options.linkShare).length;
    if (hosts < options.hostsAtLeast || links < options.linkShare * group.length) continue;
    if (group.some(({ text }) => isProse(text))) continue;
    for (const block of group) yield { block: block.index, reason: "exchanged-links", evidence: { hosts } };
  }
}

/** 「热门城市」 over a farm goes with it. */
function* headings(
  blocks: readonly Block[],
  planted: ReadonlyMap<number, Finding<Reason>>,
  cues: Cues,
): Iterable<Finding<Reason>> {
  for (const [at, block] of blocks.entries()) {
    const below = planted.get(blocks[at + 1]?.index ?? -1);
    const heads = isLabel(block.text) && cuesIn(block, "link-farm", cues).some(({ opens }) => opens);
    if (heads && below && !planted.has(block.index)) {
      yield { block: block.index, reason: below.reason, evidence: { heading: true } };
    }
  }
}

function suffixEvidence({ suffix, entries, share }: SharedSuffix): Evidence {
  return { suffix, entries, share: hundredths(share) };
}

const KEYWORD_TIMES = 3;

/** The four-character word that most entries hold. */
function repeatedKeyword(entries: readonly string[]): { word: string; share: number } | undefined {
  if (entries.length < KEYWORD_TIMES) return undefined;
  const counts = new Map<string, number>();
  for (const entry of entries) {
    const chars = Array.from(entry);
    const words = new Set(chars.slice(0, -3).map((_, at) => chars.slice(at, at + 4).join("")));
    for (const word of words)
      if (/^\p{Script=Han}{4}$/u.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  let best: { word: string; share: number } | undefined;
  for (const [word, times] of counts) {
    if (times >= KEYWORD_TIMES && times / entries.length > (best?.share ?? 0))
      best = { word, share: times / entries.length };
  }
  return best;
}
