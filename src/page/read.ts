/** A raw page becomes a document: decoded, cut into blocks, measured. Nothing is judged and nothing visible is dropped. */
import { load } from "cheerio";
import type { Document, RawPage } from "../types.ts";
import { decode } from "./decode.ts";
import { htmlBlocks } from "./html-blocks.ts";
import { readHead } from "./head.ts";
import { textBlocks } from "./text-blocks.ts";

/**
 * @param raw the bytes as they came
 * @param id what the receipt will call it
 */
export function readPage(raw: RawPage, id: string): Document {
  const { text } = decode(raw.bytes, raw.declaredCharset);
  return raw.format === "html" ? readHtml(text, id, raw.url) : readText(text, id, raw.url);
}

/** The same for HTML that is decoded already. */
export function readHtml(html: string, id = "", url?: string): Document {
  // htmlparser2's tree: its walk takes a third of the time of parse5's.
  const dom = load(html, { xml: { xmlMode: false, decodeEntities: true } }).root()[0]!;
  const head = readHead(dom);
  const address = url ?? head.url;
  return {
    id,
    ...(address === undefined ? {} : { url: address }),
    format: "html",
    metadata: head.metadata,
    blocks: htmlBlocks(dom, address),
  };
}

/** The same for a text without markup. */
export function readText(text: string, id = "", url?: string): Document {
  return {
    id,
    ...(url === undefined ? {} : { url }),
    format: "text",
    metadata: {},
    blocks: textBlocks(text.replace(/^\uFEFF/, "")),
  };
}
