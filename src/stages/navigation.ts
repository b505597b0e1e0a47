import { cueWeight } from "../cues/match.ts";
import { visibleLength } from "../measures/characters.ts";
import { isLabel, linkShare, parts } from "../measures/lines.ts";
import { positionOf, proseRange } from "../measures/prose-range.ts";
import { runsOf } from "../measures/runs.ts";
import { countClauseMarks, countSentenceEnds } from "../measures/sentences.ts";
import type { Block, Evidence, Finding } from "../types.ts";
import { defineStage } from "./define.ts";

type Reason = "link-list" | "menu" | "menu-entry" | "menu-run";

export const navigation = defineStage<
  Reason,
  {
    readonly linksAtLeast: number;
    readonly linkShare: number;
    readonly entriesAtLeast: number;
    readonly entryAtMost: number;
    readonly runAtLeast: number;
    readonly knownAtLeast: number;
  }
>({
  name: "navigation",
  summary: "Menus, access tools, lists of links.",
  reasons: {
    "link-list": "a list or section that is nearly all links",
    menu: "one line of several section names",
    "menu-entry": "the name of a function of the site, alone on its line",
    "menu-run": "a run of very short lines outside the text",
  },
  defaults: {
    linksAtLeast: 3,
    linkShare: 0.7,
    entriesAtLeast: 4,
    // 「网站无障碍浏览」 is long for an entry.
    entryAtMost: 8,
    runAtLeast: 5,
    knownAtLeast: 2,
  },
  *run({ blocks }, options, { cues }) {
    const range = proseRange(blocks, cues);
    const found = new Map<number, Finding<Reason>>();
    const add = (block: Block, reason: Reason, evidence: Evidence = {}) => {
      if (!found.has(block.index)) found.set(block.index, { block: block.index, reason, evidence });
    };
    const atEdge = blocks.map((block, at) => ({
      block,
      edge: positionOf(at, range) !== "body" && block.kind !== "title",
    }));

    for (const members of Map.groupBy(atEdge, ({ block }) => block.group).values()) {
      const links = members.filter(({ block }) => linkShare(block) >= options.linkShare);
      const share = links.length / members.length;
      if (links.length < options.linksAtLeast || share < options.linkShare) continue;
      for (const { block, edge } of members) {
        if (edge && !isHeadlineLike(block))
          add(block, "link-list", { links: links.length, share: round(share) });
      }
    }

    for (const [at, { block, edge }] of atEdge.entries()) {
      if (block.kind === "title" || isHeadlineLike(block)) continue;
      const weight = cueWeight(block, "navigation", cues);
      const linked = linkShare(block) >= options.linkShare;
      if (isMenu(block, options) && (linked || (edge && weight >= 1)))
        add(block, "menu", { links: block.facts.links, cues: weight });
      else if (isLabel(block.text) && weight >= 2 && (edge || linked || standsApart(at)) && isWhole(block))
        add(block, "menu-entry");
    }

    const isEntry = ({ block, edge }: (typeof atEdge)[number]) =>
      edge &&
      visibleLength(block.text) <= options.entryAtMost &&
      isLabel(block.text) &&
      !isHeadlineLike(block);
    for (const [first, last] of runsOf(atEdge, options.runAtLeast, isEntry)) {
      const run = atEdge.slice(first, last + 1).map(({ block }) => block);
      // Verse is short lines too: some of a menu's are linked, or name what every site has.
      const known = run.filter(
        (block) => linkShare(block) > 0.5 || cueWeight(block, "navigation", cues) > 0,
      ).length;
      if (known < options.knownAtLeast) continue;
      for (const block of run) add(block, "menu-run", { lines: run.length, known });
    }
    yield* found.values();

    /** In an element of its own kind between paragraphs: 「广告」. */
    function standsApart(at: number): boolean {
      const { path } = blocks[at]!;
      return (
        path !== "" &&
        blocks[at - 1]?.path !== path &&
        blocks[at + 1]?.path !== path &&
        visibleLength(blocks[at]!.text) <= 4
      );
    }
  },
});

/** A main heading is never taken for a menu, whatever it links to. */
function isHeadlineLike({ facts }: Block): boolean {
  return facts.headingLevel === 1;
}

function isMenu(
  { text, facts }: Block,
  {
    entriesAtLeast,
    entryAtMost,
    linksAtLeast,
  }: { entriesAtLeast: number; entryAtMost: number; linksAtLeast: number },
): boolean {
  if (countSentenceEnds(text) > 0 || countClauseMarks(text) > 2) return false;
  const entries = parts(text);
  const short = entries.filter((entry) => visibleLength(entry) <= entryAtMost + 2).length;
  return facts.links >= linksAtLeast || (entries.length >= entriesAtLeast && short >= entries.length * 0.7);
}

/** At most one word beside the cue: 「登录 | 注册」, not a sentence about it. */
function isWhole({ text }: Block): boolean {
  return visibleLength(text) <= 16 || parts(text).length >= 2;
}

function round(share: number): number {
  return Math.round(share * 100) / 100;
}
