/** What a server puts above the XML that it was asked for: warnings of its scripts, line ends, marks. */

/** How far down the XML may begin: bytes. */
const MAX_ABOVE = 64 * 1024;

/**
 * Where the XML of a feed or sitemap begins: at its declaration, or at its root where it has none.
 * @returns a number of bytes; 0 where it begins at once, and where what stands above it is a page
 */
export function startOfXml(bytes: Uint8Array): number {
  // One character a byte.
  const head = Buffer.from(bytes.subarray(0, MAX_ABOVE)).toString("latin1");
  const start = XML_BEGINS.exec(head)?.index ?? 0;
  const above = head.slice(0, start);
  const isProlog =
    above === BYTE_ORDER_MARK || (PROLOG_BEGINS.test(above) && !head.startsWith("<?xml ", start));
  return isProlog || PAGE_BEGINS.test(above) ? 0 : start;
}

const BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

/** What XML itself may have before its root: comments, instructions, a document type. */
const PROLOG_BEGINS = /^[\s\u00ef\u00bb\u00bf]*<[!?]/u;

const XML_BEGINS = /<(?:\?xml\s|(?:[a-z][a-z0-9]{0,19}:)?(?:urlset|sitemapindex|rss|rdf|feed)[\s>])/iu;

/** What may hold XML as part of a page: no warning has these. */
const PAGE_BEGINS = /<(?:!doctype|html|head|body|script|template|textarea|xmp|noscript)\b/iu;
