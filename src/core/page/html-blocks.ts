/** An HTML page as blocks: every visible line in page order, unclassified. */
import type { Annotation, Block, BlockKind } from "../document/document.ts";
import { isVisible, visibleLength } from "../text/characters.ts";
import { Shape } from "../cues/line-shape.ts";
import { AnnotationReader } from "./annotations.ts";
import { type Attributes, INVISIBLE_ELEMENTS, REVISIONS } from "../html/elements.ts";
import { measure } from "./facts.ts";
import { endAround, type Frame, isField, type Link, nest, openAround, ROOT } from "./frames.ts";
import { StyleSheetReader } from "./style-sheet.ts";

/** No article has so many lines: what a page or a text has beyond them is not read. */
export const LINES_AT_MOST = 100_000;

/** In a text area, where a tag is no element. */
const TAG = /<\/?[a-z][^<>]*>/i;

const DIGIT = /\p{Nd}/u;

const TITLE_PATH = "head>title";

/** A line of the page with the innermost element around it. */
interface Line {
  readonly kind: BlockKind;
  readonly raw: string;
  readonly annotations: readonly Annotation[];
  readonly frame: Frame;
  readonly linkChars: number;
  readonly boldChars: number;
  readonly endsInBreak: boolean;
  readonly links: number;
}

const NO_CONTAINERS: readonly number[] = [];

/** Listens to the tags and texts of a page, and keeps its visible lines in page order. */
export class BlockReader {
  readonly #lines: Line[] = [];
  #isCut = false;
  #frame = ROOT;
  #elements = 0;
  /** How many elements are open within an invisible one, itself included. */
  #hidden = 0;
  #outermostHidden = "";
  /** What stands in the first `<title>`, while it is open; browsers show one. */
  #title: string | undefined;
  #hasTitle = false;
  /** What stands in the text area that is open. */
  #textArea: string | undefined;
  #line = "";
  readonly #annotations = new AnnotationReader();
  readonly #styles = new StyleSheetReader();
  /** The last code unit of the line: asking the line itself would copy all of it. */
  #last = "";
  /** A revision began or ended behind it. */
  #isRevised = false;
  /** The innermost element that holds all words of the line. */
  #holder: Frame | undefined;
  #linkChars = 0;
  #boldChars = 0;
  #links: Set<Link> | undefined;

  /** The outermost of the open elements whose text is not seen, if any is open. */
  get hidden(): string | undefined {
    return this.#hidden === 0 ? undefined : this.#outermostHidden;
  }

  /** Whether the page has more lines than are read. */
  get isCut(): boolean {
    return this.#isCut;
  }

  open(name: string, attributes: Attributes): void {
    this.#styles.open(name);
    if (
      this.#hidden > 0 ||
      INVISIBLE_ELEMENTS.has(name) ||
      name === "title" ||
      isField(this.#frame, name, attributes)
    ) {
      if (this.#hidden === 0) {
        this.#outermostHidden = name;
        if (name === "title" && !this.#hasTitle) this.#title = "";
      }
      this.#hidden += 1;
      return;
    }
    const styled = this.#styles.keepsLines(name, attributes);
    const frame = nest(this.#frame, name, attributes, (this.#elements += 1), styled);
    if (!frame.inline) this.#endLine(name === "br");
    this.#annotations.open(name, attributes, this.#line.length);
    this.#isRevised ||= REVISIONS.has(name);
    this.#frame = frame;
    if (name === "textarea") this.#textArea = "";
  }

  close(within: number): void {
    this.#styles.close();
    if (within < this.#hidden) {
      this.#hidden -= 1;
      if (this.#title !== undefined) this.#endTitle(this.#title);
      return;
    }
    const seenWithin = within - this.#hidden;
    if (seenWithin > 0) {
      this.#frame = endAround(this.#frame, seenWithin);
      this.#annotations.close(this.#line.length, seenWithin);
      return;
    }
    if (this.#textArea !== undefined) this.#endTextArea(this.#textArea);
    if (!this.#frame.inline) this.#endLine();
    this.#annotations.close(this.#line.length, 0);
    this.#isRevised ||= REVISIONS.has(this.#frame.name);
    if (this.#frame.parent === undefined) return;
    this.#frame.isOpen = false;
    this.#frame = this.#frame.parent;
  }

  text(data: string): void {
    this.#styles.text(data);
    if (this.#title !== undefined) this.#title += data;
    if (this.#hidden > 0) return;
    if (this.#textArea !== undefined) this.#textArea += data;
    else if (this.#frame.keepsLines) this.#addLines(data);
    else this.#add(data);
  }

  #addLines(data: string): void {
    for (const [at, line] of data.split(/\r\n?|\n/).entries()) {
      if (at > 0) this.#endLine();
      this.#add(line);
    }
  }

  /** The blocks of the page, once it is read to its end. */
  blocks(): readonly Block[] {
    this.#endLine();
    return this.#lines.map(
      ({ kind, raw, annotations, frame, linkChars, boldChars, endsInBreak, links }, index) => ({
        index,
        kind,
        group: frame.group,
        path: kind === "title" ? TITLE_PATH : (frame.container?.path ?? ""),
        raw,
        text: raw,
        ...(annotations.length === 0 ? {} : { annotations }),
        facts: measure(new Shape(raw), {
          linkChars,
          links,
          containers: frame.container?.ids ?? NO_CONTAINERS,
          hidden: frame.hidden,
          headingLevel: frame.headingLevel,
          boldChars,
          endsInBreak,
          inArticleBody: frame.inArticleBody,
          gapBefore: 0,
        }),
      }),
    );
  }

  /** The page's `<title>` is its first block: browsers show it, and for some pages it is the only headline. */
  #endTitle(data: string): void {
    this.#title = undefined;
    this.#hasTitle = true;
    this.#endLine();
    this.#push("title", data, ROOT);
  }

  /** Code to be copied into another page is no text of this one. */
  #endTextArea(data: string): void {
    this.#textArea = undefined;
    if (!TAG.test(data)) this.#addLines(data);
  }

  #endLine(isBreak = false): void {
    if (this.#line === "") return;
    const holder = this.#holder ?? this.#frame;
    this.#push(holder.kind, this.#line, holder, this.#annotations.endLine(this.#line.length), isBreak);
    this.#line = "";
    this.#last = "";
    this.#holder = undefined;
  }

  #add(data: string): void {
    if (data === "") return;
    if (this.#isRevised && DIGIT.test(this.#last) && DIGIT.test(data[0]!)) this.#line += " ";
    this.#isRevised = false;
    this.#last = data.at(-1)!;
    this.#line += data;
    if (/\S/.test(data)) this.#holder = this.#holderWith(this.#frame);
    const { link, bold } = this.#frame;
    if (link === undefined && !bold) return;
    const chars = visibleLength(data);
    if (bold) this.#boldChars += chars;
    if (link === undefined || chars === 0) return;
    this.#linkChars += chars;
    (this.#links ??= new Set()).add(link);
  }

  /** The holder of the line, when words in this element come to it. A row of buttons stands in the first of them. */
  #holderWith(frame: Frame): Frame {
    const holder = this.#holder ?? frame;
    return holder.inButton && frame.inButton ? holder : openAround(holder);
  }

  #push(
    kind: BlockKind,
    line: string,
    frame: Frame,
    annotations: readonly Annotation[] = [],
    endsInBreak = false,
  ): void {
    if (!isVisible(line)) return;
    if (this.#lines.length === LINES_AT_MOST) {
      this.#isCut = true;
      return;
    }
    this.#lines.push({
      kind,
      ...collapse(line, annotations),
      frame,
      linkChars: this.#linkChars,
      boldChars: this.#boldChars,
      endsInBreak,
      links: this.#links?.size ?? 0,
    });
    this.#linkChars = 0;
    this.#boldChars = 0;
    this.#links = undefined;
  }
}

const IS_SPACED = /[\t\n\r\f]|  |^ | $/;

/** White space as HTML shows it; other spaces (no-break, ideographic) are characters and stay. */
function collapse(line: string, annotations: readonly Annotation[]): Pick<Line, "raw" | "annotations"> {
  if (!IS_SPACED.test(line)) return { raw: line, annotations };
  let raw = "";
  let end = 0;
  /** @returns where in the collapsed line stands what stood at `offset`; offsets come in ascending order */
  const collapseTo = (offset: number) => {
    const piece = line.slice(end, offset).replace(/[ \t\n\r\f]+/g, " ");
    raw += (raw === "" || raw.endsWith(" ")) && piece.startsWith(" ") ? piece.slice(1) : piece;
    end = offset;
    return raw.length;
  };
  const spans = annotations.map(({ span: [from, to] }) => [collapseTo(from), collapseTo(to)] as const);
  collapseTo(line.length);
  raw = raw.replace(/ $/, "");
  const moved = annotations.flatMap((annotation, at) => {
    const [from, to] = spans[at]!;
    const end = Math.min(to, raw.length);
    return from < end ? [{ ...annotation, span: [from, end] as const }] : [];
  });
  return { raw, annotations: moved };
}
