/** What of a page belongs to an article above its text: the headline, and what is set with it. */
import type { Block, Document } from "../types.ts";
import { readDate } from "./dates.ts";
import { findHeadline } from "./headline.ts";
import { isTitleShaped, linkShare } from "./lines.ts";
import type { ProseRange } from "./prose-range.ts";

/** A section's name, where it is no heading: visible code points. */
const NAME_AT_MOST = 4;

/** So far above the text stands a headline that no title tells. */
const UNTOLD_WITHIN = 4;

/**
 * The headline of a page, and what is set with it above the text. Where no title tells it, it is the nearest line
 * above the text that is shaped like one; else the `<title>`.
 */
export function headlineAndSubtitles(document: Document, range: ProseRange): readonly number[] {
  const { blocks } = document;
  const told = findHeadline(document, range);
  const isName =
    told !== undefined && blocks[told]!.kind !== "heading" && blocks[told]!.facts.chars <= NAME_AT_MOST;
  const headline = told === undefined || isName ? (untoldHeadline(blocks, range) ?? told) : told;
  const title = blocks.findIndex(({ kind }) => kind === "title");
  if (headline === undefined) return title === -1 ? [] : [title];
  return [headline, ...subtitles(blocks, headline, range.first)];
}

function untoldHeadline(blocks: readonly Block[], { first }: ProseRange): number | undefined {
  const at = blocks.findLastIndex(
    (block, at) =>
      at < first &&
      at >= first - UNTOLD_WITHIN &&
      block.kind !== "title" &&
      block.facts.chars > NAME_AT_MOST &&
      linkShare(block) === 0 &&
      isTitleShaped(block.text) &&
      readDate(block.text) === undefined,
  );
  return at === -1 ? undefined : at;
}

/** Positions right below the headline that belong to it. */
function subtitles(blocks: readonly Block[], headline: number, firstProse: number): readonly number[] {
  const below = blocks.slice(headline + 1, firstProse);
  const end = below.findIndex((block) => !isSubtitle(block));
  return Array.from(end === -1 ? below : below.slice(0, end), (_, at) => headline + 1 + at);
}

/** Set with the headline, outside of what holds the paragraphs. */
function isSubtitle(block: Block): boolean {
  return (
    isTitleShaped(block.text) &&
    linkShare(block) <= 0.5 &&
    (block.kind === "heading" || /^\s*(?:——|--)/u.test(block.text))
  );
}
