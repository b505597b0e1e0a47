/** Where the running text of a document lies: the second kind of evidence for nearly every rule. */
import { cueWeight } from "../cues/match.ts";
import type { Block, Cues } from "../types.ts";
import { visibleLength } from "./characters.ts";
import { endsInEllipsis, isProse } from "./sentences.ts";

/** Positions in the list of blocks, both included. */
export interface ProseRange {
  readonly first: number;
  readonly last: number;
}

export type Position = "head" | "body" | "tail";

/** More than this does not make a paragraph count more: one long paragraph is not an article. */
const PARAGRAPH_AT_MOST = 200;

/** A link costs its length, up to this. */
const LINK_COST_AT_MOST = 60;

/** What a line without prose costs: headings between paragraphs and a few lines of verse little, */
const LINE_COST = 6;

/** each line of a longer run, as menus have them, more. */
const RUN_LINE_COST = 14;
const RUN_AT_LEAST = 6;

/** What is said twice on a page, or in the words of boilerplate. */
const REPEAT_COST = 12;

/** Boilerplate that is written in whole sentences. */
const SPOKEN_KINDS = ["disclaimer", "copyright", "contact", "share", "comment"] as const;

const ranges = new WeakMap<readonly Block[], ProseRange | undefined>();

/**
 * The run of blocks with the most prose: lines that are no prose count against it, so it begins and
 * ends with prose and bridges headings, not menus (the maximum-sum segment).
 *
 * @returns undefined where no block is prose
 */
export function proseRange(blocks: readonly Block[], cues: Cues): ProseRange | undefined {
  if (!ranges.has(blocks)) ranges.set(blocks, heaviestRun(blocks, proseWeights(blocks, cues)));
  return ranges.get(blocks);
}

/** For each block: what it says for (above 0) or against (below 0) being part of an article's text. */
export function proseWeights(blocks: readonly Block[], cues: Cues): readonly number[] {
  const times = new Map<string, number>();
  for (const { text } of blocks) times.set(text, (times.get(text) ?? 0) + 1);
  let run = 0;
  return blocks.map((block) => {
    const weight = proseWeight(block);
    run = weight > 0 ? 0 : run + 1;
    const line = run > RUN_AT_LEAST ? -RUN_LINE_COST : -LINE_COST;
    const repeated = times.get(block.text)! > 1 || SPOKEN_KINDS.some((kind) => cueWeight(block, kind, cues) >= 2);
    return repeated ? Math.min(line, -REPEAT_COST) : weight > 0 ? weight : weight + line;
  });
}

/** Above 0 for prose, below 0 for links, 0 for any other line. */
function proseWeight({ text, kind, facts }: Block): number {
  if (kind === "title") return 0;
  const length = visibleLength(text);
  const linkShare = facts.chars === 0 ? 0 : facts.linkChars / facts.chars;
  if (linkShare > 0.5) return -Math.min(length, LINK_COST_AT_MOST);
  if (!isProse(text) || (endsInEllipsis(text) && text.trimEnd().endsWith("."))) return 0;
  return Math.min(length * (1 - linkShare), PARAGRAPH_AT_MOST) * (facts.hidden ? 0.5 : 1);
}

/** The maximum-sum segment (Kadane). */
export function heaviestRun(blocks: readonly Block[], weights: readonly number[]): ProseRange | undefined {
  let best: (ProseRange & { sum: number }) | undefined;
  let first = 0;
  let sum = 0;
  for (const at of blocks.keys()) {
    if (sum <= 0) {
      sum = 0;
      first = at;
    }
    sum += weights[at]!;
    if (sum > (best?.sum ?? 0)) best = { first, last: at, sum };
  }
  return best && { first: best.first, last: best.last };
}

export function positionOf(at: number, range: ProseRange | undefined): Position {
  if (range === undefined) return "body";
  if (at < range.first) return "head";
  return at > range.last ? "tail" : "body";
}
