/** An HTML page as blocks: every visible line in page order, judged by nobody. */
import type { Block, BlockKind } from "../types.ts";
import { visibleLength } from "../measures/characters.ts";
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

/** A link of the page, however many texts it holds. */
interface Link {
  readonly href: string;
}

/** An element that is open. What holds for everything inside is handed down. */
interface Frame {
  readonly name: string;
  readonly id: number;
  readonly inline: boolean;
  readonly kind: BlockKind;
  readonly group: number;
  /** The link around it. */
  readonly link: Link | undefined;
  readonly hidden: boolean;
  readonly headingLevel: number;
  /** Block elements from the outermost to this one. */
  readonly containers: readonly number[];
  readonly path: string;
}

const ROOT: Frame = {
  name: "",
  id: 0,
  inline: false,
  kind: "paragraph",
  group: 0,
  link: undefined,
  hidden: false,
  headingLevel: 0,
  containers: [],
  path: "",
};

/** A line of the page with the innermost element around it, before it is known whose page it is. */
interface Line {
  readonly kind: BlockKind;
  readonly raw: string;
  readonly frame: Frame;
  readonly linkChars: number;
  readonly links: ReadonlySet<Link>;
}

/** Listens to the tags and texts of a page, and keeps its visible lines in page order. */
export class BlockReader {
  readonly #lines: Line[] = [];
  readonly #frames: Frame[] = [ROOT];
  #elements = 0;
  /** How many elements are open within an invisible one, itself included. */
  #unseen = 0;
  /** What stands in the first `<title>`, while it is open; browsers show one. */
  #title: string | undefined;
  #hasTitle = false;
  #line = "";
  #linkChars = 0;
  #links = new Set<Link>();

  get #frame(): Frame {
    return this.#frames.at(-1)!;
  }

  /** Whether a text that came now would be seen. */
  get isVisible(): boolean {
    return this.#unseen === 0;
  }

  open(name: string, attributes: Attributes): void {
    if (this.#unseen > 0 || INVISIBLE.has(name) || name === "title") {
      if (this.#unseen === 0 && name === "title" && !this.#hasTitle) this.#title = "";
      this.#unseen += 1;
      return;
    }
    const frame = nest(this.#frame, name, attributes, (this.#elements += 1));
    if (!frame.inline) this.#endLine();
    this.#frames.push(frame);
  }

  close(): void {
    if (this.#unseen > 0) {
      this.#unseen -= 1;
      if (this.#title !== undefined) this.#endTitle(this.#title);
      return;
    }
    if (!this.#frame.inline) this.#endLine();
    this.#frames.pop();
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
      path: frame.path,
      raw,
      text: raw,
      facts: measure(raw, {
        linkChars,
        links: links.size,
        outboundHosts: host === undefined ? [] : outboundHosts(links, host, url),
        containers: frame.containers,
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
    this.#push("title", data, { ...ROOT, path: "head>title" });
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
    this.#links.add(link);
  }

  #push(kind: BlockKind, line: string, frame: Frame): void {
    if (visibleLength(line) === 0) return;
    this.#lines.push({ kind, raw: collapse(line), frame, linkChars: this.#linkChars, links: this.#links });
    this.#linkChars = 0;
    this.#links = new Set();
  }
}

function outboundHosts(links: ReadonlySet<Link>, own: string, url: string | undefined): readonly string[] {
  const hosts = Array.from(links, ({ href }) => hostOf(href, url));
  return [...new Set(hosts)].filter((host) => host !== undefined && host !== own) as string[];
}

function nest(parent: Frame, name: string, attributes: Attributes, id: number): Frame {
  const href = name === "a" ? attributes["href"] : undefined;
  const link = href === undefined ? parent.link : { href };
  const hidden = parent.hidden || isHidden(attributes);
  if (INLINE.has(name)) return { ...parent, name, id, inline: true, link, hidden };
  const told = name !== "html" && parent.containers.length < DEPTH_TOLD;
  return {
    name,
    id,
    inline: false,
    kind: KINDS.get(name) ?? (PASSING.has(name) ? parent.kind : "paragraph"),
    group: LISTS.has(name) ? id : isListPart(parent) ? parent.group : parent.id,
    link,
    hidden,
    headingLevel: /^h[1-6]$/.test(name) ? Number(name[1]) : parent.headingLevel,
    containers: told ? [...parent.containers, id] : parent.containers,
    path: told ? `${parent.path}${parent.path && ">"}${describe(name, attributes)}` : parent.path,
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

function describe(name: string, { id, class: classes }: Attributes): string {
  if (id) return `${name}#${id}`;
  const first = classes && /\S+/.exec(classes)?.[0];
  return first ? `${name}.${first}` : name;
}

/** White space as HTML shows it; other spaces (no-break, ideographic) are characters and stay. */
function collapse(text: string): string {
  return text.replace(/[ \t\n\r\f]+/g, " ").replace(/^ | $/g, "");
}

function hostOf(address: string | undefined, base?: string): string | undefined {
  if (address === undefined) return undefined;
  const url = URL.parse(address, base);
  return url !== null && /^https?:$/.test(url.protocol) ? url.hostname : undefined;
}
