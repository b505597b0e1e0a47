/** An HTML page as blocks: one walk over the parsed page, every visible line in page order, judged by nobody. */
import type { AnyNode, Document as Dom, Element } from "domhandler";
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

const TABLE_PARTS = new Set(["tr", "thead", "tbody", "tfoot"]);

const LISTS = new Set(["ul", "ol", "dl", "table", "select", "nav"]);

const HIDING_STYLE =
  /display\s*:\s*none|visibility\s*:\s*hidden|(?:text-indent|left|top)\s*:\s*-\d{3,}|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])/i;

/** Deeper nesting than any page is written in: what lies below is read, its outer elements are no longer told apart. */
const DEPTH_TOLD = 120;

/** An element that the walk is in. What holds for everything inside is handed down. */
interface Frame {
  readonly name: string;
  readonly id: number;
  readonly inline: boolean;
  readonly kind: BlockKind;
  readonly group: number;
  /** The link around it. */
  readonly link: Element | undefined;
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

/**
 * @param dom the parsed page
 * @param url the page's address, by which links to other hosts are told; undefined where it is not known
 */
export function htmlBlocks(dom: Dom, url?: string): readonly Block[] {
  const walk = new Walk(url);
  // A stack of its own: pages nest deeper than the call stack reaches. `undefined` closes an element.
  const stack: (AnyNode | undefined)[] = dom.children.toReversed();
  while (stack.length > 0) {
    const node = stack.pop();
    if (node === undefined) walk.leave();
    else if (node.type === "text") walk.text(node.data);
    else if (isElement(node) && !INVISIBLE.has(node.name)) {
      if (node.name === "title") walk.title(node);
      else {
        walk.enter(node);
        stack.push(undefined);
        for (let at = node.children.length - 1; at >= 0; at -= 1) stack.push(node.children[at]);
      }
    }
  }
  walk.endLine();
  return walk.blocks;
}

/** The line being read, and the elements around it. */
class Walk {
  readonly blocks: Block[] = [];
  readonly #url: string | undefined;
  readonly #host: string | undefined;
  readonly #frames: Frame[] = [ROOT];
  #elements = 0;
  #hasTitle = false;
  #line = "";
  #linkChars = 0;
  #links = new Set<Element>();

  constructor(url: string | undefined) {
    this.#url = url;
    this.#host = hostOf(url);
  }

  get #frame(): Frame {
    return this.#frames.at(-1)!;
  }

  enter(element: Element): void {
    const frame = nest(this.#frame, element, (this.#elements += 1));
    if (!frame.inline) this.endLine();
    this.#frames.push(frame);
  }

  leave(): void {
    if (!this.#frame.inline) this.endLine();
    this.#frames.pop();
  }

  text(data: string): void {
    if (this.#frame.name !== "pre") return this.#add(data);
    for (const [at, line] of data.split(/\r?\n/).entries()) {
      if (at > 0) this.endLine();
      this.#add(line);
    }
  }

  /** The page's `<title>` is its first block: browsers show it, and for some pages it is the only headline. */
  title(element: Element): void {
    if (this.#hasTitle) return;
    this.#hasTitle = true;
    const data = element.children.map((child) => (child.type === "text" ? child.data : "")).join("");
    this.endLine();
    this.#push("title", collapse(data), { ...ROOT, path: "head>title" });
  }

  endLine(): void {
    if (this.#line === "") return;
    this.#push(this.#frame.kind, collapse(this.#line), this.#frame);
    this.#line = "";
    this.#linkChars = 0;
    this.#links = new Set();
  }

  #add(data: string): void {
    this.#line += data;
    const { link } = this.#frame;
    if (link === undefined || visibleLength(data) === 0) return;
    this.#linkChars += visibleLength(data);
    this.#links.add(link);
  }

  #push(kind: BlockKind, raw: string, frame: Frame): void {
    if (visibleLength(raw) === 0) return;
    this.blocks.push({
      index: this.blocks.length,
      kind,
      group: frame.group,
      path: frame.path,
      raw,
      text: raw,
      facts: measure(raw, {
        linkChars: this.#linkChars,
        links: this.#links.size,
        outboundHosts: this.#outboundHosts(),
        containers: frame.containers,
        hidden: frame.hidden,
        headingLevel: frame.headingLevel,
        gapBefore: 0,
      }),
    });
  }

  #outboundHosts(): readonly string[] {
    if (this.#host === undefined) return [];
    const hosts = [...this.#links].map((link) => hostOf(link.attribs["href"], this.#url));
    return [...new Set(hosts)].filter((host) => host !== undefined && host !== this.#host) as string[];
  }
}

function nest(parent: Frame, element: Element, id: number): Frame {
  const { name, attribs } = element;
  const link = name === "a" && attribs["href"] !== undefined ? element : parent.link;
  const hidden = parent.hidden || isHidden(attribs);
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
    path: told ? `${parent.path}${parent.path && ">"}${describe(name, attribs)}` : parent.path,
  };
}

function isElement(node: AnyNode): node is Element {
  return node.type === "tag";
}

/** What stands in it belongs to the list or table around it. */
function isListPart(frame: Frame): boolean {
  return (
    LISTS.has(frame.name) || frame.kind === "item" || frame.kind === "cell" || TABLE_PARTS.has(frame.name)
  );
}

function isHidden({ hidden, style }: Element["attribs"]): boolean {
  return hidden !== undefined || (style !== undefined && HIDING_STYLE.test(style));
}

function describe(name: string, { id, class: classes }: Element["attribs"]): string {
  const first = classes?.trim().split(/\s+/)[0];
  if (id) return `${name}#${id}`;
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
