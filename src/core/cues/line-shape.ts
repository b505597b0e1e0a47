/** The shape of a line (length, prose, label, cues), computed lazily and cached. */
import { matchKey } from "../text/match-key.ts";
import type { Cues, CuesByKind } from "../document/cue.ts";
import type { Block } from "../document/document.ts";
import { hanLength, visibleLength } from "../text/characters.ts";
import { isLabel } from "../text/lines.ts";
import { countSentenceEnds, isProse } from "../text/sentences.ts";

/** Most lines have none. */
export const noCues: CuesByKind = new Map();

/** Each measure is computed on first use. */
export class Shape {
  readonly text: string;
  /** The last query and its result. */
  cuesLookedFor: Cues | undefined;
  cuesFound: CuesByKind = noCues;
  #chars: number | undefined;
  #hanChars: number | undefined;
  #sentenceEnds: number | undefined;
  #isLabel: boolean | undefined;
  #isProse: boolean | undefined;
  #key: string | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** Visible code points. */
  get chars(): number {
    return (this.#chars ??= visibleLength(this.text));
  }

  /** Chinese characters. */
  get hanChars(): number {
    return (this.#hanChars ??= hanLength(this.text));
  }

  /** Marks that end a sentence. */
  get sentenceEnds(): number {
    return (this.#sentenceEnds ??= countSentenceEnds(this.text));
  }

  get isLabel(): boolean {
    return (this.#isLabel ??= isLabel(this.text));
  }

  get isProse(): boolean {
    return (this.#isProse ??= isProse(this.text));
  }

  /** The match key. */
  get key(): string {
    return (this.#key ??= matchKey(this.text));
  }
}

/**
 * Facts that carry the cached shape of their block, since a lookup in a map takes longer than most measures. The
 * field is private, and a copy of the facts does not have it.
 */
export class ShapeKeeper {
  #shape: Shape;

  constructor(shape: Shape) {
    this.#shape = shape;
  }

  /** Kept, or made anew where the facts are kept for a block that was edited since. */
  static shapeOf({ text, facts }: Block): Shape {
    if (!(#shape in facts)) return new Shape(text);
    if (facts.#shape.text !== text) facts.#shape = new Shape(text);
    return facts.#shape;
  }
}

/** The shape of a block's text as it stands after the edits so far. */
export const shapeOf = ShapeKeeper.shapeOf;
