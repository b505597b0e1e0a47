/** Whether an address, with what names it, looks like that of an article. */
import type { Evidence, Reason } from "../../core/document/finding.ts";
import type { Candidate } from "./candidate.ts";
import { addressOfRoute, hashRoute } from "./hash-route.ts";

/** Why an address is fetched, or left out: `core/words` says it. */
export const addressReasonIds = [
  "named-by-feed",
  "named-by-news-sitemap",
  "day-or-document",
  "page-with-headline",
  "page",
  "matches-pattern",
  "file",
  "index",
  "label",
  "no-page",
  "no-headline",
  "no-match",
  "other-host",
  "hash-route",
  "too-old",
  "too-long",
  "too-deep",
  "repetitive",
  "in-the-future",
  "taken-down",
  "page-limit",
] as const;
export type AddressReason = Reason<(typeof addressReasonIds)[number]>;

export interface AddressJudgement {
  readonly isArticle: boolean;
  readonly because: AddressReason;
}

/** Judges a candidate by its address and by what names it. */
export function judge({ url, title = "", namedBy }: Candidate): AddressJudgement {
  const address = addressOfRoute(new URL(url));
  const isOfPage = isPage(address) || hashRoute(new URL(url)) !== "";
  if (isFile(address)) return reject("file");
  if (namedBy === "feed") return accept("named-by-feed");
  if (namedBy === "news sitemap") return accept("named-by-news-sitemap");
  if (isIndex(address)) return reject("index");
  return namedBy === "link" ? judgeLink(address, isOfPage, title) : judgeAddress(address, isOfPage);
}

/**
 * What an address looks like and what its link says must agree. An address that names a day or a document needs a
 * text that is more than a label; one that is merely a page needs a headline.
 */
function judgeLink(url: URL, isOfPage: boolean, text: string): AddressJudgement {
  const length = headlineLength(text);
  if (namesDayOrDocument(url)) {
    return length >= LABEL_LENGTH ? accept("day-or-document") : reject("label");
  }
  if (!isOfPage) return reject("no-page");
  return length >= HEADLINE_LENGTH ? accept("page-with-headline") : reject("no-headline");
}

/** Nobody says anything of it, as in most sitemaps. */
function judgeAddress(url: URL, isOfPage: boolean): AddressJudgement {
  if (namesDayOrDocument(url)) return accept("day-or-document");
  return isOfPage ? accept("page") : reject("no-page");
}

export function accept(id: AddressReason["id"], evidence: Evidence = {}): AddressJudgement {
  return { isArticle: true, because: { id, evidence } };
}

export function reject(id: AddressReason["id"], evidence: Evidence = {}): AddressJudgement {
  return { isArticle: false, because: { id, evidence } };
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

/** story.html, show.aspx: one page. */
function isPage({ pathname }: URL): boolean {
  return /\.(?:s?html?|jhtml|aspx?|jspx?|php)$/iu.test(pathname);
}

/** News sites answer with and without `www.`. */
export function isSameHost(a: URL, b: URL): boolean {
  return a.host.replace(/^www\./u, "") === b.host.replace(/^www\./u, "");
}

/** Hosts under one name, such as news.qinghe.invalid and www.qinghe.invalid: what a feed or a sitemap may name. */
export function isSameSite(a: URL, b: URL): boolean {
  return isSameHost(a, b) || siteOf(a) === siteOf(b);
}

/** Endings under which names are given out, in two parts: com.cn, gov.cn, zj.cn, co.uk, com.tw. */
const TWO_PART_ENDING = /(?:^|\.)(?:ac|co|com|edu|gov|mil|net|or|org|[a-z]{2})\.[a-z]{2}$/u;

/** The name that was given out; an IP address with its port is one by itself. */
function siteOf({ hostname, host }: URL): string {
  if (/^[\d.]+$|^\[/u.test(hostname) || !hostname.includes(".")) return host;
  return hostname
    .split(".")
    .slice(TWO_PART_ENDING.test(hostname) ? -3 : -2)
    .join(".");
}
