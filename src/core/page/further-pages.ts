/** Where an article goes on: the addresses of its further pages, which stand below its text. */
import type { AnyNode } from "domhandler";
import type { Charset } from "./decode.ts";
import { parseTree } from "../html/parse.ts";
import { resolveAddress } from "./resolve-address.ts";

/** One of several pages of an article. */
export interface FurtherPage {
  readonly url: string;
  /** 2 and up: the article's own address is its first page. */
  readonly part: number;
}

export interface FurtherPagesOptions {
  readonly article?: string;
  readonly part?: number;
  readonly charset?: Charset;
}

/** An article of more pages than this is none: a gallery, a trap. */
export const PARTS_AT_MOST = 50;

/** Above a pager that belongs to an article there is running text: Chinese characters outside links, ends of sentences. */
const HAN_ABOVE = 60;
const SENTENCES_ABOVE = 2;

/** Pages without any of these have no pager: most need not be read for one. */
const PAGER =
  /下一?[页頁]|>\s*(?:[[［【(（]\s*)?(?:第\s*)?2\s*(?:页\s*)?(?:[\]］】)）]\s*)?<|createPageHTML/iu;

const PAGE_NUMBER = /^[[［【(（]?(?:第)?(\d{1,2})页?[\]］】)）]?$/u;
const NEXT_PAGE = /^(?:下一?[页頁]|next(?:page)?)[>›»→]*$/iu;

/** From here on a pager turns over something else. */
const COMMENTS = /^(?:网友|最新|热门|全部|精彩)*(?:评论|留言|跟帖)/u;

/** The script that a widespread content management system writes its pagers with: pages, index of this one, name, extension. */
const PAGER_SCRIPT = /createPageHTML\(\s*(\d{1,3})\s*,\s*\d+\s*,\s*["']([\w-]+)["']\s*,\s*["'](\w+)["']/u;

/**
 * The further pages that a page of an article links to, by part. Each is at the article's own address but for a
 * number (`_2`, `-2`, `/2`, `?page=2`), counted from 0 or from 1.
 * @param html the page, decoded
 * @param url where it was found
 * @param options `article`, `part`: the address of its first page, and which page of it this is; `charset`: what
 *   the page was read as
 */
export function furtherPages(
  html: string,
  url: string,
  { article = url, part = 1, charset }: FurtherPagesOptions = {},
): readonly FurtherPage[] {
  if (!PAGER.test(html)) return [];
  const found = new Map<number, string>();
  for (const { href, page = part + 1 } of pagerLinks(html)) {
    const target = resolveAddress(href, url, charset);
    if (target === null || page < 2 || page > PARTS_AT_MOST || found.has(page)) continue;
    const number = numberOf(target, new URL(article));
    if (number === page || number === page - 1) found.set(page, target.href);
  }
  return [...found].map(([page, href]) => ({ url: href, part: page })).toSorted((a, b) => a.part - b.part);
}

interface PagerLink {
  readonly href: string;
  /** Absent for the page after this one. */
  readonly page?: number;
}

/** Links below running text that say the number of a page, or 下一页. */
function pagerLinks(html: string): readonly PagerLink[] {
  const links: PagerLink[] = [];
  let han = 0;
  let sentences = 0;
  for (const piece of piecesOf(html)) {
    const isBelowText = han >= HAN_ABOVE && sentences >= SENTENCES_ABOVE;
    if (piece.kind === "script") {
      if (isBelowText) links.push(...scriptLinks(piece.text));
      continue;
    }
    const words = piece.text.replace(/\s/gu, "");
    if (piece.kind === "text") {
      if (isBelowText && COMMENTS.test(words)) break;
      han += words.match(/\p{Script=Han}/gu)?.length ?? 0;
      sentences += words.match(/[。！？]/gu)?.length ?? 0;
    } else if (isBelowText) {
      const number = PAGE_NUMBER.exec(words)?.[1];
      if (number !== undefined) links.push({ href: piece.href, page: Number(number) });
      else if (NEXT_PAGE.test(words)) links.push({ href: piece.href });
    }
  }
  return links;
}

function scriptLinks(script: string): readonly PagerLink[] {
  const [, pages, name, extension] = PAGER_SCRIPT.exec(script) ?? [];
  const further = Math.min(Number(pages ?? 1), PARTS_AT_MOST) - 1;
  return Array.from({ length: further }, (_, index) => ({
    href: `${name}_${index + 1}.${extension}`,
    page: index + 2,
  }));
}

type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "script"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly href: string };

/** Text, links and scripts in page order, without recursion: pages nest deeper than the call stack reaches. */
function* piecesOf(html: string): Generator<Piece, void> {
  const stack: AnyNode[] = parseTree(html).root.children.toReversed();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.type === "text") yield { kind: "text", text: node.data };
    else if (node.type === "script") yield { kind: "script", text: textIn(node.children) };
    else if (node.type === "tag") {
      const { href } = node.attribs;
      if (node.name === "a" && href !== undefined) yield { kind: "link", text: textIn(node.children), href };
      else pushReversed(stack, node.children);
    }
  }
}

function textIn(nodes: readonly AnyNode[]): string {
  const stack = nodes.toReversed();
  let text = "";
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.type === "text") text += node.data;
    else if ("children" in node) pushReversed(stack, node.children);
  }
  return text;
}

function pushReversed(stack: AnyNode[], nodes: readonly AnyNode[]): void {
  for (let at = nodes.length - 1; at >= 0; at -= 1) stack.push(nodes[at]!);
}

const PAGE_PARAMETER = /^(?:page|p|pn|pageno|pagenum|pageindex|curpage|currentpage)$/iu;

/** What the address adds to the article's own; undefined where it is another's. */
function numberOf(url: URL, article: URL): number | undefined {
  if (url.host !== article.host || url.hash !== "") return undefined;
  return url.pathname === article.pathname ? numberInQuery(url, article) : numberInPath(url, article);
}

function numberInPath(url: URL, article: URL): number | undefined {
  if (url.search !== article.search) return undefined;
  const [stem, extension] = splitPath(article.pathname);
  const [path, otherExtension] = splitPath(url.pathname);
  if (extension !== otherExtension && extension !== "") return undefined;
  if (!path.startsWith(stem)) return undefined;
  const number = /^[_\-/](\d{1,2})$/u.exec(path.slice(stem.length))?.[1];
  return number === undefined ? undefined : Number(number);
}

/** A folder is its index page. */
function splitPath(pathname: string): readonly [stem: string, extension: string] {
  const path = pathname.endsWith("/") ? `${pathname}index` : pathname;
  const dot = /\.\w+$/u.exec(path)?.index ?? path.length;
  return [path.slice(0, dot), path.slice(dot)];
}

function numberInQuery(url: URL, article: URL): number | undefined {
  const others = ({ searchParams }: URL) =>
    [...searchParams].filter(([name]) => !PAGE_PARAMETER.test(name)).toString();
  if (others(url) !== others(article)) return undefined;
  const page = [...url.searchParams].find(([name]) => PAGE_PARAMETER.test(name))?.[1] ?? "";
  return /^\d{1,2}$/u.test(page) ? Number(page) : undefined;
}
