import { cueWeight } from "../cues/match.ts";
import { headlineAt } from "../measures/headline.ts";
import { hanLength } from "../measures/characters.ts";
import { readDate } from "../measures/dates.ts";
import { proseRange } from "../measures/prose-range.ts";
import { defineStage } from "./define.ts";
import { shapeOf } from "../measures/shape.ts";

/** Stages whose removals below the beginning of a text mean that the first story may be over. */
const TAIL_STAGES = new Set(["share", "contact", "disclaimer", "copyright"]);

/** An endless page loads the next article below the first. Its own headline gives it away. */
export const nextStory = defineStage({
  name: "next-story",
  summary: "A second article that the page appends to the first.",
  reasons: { "next-story": "from a second headline of the same rank with its own date line on" },
  defaults: {
    // The date line of the second story stands this close below its headline.
    dateWithin: 4,
    // In a text: a subheading is shorter than most headlines. Chinese characters.
    headlineAtLeast: 10,
  },
  *run(document, { dateWithin, headlineAtLeast }, { cues, changes }) {
    const { format, blocks } = document;
    const range = proseRange(blocks, cues);
    const start = format === "html" ? secondOnPage() : secondInText();
    if (start === -1) return;
    for (const block of blocks.slice(start))
      yield { block: block.index, reason: "next-story", evidence: { headline: blocks[start]!.text } };

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
          hasDateLine(at)
        );
      });
    }

    /** In a text only what the site says between the two stories parts them: its own lines, then a minute of publication. */
    function secondInText(): number {
      if (range === undefined) return -1;
      const begin = blocks[range.first]!.index;
      const over = changes.find(
        ({ stage, span, block }) => span === undefined && block > begin && TAIL_STAGES.has(stage),
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
