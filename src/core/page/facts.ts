/** What is measured of a block once, when the page is read. */
import { type Shape, ShapeKeeper } from "../cues/line-shape.ts";
import type { Facts } from "../document/document.ts";

/** What only the page's structure can tell. */
export type Structure = Omit<Facts, "chars" | "hanChars" | "sentenceEnds">;

/** The structure of a line that has none. */
export const noLinks: Structure = {
  linkChars: 0,
  links: 0,
  containers: [],
  hidden: false,
  headingLevel: 0,
  boldChars: 0,
  endsInBreak: false,
  inArticleBody: false,
  gapBefore: 0,
};

class MeasuredFacts extends ShapeKeeper implements Facts {
  readonly chars: number;
  readonly hanChars: number;
  readonly sentenceEnds: number;
  readonly linkChars: number;
  readonly links: number;
  readonly containers: readonly number[];
  readonly hidden: boolean;
  readonly headingLevel: number;
  readonly boldChars: number;
  readonly endsInBreak: boolean;
  readonly inArticleBody: boolean;
  readonly gapBefore: number;

  constructor(shape: Shape, structure: Structure) {
    super(shape);
    this.chars = shape.chars;
    this.hanChars = shape.hanChars;
    this.sentenceEnds = shape.sentenceEnds;
    this.linkChars = structure.linkChars;
    this.links = structure.links;
    this.containers = structure.containers;
    this.hidden = structure.hidden;
    this.headingLevel = structure.headingLevel;
    this.boldChars = structure.boldChars;
    this.endsInBreak = structure.endsInBreak;
    this.inArticleBody = structure.inArticleBody;
    this.gapBefore = structure.gapBefore;
  }
}

/** The facts of a line that looks so. They keep its shape. */
export function measure(shape: Shape, structure: Structure): Facts {
  return new MeasuredFacts(shape, structure);
}
