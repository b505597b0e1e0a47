/** SVG and MathML in a page: an element of HTML ends them, as in a browser, where their own end tags are missing. */

const ROOTS = new Set(["svg", "math"]);

/** Elements of SVG and MathML in which HTML may stand. */
const INTEGRATION_POINTS = new Set("foreignObject desc title annotation-xml mi mo mn ms mtext".split(" "));

/** The start tags by which the standard leaves foreign content. */
const LEAVING = new Set(
  (
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr " +
    "ol p pre ruby s small span strong strike sub sup table tt u ul var"
  ).split(" "),
);

/** Follows the elements that htmlparser2 has open, and says which of them have ended before it says so. */
export class ForeignContent {
  readonly #open: { readonly name: string; isEnded: boolean }[] = [];
  /** Where the foreign element begins that the next tag stands in; -1 where it stands in HTML. */
  #root = -1;

  /** @returns how many open elements end before this one opens */
  open(name: string): number {
    let ended = 0;
    if (this.#root >= 0 && LEAVING.has(name)) {
      for (let at = this.#open.length - 1; at >= this.#root; at -= 1, ended += 1)
        this.#open[at]!.isEnded = true;
      this.#root = -1;
    }
    if (this.#root < 0) {
      if (ROOTS.has(name)) this.#root = this.#open.length;
    } else if (INTEGRATION_POINTS.has(name)) this.#root = -1;
    this.#open.push({ name, isEnded: false });
    return ended;
  }

  /** @returns whether the element that was opened last ends only now */
  close(): boolean {
    const { name, isEnded } = this.#open.pop()!;
    if (this.#root >= this.#open.length) this.#root = -1;
    else if (this.#root < 0 && !isEnded && INTEGRATION_POINTS.has(name)) this.#root = this.#rootAround();
    return !isEnded;
  }

  /** The foreign element around what is open now; -1 where HTML is. */
  #rootAround(): number {
    const at = this.#open.findLastIndex(
      ({ name, isEnded }) => !isEnded && (ROOTS.has(name) || INTEGRATION_POINTS.has(name)),
    );
    return at >= 0 && ROOTS.has(this.#open[at]!.name) ? at : -1;
  }
}
