/** The headline of an article and the lines that belong to it above the text. */
import type { Block, Document } from "../document/document.ts";
import { isMostlyLink, isTitleShaped } from "../text/lines.ts";
import type { ProseRange } from "./prose-range.ts";

/** The headline of a page, and what is set with it above the text; its `<title>` where it has no other. */
export function headlineAndSubtitles(document: Document, range: ProseRange): readonly number[] {
  const { blocks, headline } = document;
  const lines = [...blocks.keys()].filter((at) => headline.includes(blocks[at]!.index));
  const last = lines.at(-1);
  if (last === undefined) return [...blocks.keys()].filter((at) => blocks[at]!.kind === "title");
  return [...lines, ...subtitles(blocks, last, range.first)];
}

/** Positions right below the headline that belong to it. */
function subtitles(blocks: readonly Block[], headline: number, firstProse: number): readonly number[] {
  const below = blocks.slice(headline + 1, firstProse);
  const end = below.findIndex((block) => !isSubtitle(block));
  return Array.from(end === -1 ? below : below.slice(0, end), (_, at) => headline + 1 + at);
}

/** A subtitle: a heading or a line that begins with dashes. */
function isSubtitle(block: Block): boolean {
  return (
    isTitleShaped(block.text) &&
    !isMostlyLink(block) &&
    (block.kind === "heading" || /^\s*(?:——|--)/u.test(block.text))
  );
}

/** Position of the first remaining line of the headline; undefined where none was found or none is left. */
export function headlineAt({ blocks, headline }: Document): number | undefined {
  const at = blocks.findIndex(({ index }) => headline.includes(index));
  return at === -1 ? undefined : at;
}
