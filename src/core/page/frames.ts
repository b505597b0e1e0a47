/** The elements that are open around a text, and what each hands down to all that stands in it. */
import type { BlockKind } from "../document/document.ts";
import {
  type Attributes,
  BOLD,
  isHidden,
  isInline,
  keepsLineEnds,
  KINDS,
  LISTS,
  PASSING,
  PHRASING,
  TABLE_PARTS,
} from "../html/elements.ts";

/** Deeper nesting than any page is written in: what lies below is read, its outer elements are no longer told apart. */
const DEPTH_TOLD = 120;

/** A link of the page, however many texts it holds: no other is the same. */
export type Link = symbol;

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
export interface Frame {
  parent: Frame | undefined;
  readonly name: string;
  readonly attributes: Attributes;
  /** As `nest`. */
  readonly styled: boolean | undefined;
  readonly id: number;
  readonly inline: boolean;
  readonly kind: BlockKind;
  readonly group: number;
  /** The link around it. */
  readonly link: Link | undefined;
  readonly hidden: boolean;
  readonly headingLevel: number;
  readonly bold: boolean;
  readonly inArticleBody: boolean;
  /** The innermost block element: itself, where it is one. */
  readonly container: Container | undefined;
  readonly inButton: boolean;
  readonly inForm: boolean;
  /** A line end in the source is one on the screen. */
  readonly keepsLines: boolean;
  isOpen: boolean;
}

export const ROOT: Frame = {
  parent: undefined,
  name: "",
  attributes: {},
  styled: undefined,
  id: 0,
  inline: false,
  kind: "paragraph",
  group: 0,
  link: undefined,
  hidden: false,
  headingLevel: 0,
  bold: false,
  inArticleBody: false,
  container: undefined,
  inButton: false,
  inForm: false,
  keepsLines: false,
  isOpen: true,
};

/**
 * The frame of an element that opens in this one.
 *
 * @param styled what a style sheet says of its line ends; its own style says more, its name less
 */
export function nest(
  parent: Frame,
  name: string,
  attributes: Attributes,
  id: number,
  styled?: boolean,
): Frame {
  const isLink = name === "a" && attributes["href"] !== undefined;
  const link = isLink ? Symbol() : parent.link;
  const hidden = parent.hidden || isHidden(name, attributes);
  const { kind, headingLevel } = parent;
  const bold = parent.bold || BOLD.has(name);
  const inline = isInline(name, attributes);
  const keepsLines = keepsLineEnds("", attributes) ?? styled ?? keepsLineEnds(name, {}) ?? parent.keepsLines;
  if (inline && PHRASING.has(name)) {
    return {
      ...parent,
      parent,
      name,
      attributes,
      styled,
      id,
      inline,
      link,
      hidden,
      bold,
      keepsLines,
      isOpen: true,
    };
  }
  const own = KINDS.get(name);
  return {
    parent,
    name,
    attributes,
    styled,
    id,
    inline,
    kind: own ?? (PASSING.has(name) ? kind : "paragraph"),
    group: LISTS.has(name) ? id : isListPart(parent) ? parent.group : parent.id,
    link,
    hidden,
    headingLevel: own === "heading" ? Number(name[1]) : headingLevel,
    bold,
    inArticleBody: parent.inArticleBody || attributes["itemprop"]?.toLowerCase() === "articlebody",
    container: containerOf(parent, name, attributes, id),
    inButton: parent.inButton || name === "button",
    inForm: parent.inForm || name === "form",
    keepsLines,
    isOpen: true,
  };
}

function containerOf(
  { container }: Frame,
  name: string,
  attributes: Attributes,
  id: number,
): Container | undefined {
  const told = name !== "html" && (container === undefined || container.depth < DEPTH_TOLD);
  return told ? new Container(id, name, attributes, container) : container;
}

/**
 * Ends an element in which others go on without it.
 * @param within how many
 * @returns the innermost of them
 */
export function endAround(frame: Frame, within: number): Frame {
  const inner: Frame[] = [];
  let ended = frame;
  for (; inner.length < within && ended.parent !== undefined; ended = ended.parent) inner.push(ended);
  const { parent } = ended;
  if (parent === undefined) return frame;
  ended.isOpen = false;
  if (ended.inline && ended.container === parent.container && isAs(ended, parent)) {
    inner.at(-1)!.parent = parent;
    return frame;
  }
  return inner.reduceRight(
    (around, { name, attributes, id, styled }) => nest(around, name, attributes, id, styled),
    parent,
  );
}

/** Whether it hands down nothing that its parent does not. */
function isAs({ link, hidden, bold, keepsLines }: Frame, parent: Frame): boolean {
  return (
    link === parent.link &&
    hidden === parent.hidden &&
    bold === parent.bold &&
    keepsLines === parent.keepsLines
  );
}

/** Itself or the innermost element around it that is still open. */
export function openAround(frame: Frame): Frame {
  let around = frame;
  while (!around.isOpen && around.parent !== undefined) around = around.parent;
  return around;
}

/** What a reader is asked to write into a form is no text of the page; what cannot be changed is shown to be read. */
export function isField({ inForm }: Frame, name: string, { readonly, disabled }: Attributes): boolean {
  return name === "textarea" && inForm && readonly === undefined && disabled === undefined;
}

/** What stands in it belongs to the list or table around it. */
function isListPart(frame: Frame): boolean {
  return (
    LISTS.has(frame.name) || frame.kind === "item" || frame.kind === "cell" || TABLE_PARTS.has(frame.name)
  );
}

/** `card-18`: what counts the elements of one make is the same for all of them. */
const NUMBER = /\d+/g;

function describe(name: string, { id, class: classes }: Attributes): string {
  if (id) return `${name}#${id.replace(NUMBER, "0")}`;
  const first = classes && /\S+/.exec(classes)?.[0];
  return first ? `${name}.${first}` : name;
}
