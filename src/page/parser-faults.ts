/** Where htmlparser2 reads a page in another way than the HTML standard does: put so that both read the same. */

/** A CDATA section that begins, and what none begins in: comments, and elements whose content is no markup. */
const CDATA = /<!--[^]*?(?:-->|$)|<(title|textarea|xmp|script|style)(?=[\s/>])[^]*?(?:<\/\1|$)|<!\[CDATA\[/gi;

/**
 * HTML has no CDATA sections: what looks like one is a comment that ends at the first `>`. htmlparser2 reads to `]]>`,
 * and where none comes, all the rest of the page would be lost.
 */
export function cdataAsComments(html: string): string {
  if (!html.includes("<![CDATA[")) return html;
  return html.replace(CDATA, (part) => (part.startsWith("<![") ? "<!-[CDATA[" : part));
}

/** NUL characters are no text: the standard leaves them out. */
export function withoutNull(html: string): string {
  return html.includes("\0") ? html.replaceAll("\0", "") : html;
}
