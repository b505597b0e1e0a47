/** A page becomes a document: decoded, cut into blocks, measured. Nothing is classified, nothing visible is dropped. */
import type { Document } from "../document/document.ts";
import { HeadReader } from "./head.ts";
import { BlockReader } from "./html-blocks.ts";
import { NotShownReader } from "./not-shown.ts";
import type { Listener } from "../html/listener.ts";
import { parse } from "../html/parse.ts";
import type { Page } from "./page.ts";
import { textBlocks } from "./text-blocks.ts";

/** @param id what the receipt will call it */
export function readPage(page: Page, id = ""): Document {
  const { text, format, url, fetchedAt, renderedFrom } = page;
  const read = format === "html" ? readHtml(text, id, url) : readText(text, id, url);
  const { isScripted, ...document } = read;
  return {
    ...document,
    // What its scripts add to a rendered page stands in it.
    ...(isScripted && renderedFrom === undefined ? { isScripted } : {}),
    ...(fetchedAt === undefined ? {} : { fetchedAt }),
  };
}

/** The same for HTML that is decoded already. */
export function readHtml(html: string, id = "", url?: string): Document {
  const page = new PageReader();
  parse(html, page);
  const { head, blocks, notShown } = page;
  const { metadata, declared, url: own } = head.head();
  const address = url ?? own;
  const lines = blocks.blocks();
  return {
    id,
    ...(address === undefined ? {} : { url: address }),
    format: "html",
    metadata,
    declared,
    blocks: lines,
    headline: [],
    ...(blocks.isCut ? { isCut: true } : {}),
    ...(notShown.found.length === 0 ? {} : { notShown: notShown.found }),
    ...(notShown.isScripted ? { isScripted: true } : {}),
  };
}

/** The same for a text without markup. */
export function readText(text: string, id = "", url?: string): Document {
  const { blocks, isCut } = textBlocks(text.replace(/^\uFEFF/, ""));
  return {
    id,
    ...(url === undefined ? {} : { url }),
    format: "text",
    metadata: {},
    blocks,
    headline: [],
    ...(isCut ? { isCut } : {}),
  };
}

/**
 * All that reads a page, in one walk. A class: an object literal with getters makes a shape of its own each time,
 * and with it the page stays in memory until the next full collection.
 */
class PageReader implements Listener {
  readonly head = new HeadReader();
  readonly blocks = new BlockReader();
  readonly notShown = new NotShownReader();

  open(name: string, attributes: Record<string, string>): void {
    this.head.open(name, attributes);
    this.notShown.open(name, attributes, this.hidden === undefined);
    this.blocks.open(name, attributes);
  }

  text(data: string): void {
    this.head.text(data);
    this.blocks.text(data);
    this.notShown.text(data);
  }

  close(within: number): void {
    this.head.close(within);
    this.blocks.close(within);
    this.notShown.close(within);
  }

  /** Where the page has too many lines, it ends. */
  get isDone(): boolean {
    return this.blocks.isCut;
  }

  get hidden(): string | undefined {
    return this.blocks.hidden;
  }
}
