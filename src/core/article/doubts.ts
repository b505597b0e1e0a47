/** Thresholds for blocks next to the article, by whether other evidence supports the model. */
import { SITE_PARTS, isInPart } from "../structure/element-names.ts";
import type { Block } from "../document/document.ts";
import { NONE } from "../structure/element-tree.ts";
import type { PageMeasures } from "../features/page-measures.ts";

/**
 * Right beside a block of the article: in the same make, as a list or a date below a signature goes on; or in the
 * element around either, where nothing but the model speaks against it.
 */
const BESIDE_AT_LEAST = 0.005;

/** The same with more of the article on the other side: there it goes only for two reasons, */
const WITHIN_AT_LEAST = 0;
/** and for two where the model is sure enough. */
const SUSPECT_WITHIN_AT_LEAST = 0.1;

/** When in doubt, the block is kept. */
export class Doubts {
  readonly #page: PageMeasures;

  constructor(page: PageMeasures) {
    this.#page = page;
  }

  /**
   * Whether a block has a sign of site chrome: a link, a cue, a date, a name of its element.
   *
   * @param own a block of the article: where that is of a record, as the entries of a live report are, others may be
   */
  isSuspect(index: number, own?: number): boolean {
    const { lines, records, parts, blocks } = this.#page;
    return (
      lines.linkShare[index]! > 0 ||
      lines.cueKinds[index]! > 0 ||
      lines.isDated[index] === 1 ||
      lines.isRepeated[index] === 1 ||
      (records.isRecord[index] === 1 && (own === undefined || records.isRecord[own] === 0)) ||
      blocks[index]!.facts.hidden ||
      isInPart(parts[index]!, SITE_PARTS)
    );
  }

  /**
   * From which probability on a block is kept for the block of the article that is next to it.
   *
   * @param isWithin there is more of the article on its other side
   */
  leastBeside(own: Block, block: Block, isWithin: boolean): number {
    const isSameMake =
      Math.abs(own.index - block.index) === 1 && own.path === block.path && own.group === block.group;
    const least = isSameMake ? BESIDE_AT_LEAST : 1;
    if (!this.#isAround(own, block) && !this.#isAround(block, own)) return least;
    if (this.isSuspect(block.index)) return isWithin ? Math.min(least, SUSPECT_WITHIN_AT_LEAST) : least;
    return isWithin ? WITHIN_AT_LEAST : BESIDE_AT_LEAST;
  }

  /** Whether the element around a block's own holds the other. */
  #isAround({ index }: Block, other: Block): boolean {
    const { elements } = this.#page;
    const own = elements.innermost[index]!;
    const parent = own === NONE ? NONE : elements.parents[own]!;
    return parent !== NONE && other.index >= elements.first[parent]! && other.index <= elements.last[parent]!;
  }
}
