/** Properties of elements in the HTML standard's tree construction, by name. */

/** Name and flags of an element; one object for each name, so that they can be compared by identity. */
export interface ElementKind {
  readonly name: string;
  /** Of those below, added up. */
  readonly flags: number;
}

/** It holds nothing and has no end tag. */
export const VOID = 1;
/** End tags of other elements have no effect beyond it. */
export const SPECIAL = 2;
/** Its end tag ends it alone: blocks opened in it stay open. */
export const FORMATTING = 4;
/** Bounds the scope: elements outside are not "in scope" within it. */
export const SCOPE = 8;
/** The same for paragraphs, for list items, and for parts of tables. */
export const BUTTON_SCOPE = 16;
export const LIST_SCOPE = 32;
export const TABLE_SCOPE = 64;
/** Formatting outside of it is not seen within it. */
export const MARKER = 128;
/** Its start tag ends an open paragraph. */
export const ENDS_PARAGRAPH = 256;
/** Its end tag ends it with all that is open in it, wherever it is in scope. */
export const ENDS_IN_SCOPE = 512;
export const HEADING = 1024;
/** A part of a table. */
export const TABLE_PART = 2048;
/** It may stand in the head, and does not end it. */
export const IN_HEAD = 4096;
/** Of SVG or MathML. */
export const FOREIGN = 8192;
/** HTML may stand in it, though it is foreign. */
export const INTEGRATION = 16_384;
/** An end tag ends it even out of an element of HTML that is open within. */
export const ENDS_ANYWHERE = 32_768;
/** Not of SVG or MathML. */
export const HTML = 65_536;
export const LIST_ITEM = 131_072;
/** `<dt>` and `<dd>`: they end each other. */
export const DEFINITION = 262_144;
/** An item does not end one that it stands outside of. */
export const ITEM_BOUNDARY = 524_288;
/** Parts of a table that hold no text themselves. */
export const TABLE = 1_048_576;
export const ROW_GROUP = 2_097_152;
export const ROW = 4_194_304;
export const COLUMNS = 8_388_608;

const NAMES: readonly (readonly [flags: number, names: string])[] = [
  [
    VOID,
    "area base basefont bgsound br col command embed frame hr img input isindex keygen link meta param source track wbr",
  ],
  [
    SPECIAL,
    "address applet area article aside base basefont bgsound blockquote body br button caption center col colgroup dd " +
      "details dir div dl dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header " +
      "hgroup hr html iframe img input keygen li link listing main marquee menu meta nav noembed noframes noscript object " +
      "ol p param plaintext pre script search section select source style summary table tbody td template textarea tfoot " +
      "th thead title tr track ul wbr xmp",
  ],
  [FORMATTING, "a b big code em font i nobr s small strike strong tt u"],
  // The content of `noscript` is kept apart.
  [SCOPE, "applet caption html table td th marquee object template noscript"],
  [BUTTON_SCOPE, "button"],
  [LIST_SCOPE, "ol ul"],
  [TABLE_SCOPE, "html table template noscript"],
  [MARKER, "applet object marquee template td th caption noscript"],
  [
    ENDS_PARAGRAPH,
    "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 " +
      "h3 h4 h5 h6 header hgroup hr li listing main menu nav ol p plaintext pre search section summary table ul xmp",
  ],
  [
    ENDS_IN_SCOPE,
    "address applet article aside blockquote button center dd details dialog dir div dl dt fieldset figcaption figure " +
      "footer head header hgroup listing main marquee menu nav noscript object ol pre search section select summary " +
      "template ul",
  ],
  [LIST_ITEM, "li"],
  [DEFINITION, "dd dt"],
  [TABLE, "table"],
  [ROW_GROUP, "tbody tfoot thead"],
  [ROW, "tr"],
  [COLUMNS, "colgroup"],
  [HEADING, "h1 h2 h3 h4 h5 h6"],
  [TABLE_PART, "caption col colgroup tbody td tfoot th thead tr"],
  [IN_HEAD, "base basefont bgsound head html link meta noframes noscript script style template title"],
  [ENDS_ANYWHERE, "svg math foreignobject"],
];

/** Special elements in which an item ends the one before it all the same. */
const PASSED_BY_ITEMS: ReadonlySet<string> = new Set(["address", "div", "p"]);

const KINDS: ReadonlyMap<string, ElementKind> = kinds();

function kinds(): Map<string, ElementKind> {
  const flags = new Map<string, number>();
  for (const [flag, names] of NAMES) {
    for (const name of names.split(" ")) flags.set(name, (flags.get(name) ?? 0) | flag);
  }
  const all = new Map<string, ElementKind>();
  for (const [name, own] of flags) {
    const isBoundary = (own & SPECIAL) !== 0 && !PASSED_BY_ITEMS.has(name);
    all.set(name, { name, flags: own | HTML | (isBoundary ? ITEM_BOUNDARY : 0) });
  }
  // As the standard reads it.
  return all.set("image", all.get("img")!);
}

/** Kinds by name as written, unknown elements included. */
export class ElementKinds {
  readonly #unknown = new Map<string, ElementKind>();

  of(written: string): ElementKind {
    const known = KINDS.get(written) ?? this.#unknown.get(written);
    if (known !== undefined) return known;
    const name = written.toLowerCase();
    let kind = KINDS.get(name) ?? this.#unknown.get(name);
    if (kind === undefined) this.#unknown.set(name, (kind = { name, flags: HTML }));
    return kind;
  }
}

/** Elements of SVG and MathML in which HTML may stand. */
const INTEGRATION_POINTS: ReadonlySet<string> = new Set(
  "foreignobject desc title annotation-xml mi mo mn ms mtext".split(" "),
);

/** An element of SVG or MathML. */
export function foreignKind(name: string): ElementKind {
  return {
    name,
    flags: FOREIGN | (INTEGRATION_POINTS.has(name) ? INTEGRATION | SPECIAL | SCOPE | ITEM_BOUNDARY : 0),
  };
}

const LEAVING: ReadonlySet<string> = new Set(
  (
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr " +
    "ol p pre ruby s small span strong strike sub sup table tt u ul var"
  ).split(" "),
);

/** Whether the start tag ends the SVG or MathML that it stands in. */
export function leavesForeign(name: string, attributes: Readonly<Record<string, string>>): boolean {
  return (
    LEAVING.has(name) ||
    (name === "font" && ["color", "face", "size"].some((attribute) => Object.hasOwn(attributes, attribute)))
  );
}
