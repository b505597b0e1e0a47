/** What a server puts above the XML that it was asked for: warnings of its scripts, line ends, marks. */

/** How far down the XML may begin: UTF-16 code units. */
const MAX_ABOVE = 64 * 1024;

/**
 * Where the XML of a feed or sitemap begins: at its declaration, or at its root where it has none.
 * @returns UTF-16 code units; 0 where it begins at once, and where what stands above it is a page
 */
export function startOfXml(text: string): number {
  const head = text.slice(0, MAX_ABOVE);
  const start = XML_BEGINS.exec(head)?.index ?? 0;
  const above = head.slice(0, start);
  const isProlog = PROLOG_BEGINS.test(above) && !head.startsWith("<?xml ", start);
  return isProlog || PAGE_BEGINS.test(above) ? 0 : start;
}

/** What XML itself may have before its root: comments, instructions, a document type. */
const PROLOG_BEGINS = /^[\s\ufeff]*<[!?]/u;

const XML_BEGINS = /<(?:\?xml\s|(?:[a-z][a-z0-9]{0,19}:)?(?:urlset|sitemapindex|rss|rdf|feed)[\s>])/iu;

/** What may hold XML as part of a page: no warning has these. */
const PAGE_BEGINS = /<(?:!doctype|html|head|body|script|template|textarea|xmp|noscript)\b/iu;
