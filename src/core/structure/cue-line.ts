/** The common rule for single lines: a cue and one other, independent kind of evidence. */
import { findClosingBracket } from "../lines/closing-bracket.ts";
import { isMostlyLink } from "../text/lines.ts";
import type { Position } from "./prose-range.ts";
import type { Span } from "../text/spans.ts";
import type { Cues } from "../document/cue.ts";
import type { Block } from "../document/document.ts";
import type { Evidence } from "../document/finding.ts";
import { cueWeight, cuesIn, SENTENCE_WEIGHT } from "../cues/match.ts";
import { shapeOf } from "../cues/line-shape.ts";

/** A word: code units. */
const WORD_AT_MOST = 4;

/**
 * @returns the evidence where cues of this kind and something besides them (position, shape, links)
 *   agree; undefined otherwise: when in doubt, the line is kept
 */
export function matchCueLine(
  block: Block,
  position: Position,
  kind: string,
  cues: Cues,
): Evidence | undefined {
  if (block.kind === "title" || block.facts.headingLevel === 1) return undefined;
  const weight = cueWeight(block, kind, cues);
  if (weight < 2) return undefined;
  const label = shapeOf(block).isLabel;
  const linked = isMostlyLink(block);
  // A sentence is boilerplate only outside the text, and where it is made of such phrases.
  const found = cuesIn(block, kind, cues);
  if (!label && (position === "body" || weight < SENTENCE_WEIGHT || !found.some((cue) => cue.weight >= 2)))
    return undefined;
  const opens = found.some((cue) => cue.opens && cue.weight >= 2);
  // A headline or heading may name such a thing: 「电影《版权所有》杀青」.
  if (label && position !== "tail" && !opens && !linked && weight < SENTENCE_WEIGHT) return undefined;
  // Between paragraphs a word alone heads what follows: 「分享」 in a report on a reading club.
  const { key } = shapeOf(block);
  const alone = key.length <= WORD_AT_MOST && found.some(({ phrase }) => phrase === key);
  if (alone && position === "body" && !linked) return undefined;
  return { cue: found[0]!.phrase, weight, position, label, linked };
}

/** The part of a line that goes: what stands in brackets behind its last sentence, where that alone has the words; else all of it. */
export function matchCuePart(
  block: Block,
  position: Position,
  kind: string,
  cues: Cues,
): { readonly span?: Span; readonly evidence: Evidence } | undefined {
  const evidence = matchCueLine(block, position, kind, cues);
  if (evidence === undefined) return undefined;
  const closing = findClosingBracket(block.text);
  if (closing === undefined || !closing.isBehindSentence) return { evidence };
  const before = { ...block, text: block.text.slice(0, closing.from) };
  return cueWeight(before, kind, cues) > 0
    ? { evidence }
    : { span: [closing.from, block.text.length], evidence };
}
