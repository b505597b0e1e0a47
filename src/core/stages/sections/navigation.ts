import { cueWeight } from "../../cues/match.ts";
import { visibleLength } from "../../text/characters.ts";
import { isMostlyLink, linkShare, parts } from "../../text/lines.ts";
import { positionOf, proseRange } from "../../structure/prose-range.ts";
import { hundredths } from "../../text/numbers.ts";
import { runsOf } from "../../text/runs.ts";
import { countClauseMarks } from "../../text/sentences.ts";
import { shapeOf } from "../../cues/line-shape.ts";
import type { Cues } from "../../document/cue.ts";
import type { Block } from "../../document/document.ts";
import type { Finding } from "../../document/finding.ts";
import { defineStage, firstOfEachBlock } from "../../document/stage.ts";

type Reason = "link-list" | "menu" | "menu-entry" | "menu-run";

interface Options {
  readonly linksAtLeast: number;
  readonly linkShare: number;
  readonly entriesAtLeast: number;
  readonly entryAtMost: number;
  readonly runAtLeast: number;
  readonly knownAtLeast: number;
}

export const navigation = defineStage<Reason, Options>({
  name: "navigation",
  kind: "links",
  zone: "any",
  isSiteSpeech: true,
  summary: "Removes menus, access tools and lists of links.",
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
    // Verse is short lines too: of a menu some are linked, or name what every site has.
    knownAtLeast: 2,
  },
  *run({ blocks }, options, { cues }) {
    const range = proseRange(blocks, cues);
    const places = blocks.flatMap((block, at) => {
      const isHeadline = block.kind === "title" || block.facts.headingLevel === 1;
      return isHeadline ? [] : [{ block, at, outside: positionOf(at, range) !== "body" }];
    });
    const found = firstOfEachBlock([
      ...linkLists(places, options),
      ...menuLines(places, blocks, options, cues),
      ...menuRuns(places, options, cues),
    ]);
    yield* found.values();
  },
});

/** A block other than a main heading, and whether it is above or below the text. */
interface Place {
  readonly block: Block;
  readonly at: number;
  readonly outside: boolean;
}

function* linkLists(places: readonly Place[], options: Options): Iterable<Finding<Reason>> {
  for (const members of Map.groupBy(places, ({ block }) => block.group).values()) {
    const links = members.filter(({ block }) => linkShare(block) >= options.linkShare).length;
    const share = links / members.length;
    if (links < options.linksAtLeast || share < options.linkShare) continue;
    for (const { block, outside } of members) {
      if (outside)
        yield { block: block.index, reason: "link-list", evidence: { links, share: hundredths(share) } };
    }
  }
}

function* menuLines(
  places: readonly Place[],
  blocks: readonly Block[],
  options: Options,
  cues: Cues,
): Iterable<Finding<Reason>> {
  for (const { block, at, outside } of places) {
    const weight = cueWeight(block, "navigation", cues);
    const linked = linkShare(block) >= options.linkShare;
    if ((linked || (outside && weight >= 1)) && isMenu(block, options)) {
      yield { block: block.index, reason: "menu", evidence: { links: block.facts.links, cues: weight } };
    } else if (weight >= 2 && isEntry(block) && (outside || linked || standsApart(blocks, at))) {
      yield { block: block.index, reason: "menu-entry", evidence: { outside, linked } };
    }
  }
}

function* menuRuns(places: readonly Place[], options: Options, cues: Cues): Iterable<Finding<Reason>> {
  const isShort = ({ block, outside }: Place) =>
    outside && shapeOf(block).chars <= options.entryAtMost && shapeOf(block).isLabel;
  const isKnown = ({ block }: Place) => isMostlyLink(block) || cueWeight(block, "navigation", cues) > 0;
  for (const [first, last] of runsOf(places, options.runAtLeast, isShort)) {
    const run = places.slice(first, last + 1);
    const known = run.filter(isKnown).length;
    if (known < options.knownAtLeast) continue;
    for (const { block } of run) {
      yield { block: block.index, reason: "menu-run", evidence: { lines: run.length, known } };
    }
  }
}

function isMenu(block: Block, { entriesAtLeast, entryAtMost, linksAtLeast }: Options): boolean {
  const { text, facts } = block;
  if (shapeOf(block).sentenceEnds > 0 || countClauseMarks(text) > 2) return false;
  const entries = parts(text);
  const short = entries.filter((entry) => visibleLength(entry) <= entryAtMost + 2).length;
  return facts.links >= linksAtLeast || (entries.length >= entriesAtLeast && short >= entries.length * 0.7);
}

/** Between paragraphs, with markup unlike theirs: 「客户端」. */
function standsApart(blocks: readonly Block[], at: number): boolean {
  const { path } = blocks[at]!;
  const isAlone = blocks[at - 1]?.path !== path && blocks[at + 1]?.path !== path;
  return isAlone && shapeOf(blocks[at]!).chars <= 4;
}

/** At most one word beside the cue: 「登录 | 注册」, not a sentence about it. */
function isEntry(block: Block): boolean {
  const { isLabel, chars } = shapeOf(block);
  return isLabel && (chars <= 16 || parts(block.text).length >= 2);
}
