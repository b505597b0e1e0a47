/** The common judgement on a single line: a cue, and one independent kind of evidence beside it. */
import { linkShare, isLabel } from "../measures/lines.ts";
import type { Position } from "../measures/prose-range.ts";
import type { Block, Cues, Evidence } from "../types.ts";
import { cueWeight, cuesIn } from "./match.ts";

/**
 * @returns the evidence where cues of this kind and something besides them (position, shape, links)
 *   agree; undefined otherwise: a doubt keeps
 */
export function judgeLine(block: Block, position: Position, kind: string, cues: Cues): Evidence | undefined {
  if (block.kind === "title" || block.facts.headingLevel === 1) return undefined;
  const weight = cueWeight(block, kind, cues);
  if (weight < 2) return undefined;
  const label = isLabel(block.text);
  const linked = linkShare(block) > 0.5;
  const beside = [position !== "body", label, linked].filter(Boolean).length;
  // In running text a sentence is never boilerplate, whatever words it holds.
  if (beside === 0 || (position === "body" && !label)) return undefined;
  return { cue: cuesIn(block, kind, cues)[0]!.phrase, weight, position, label, linked };
}
