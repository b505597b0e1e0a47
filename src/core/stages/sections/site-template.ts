import { cueWeight } from "../../cues/match.ts";
import { commonElement } from "../../structure/element-tree.ts";
import { headlineAt } from "../../structure/article-edges.ts";
import { linkShare } from "../../text/lines.ts";
import { positionOf, proseRange, type Position, type ProseRange } from "../../structure/prose-range.ts";
import { blockHash } from "../../structure/repetition.ts";
import { hundredths } from "../../text/numbers.ts";
import { shapeOf } from "../../cues/line-shape.ts";
import type { Cues } from "../../document/cue.ts";
import type { Block, Document } from "../../document/document.ts";
import type { Change, Evidence } from "../../document/finding.ts";
import type { Profile, RepeatedBlock } from "../../document/profile.ts";
import { defineStage } from "../../document/stage.ts";

type Reason = "beyond-text" | "linked-label" | "cue";

interface Options {
  readonly linkShare: number;
  readonly labelWeight: number;
  readonly labelWeightBelow: number;
  readonly sentenceWeightBelow: number;
}

/** Lines that the host's profile knows, if a second kind of evidence agrees (one for each reason). No profile, no findings. */
export const siteTemplate = defineStage<Reason, Options>({
  name: "site-template",
  kind: "site",
  zone: "any",
  summary:
    "Removes what most pages of the host repeat, if a second kind of evidence agrees (see `newsift profile`).",
  reasons: {
    "beyond-text": "outside the text's element, with the headline or a line of the site in between",
    "linked-label": "a label that is mostly link",
    cue: "worded as boilerplate",
  },
  defaults: {
    // Of a label's visible code points.
    linkShare: 0.5,
    // Weight of the cues that a label needs (a strong one, or two weak ones), what it needs below the text, and
    // what a sentence needs there.
    labelWeight: 2,
    labelWeightBelow: 1,
    sentenceWeightBelow: 3,
  },
  *run(document, options, { cues, changes, profile, stages }) {
    if (profile === undefined) return;
    const { blocks } = document;
    const repeats = blocks.map(({ raw }) => profile.blocks.get(blockHash(raw) ?? ""));
    const text = findText(document, repeats, cues);
    if (text === undefined) return;
    const edges = edgesOf(
      text,
      blocks,
      changes.filter(({ span, stage }) => span === undefined && stages.get(stage)?.isSiteSpeech),
    );
    for (const [at, block] of blocks.entries()) {
      const repeated = repeats[at];
      if (repeated === undefined) continue;
      const place = { position: positionOf(at, text.range), isBeyond: isBeyond(block, text, edges) };
      const found = secondEvidence(block, repeated, place, options, cues);
      if (found === undefined) continue;
      yield {
        block: block.index,
        reason: found.reason,
        evidence: { ...shareOf(repeated, profile), ...found.evidence },
      };
    }
  },
});

/** The prose of the document without blocks of the profile. */
interface Text {
  readonly range: ProseRange;
  /** Position of its headline. */
  readonly headline: number | undefined;
  /** The element that holds all of it; undefined where there are no elements. */
  readonly element: number | undefined;
  /** Paths of its paragraphs. */
  readonly paths: ReadonlySet<string>;
}

function findText(
  document: Document,
  repeats: readonly (RepeatedBlock | undefined)[],
  cues: Cues,
): Text | undefined {
  const { blocks } = document;
  const own = [...blocks.keys()].filter((at) => repeats[at] === undefined);
  const ownRange = proseRange(
    own.map((at) => blocks[at]!),
    cues,
  );
  if (ownRange === undefined) return undefined;
  const range = { first: own[ownRange.first]!, last: own[ownRange.last]! };
  const members = own.slice(ownRange.first, ownRange.last + 1).map((at) => blocks[at]!);
  return {
    range,
    headline: headlineAt(document),
    element: commonElement(outerElements(blocks[range.first]!), outerElements(blocks[range.last]!)),
    paths: new Set(members.filter((block) => shapeOf(block).isProse).map(({ path }) => path)),
  };
}

/** Not counting the one that the block is itself. */
function outerElements({ facts }: Block): readonly number[] {
  return facts.containers.slice(0, -1);
}

/** Block numbers: what is smaller than `above` or greater than `below` has the site between it and the text. */
interface Edges {
  readonly above: number;
  readonly below: number;
}

/** @param siteLines whole lines in which the site was speaking */
function edgesOf({ range, headline }: Text, blocks: readonly Block[], siteLines: readonly Change[]): Edges {
  const [first, last] = [blocks[range.first]!.index, blocks[range.last]!.index];
  let above = headline === undefined ? -1 : Math.min(blocks[headline]!.index, first);
  let below = Number.POSITIVE_INFINITY;
  for (const { block } of siteLines) {
    if (block < first) above = Math.max(above, block);
    if (block > last) below = Math.min(below, block);
  }
  return { above, below };
}

function isBeyond({ index, path, facts }: Block, { element, paths }: Text, { above, below }: Edges): boolean {
  const isApart = element !== undefined && !facts.containers.includes(element) && !paths.has(path);
  return isApart && (index < above || index > below);
}

interface Place {
  readonly position: Position;
  readonly isBeyond: boolean;
}

/** The second kind of evidence. Never for prose inside the text: an oath, a chorus, the last line of a notice. */
function secondEvidence(
  block: Block,
  { varies }: RepeatedBlock,
  { position, isBeyond }: Place,
  options: Options,
  cues: Cues,
): { readonly reason: Reason; readonly evidence: Evidence } | undefined {
  const weight = weightOf(block, position, cues);
  if (weight >= weightNeeded(block, position, options))
    return { reason: "cue", evidence: { weight, position } };
  // What varies are numbers, and numbers may be the news: the prices of a day, the attachments of a notice.
  if (varies) return undefined;
  const links = linkShare(block);
  if (shapeOf(block).isLabel && links > options.linkShare)
    return { reason: "linked-label", evidence: { links: hundredths(links) } };
  return isBeyond ? { reason: "beyond-text", evidence: { position } } : undefined;
}

/** Without contact cues: telephones, addresses and organisers are often a notice's own. */
function weightOf(block: Block, position: Position, cues: Cues): number {
  const share = cueWeight(block, "share", cues);
  // 「风险提示」 above sentences is a heading of theirs.
  return position === "tail" ? Math.max(share, cueWeight(block, "disclaimer", cues)) : share;
}

function weightNeeded(block: Block, position: Position, options: Options): number {
  if (shapeOf(block).isLabel) return position === "tail" ? options.labelWeightBelow : options.labelWeight;
  return position === "tail" ? options.sentenceWeightBelow : Number.POSITIVE_INFINITY;
}

function shareOf({ documents }: RepeatedBlock, profile: Profile): Evidence {
  return { documents, share: hundredths(documents / profile.documents) };
}
