/** What a block's text looks like, found out once: every stage asks it of every block. */
import type { CuesFound } from "../cues/match.ts";
import type { Block } from "../types.ts";
import { visibleLength } from "./characters.ts";
import { isLabel } from "./lines.ts";
import { countSentenceEnds, isProse } from "./sentences.ts";

/** Each measure is taken when somebody asks for it first. */
class Shape {
  readonly block: Block;
  /** What was last looked for in it. */
  cuesFound: CuesFound | undefined;
  #chars: number | undefined;
  #sentenceEnds: number | undefined;
  #isLabel: boolean | undefined;
  #isProse: boolean | undefined;

  constructor(block: Block) {
    const { raw, text, facts } = block;
    this.block = block;
    if (text === raw) {
      this.#chars = facts.chars;
      this.#sentenceEnds = facts.sentenceEnds;
    }
  }

  /** Visible code points. */
  get chars(): number {
    return (this.#chars ??= visibleLength(this.block.text));
  }

  /** Marks that end a sentence. */
  get sentenceEnds(): number {
    return (this.#sentenceEnds ??= countSentenceEnds(this.block.text));
  }

  get isLabel(): boolean {
    return (this.#isLabel ??= isLabel(this.block.text));
  }

  get isProse(): boolean {
    return (this.#isProse ??= isProse(this.block.text));
  }
}

/**
 * What facts are made of that keep the shape of their block, so that no map of all blocks is needed: looking in one
 * takes longer than most of what is asked. Nobody else sees it, and a copy of the facts has none.
 */
export class ShapeKeeper {
  #shape: Shape | undefined;

  /** Kept, or made anew where the facts are kept for a block that was edited since. */
  static shapeOf(block: Block): Shape {
    const { facts } = block;
    if (!(#shape in facts)) return new Shape(block);
    if (facts.#shape?.block !== block) facts.#shape = new Shape(block);
    return facts.#shape;
  }
}

/** The shape of a block's text as it stands after the edits so far. */
export const shapeOf = ShapeKeeper.shapeOf;
