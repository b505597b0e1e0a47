/** What a document is. A page that is all boilerplate gets a verdict, not an empty file. */
import { cueWeight } from "./cues/match.ts";
import { visibleLength } from "./measures/characters.ts";
import { isLabel, linkShare } from "./measures/lines.ts";
import { endsInEllipsis, isProse } from "./measures/sentences.ts";
import type { Change, Cues, Document, Metadata, Verdict } from "./types.ts";

/** What a verdict is judged by. */
export interface Outcome {
  readonly original: Document;
  readonly remaining: Document;
  readonly changes: readonly Change[];
  readonly metadata: Metadata;
  readonly language: "zh" | "any";
  readonly cues: Cues;
}

/** Shorter texts than this tell nothing: visible code points of prose. */
const PROSE_AT_LEAST = 40;

/** A page that stands in for another says little besides its notice. */
const BLOCKED_AT_MOST = 60;

/** With this much running text a page is somebody's story, whatever was planted around it. */
const STORY_AT_LEAST = 120;

/** From this share of the page on, planted links are what it is for. */
const FARM_SHARE = 0.5;

/** A list page is at least this many entries; a date beside the headline is not linked. */
const ENTRIES_AT_LEAST = 5;
const ENTRY_LINK_SHARE = 0.3;

/** Teasers 「……记者获悉...」: an article has one or two broken-off lines, a list page one for each story. */
const TEASERS_AT_LEAST = 3;
const TEASER_SHARE = 0.25;

export function judge({ original, remaining, changes, metadata, language, cues }: Outcome): Verdict {
  const all = original.blocks.filter(({ kind }) => kind !== "title");
  const chars = sum(all, ({ facts }) => facts.chars);
  const kept = remaining.blocks.filter(({ kind }) => kind !== "title");
  const prose = sum(
    kept.filter(({ text }) => isProse(text)),
    ({ text }) => visibleLength(text),
  );
  const farm = sum(
    changes.filter(({ stage }) => stage === "link-farm"),
    ({ before }) => visibleLength(before),
  );
  const blocked = original.blocks.find(
    (block) => visibleLength(block.text) <= 60 && cueWeight(block, "blocked", cues) >= 2,
  );

  if (blocked && prose < BLOCKED_AT_MOST + visibleLength(blocked.text)) {
    return { kind: "blocked", reasons: [`The page says 「${blocked.text.trim()}」 and little else.`] };
  }
  if (farm > FARM_SHARE * chars && prose < STORY_AT_LEAST) {
    return { kind: "spam", reasons: [`Planted links are ${percent(farm / chars)} of the page.`] };
  }
  const keptChars = sum(kept, ({ text }) => visibleLength(text));
  if (language === "zh" && isForeign(metadata.language) && keptChars >= PROSE_AT_LEAST) {
    return { kind: "not-chinese", reasons: [`The text is in "${metadata.language}" (ISO 639-3).`] };
  }
  if (prose < PROSE_AT_LEAST) {
    const entries = all.filter(
      (block) => isLabel(block.text) && (original.format === "text" || linkShare(block) > ENTRY_LINK_SHARE),
    ).length;
    if (farm > prose && farm > 0.2 * chars)
      return {
        kind: "spam",
        reasons: [`Planted links are ${percent(farm / chars)} of the page, and there is no article.`],
      };
    if (entries >= ENTRIES_AT_LEAST)
      return {
        kind: "listing",
        reasons: [`${entries} short entries, and ${prose} characters of running text.`],
      };
    return { kind: "thin", reasons: [`Only ${prose} characters of running text.`] };
  }
  const teasers = kept.filter(({ text }) => endsInEllipsis(text)).length;
  if (teasers >= TEASERS_AT_LEAST && teasers >= TEASER_SHARE * kept.length) {
    return { kind: "listing", reasons: [`${teasers} of ${kept.length} lines are teasers that break off.`] };
  }
  return { kind: "article", reasons: [`${prose} characters of running text in ${kept.length} lines.`] };
}

/** Told, and not Chinese. */
function isForeign(language: string | undefined): boolean {
  return language !== "cmn" && language !== "und" && language !== undefined;
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
