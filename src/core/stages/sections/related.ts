import { findLinkTail, isHeaded, isHeadedLink } from "../../lines/link-tail.ts";
import { cueWeight } from "../../cues/match.ts";
import { isMostlyLink, linkShare } from "../../text/lines.ts";
import { unlikeParagraphs } from "../../structure/line-positions.ts";
import { positionOf, proseRange } from "../../structure/prose-range.ts";
import { endsInEllipsis } from "../../text/sentences.ts";
import { shapeOf } from "../../cues/line-shape.ts";
import type { Block } from "../../document/document.ts";
import { defineStage } from "../../document/stage.ts";

/** That a line is the article's. */
const LIKELY_FROM = 0.5;

export const related = defineStage({
  name: "related",
  kind: "links",
  zone: "tail",
  isSiteSpeech: true,
  summary: "Removes lists of related, recommended and most-read articles, with their excerpts.",
  reasons: {
    heading: "the heading over a list of other articles",
    entry: "a headline, link or excerpt under such a heading",
    "link-tail":
      "a link to another page behind the last sentence of a line, or a headline behind a heading of its own",
  },
  defaults: {
    // An editor's box 「相关链接」 is followed by sentences, a widget by these many links.
    linksAtLeast: 2,
    // Below its link an entry has its date, source, excerpt and counts; more lines without a link are something else, as verse.
    unlinkedAtMost: 5,
  },
  *run({ format, blocks }, { linksAtLeast, unlinkedAtMost }, { cues, textArticle }) {
    const range = proseRange(blocks, cues);
    const isUnlikeParagraphs = unlikeParagraphs(blocks);
    let under = false;
    let end = 0;
    for (const [at, block] of blocks.entries()) {
      const position = positionOf(at, range);
      const tail = findLinkTail(block, range !== undefined && at >= range.last);
      const isOthers = isHeadedLink(block) || (isHeaded(block) && shapeOf(block).isLabel && isApart(at));
      if (isOthers) yield { block: block.index, reason: "link-tail" };
      else if (tail !== undefined) yield { block: block.index, span: tail, reason: "link-tail" };
      else if (isHeading(block)) {
        const entries = entriesAfter(at);
        const links = entries.filter(isMostlyLink).length;
        end = at + entries.length;
        under = position === "tail" || links >= linksAtLeast;
        if (under || position === "head")
          yield { block: block.index, reason: "heading", evidence: { position, links } };
      } else if (under) {
        // Below the text of a bare text nothing but such entries follows; on a page the section ends with its entries.
        under = format === "text" ? position === "tail" : at <= end;
        if (under && !isLikely(block))
          yield {
            block: block.index,
            reason: "entry",
            evidence: { excerpt: endsInEllipsis(block.text), linked: isMostlyLink(block) },
          };
      }
    }

    function isApart(at: number): boolean {
      return positionOf(at, range) === "tail" || isUnlikeParagraphs(blocks[at]!);
    }

    /** A line of a text that what was learned speaks for: 「相关文章」 may be the site's above an article without full stops. */
    function isLikely({ index }: Block): boolean {
      return (textArticle?.probabilityOf(index) ?? 0) >= LIKELY_FROM;
    }

    function isHeading(block: Block): boolean {
      return shapeOf(block).isLabel && cueWeight(block, "related", cues) >= 2;
    }

    function isEntry(block: Block): boolean {
      return (
        block.facts.headingLevel !== 1 &&
        (linkShare(block) > 0.3 || endsInEllipsis(block.text) || shapeOf(block).isLabel)
      );
    }

    /** Up to the last link that is followed by more lines than one entry has. */
    function entriesAfter(at: number): readonly Block[] {
      let link: number | undefined;
      for (let last = at; ; last += 1) {
        const next = blocks[last + 1];
        if (next === undefined || !isEntry(next)) return blocks.slice(at + 1, last + 1);
        if (isMostlyLink(next)) link = last + 1;
        else if (link !== undefined && last + 1 - link > unlinkedAtMost)
          return blocks.slice(at + 1, link + 1);
      }
    }
  },
});
