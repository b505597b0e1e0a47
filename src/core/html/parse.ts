/** Reads the tags and texts of a page or an XML file in linear time, however elements nest. */
import { type Document, DomHandler } from "domhandler";
import { HtmlTree } from "./html-tree.ts";
import { OpenElements, XmlTree } from "./open-elements.ts";
import type { Listener } from "./listener.ts";
import { cdataAsComments, withoutNull } from "./parser-faults.ts";
import { TagReader } from "./tag-reader.ts";

/**
 * Streams events without building a tree. Beyond the maximum depth all open elements are closed but the outermost
 * invisible one.
 * @param xmlMode names as written, `<a/>` ends itself, and no element is special
 */
export function parse(markup: string, listener: Listener, { xmlMode = false } = {}): void {
  const open = new OpenElements(listener);
  const tree = xmlMode ? new XmlTree(open) : new HtmlTree(open);
  const read = xmlMode ? markup : withoutNull(cdataAsComments(markup));
  new TagReader(read, tree, listener, xmlMode).read();
  if (listener.isDone) return;
  listener.end?.();
  open.endFrom(0);
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
  const around: (readonly [name: string, attributes: Record<string, string>])[] = [];
  let elements = 0;
  const open = (name: string, attributes: Record<string, string>) => {
    elements += 1;
    around.push([name, attributes]);
    listener.isDone = elements > ELEMENTS_AT_MOST;
    if (!listener.isDone) handler.onopentag(name, attributes);
  };
  // No getter: objects with one keep the page in memory until the next full garbage collection.
  const listener = {
    isDone: false,
    open,
    text: (data: string) => handler.ontext(data),
    // Elements that stay open are opened again after it.
    close(within: number) {
      const inner = around.splice(around.length - within);
      around.pop();
      for (let count = within + 1; count > 0; count -= 1) handler.onclosetag();
      for (const [name, attributes] of inner) open(name, attributes);
    },
  };
  parse(html, listener);
  handler.onend();
  return { root: handler.root, isCut: listener.isDone };
}
