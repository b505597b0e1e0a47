/** An HTML page as blocks: every visible line in page order, judged by nobody. */
import type { Block, BlockKind } from "../types.ts";
import { isVisible, visibleLength } from "../measures/characters.ts";
import { Shape } from "../measures/shape.ts";
import { measure } from "./facts.ts";

/** Elements whose text no reader sees. `noscript` is for browsers without scripts. */
const INVISIBLE = new Set(
  "script style noscript template iframe object embed applet svg math canvas audio video datalist".split(" "),
);

/** Elements that stand within a line. All others begin and end one. */
const INLINE = new Set(
  (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label mark nobr o:p q rp rt ruby s samp " +
    "small span strike strong sub sup time tt u var wbr"
  ).split(" "),
);

const KINDS: ReadonlyMap<string, BlockKind> = new Map([
  ...["h1", "h2", "h3", "h4", "h5", "h6"].map((name) => [name, "heading"] as const),
  ...["li", "dt", "dd", "option"].map((name) => [name, "item"] as const),
  ...["td", "th"].map((name) => [name, "cell"] as const),
  ...["figcaption", "caption"].map((name) => [name, "caption"] as const),
  ["p", "paragraph"],
]);

/** Elements that only hold others: a line in them is of the kind of what is around them. */
const PASSING = new Set(["div", "section", "center", "form", "br", "hr"]);

/** Of an element, by their names. */
export type Attributes = Readonly<Record<string, string | undefined>>;

const TABLE_PARTS = new Set(["tr", "thead", "tbody", "tfoot"]);

const LISTS = new Set(["ul", "ol", "dl", "table", "select", "nav"]);

const HIDING_STYLE =
  /display\s*:\s*none|visibility\s*:\s*hidden|(?:text-indent|left|top)\s*:\s*-\d{3,}|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])/i;

/** Deeper nesting than any page is written in: what lies below is read, its outer elements are no longer told apart. */
const DEPTH_TOLD = 120;

/** No article has so many lines: what a page has beyond them is not read. */
const LINES_AT_MOST = 100_000;

/** A link of the page, however many texts it holds. */
interface Link {
  readonly href: string;
}

/** A block element that holds others. Few hold a line themselves, so its place is told when somebody asks. */
class Container {
  readonly depth: number;
  readonly #id: number;
  readonly #name: string;
  readonly #attributes: Attributes;
  readonly #around: Container | undefined;
  #ids: readonly number[] | undefined;
  #path: string | undefined;
  /** Paths of the elements right within it, by their step: those of one make share theirs. */
  #pathsWithin: Map<string, string> | undefined;

  constructor(id: number, name: string, attributes: Attributes, around: Container | undefined) {
    this.#id = id;
    this.#name = name;
    this.#attributes = attributes;
    this.#around = around;
    this.depth = (around?.depth ?? 0) + 1;
  }

  /** From the outermost to this one. */
  get ids(): readonly number[] {
    return (this.#ids ??= [...(this.#around?.ids ?? []), this.#id]);
  }

  get path(): string {
    const step = () => describe(this.#name, this.#attributes);
    return (this.#path ??= this.#around === undefined ? step() : this.#around.#pathOf(step()));
  }

  #pathOf(step: string): string {
    const paths = (this.#pathsWithin ??= new Map());
    let path = paths.get(step);
    if (path === undefined) paths.set(step, (path = `${this.path}>${step}`));
    return path;
  }
}

/** An element that is open. What holds for everything inside is handed down. */
interface Frame {
  readonly parent: Frame | undefined;
  readonly name: string;
  readonly id: number;
  readonly inline: boolean;
  readonly kind: BlockKind;
  readonly group: number;
  /** The link around it. */
  readonly link: Link | undefined;
  readonly hidden: boolean;
  readonly headingLevel: number;
  /** The innermost block element: itself, where it is one. */
  readonly container: Container | undefined;
}

const ROOT: Frame = {
  parent: undefined,
  name: "",
  id: 0,
  inline: false,
  kind: "paragraph",
  group: 0,
  link: undefined,
  hidden: false,
  headingLevel: 0,
  container: undefined,
};

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
    this.#frame = this.#frame.parent ?? ROOT;
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
    this.#push(this.#frame.kind, this.#line, this.#frame);
    this.#line = "";
  }

  #add(data: string): void {
    this.#line += data;
    const { link } = this.#frame;
    if (link === undefined) return;
    const chars = visibleLength(data);
    if (chars === 0) return;
    this.#linkChars += chars;
    (this.#links ??= new Set()).add(link);
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

function nest(parent: Frame, name: string, attributes: Attributes, id: number): Frame {
  const href = name === "a" ? attributes["href"] : undefined;
  const link = href === undefined ? parent.link : { href };
  const hidden = parent.hidden || isHidden(attributes);
  const { kind, group, headingLevel, container } = parent;
  if (INLINE.has(name))
    return { parent, name, id, inline: true, kind, group, link, hidden, headingLevel, container };
  const own = KINDS.get(name);
  const told = name !== "html" && (container === undefined || container.depth < DEPTH_TOLD);
  return {
    parent,
    name,
    id,
    inline: false,
    kind: own ?? (PASSING.has(name) ? kind : "paragraph"),
    group: LISTS.has(name) ? id : isListPart(parent) ? group : parent.id,
    link,
    hidden,
    headingLevel: own === "heading" ? Number(name[1]) : headingLevel,
    container: told ? new Container(id, name, attributes, container) : container,
  };
}

/** What stands in it belongs to the list or table around it. */
function isListPart(frame: Frame): boolean {
  return (
    LISTS.has(frame.name) || frame.kind === "item" || frame.kind === "cell" || TABLE_PARTS.has(frame.name)
  );
}

function isHidden({ hidden, style }: Attributes): boolean {
  return hidden !== undefined || (style !== undefined && HIDING_STYLE.test(style));
}

/** `card-18`: what counts the elements of one make is the same for all of them. */
const NUMBER = /\d+/g;

function describe(name: string, { id, class: classes }: Attributes): string {
  if (id) return `${name}#${id.replace(NUMBER, "0")}`;
  const first = classes && /\S+/.exec(classes)?.[0];
  return first ? `${name}.${first}` : name;
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
