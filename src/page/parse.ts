/** Tags and texts of a page or an XML file, told one by one. Takes time in proportion to it, however its elements nest. */
import { type Document, DomHandler } from "domhandler";
import { Parser } from "htmlparser2";
import { ForeignContent } from "./foreign-content.ts";
import { cdataAsComments, withoutNull } from "./parser-faults.ts";

/** Whoever is told. */
export interface Listener {
  open(name: string, attributes: Record<string, string>): void;
  text(data: string): void;
  /** The element that was opened last of those that are open. */
  close(): void;
  /** Nothing more comes, but for the ends of what is open. */
  end?(): void;
  /** Whether nothing more is wanted: the rest is not read. Asked after each tag that opens an element. */
  readonly isDone?: boolean;
  /** The outermost open element whose content no reader sees: it stays open where elements lie too deep. */
  readonly unseen?: string | undefined;
}

/** Browsers do not nest deeper either, and htmlparser2 takes time with the square of the depth. */
const DEPTH_AT_MOST = 512;

/**
 * Straight from the tokenizer: a tree of the page would often be built only to be walked once. Where elements lie too
 * deep, all that are open end, but for the unseen one.
 * @param xmlMode names as written, `<a/>` ends itself, and no element is special
 */
export function parse(markup: string, listener: Listener, { xmlMode = false } = {}): void {
  const read = xmlMode ? markup : withoutNull(cdataAsComments(markup));
  for (let rest: Rest | undefined = { markup: read, start: "" }; rest !== undefined;) {
    rest = parseOn(rest, listener, xmlMode);
  }
}

/** Real pages have some thousand; a tree of some million takes seconds, and a gigabyte. */
export const ELEMENTS_AT_MOST = 100_000;

/** The tree of a page, no deeper than elements are read. It has neither comments nor positions. */
export interface Tree {
  readonly root: Document;
  /** The page has more than ELEMENTS_AT_MOST: the rest was not read. */
  readonly isCut: boolean;
}

export function parseTree(html: string): Tree {
  const handler = new DomHandler();
  let elements = 0;
  const isCut = () => elements > ELEMENTS_AT_MOST;
  parse(html, {
    open(name, attributes) {
      elements += 1;
      if (!isCut()) handler.onopentag(name, attributes);
    },
    text: (data) => handler.ontext(data),
    close: () => handler.onclosetag(),
    get isDone() {
      return isCut();
    },
  });
  handler.onend();
  return { root: handler.root, isCut: isCut() };
}

interface Rest {
  readonly markup: string;
  /** The tag of an element that is still open. */
  readonly start: string;
}

/** @returns what is left to be read, from the tag on that lay too deep; undefined where nothing is */
function parseOn({ markup, start }: Rest, listener: Listener, xmlMode: boolean): Rest | undefined {
  let depth = 0;
  /** The page breaks off within a tag: no element opened, though htmlparser2 says that it ends. */
  let isUnfinished = false;
  const foreign = new ForeignContent();
  /** Where the tag begins that lies too deep. */
  let restart: number | undefined;
  const parser = new Parser(
    {
      onopentagname() {
        isUnfinished = true;
      },
      onopentag(name, attributes) {
        isUnfinished = false;
        if (depth === DEPTH_AT_MOST) {
          restart = parser.startIndex - start.length;
          return parser.pause();
        }
        depth += 1;
        if (!xmlMode) for (let ended = foreign.open(name); ended > 0; ended -= 1) listener.close();
        listener.open(name, attributes);
        if (listener.isDone) parser.pause();
      },
      ontext: (data) => listener.text(data),
      onclosetag() {
        // The one that was not told of, where it is void.
        if (restart !== undefined) return;
        if (isUnfinished) {
          isUnfinished = false;
          return;
        }
        depth -= 1;
        if (xmlMode || foreign.close()) listener.close();
      },
    },
    { xmlMode },
  );
  parser.write(start);
  parser.write(markup);
  if (listener.isDone) return undefined;
  if (restart === undefined) {
    listener.end?.();
    parser.end();
    return undefined;
  }
  const { unseen } = listener;
  for (; depth > 0; depth -= 1) if (xmlMode || foreign.close()) listener.close();
  return {
    markup: markup.slice(restart),
    start: unseen === undefined ? "" : `<${unseen}>`,
  };
}
