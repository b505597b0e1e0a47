/** Which element of a page holds the article. */
import type { Block } from "../types.ts";
import { linkShare } from "./lines.ts";

/** What a line without prose counts against its container: next to nothing where nothing is linked. */
const UNLINKED_COST = -2;

/**
 * Positions of the blocks in the smallest container that holds most of the prose; of all blocks where
 * there are no containers, or no prose in them.
 *
 * @param weights what each block says for or against being prose
 * @param share of the best container's weight that the smaller one must still hold: 0 to 1
 */
export function bestContainer(
  blocks: readonly Block[],
  weights: readonly number[],
  share: number,
): ReadonlySet<number> {
  const containers = new Map<number, { sum: number; depth: number }>();
  for (const [at, block] of blocks.entries()) {
    const weight = linkShare(block) > 0.5 ? weights[at]! : Math.max(weights[at]!, UNLINKED_COST);
    for (const [depth, id] of block.facts.containers.entries()) {
      const sum = (containers.get(id)?.sum ?? 0) + weight;
      containers.set(id, { sum, depth });
    }
  }
  let best = 0;
  for (const { sum } of containers.values()) best = Math.max(best, sum);
  let chosen: { id: number; depth: number } | undefined;
  for (const [id, { sum, depth }] of containers) {
    if (best > 0 && sum >= share * best && depth > (chosen?.depth ?? -1)) chosen = { id, depth };
  }
  const held = (block: Block) => chosen === undefined || block.facts.containers.includes(chosen.id);
  return new Set([...blocks.keys()].filter((at) => held(blocks[at]!)));
}
