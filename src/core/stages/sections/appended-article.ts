import { cueWeight } from "../../cues/match.ts";
import { headlineAt } from "../../structure/article-edges.ts";
import { hanLength } from "../../text/characters.ts";
import { readDate } from "../../dates/dates.ts";
import { proseRange } from "../../structure/prose-range.ts";
import type { Block } from "../../document/document.ts";
import { defineStage } from "../../document/stage.ts";
import { shapeOf } from "../../cues/line-shape.ts";

/** Names of elements that hold a whole story. */
const STORY_ELEMENT =
  /^(?:article|main)(?![a-z])|[.#_-](?:article|story|post|news|entry|main|detail)(?![a-z])/u;

/** A second article loaded below the first (infinite scroll), detected by its own headline. */
export const appendedArticle = defineStage({
  name: "appended-article",
  kind: "links",
  zone: "tail",
  isSiteSpeech: true,
  summary: "Removes a second article that the page appends to the first.",
  reasons: {
    "appended-article":
      "from a second headline of the same rank on, with its own date line or its own element",
  },
  defaults: {
    // The date line of the second story stands this close below its headline.
    dateWithin: 4,
    // In a text: a subheading is shorter than most headlines. Chinese characters.
    headlineAtLeast: 10,
    // Paragraphs that each of two stories has in an element of its own.
    proseAtLeast: 2,
  },
  *run(document, { dateWithin, headlineAtLeast, proseAtLeast }, { cues, changes, stages }) {
    const { format, blocks } = document;
    const range = proseRange(blocks, cues);
    const start = format === "html" ? secondOnPage() : secondInText();
    if (start === -1) return;
    for (const block of blocks.slice(start))
      yield { block: block.index, reason: "appended-article", evidence: { headline: blocks[start]!.text } };

    function secondOnPage(): number {
      const first = headlineAt(document);
      if (first === undefined || range === undefined) return -1;
      const { facts, path, text } = blocks[first]!;
      return blocks.findIndex((block, at) => {
        const sameRank =
          facts.headingLevel > 0
            ? block.facts.headingLevel === facts.headingLevel
            : block.path === path && path !== "";
        return (
          at > first &&
          sameRank &&
          shapeOf(block).isLabel &&
          block.text !== text &&
          blocks.slice(first, at).some((between) => shapeOf(between).isProse) &&
          (hasDateLine(at) || hasOwnElement(first, at))
        );
      });
    }

    /**
     * An `<h1>` made as the first one is, in another element that holds its own text and no part of the first story's.
     */
    function hasOwnElement(first: number, at: number): boolean {
      const { facts, path } = blocks[at]!;
      if (facts.headingLevel !== 1 || path !== blocks[first]!.path) return false;
      const own = facts.containers.find((id, depth) => id !== blocks[first]!.facts.containers[depth]);
      if (own === undefined) return false;
      // The sections of one story may have headings of the first rank too.
      if (!STORY_ELEMENT.test(path.split(">")[facts.containers.indexOf(own)] ?? "")) return false;
      const isOwn = (block: Block) => block.facts.containers.includes(own);
      const prose = (block: Block) => shapeOf(block).isProse;
      const ofFirst = blocks[first]!.facts.containers[facts.containers.indexOf(own)];
      return (
        blocks.slice(at).filter((block) => isOwn(block) && prose(block)).length >= proseAtLeast &&
        blocks.slice(first, at).filter((block) => block.facts.containers.includes(ofFirst!) && prose(block))
          .length >= proseAtLeast
      );
    }

    /** In plain texts: site chrome between the two stories, then a time of publication. */
    function secondInText(): number {
      if (range === undefined) return -1;
      const begin = blocks[range.first]!.index;
      const over = changes.find(
        ({ stage, span, block }) => span === undefined && block > begin && stages.get(stage)?.zone === "tail",
      );
      if (over === undefined) return -1;
      return blocks.findIndex(
        (block, at) =>
          block.index > over.block &&
          shapeOf(block).isLabel &&
          hanLength(block.text) >= headlineAtLeast &&
          hasTime(at),
      );
    }

    function hasTime(at: number): boolean {
      const below = blocks.slice(at + 1, at + 1 + dateWithin);
      const text = below.findIndex((block) => !shapeOf(block).isLabel);
      return below
        .slice(0, text === -1 ? undefined : text)
        .some((block) => readDate(block.text)?.includes("T"));
    }

    function hasDateLine(at: number): boolean {
      const below = blocks.slice(at + 1, at + 1 + dateWithin);
      const text = below.findIndex((block) => shapeOf(block).isProse);
      return below
        .slice(0, text === -1 ? undefined : text)
        .some(
          (block) =>
            block.facts.chars <= 80 &&
            (readDate(block.text) !== undefined || cueWeight(block, "byline", cues) >= 2),
        );
    }
  },
});
