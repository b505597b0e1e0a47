/**
 * Superscripts, subscripts and readings: words of a line that HTML sets apart in height only, so that without it 10⁴
 * would be 104. The line keeps them as they stand; what becomes of them a stage decides.
 */
import type { Annotation, AnnotationKind } from "../document/document.ts";
import type { Attributes } from "../html/elements.ts";

const KINDS: ReadonlyMap<string, AnnotationKind> = new Map([
  ["sup", "superscript"],
  ["sub", "subscript"],
  ["rt", "reading"],
  ["rtc", "reading"],
]);

/** As word processors write it. */
const RAISED = /(?:^|;)\s*vertical-align\s*:\s*(super|sub)(?![\w-])/i;

const NONE: readonly Annotation[] = [];

/** Follows the elements of a page and notes which parts of the present line are annotations. */
export class AnnotationReader {
  #found: Annotation[] | undefined;
  /** The annotation that is open, with how many elements are open within it. What is nested in it is part of it. */
  #open: { readonly kind: AnnotationKind; from: number; isNote: boolean } | undefined;
  #within = 0;
  /** How many links to another place of this page are open, and what is open within the outermost. */
  #linksWithin = 0;
  /** Where the outermost begins. */
  #linkFrom = 0;

  /** @param at length of the line so far: UTF-16 code units */
  open(name: string, attributes: Attributes, at: number): void {
    const { href } = attributes;
    if (this.#linksWithin > 0 || (name === "a" && href?.includes("#"))) {
      if (this.#linksWithin === 0) this.#linkFrom = at;
      this.#linksWithin += 1;
    }
    if (this.#open !== undefined) {
      this.#within += 1;
      this.#open.isNote ||= this.#linksWithin > 0;
      return;
    }
    const kind = kindOf(name, attributes);
    // Behind words of the link itself it is one of them: <a href="#table">10<sup>4</sup></a>.
    const isNote = this.#linksWithin > 0 && this.#linkFrom === at;
    if (kind !== undefined) this.#open = { kind, from: at, isNote };
  }

  /** @param within how many elements go on that were opened in the one that ends */
  close(at: number, within: number): void {
    if (within === this.#linksWithin - 1) this.#linksWithin = 0;
    else if (within < this.#linksWithin) this.#linksWithin -= 1;
    if (this.#open === undefined || within > this.#within) return;
    if (within < this.#within) this.#within -= 1;
    else {
      this.#add(at);
      this.#open = undefined;
      this.#within = 0;
    }
  }

  /** The annotations of the line that ends here: where one is still open, the next line begins with it. */
  endLine(at: number): readonly Annotation[] {
    if (this.#open !== undefined) {
      this.#add(at);
      this.#open.from = 0;
    }
    const found = this.#found ?? NONE;
    this.#found = undefined;
    return found;
  }

  #add(to: number): void {
    const { kind, from, isNote } = this.#open!;
    if (to > from) (this.#found ??= []).push({ kind, span: [from, to], ...(isNote ? { isNote: true } : {}) });
  }
}

function kindOf(name: string, { style }: Attributes): AnnotationKind | undefined {
  const value = style === undefined ? undefined : RAISED.exec(style)?.[1]!.toLowerCase();
  if (value !== undefined) return value === "super" ? "superscript" : "subscript";
  return KINDS.get(name);
}
