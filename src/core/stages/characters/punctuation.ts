/** Restores full-width marks by the clause around them, following GB/T 15834. */
import type { Block } from "../../document/document.ts";
import { defineStage } from "../../document/stage.ts";
import { repairBrackets } from "./punctuation-brackets.ts";
import { type PunctuationReason, readHabits, readLine, type Repair } from "./punctuation-line.ts";
import { repairMarks } from "./punctuation-marks.ts";
import { repairDashes, repairEllipses, repairFullStops } from "./punctuation-points.ts";
import { addMissingQuote, repairQuotes } from "./punctuation-quotes.ts";
import { HAN } from "../../text/characters.ts";

export const punctuation = defineStage({
  name: "punctuation",
  kind: "characters",
  zone: "any",
  summary: "Restores the full-width marks of Chinese clauses; numbers, addresses and English keep theirs.",
  reasons: {
    mark: "a half-width , : ; ! ? in a Chinese clause",
    bracket: "Half-width round brackets in a Chinese clause, both together",
    quote: "straight quotes in a Chinese clause, both together",
    "missing-quote": "an opening quote left out between two quoted terms of an enumeration",
    ellipsis: "points for an ellipsis",
    dash: "two hyphens for a dash",
    "full-stop": "a point that ends a Chinese sentence",
  } satisfies Record<PunctuationReason, string>,
  defaults: {},
  *run({ blocks }) {
    const habits = readHabits(blocks);
    for (const block of blocks) {
      if (REPAIRABLE.test(block.text) && HAN.test(block.text)) yield* repairLine(block, habits);
    }
  },
});

const REPAIRABLE = /[,:;!?()"']|\.{3}|。{3}|--|\.\s*(?:$|[\p{Script=Han}《“「”’」』）)"'])|”[^“”]+”/u;

function* repairLine(block: Block, habits: ReturnType<typeof readHabits>): Iterable<Repair> {
  const line = readLine(block, habits);
  const { text } = block;
  yield* repairMarks(line);
  yield* repairBrackets(line);
  yield* repairQuotes(line);
  if (text.includes("”")) yield* addMissingQuote(line);
  if (text.includes("..") || text.includes("。。")) yield* repairEllipses(line);
  if (text.includes("--")) yield* repairDashes(line);
  if (text.includes(".")) yield* repairFullStops(line);
}
