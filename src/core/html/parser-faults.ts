/** Corrects input that htmlparser2 reads differently from the HTML standard. */

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

/** Marks in a script that decide where it ends. */
const IN_SCRIPT = /<!--(?:-?>)?|-->|<(\/?)script(?=[\s/>])/gi;

/**
 * A `<script>` within a comment of a script is part of it, with its end tag. htmlparser2 would end at the first end
 * tag and read the rest as text.
 *
 * @param start where the script's content begins
 * @param firstEnd where the first end tag of a script begins
 * @returns where its own end tag begins; the end of the page where none comes
 */
export function endOfScript(html: string, start: number, firstEnd: number): number {
  if (!html.slice(start, firstEnd).includes("<!--")) return firstEnd;
  let isComment = false;
  let isWithin = false;
  IN_SCRIPT.lastIndex = start;
  for (let found = IN_SCRIPT.exec(html); found !== null; found = IN_SCRIPT.exec(html)) {
    const [part, slash] = found;
    if (slash === undefined) {
      isComment = part === "<!--" || (isComment && part !== "-->" && !part.endsWith(">"));
      if (!isComment) isWithin = false;
    } else if (slash === "") isWithin = isComment;
    else if (isWithin) isWithin = false;
    else return found.index;
  }
  return html.length;
}
