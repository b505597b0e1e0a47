/** The next page of a list. */
import type { Page } from "../../core/page/page.ts";
import { plainAddress, type Anchor, type PageLinks } from "./page-links.ts";

/**
 * The page that follows this one: what `rel=next` or the words of a link say, else the next of its numbered links,
 * else the address of this list with the next number, else what the script of the list says that writes such links.
 * Only an address in the folder of the list counts.
 */
export function nextPage({ text: html, url }: Page, links: PageLinks): string | undefined {
  const page = new URL(url!);
  const here = plainAddress(page);
  const isNear = (url: string) => url !== here && isSameList(new URL(url), page);
  const near = links.anchors.filter(({ url }) => isNear(url));
  const said = [
    ...links.head.filter(({ words }) => words.includes("next")),
    ...near.filter(({ words }) => words.includes("next")),
    ...near.filter(saysNext),
    ...near.filter(({ text }) => NEXT_MARK.test(text)),
  ];
  return (
    said.map(({ url }) => url).find(isNear) ??
    nextByNumbers(links.anchors, here, isNear) ??
    nextByAddress(near, page) ??
    scriptedNext(html, page)
  );
}

const NEXT_WORDS = /^[\s[（(]*(?:下一?[页頁]|后一?页|後一?頁|下一?列表|next(?:\s*page)?)[\s\])）>›»→]*$/iu;
const NEXT_MARK = /^(?:>|›|»|→|>>|＞)$/u;

/** What else stands in a pager: the way back, and its two ends. */
const OTHER_WORDS =
  /^[\s[（(‹<«←]*(?:[上前首尾末][页頁]|[上前]一[页頁]|第一[页頁]|最[后後]一?[页頁]|(?:prev(?:ious)?|first|last)(?:\s*page)?)[\s\])）]*$|^(?:<|‹|«|←|<<|＜)$/iu;

/** 3, [3], 第3页: a year has four digits. */
const PAGE_NUMBER = /^[\s[（(]*(?:第\s*)?\d{1,3}(?:\s*[页頁])?[\s\])）]*$/u;

/** Whether a link says nothing but which page of a list it leads to. */
export function isPagerText(text: string): boolean {
  return [NEXT_WORDS, NEXT_MARK, OTHER_WORDS, PAGE_NUMBER].some((words) => words.test(text));
}

/** 下一页, in the text or, under a picture, in the title. */
function saysNext({ text, title }: Anchor): boolean {
  return NEXT_WORDS.test(text) || (text === "" && NEXT_WORDS.test(title));
}

/** Of the links [1] 2 3 … 20: the number that has no link, or leads here, stands between its neighbours. */
function nextByNumbers(
  anchors: readonly Anchor[],
  here: string,
  isNear: (url: string) => boolean,
): string | undefined {
  const numbers = new Map<number, string>();
  for (const { text, url } of anchors) {
    const number = /^[[（(]?(\d{1,4})[\])）]?$/u.exec(text)?.[1];
    if (number !== undefined && (url === here || isNear(url))) numbers.set(Number(number), url);
  }
  const selves = [...numbers].filter(([, url]) => url === here).map(([number]) => number);
  // Notes to a text, and pages that only a script turns.
  if (selves.length > 1) return undefined;
  const gaps = [...numbers.keys()]
    .map((number) => number - 1)
    .filter((number) => !numbers.has(number) && (number === 1 || numbers.has(number - 1)));
  const current = selves[0] ?? (gaps.length === 1 ? gaps[0] : undefined);
  return current === undefined ? undefined : numbers.get(current + 1);
}

/** The address of this list with the next number, where its link is no word of its own: a section has such addresses too. */
function nextByAddress(near: readonly Anchor[], page: URL): string | undefined {
  const here = positionOf(page);
  return near
    .filter(({ text }) => MORE.test(text))
    .map(({ url }) => ({ url, ...positionOf(new URL(url)) }))
    .filter(
      ({ list, number }) => list === here.list && number > here.number && number <= here.number + MAX_STEP,
    )
    .toSorted((a, b) => a.number - b.number)[0]?.url;
}

/** Where the first page has no number, the second has 1 or 2. */
const MAX_STEP = 2;

/** 更多, 加载更多, 较早的文章, an arrow, a picture. */
const MORE = /更多|较早|以前|\bmore\b|\bolder\b|^[^\p{L}\p{N}]*$/iu;

/** index_2.html, list-12-3.html, p2.html */
const FILE_NUMBER =
  /(?<=\/(?:index|default|list|more|node|col|channel|page|pg|p)[\w-]{0,60}?)[-_]?(?<number>\d{1,4})(?=\.\w{2,5}(?:$|\?))/iu;
/** /page/2/ */
const FOLDER_NUMBER = /\/page\/(?<number>\d{1,4})(?=\/?(?:$|\?))/iu;
/** ?page=2 */
const QUERY_NUMBER =
  /(?<=[?&])(?:page|p|pn|pageno|pagenum|pageindex|curpage|currentpage|paged)=(?<number>\d{1,4})(?:&|$)/iu;

/** Which page of which list an address is: the list without its number, and 0 for the page that has none. */
function positionOf({ pathname, search }: URL): { readonly list: string; readonly number: number } {
  const address = pathname + search;
  const found = FILE_NUMBER.exec(address) ?? FOLDER_NUMBER.exec(address) ?? QUERY_NUMBER.exec(address);
  const { 0: part, index } = found ?? { 0: "", index: 0 };
  const list = address.slice(0, index) + address.slice(index + part.length);
  return {
    list: list.replace(/\/(?:(?:index|default)\.\w{2,5})?(?=$|\?)/iu, "").replace(/[?&]$/u, ""),
    number: Number(found?.groups?.["number"] ?? 0),
  };
}

/** createPageHTML(12, 0, "index", "html"): pages, this one from 0, name, ending. The call writes the links of many government sites. */
const SCRIPTED =
  /\bcreatePageHTML\(\s*['"]?(?<pages>\d{1,5})['"]?\s*,\s*['"]?(?<current>\d{1,5})['"]?\s*,\s*['"](?<name>[\w-]{1,40})['"]\s*,\s*['"](?<ending>\w{2,5})['"]/u;

function scriptedNext(html: string, page: URL): string | undefined {
  const found = SCRIPTED.exec(html)?.groups;
  if (found === undefined) return undefined;
  const next = Number(found["current"]) + 1;
  return next < Number(found["pages"])
    ? new URL(`${found["name"]}_${next}.${found["ending"]}`, page).href
    : undefined;
}

/** Same host and same folder, the folders of page numbers not counted: /news/, /news/index_2.html, /news/page/2/. */
function isSameList(a: URL, b: URL): boolean {
  return a.host === b.host && folderOfList(a) === folderOfList(b);
}

/** The path of the folder that all pages of a list are in. */
export function folderOfList({ pathname }: URL): string {
  const path = pathname.replace(/(?:\/page)?\/\d{1,4}\/?$/iu, "/").replace(/\/[^/.]+$/u, "$&/");
  return path.slice(0, path.lastIndexOf("/") + 1);
}
