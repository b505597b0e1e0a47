/** An HTML page as blocks: every visible line in page order, judged by nobody. */
import type { Block, BlockKind } from "../types.ts";
import { isVisible, visibleLength } from "../measures/characters.ts";
import { Shape } from "../measures/shape.ts";
import { type Attributes, INVISIBLE } from "./elements.ts";
import { measure } from "./facts.ts";
import { type Frame, type Link, nest, openAround, ROOT } from "./frames.ts";

/** No article has so many lines: what a page or a text has beyond them is not read. */
export const LINES_AT_MOST = 100_000;

const TITLE_PATH = "head>title";

/** A line of the page with the innermost element around it, before it is known whose page it is. */
interface Line {
  readonly kind: BlockKind;
  readonly raw: string;
  readonly frame: Frame;
  readonly linkChars: number;
  readonly links: ReadonlySet<Link>;
}

const NO_LINKS: ReadonlySet<Link> = new Set();
const NO_HOSTS: readonly string[] = [];
const NO_CONTAINERS: readonly number[] = [];

/** Listens to the tags and texts of a page, and keeps its visible lines in page order. */
export class BlockReader {
  readonly #lines: Line[] = [];
  #isCut = false;
  #frame = ROOT;
  #elements = 0;
  /** How many elements are open within an invisible one, itself included. */
  #unseen = 0;
  #outermostUnseen = "";
  /** What stands in the first `<title>`, while it is open; browsers show one. */
  #title: string | undefined;
  #hasTitle = false;
  #line = "";
  /** The innermost element that holds all words of the line. */
  #holder: Frame | undefined;
  #linkChars = 0;
  #links: Set<Link> | undefined;

  /** The outermost of the open elements whose text is not seen, if any is open. */
  get unseen(): string | undefined {
    return this.#unseen === 0 ? undefined : this.#outermostUnseen;
  }

  /** Whether the page has more lines than are read. */
  get isCut(): boolean {
    return this.#isCut;
  }

  open(name: string, attributes: Attributes): void {
    if (this.#unseen > 0 || INVISIBLE.has(name) || name === "title") {
      if (this.#unseen === 0) {
        this.#outermostUnseen = name;
        if (name === "title" && !this.#hasTitle) this.#title = "";
      }
      this.#unseen += 1;
      return;
    }
    const frame = nest(this.#frame, name, attributes, (this.#elements += 1));
    if (!frame.inline) this.#endLine();
    this.#frame = frame;
  }

  close(): void {
    if (this.#unseen > 0) {
      this.#unseen -= 1;
      if (this.#title !== undefined) this.#endTitle(this.#title);
      return;
    }
    if (!this.#frame.inline) this.#endLine();
    if (this.#frame.parent === undefined) return;
    this.#frame.isOpen = false;
    this.#frame = this.#frame.parent;
  }

  text(data: string): void {
    if (this.#title !== undefined) this.#title += data;
    if (this.#unseen > 0) return;
    if (this.#frame.name !== "pre") return this.#add(data);
    for (const [at, line] of data.split(/\r?\n/).entries()) {
      if (at > 0) this.#endLine();
      this.#add(line);
    }
  }

  /**
   * The blocks of the page, once it is read to its end.
   *
   * @param url the page's address, by which links to other hosts are told; undefined where it is not known
   */
  blocks(url: string | undefined): readonly Block[] {
    this.#endLine();
    const host = hostOf(url);
    return this.#lines.map(({ kind, raw, frame, linkChars, links }, index) => ({
      index,
      kind,
      group: frame.group,
      path: kind === "title" ? TITLE_PATH : (frame.container?.path ?? ""),
      raw,
      text: raw,
      facts: measure(new Shape(raw), {
        linkChars,
        links: links.size,
        outboundHosts: host === undefined ? NO_HOSTS : outboundHosts(links, host, url),
        containers: frame.container?.ids ?? NO_CONTAINERS,
        hidden: frame.hidden,
        headingLevel: frame.headingLevel,
        gapBefore: 0,
      }),
    }));
  }

  /** The page's `<title>` is its first block: browsers show it, and for some pages it is the only headline. */
  #endTitle(data: string): void {
    this.#title = undefined;
    this.#hasTitle = true;
    this.#endLine();
    this.#push("title", data, ROOT);
  }

  #endLine(): void {
    if (this.#line === "") return;
    const holder = this.#holder ?? this.#frame;
    this.#push(holder.kind, this.#line, holder);
    this.#line = "";
    this.#holder = undefined;
  }

  #add(data: string): void {
    this.#line += data;
    if (/\S/.test(data)) this.#holder = this.#holderWith(this.#frame);
    const { link } = this.#frame;
    if (link === undefined) return;
    const chars = visibleLength(data);
    if (chars === 0) return;
    this.#linkChars += chars;
    (this.#links ??= new Set()).add(link);
  }

  /** The holder of the line, when words in this element come to it. A row of buttons stands in the first of them. */
  #holderWith(frame: Frame): Frame {
    const holder = this.#holder ?? frame;
    return holder.inButton && frame.inButton ? holder : openAround(holder);
  }

  #push(kind: BlockKind, line: string, frame: Frame): void {
    if (!isVisible(line)) return;
    if (this.#lines.length === LINES_AT_MOST) {
      this.#isCut = true;
      return;
    }
    this.#lines.push({
      kind,
      raw: collapse(line),
      frame,
      linkChars: this.#linkChars,
      links: this.#links ?? NO_LINKS,
    });
    this.#linkChars = 0;
    this.#links = undefined;
  }
}

/** A path alone, or what stands for one; most links of a page are such, and reading an address takes long. */
const STAYS = /^(?:\/(?![/\\\s])|[\w.-]+(?:[/?#]|$)|[?#])/;

/** An address of a plain host, as most of the others are. */
const PLAIN_HOST = /^(?:https?:)?\/\/((?:[a-z\d-]+\.)+[a-z]{2,})(?:[/?#]|$)/;

function outboundHosts(links: ReadonlySet<Link>, own: string, url: string | undefined): readonly string[] {
  if (links.size === 0) return NO_HOSTS;
  const hosts = Array.from(links, ({ href }) =>
    STAYS.test(href) ? own : (PLAIN_HOST.exec(href)?.[1] ?? hostOf(href, url)),
  );
  return [...new Set(hosts)].filter((host) => host !== undefined && host !== own) as string[];
}

const IS_SPACED = /[\t\n\r\f]|  |^ | $/;

/** White space as HTML shows it; other spaces (no-break, ideographic) are characters and stay. */
function collapse(text: string): string {
  return IS_SPACED.test(text) ? text.replace(/[ \t\n\r\f]+/g, " ").replace(/^ | $/g, "") : text;
}

function hostOf(address: string | undefined, base?: string): string | undefined {
  if (address === undefined) return undefined;
  const url = URL.parse(address, base);
  return url !== null && /^https?:$/.test(url.protocol) ? url.hostname : undefined;
}
