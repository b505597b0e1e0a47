/** A raw page becomes a document: decoded, cut into blocks, measured. Nothing is judged and nothing visible is dropped. */
import { Parser } from "htmlparser2";
import type { Document, RawPage } from "../types.ts";
import { decode } from "./decode.ts";
import { HeadReader } from "./head.ts";
import { BlockReader } from "./html-blocks.ts";
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
  const head = new HeadReader();
  const blocks = new BlockReader();
  for (let rest = html; rest !== "";) rest = readOn(rest, head, blocks);
  const { metadata, url: own } = head.head();
  const address = url ?? own;
  return {
    id,
    ...(address === undefined ? {} : { url: address }),
    format: "html",
    metadata,
    blocks: blocks.blocks(address),
    ...(blocks.isCut ? { isCut: true } : {}),
  };
}

/** Browsers do not nest deeper either, and htmlparser2 takes time with the square of the depth. */
const DEPTH_AT_MOST = 512;

/**
 * Straight from the parser: a tree of the page would be built only to be walked once. Where elements lie too deep,
 * all that are open end; where the page has too many lines, it ends.
 *
 * @returns what is left to be read; empty at the end of the page
 */
function readOn(html: string, head: HeadReader, blocks: BlockReader): string {
  let depth = 0;
  let isTooDeep = false;
  const close = () => {
    depth -= 1;
    head.close();
    blocks.close();
  };
  const parser = new Parser({
    onopentag(name, attributes) {
      depth += 1;
      head.open(name, attributes);
      blocks.open(name, attributes);
      isTooDeep = depth >= DEPTH_AT_MOST && blocks.isVisible;
      if (isTooDeep || blocks.isCut) parser.pause();
    },
    ontext(data) {
      head.text(data);
      blocks.text(data);
    },
    onclosetag: close,
  });
  parser.write(html);
  if (blocks.isCut) return "";
  if (!isTooDeep) {
    parser.end();
    return "";
  }
  for (let open = depth; open > 0; open -= 1) close();
  return html.slice(parser.endIndex + 1);
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
