/** Where an article goes on: the addresses of its further pages, which stand below its text. */
import type { Listener } from "../html/listener.ts";
import { parse } from "../html/parse.ts";
import type { Page } from "./page.ts";
import { resolveAddress } from "./resolve-address.ts";

/** One of several pages of an article. */
export interface FurtherPage {
  readonly url: string;
  /** 2 and up: the article's own address is its first page. */
  readonly part: number;
}

/** Where a page stands in its article. */
export interface PlaceInArticle {
  /** The address of the first page. */
  readonly article: string;
  readonly part: number;
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
const PAGER_SCRIPT = /createPageHTML\((\d{1,3}),\d+,["']([\w-]+)["'],["'](\w+)["']/u;

/**
 * The further pages that a page of an article links to, by part. Each is at the article's own address but for a
 * number (`_2`, `-2`, `/2`, `?page=2`), counted from 0 or from 1.
 * @param place default: it is the first page
 */
export function furtherPages(page: Page, place?: PlaceInArticle): readonly FurtherPage[] {
  const { format, url, text } = page;
  if (format !== "html" || url === undefined || !PAGER.test(text)) return [];
  const { article, part } = place ?? { article: url, part: 1 };
  const reader = new PagerReader();
  parse(text, reader);
  const found = new Map<number, string>();
  for (const { href, number: further = part + 1 } of reader.links) {
    const target = resolveAddress(href, url, page.charset);
    if (target === null || further < 2 || further > PARTS_AT_MOST || found.has(further)) continue;
    const number = numberOf(target, new URL(article));
    if (number === further || number === further - 1) found.set(further, target.href);
  }
  return [...found]
    .map(([further, href]) => ({ url: href, part: further }))
    .toSorted((a, b) => a.part - b.part);
}

interface PagerLink {
  readonly href: string;
  /** Absent for the page after this one. */
  readonly number?: number;
}

/** Listens for links below running text that say the number of a page, or 下一页, and for scripts that write them. */
class PagerReader implements Listener {
  readonly links: PagerLink[] = [];
  isDone = false;
  #han = 0;
  #sentences = 0;
  #text = "";
  /** A link, script or style sheet that is open, with the number of elements open in it, itself included. */
  #within: { readonly name: string; readonly href: string; open: number } | undefined;

  open(name: string, { href }: Record<string, string>): void {
    if (this.#within !== undefined) {
      this.#within.open += 1;
      return;
    }
    this.#endText();
    if ((name === "a" && href !== undefined) || name === "script" || name === "style")
      this.#within = { name, href: href ?? "", open: 1 };
  }

  text(data: string): void {
    this.#text += data;
  }

  close(within: number): void {
    const element = this.#within;
    if (element === undefined) return this.#endText();
    // One around it may end before it.
    if (within >= element.open) return;
    element.open -= 1;
    if (element.open > 0) return;
    this.#within = undefined;
    const words = this.#takeWords();
    if (!this.#isBelowText()) return;
    if (element.name === "script") this.links.push(...scriptLinks(words));
    if (element.name === "a") this.links.push(...labelledLink(element.href, words));
  }

  #endText(): void {
    const words = this.#takeWords();
    if (this.#isBelowText() && COMMENTS.test(words)) this.isDone = true;
    this.#han += words.match(/\p{Script=Han}/gu)?.length ?? 0;
    this.#sentences += words.match(/[。！？]/gu)?.length ?? 0;
  }

  #isBelowText(): boolean {
    return this.#han >= HAN_ABOVE && this.#sentences >= SENTENCES_ABOVE;
  }

  #takeWords(): string {
    const words = this.#text.replace(/\s/gu, "");
    this.#text = "";
    return words;
  }
}

function labelledLink(href: string, words: string): readonly PagerLink[] {
  const number = PAGE_NUMBER.exec(words)?.[1];
  if (number !== undefined) return [{ href, number: Number(number) }];
  return NEXT_PAGE.test(words) ? [{ href }] : [];
}

function scriptLinks(script: string): readonly PagerLink[] {
  const [, pages, name, extension] = PAGER_SCRIPT.exec(script) ?? [];
  const further = Math.min(Number(pages ?? 1), PARTS_AT_MOST) - 1;
  return Array.from({ length: further }, (_, index) => ({
    href: `${name}_${index + 1}.${extension}`,
    number: index + 2,
  }));
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
