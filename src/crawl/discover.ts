/** Which links of a list page lead to articles. */
import { load } from "cheerio";
import type { AnyNode } from "domhandler";

/** A link as a reader of the list sees it. */
export interface Link {
  readonly url: string;
  /** What it says; the fullest of its texts where several links lead to the same address. */
  readonly text: string;
}

/**
 * Addresses of articles that a list page links to on its own host, in page order, each once.
 * @param html the page as decoded text
 * @param pageUrl where it was found in the end
 * @param article what an article's address looks like, where the source says so; then nothing else counts
 */
export function discoverArticles(html: string, pageUrl: string, article?: RegExp): readonly string[] {
  const page = new URL(pageUrl);
  return linksOf(html, page)
    .filter(({ url }) => isSameHost(new URL(url), page) && url !== plainAddress(page))
    .filter(({ url, text }) => (article === undefined ? isArticleLink(url, text) : article.test(url)))
    .map(({ url }) => url);
}

/** The links of a page to http and https addresses, in page order, each address once. */
export function linksOf(html: string, page: URL): readonly Link[] {
  const { base, anchors } = readAnchors(html);
  const start = URL.parse(base ?? "", page) ?? page;
  const texts = new Map<string, string>();
  for (const { href, title, text } of anchors) {
    const target = URL.parse(href.trim(), start);
    if (target === null || !/^https?:$/u.test(target.protocol)) continue;
    const url = plainAddress(target);
    if (url.length > MAX_ADDRESS_LENGTH) continue;
    // A headline that the list cuts short is often whole in the title.
    texts.set(url, [texts.get(url) ?? "", text, title].map(collapse).reduce(longer));
  }
  return [...texts].map(([url, text]) => ({ url, text }));
}

/** Longer ones are traps: browsers and servers give up at about this length. */
const MAX_ADDRESS_LENGTH = 2048;

interface Anchor {
  readonly href: string;
  readonly title: string;
  text: string;
}

/**
 * All anchors of a page and its base address, by one walk of the tree: selectors take quadratic time where a
 * page has very many elements side by side, and recursion ends where it has very many within each other.
 */
function readAnchors(html: string): { readonly base?: string; readonly anchors: readonly Anchor[] } {
  const root = load(html, { xml: { xmlMode: false, decodeEntities: true } }).root()[0]!;
  const anchors: Anchor[] = [];
  let base: string | undefined;
  let open: AnyNode | undefined;
  let node: AnyNode | null = root.firstChild;
  while (node !== null) {
    if (node.type === "text" && open !== undefined) anchors.at(-1)!.text += node.data;
    if (node.type === "tag" && node.attribs["href"] !== undefined) {
      const { href, title = "" } = node.attribs;
      if (node.name === "base") base ??= href;
      if (node.name === "a") {
        anchors.push({ href, title, text: "" });
        open = node;
      }
    }
    let next: AnyNode | null = "firstChild" in node ? node.firstChild : null;
    while (next === null && node !== null && node !== root) {
      if (node === open) open = undefined;
      next = node.nextSibling;
      if (next === null) node = node.parent;
    }
    node = next;
  }
  return { ...(base === undefined ? {} : { base }), anchors };
}

/**
 * Whether a link looks like one to an article: what its address looks like and what it says must agree.
 * An address that names a day or a document needs a text that is more than a label; one that is
 * merely a page needs a headline.
 */
export function isArticleLink(address: string, text: string): boolean {
  const url = new URL(address);
  if (isFile(url) || isIndex(url)) return false;
  if (namesDayOrDocument(url)) return headlineLength(text) >= LABEL_LENGTH;
  return (
    /\.(?:s?html?|jhtml|aspx?|jspx?|php)$/iu.test(url.pathname) && headlineLength(text) >= HEADLINE_LENGTH
  );
}

/** 关于我们, 联系方式, 新闻中心: labels have four characters, seldom five. */
const LABEL_LENGTH = 6;

/** Headlines have ten characters and more, seldom less; names of sections do not reach that. */
const HEADLINE_LENGTH = 10;

/** Han characters, and two for each word in other scripts: how much a line says. */
function headlineLength(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = text.match(/[\p{L}\p{N}]+/gu)?.filter((word) => !/\p{Script=Han}/u.test(word)).length ?? 0;
  return han + 2 * words;
}

/** /2024/03/09/, /202403/09/, /20240309/, /2024-03/09/, t20240309_12345.html, /a/12345678.html, ?id=12345, long hexadecimal names. */
function namesDayOrDocument(url: URL): boolean {
  const { pathname, search } = url;
  const file = pathname.slice(pathname.lastIndexOf("/") + 1);
  return (
    /(?:19|20)\d\d[-_/]?(?:0[1-9]|1[0-2])(?!\d)/u.test(pathname) ||
    /(?:19|20)\d\d[-_/]?(?:0?[1-9]|1[0-2])[-_/]?(?:0?[1-9]|[12]\d|3[01])(?!\d)/u.test(pathname) ||
    /\d{5}/u.test(file) ||
    STORY_FOLDER.test(pathname) ||
    /^[0-9a-f]{16,}\b/iu.test(file) ||
    /[?&]\w*id=\w*\d{3}/iu.test(search)
  );
}

/** Pages that list others, or that serve the site rather than a story. */
function isIndex({ pathname, search }: URL): boolean {
  const folder = pathname.slice(0, pathname.lastIndexOf("/") + 1);
  const file = pathname.slice(folder.length);
  if (SERVICE_FOLDER.test(folder) || LISTING_QUERY.test(search)) return true;
  return file === "" ? !STORY_FOLDER.test(folder) : INDEX_FILE.test(file);
}

const SERVICE_FOLDER =
  /\/(?:tags?|search|login|register|user|member|about|contact|sitemap|category|page)\//iu;
const LISTING_QUERY = /[?&](?:page|p|pageno|keyword|q|s)=/iu;
const INDEX_FILE =
  /^(?:index|default|home|main|list|node|col|channel|column|class|sort|category|more|page|tags?|zt|topics?)(?:[-_]?\d+)*(?:\.\w+)?$/iu;
/** /news/2026/03/09/stone-bridge/, /a/1234567/ */
const STORY_FOLDER = /\/\d{4}\/\d\d?\/\d\d?\/[^/]+\/$|\/(?!(?:19|20)\d{6}\/)[^/]*\d{5}[^/]*\/$/u;

/** What no page is. */
function isFile({ pathname }: URL): boolean {
  return /\.(?:pdf|docx?|xlsx?|pptx?|wps|ofd|zip|rar|7z|gz|exe|apk|jpe?g|png|gif|webp|svg|bmp|ico|mp[34]|m3u8|avi|flv|wmv|css|js|json|xml|rss|txt)$/iu.test(
    pathname,
  );
}

/** News sites answer with and without `www.`. */
function isSameHost(a: URL, b: URL): boolean {
  return a.host.replace(/^www\./u, "") === b.host.replace(/^www\./u, "");
}

/** The address that is asked for: without fragment, and without a password that a link may carry. */
export function plainAddress(url: URL): string {
  const plain = new URL(url);
  plain.hash = "";
  plain.username = "";
  plain.password = "";
  return plain.href;
}

function collapse(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

function longer(a: string, b: string): string {
  return b.length > a.length ? b : a;
}
