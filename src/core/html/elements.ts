/** Elements by name: which are shown, which begin a line, and of which kind the line is. */
import type { BlockKind } from "../document/document.ts";

/** Elements whose text no reader sees. `noscript` is for browsers without scripts, `rp` for those without ruby. */
export const INVISIBLE_ELEMENTS = new Set(
  "script style noscript template iframe noembed noframes embed svg math canvas audio video datalist rp".split(
    " ",
  ),
);

/**
 * Elements that begin and end a line: those whose default `display` is not inline in the HTML standard ("Rendering"),
 * and a list box with its choices. All others stand within a line, also those that HTML does not know.
 */
const BLOCKS = new Set(
  (
    "html body frameset address blockquote center dialog div figure figcaption footer form header hr legend listing main p " +
    "plaintext pre search xmp article aside h1 h2 h3 h4 h5 h6 hgroup nav section dir dd dl dt menu ol ul li table caption " +
    "colgroup col thead tbody tfoot tr td th fieldset details summary select optgroup option br"
  ).split(" "),
);

/** Inline elements that only mark up words; they do not count as containers. */
export const PHRASING = new Set(
  (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label mark nobr q rb rp rt rtc ruby s " +
    "samp small span strike strong sub sup time tt u var wbr"
  ).split(" "),
);

/** Elements whose words browsers print in bold. */
export const BOLD = new Set("b strong h1 h2 h3 h4 h5 h6 th".split(" "));

export const KINDS: ReadonlyMap<string, BlockKind> = new Map([
  ...["h1", "h2", "h3", "h4", "h5", "h6"].map((name) => [name, "heading"] as const),
  ...["li", "dt", "dd", "option"].map((name) => [name, "item"] as const),
  ...["td", "th"].map((name) => [name, "cell"] as const),
  ...["figcaption", "caption"].map((name) => [name, "caption"] as const),
  ["p", "paragraph"],
]);

/** Elements that only hold others: a line in them is of the kind of what is around them. */
export const PASSING = new Set(["div", "section", "center", "form", "br", "hr"]);

/** Of an element, by their names. */
export type Attributes = Readonly<Record<string, string | undefined>>;

export const TABLE_PARTS = new Set(["tr", "thead", "tbody", "tfoot"]);

export const LISTS = new Set(["ul", "ol", "dl", "table", "select", "nav"]);

const HIDING_STYLE =
  /display\s*:\s*none|visibility\s*:\s*hidden|(?:text-indent|left|top)\s*:\s*-\d{3,}|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])/i;

const DISPLAY = /(?:^|;)\s*display\s*:\s*(inline|block|flex|grid|table|list-item|flow-root)(?![\w-])/i;

/**
 * As the element's own style says, else as HTML does. Boxes that stand in a line (`inline-block`) hold columns and
 * menus as often as words: they stay what they are.
 */
export function isInline(name: string, { style }: Attributes): boolean {
  const display = style === undefined ? undefined : DISPLAY.exec(style)?.[1]!.toLowerCase();
  if (display === undefined) return !BLOCKS.has(name);
  return display === "inline";
}

/** Whether the page says not to show it. */
export function isHidden(name: string, { hidden, open, style }: Attributes): boolean {
  const isShut = name === "dialog" && open === undefined;
  return isShut || hidden !== undefined || (style !== undefined && HIDING_STYLE.test(style));
}

/** Deleted and inserted text: without a separator 「<s>35</s>40」 would be another number. */
export const REVISIONS = new Set(["del", "ins", "s", "strike"]);

const PREFORMATTED = new Set(["pre", "listing", "xmp", "plaintext", "textarea"]);
const WHITE_SPACE = /(?:^|;)\s*white-space\s*:\s*(pre|break-spaces|normal|nowrap)(?![a-z])/i;

/**
 * Whether a line end in the source is one on the screen, as `white-space` says; undefined where neither the element
 * nor its style says anything: then it is as around it.
 */
export function keepsLineEnds(name: string, { style }: Attributes): boolean | undefined {
  const value = style === undefined ? undefined : WHITE_SPACE.exec(style)?.[1]!.toLowerCase();
  if (value !== undefined) return value === "pre" || value === "break-spaces";
  return PREFORMATTED.has(name) ? true : undefined;
}
