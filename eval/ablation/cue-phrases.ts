/** Counts the sites on which each cue phrase occurs; a phrase of only one site may be specific to it. */
import { cuesIn } from "../../src/core/cues/match.ts";
import { Page } from "../../src/core/page/page.ts";
import { readPage } from "../../src/core/page/read.ts";
import type { Cues } from "../../src/core/document/cue.ts";
import type { Block } from "../../src/core/document/document.ts";
import { type Cases, siteOfText } from "../cases.ts";
import { siteKey } from "../folds.ts";

export interface PhraseCount {
  readonly kind: string;
  readonly phrases: number;
  /** Found on no page, and on pages of more than one site. */
  readonly unseen: number;
  readonly shared: number;
  /** Those of one site. */
  readonly single: readonly string[];
}

/** By kind, in the order of the cues. */
export function countPhrases({ html, text }: Cases, cues: Cues): readonly PhraseCount[] {
  const sites = new Map([...cues.keys()].map((kind) => [kind, new Map<string, Set<string>>()]));
  const look = (site: string, blocks: readonly Block[]) => {
    for (const [kind, found] of sites) {
      for (const { phrase } of blocks.flatMap((block) => cuesIn(block, kind, cues))) {
        const own = found.get(phrase) ?? new Set();
        found.set(phrase, own.add(site));
      }
    }
  };
  for (const { name, site, page } of html) look(siteKey(site), readPage(new Page(page), name).blocks);
  for (const { name, raw } of text)
    look(siteOfText(name), readPage(new Page(raw, { format: "text" }), name).blocks);
  return [...cues].map(([kind, own]) => {
    const phrases = [...new Set(own.map(({ phrase }) => phrase))];
    const counts = phrases.map((phrase) => ({ phrase, count: sites.get(kind)!.get(phrase)?.size ?? 0 }));
    return {
      kind,
      phrases: phrases.length,
      unseen: counts.filter(({ count }) => count === 0).length,
      shared: counts.filter(({ count }) => count > 1).length,
      single: counts.filter(({ count }) => count === 1).map(({ phrase }) => phrase),
    };
  });
}
