/**
 * What the HTML standard's tree construction makes of tags ("The rules for parsing tokens in HTML content"), as far as it
 * decides which text stands in which block: what opens, what it ends, and what an end tag ends. Formatting ends with the
 * block it was opened in; content of a table that belongs in no cell stays where it is written.
 */
import type { OpenElements, TreeBuilder } from "./open-elements.ts";
import {
  BUTTON_SCOPE,
  COLUMNS,
  DEFINITION,
  type ElementKind,
  ElementKinds,
  ENDS_ANYWHERE,
  ENDS_IN_SCOPE,
  ENDS_PARAGRAPH,
  FOREIGN,
  foreignKind,
  FORMATTING,
  HEADING,
  HTML,
  IN_HEAD,
  INTEGRATION,
  ITEM_BOUNDARY,
  leavesForeign,
  LIST_ITEM,
  LIST_SCOPE,
  MARKER,
  ROW,
  ROW_GROUP,
  SCOPE,
  SPECIAL,
  TABLE,
  TABLE_PART,
  TABLE_SCOPE,
  VOID,
} from "./tree-rules.ts";

/** What a part of a table stands in; before it opens, all ends that is open in the innermost of them. */
const STANDS_IN: ReadonlyMap<string, number> = new Map([
  ...["td", "th"].map((name) => [name, ROW | ROW_GROUP | TABLE] as const),
  ["tr", ROW_GROUP | TABLE],
  ...["tbody", "thead", "tfoot", "caption", "colgroup"].map((name) => [name, TABLE] as const),
  ["col", COLUMNS | TABLE],
]);

/** What ends where one of these begins, where it was opened last. */
const ENDS_LAST: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["option", new Set(["option"])],
  ["optgroup", new Set(["option", "optgroup"])],
  ["rb", new Set(["rb", "rp", "rt", "rtc"])],
  ["rtc", new Set(["rb", "rp", "rt", "rtc"])],
  ["rp", new Set(["rb", "rp", "rt"])],
  ["rt", new Set(["rb", "rp", "rt"])],
]);

/** What ends without a tag where what it stands in does. */
const NEEDING_NO_END: ReadonlySet<string> = new Set("dd dt li optgroup option p rb rp rt rtc".split(" "));

type Attributes = Record<string, string>;

export class HtmlTree implements TreeBuilder {
  readonly #open: OpenElements;
  readonly #kinds = new ElementKinds();
  /** A form has begun, and no end tag of one has come. */
  #hasForm = false;

  constructor(open: OpenElements) {
    this.#open = open;
  }

  get isForeign(): boolean {
    const last = this.#open.last;
    return last !== undefined && (last.flags & (FOREIGN | INTEGRATION)) === FOREIGN;
  }

  start(written: string, attributes: Attributes, endsItself: boolean): void {
    if (this.isForeign) {
      const name = written.toLowerCase();
      if (!leavesForeign(name, attributes)) return this.#openForeign(name, attributes, endsItself);
      this.#leaveForeign();
    }
    const kind = this.#kinds.of(written);
    if (kind.name === "svg" || kind.name === "math")
      return this.#openForeign(kind.name, attributes, endsItself);
    if (!this.#makeRoom(kind)) return;
    if ((kind.flags & VOID) !== 0) this.#open.openAndEnd(kind.name, attributes);
    else this.#open.open(kind, attributes, this.#kindOf);
  }

  end(written: string): void {
    const kind = this.#kinds.of(written);
    const { name, flags } = kind;
    if (this.#open.last !== undefined && (this.#open.last.flags & FOREIGN) !== 0) {
      if (this.#endForeign(name)) return;
      if (name === "p" || name === "br") this.#leaveForeign();
    }
    if (name === "br") this.#open.openAndEnd(name, {});
    else if (name === "p") this.#endParagraph();
    else if (name === "form") this.#endForm();
    else if ((flags & FORMATTING) !== 0) this.#endFormatting(this.#open.find(name, SCOPE));
    else this.#endFrom(this.#endOf(kind));
  }

  /** Where what an end tag ends stands; -1 where it ends nothing. */
  #endOf(kind: ElementKind): number {
    const { name, flags } = kind;
    if ((flags & HEADING) !== 0) return this.#open.findFlag(HEADING, SCOPE);
    if ((flags & ENDS_IN_SCOPE) !== 0) return this.#open.find(name, SCOPE);
    if (name === "li") return this.#open.find(name, SCOPE | LIST_SCOPE);
    if ((flags & TABLE_PART) !== 0 || name === "table") return this.#open.find(name, TABLE_SCOPE);
    if ((flags & ENDS_ANYWHERE) !== 0) return this.#open.find(name);
    // What comes behind the body belongs to it.
    return name === "body" || name === "html" ? -1 : this.#open.find(name, SPECIAL);
  }

  /** Ends what ends before the element begins. @returns whether it begins at all */
  #makeRoom({ name, flags }: ElementKind): boolean {
    if ((flags & IN_HEAD) === 0) this.#endLastIf((last) => last.name === "head");
    if ((flags & TABLE_PART) !== 0) return this.#makeRoomInTable(name);
    if (name === "html" || name === "head" || name === "body") return this.#isAtStart(name);
    if (name === "form") {
      if (this.#hasForm) return false;
      this.#hasForm = true;
    }
    const item = flags & (LIST_ITEM | DEFINITION);
    if (item !== 0) this.#endFrom(this.#open.findFlag(item, ITEM_BOUNDARY));
    if ((flags & ENDS_PARAGRAPH) !== 0) {
      const at = this.#open.find("p", SCOPE | BUTTON_SCOPE);
      if (at >= 0) this.#open.endOnly(at, FORMATTING);
    }
    if ((flags & HEADING) !== 0) this.#endLastIf((last) => (last.flags & HEADING) !== 0);
    else if (name === "a" || name === "nobr") this.#endFormatting(this.#open.find(name, MARKER));
    else if (name === "button") this.#endFrom(this.#open.find(name, SCOPE));
    else if (name === "table") this.#endTableBetweenCells();
    else {
      const ended = ENDS_LAST.get(name);
      if (ended !== undefined) while (this.#endLastIf((last) => ended.has(last.name)));
    }
    return true;
  }

  /** A part of a table begins nowhere else. */
  #makeRoomInTable(name: string): boolean {
    const at = this.#open.findFlag(STANDS_IN.get(name)!, TABLE_SCOPE);
    if (at >= 0) this.#open.endFrom(at + 1);
    return at >= 0;
  }

  #endTableBetweenCells(): void {
    const flags = this.#open.last?.flags ?? 0;
    if ((flags & (TABLE | ROW_GROUP | ROW | COLUMNS)) !== 0) this.#endFrom(this.#open.find("table"));
  }

  /** Nothing but the elements around it is open: a page has one head and one body. */
  #isAtStart(name: string): boolean {
    const around = name === "html" ? 0 : 1;
    return this.#open.count === 0 || (this.#open.count === around && this.#open.at(0).name === "html");
  }

  /** Without a beginning its end tag is an empty paragraph. */
  #endParagraph(): void {
    const at = this.#open.find("p", SCOPE | BUTTON_SCOPE);
    if (at < 0) this.#open.openAndEnd("p", {});
    else this.#open.endFrom(at);
  }

  /** What is open in a form stays so, but for what needs no end tag. */
  #endForm(): void {
    this.#hasForm = false;
    const at = this.#open.find("form", SCOPE);
    if (at < 0) return;
    while (this.#endLastIf((last) => NEEDING_NO_END.has(last.name)));
    this.#open.endOnly(at, ~0);
  }

  /** The adoption agency: blocks that were opened in it go on without it, and so does formatting. */
  #endFormatting(at: number): void {
    if (at >= 0) this.#open.endOnly(at, SPECIAL | FORMATTING);
  }

  /** @returns whether it did */
  #endLastIf(ends: (last: ElementKind) => boolean): boolean {
    const { last } = this.#open;
    if (last === undefined || !ends(last)) return false;
    this.#open.endFrom(this.#open.count - 1);
    return true;
  }

  #endFrom(at: number): void {
    if (at >= 0) this.#open.endFrom(at);
  }

  #openForeign(name: string, attributes: Attributes, endsItself: boolean): void {
    if (endsItself) this.#open.openAndEnd(name, attributes);
    else this.#open.open(foreignKind(name), attributes, this.#kindOf);
  }

  readonly #kindOf = (name: string): ElementKind =>
    name === "svg" || name === "math" ? foreignKind(name) : this.#kinds.of(name);

  #leaveForeign(): void {
    while (this.#endLastIf(() => this.isForeign));
  }

  /** @returns whether it ends an element of SVG or MathML */
  #endForeign(name: string): boolean {
    const at = this.#open.find(name, HTML);
    if (at < 0 || (this.#open.at(at).flags & FOREIGN) === 0) return false;
    this.#open.endFrom(at);
    return true;
  }
}
