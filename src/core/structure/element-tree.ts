/** The block-level elements around the blocks of a page, as arrays, with sums in constant time. */
import type { Block } from "../document/document.ts";

/** Stands for an element where there is none. */
export const NONE = -1;

const TAG = /^[^#.]*/;

/**
 * Elements are numbered in the order in which a block first stands in them, an element before those within it. An
 * element reaches from its first block to its last one, whatever the page puts between them.
 */
export class ElementTree {
  /** By element: the one around it, or NONE. */
  readonly parents: Int32Array;
  /** By element: positions of its first and its last block. */
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** By element: its tag with its id or first class, as in `Block.path`: `div.main`. */
  readonly steps: readonly string[];
  /** By element: `div`, `h2`. */
  readonly tags: readonly string[];
  /** By block: the innermost element around it, or NONE. */
  readonly innermost: Int32Array;
  /** By element: how many are around it, itself included. */
  readonly #depths: Int32Array;

  constructor(blocks: readonly Block[]) {
    const parents: number[] = [];
    const depths: number[] = [];
    const steps: string[] = [];
    const numbers = new Map<number, number>();
    this.innermost = new Int32Array(blocks.length).fill(NONE);
    let before: readonly number[] | undefined;
    for (const [at, { path, facts }] of blocks.entries()) {
      const { containers } = facts;
      // Blocks of one element share its list.
      if (at > 0 && containers === before) {
        this.innermost[at] = this.innermost[at - 1]!;
        continue;
      }
      before = containers;
      let known = containers.length;
      let start = path.length;
      const added: string[] = [];
      while (known > 0 && !numbers.has(containers[known - 1]!)) {
        const end = start;
        start = path.lastIndexOf(">", end - 1);
        added.push(path.slice(start + 1, Math.max(end, 0)));
        known -= 1;
      }
      let element = known === 0 ? NONE : numbers.get(containers[known - 1]!)!;
      for (; known < containers.length; known += 1) {
        depths.push(known + 1);
        steps.push(added.pop()!);
        element = parents.push(element) - 1;
        numbers.set(containers[known]!, element);
      }
      this.innermost[at] = element;
    }
    this.parents = Int32Array.from(parents);
    this.#depths = Int32Array.from(depths);
    this.steps = steps;
    this.tags = steps.map((step) => TAG.exec(step)![0]);
    this.first = new Int32Array(parents.length).fill(blocks.length);
    this.last = new Int32Array(parents.length).fill(NONE);
    this.#reach();
  }

  get count(): number {
    return this.steps.length;
  }

  #reach(): void {
    for (let at = 0; at < this.innermost.length; at += 1) {
      const element = this.innermost[at]!;
      if (element === NONE) continue;
      if (at < this.first[element]!) this.first[element] = at;
      if (at > this.last[element]!) this.last[element] = at;
    }
    // Those within an element have greater numbers.
    for (let element = this.count - 1; element >= 0; element -= 1) {
      const parent = this.parents[element]!;
      if (parent === NONE) continue;
      this.first[parent] = Math.min(this.first[parent]!, this.first[element]!);
      this.last[parent] = Math.max(this.last[parent]!, this.last[element]!);
    }
  }

  /** How many blocks an element reaches over. */
  size(element: number): number {
    return this.last[element]! - this.first[element]! + 1;
  }

  /** What the blocks of an element come to. */
  sum(element: number, sums: RunningSums): number {
    return sums.between(this.first[element]!, this.last[element]!);
  }

  /** How many elements are around what stands right in this one; 0 for NONE. */
  depth(element: number): number {
    return element === NONE ? 0 : this.#depths[element]!;
  }

  /** How many elements are around both. */
  commonDepth(one: number, other: number): number {
    let a = one;
    let b = other;
    while (a !== b) {
      const depth = this.depth(a);
      const otherDepth = this.depth(b);
      if (depth >= otherDepth) a = this.parents[a]!;
      if (otherDepth >= depth) b = this.parents[b]!;
    }
    return this.depth(a);
  }

  /** How many steps lead up from an element to the nearest one that is, or is around, the other. */
  stepsUp(from: number, other: number): number {
    return this.depth(from) - this.commonDepth(from, other);
  }
}

/** Prefix sums: the sum over any range in constant time. */
export class RunningSums {
  readonly #sums: Float64Array;

  constructor(values: ArrayLike<number>) {
    this.#sums = new Float64Array(values.length + 1);
    for (let at = 0; at < values.length; at += 1) this.#sums[at + 1] = this.#sums[at]! + values[at]!;
  }

  get total(): number {
    return this.#sums.at(-1)!;
  }

  /** Both ends included; none where they are the wrong way round. */
  between(first: number, last: number): number {
    return last < first ? 0 : this.#sums[last + 1]! - this.#sums[first]!;
  }

  /** All before a position. */
  before(at: number): number {
    return this.#sums[at]!;
  }

  /** The mean of a position and so many on each side of it, as far as there are any. */
  meanAround(at: number, reach: number): number {
    const from = Math.max(at - reach, 0);
    const to = Math.min(at + reach + 1, this.#sums.length - 1);
    return (this.#sums[to]! - this.#sums[from]!) / (to - from);
  }
}

/** The innermost element that contains two blocks, given the ancestors of each from the outermost down. */
export function commonElement(elements: readonly number[], others: readonly number[]): number | undefined {
  return elements.findLast((id, depth) => others[depth] === id);
}
