import { cueWeight, cuesIn } from "../cues/match.ts";
import { isLabel, linkShare } from "../measures/lines.ts";
import { positionOf, proseRange } from "../measures/prose-range.ts";
import { runsOf } from "../measures/runs.ts";
import { countSentenceEnds, isProse } from "../measures/sentences.ts";
import { sharedSuffix } from "../measures/suffixes.ts";
import type { Block, Evidence, Finding } from "../types.ts";
import { defineStage } from "./define.ts";

/** Entries of a farm stand apart by spaces or bars. 、 lists things in a sentence and separates nothing here. */
const ENTRY_BORDER = /[\s\u00a0\u3000|｜]+/u;

type Reason = "keyword-over-places" | "keyword-list" | "gambling-words" | "exchanged-links";

export const linkFarm = defineStage<
  Reason,
  {
    readonly entriesAtLeast: number;
    readonly suffixShare: number;
    readonly unlinkedAtLeast: number;
    readonly keywordsAtLeast: number;
    readonly gamblingAtLeast: number;
    readonly hostsAtLeast: number;
  }
>({
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
    // Lines without links that sell nothing: eight villages sign a letter, a farm has dozens of places.
    unlinkedAtLeast: 15,
    keywordsAtLeast: 5,
    gamblingAtLeast: 3,
    hostsAtLeast: 5,
  },
  *run({ blocks }, options, { cues }) {
    const range = proseRange(blocks, cues);
    const found = new Map<number, Finding<Reason>>();
    const add = (block: Block, reason: Reason, evidence: Evidence) => {
      if (!found.has(block.index)) found.set(block.index, { block: block.index, reason, evidence });
    };

    for (const [at, block] of blocks.entries()) {
      if (block.kind === "title" || block.facts.headingLevel === 1) continue;
      const verbless = countSentenceEnds(block.text) === 0;
      if (!verbless) continue;
      const entries = block.text.split(ENTRY_BORDER).filter((entry) => entry !== "");
      const shared = sharedSuffix(entries);
      if (shared && shared.entries >= options.entriesAtLeast && shared.share >= options.suffixShare) {
        add(block, "keyword-over-places", {
          suffix: shared.suffix,
          entries: shared.entries,
          share: round(shared.share),
        });
      }
      const keyword = positionOf(at, range) === "body" ? undefined : repeatedKeyword(entries);
      if (keyword && entries.length >= options.keywordsAtLeast && keyword.share >= options.suffixShare) {
        add(block, "keyword-list", {
          keyword: keyword.word,
          entries: entries.length,
          share: round(keyword.share),
        });
      }
      const gambling = cuesIn(block, "link-farm", cues).filter(({ weight }) => weight >= 2);
      if (
        gambling.length >= options.gamblingAtLeast ||
        (gambling.length > 0 && block.facts.hidden && linkShare(block) > 0.5)
      ) {
        add(block, "gambling-words", { words: gambling.length, hidden: block.facts.hidden });
      }
    }

    for (const [first, last] of runsOf(
      blocks,
      options.entriesAtLeast,
      (block) => isLabel(block.text) && block.kind !== "title",
    )) {
      const run = blocks.slice(first, last + 1);
      const shared = sharedSuffix(run.map(({ text }) => text.trim()));
      if (shared && shared.entries >= options.entriesAtLeast) {
        const sells = run.some(
          (block) => block.text.trim().endsWith(shared.suffix) && cueWeight(block, "link-farm", cues) > 0,
        );
        const unlinked =
          shared.share >= options.suffixShare && (sells || shared.entries >= options.unlinkedAtLeast);
        for (const block of run.filter(({ text }) => text.trim().endsWith(shared.suffix))) {
          if (linkShare(block) > 0.5 || unlinked) {
            add(block, "keyword-over-places", {
              suffix: shared.suffix,
              entries: shared.entries,
              share: round(shared.share),
            });
          }
        }
      }
    }

    for (const group of Map.groupBy(blocks, ({ group }) => group).values()) {
      const hosts = new Set(group.flatMap(({ facts }) => facts.outboundHosts));
      const links = group.filter((block) => linkShare(block) > 0.7);
      if (
        hosts.size >= options.hostsAtLeast &&
        links.length >= group.length * 0.7 &&
        !group.some(({ text }) => isProse(text))
      ) {
        for (const block of group) add(block, "exchanged-links", { hosts: hosts.size });
      }
    }

    for (const [at, block] of blocks.entries()) {
      const heads = cuesIn(block, "link-farm", cues).some(({ opens }) => opens) && isLabel(block.text);
      const next = blocks[at + 1];
      if (heads && next && found.has(next.index))
        add(block, found.get(next.index)!.reason, { heading: true });
    }
    yield* found.values();
  },
});

/** The four-character word that most entries hold. */
function repeatedKeyword(entries: readonly string[]): { word: string; share: number } | undefined {
  const counts = new Map<string, number>();
  for (const entry of entries) {
    const chars = Array.from(entry);
    const words = new Set(chars.slice(0, -3).map((_, at) => chars.slice(at, at + 4).join("")));
    for (const word of words)
      if (/^\p{Script=Han}{4}$/u.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  let best: { word: string; share: number } | undefined;
  for (const [word, times] of counts) {
    if (times >= 3 && times / entries.length > (best?.share ?? 0))
      best = { word, share: times / entries.length };
  }
  return best;
}

function round(share: number): number {
  return Math.round(share * 100) / 100;
}
