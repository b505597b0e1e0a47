/** The elements that are open at a place of a page or an XML file. */
import type { Listener } from "./listener.ts";
import type { ElementKind } from "./tree-rules.ts";

/** The depth limit of browsers; it also bounds the time of searches through open elements. */
const DEPTH_AT_MOST = 512;

/** Decides which elements tags open and close. */
export interface TreeBuilder {
  /** Whether the next tag stands in SVG or MathML. */
  readonly isForeign: boolean;
  start(name: string, attributes: Record<string, string>, endsItself: boolean): void;
  end(name: string): void;
}

/** A stack of open elements. Beyond the maximum depth all end but the invisible one. */
export class OpenElements {
  readonly #listener: Listener;
  readonly #kinds: ElementKind[] = [];

  constructor(listener: Listener) {
    this.#listener = listener;
  }

  /** The one that was opened last. */
  get last(): ElementKind | undefined {
    return this.#kinds.at(-1);
  }

  get count(): number {
    return this.#kinds.length;
  }

  at(index: number): ElementKind {
    return this.#kinds[index]!;
  }

  /** @param unseenKind of an element by its name: the hidden one opens again where all others end */
  open(
    kind: ElementKind,
    attributes: Record<string, string>,
    unseenKind: (name: string) => ElementKind,
  ): void {
    if (this.#kinds.length === DEPTH_AT_MOST) {
      const { hidden } = this.#listener;
      this.endFrom(0);
      if (hidden !== undefined) this.#push(unseenKind(hidden), {});
    }
    this.#push(kind, attributes);
  }

  /** An element that holds nothing. */
  openAndEnd(name: string, attributes: Record<string, string>): void {
    this.#listener.open(name, attributes);
    this.#listener.close(0);
  }

  /** Ends the element there with all that is open in it. */
  endFrom(index: number): void {
    for (let count = this.#kinds.length - index; count > 0; count -= 1) {
      this.#kinds.pop();
      this.#listener.close(0);
    }
  }

  /** Ends the element there, and what is open in it but for what has one of these flags. */
  endOnly(index: number, keptFlags: number): void {
    for (let at = this.#kinds.length - 1, kept = 0; at >= index; at -= 1) {
      if (at > index && (this.#kinds[at]!.flags & keptFlags) !== 0) kept += 1;
      else {
        this.#kinds.splice(at, 1);
        this.#listener.close(kept);
      }
    }
  }

  /**
   * @returns where the innermost element of this name stands; -1 where none does, or only outside of an element with
   * one of these flags
   */
  find(name: string, boundaryFlags = 0): number {
    for (let at = this.#kinds.length - 1; at >= 0; at -= 1) {
      const kind = this.#kinds[at]!;
      if (kind.name === name) return at;
      if ((kind.flags & boundaryFlags) !== 0) return -1;
    }
    return -1;
  }

  /** The same for the innermost element that has one of these flags. */
  findFlag(flags: number, boundaryFlags: number): number {
    for (let at = this.#kinds.length - 1; at >= 0; at -= 1) {
      const kind = this.#kinds[at]!;
      if ((kind.flags & flags) !== 0) return at;
      if ((kind.flags & boundaryFlags) !== 0) return -1;
    }
    return -1;
  }

  #push(kind: ElementKind, attributes: Record<string, string>): void {
    this.#kinds.push(kind);
    this.#listener.open(kind.name, attributes);
  }
}

/** XML: names are what is written, and an end tag ends what it names. */
export class XmlTree implements TreeBuilder {
  readonly #open: OpenElements;
  readonly isForeign = false;

  constructor(open: OpenElements) {
    this.#open = open;
  }

  start(name: string, attributes: Record<string, string>, endsItself: boolean): void {
    if (endsItself) this.#open.openAndEnd(name, attributes);
    else this.#open.open(ofName(name), attributes, ofName);
  }

  end(name: string): void {
    const at = this.#open.find(name);
    if (at >= 0) this.#open.endFrom(at);
  }
}

function ofName(name: string): ElementKind {
  return { name, flags: 0 };
}
