/** What a page links to. */
import { load } from "cheerio";
import { type AnyNode, type Element, isTag } from "domhandler";
import { MAX_ADDRESS_LENGTH } from "../../core/page/resolve-address.ts";
import { parseTree } from "../../core/html/parse.ts";
import { readDate } from "../../core/dates/dates.ts";
import type { Charset } from "../../core/page/decode.ts";
import type { Page } from "../../core/page/page.ts";
import { resolveAddress } from "../../core/page/resolve-address.ts";
import { hashRoute } from "../addresses/hash-route.ts";
import { withoutSession } from "../addresses/traps.ts";

/** An `<a>` to an http or https address. */
export interface Anchor {
  /** Absolute; without fragment, password and session. */
  readonly url: string;
  /** As `hashRoute`. */
  readonly route: string;
  readonly text: string;
  readonly title: string;
  /** Words of `rel` and `class`. */
  readonly words: readonly string[];
  /** It stands in the part of the page that was asked for. */
  readonly isWithin: boolean;
}

/** A `<link>` of the head. */
export interface HeadLink {
  readonly url: string;
  /** Words of `rel`. */
  readonly words: readonly string[];
  readonly type: string;
}

export interface PageLinks {
  /** In page order, as often as they stand there. */
  readonly anchors: readonly Anchor[];
  readonly head: readonly HeadLink[];
  /** By address with route: the date that stands beside the link, where one does. */
  readonly dates: ReadonlyMap<string, string>;
  readonly title: string;
  /** The page has more elements than are read: there may be further links. */
  readonly isCut: boolean;
}

/** A link as a reader of the list sees it. */
export interface PageLink {
  readonly url: string;
  /** What it says; the fullest of its texts where several links lead to the same address. */
  readonly text: string;
}

/** The addresses that a page links to, in page order, each once. */
export function linksOf({ anchors }: Pick<PageLinks, "anchors">): readonly PageLink[] {
  const texts = new Map<string, string>();
  for (const { url, title, text } of anchors) {
    // A headline that the list cuts short is often whole in the title.
    texts.set(url, [texts.get(url) ?? "", text, title].reduce(longer));
  }
  return [...texts].map(([url, text]) => ({ url, text }));
}

/** The address that is asked for: without fragment, session, and a password that a link may carry. */
export function plainAddress(url: URL): string {
  return url.origin + withoutSession(url);
}

/**
 * An address as a page or file gives it, absolute and plain; undefined where it is none of http or https.
 * @param charset of the page; default: UTF-8
 */
export function readAddress(address: string | undefined, base: URL, charset?: Charset): string | undefined {
  const url = absolute(address, base, charset);
  return url && plainAddress(url);
}

/** The same with the route behind `#`, where it has one. */
export function readRoutedAddress(
  address: string | undefined,
  base: URL,
  charset?: Charset,
): string | undefined {
  const url = absolute(address, base, charset);
  return url && plainAddress(url) + hashRoute(url);
}

function absolute(address: string | undefined, base: URL, charset?: Charset): URL | undefined {
  const trimmed = address?.trim() ?? "";
  const url = trimmed === "" ? null : resolveAddress(trimmed, base, charset);
  return url === null || !/^https?:$/u.test(url.protocol) ? undefined : url;
}

/** Where relative addresses start: at what a page or file says, unless that is absurdly long, else where it was found. */
export function readBase(said: string | undefined, found: URL): URL {
  const isUsable = said !== undefined && said.length <= MAX_ADDRESS_LENGTH;
  return (isUsable ? URL.parse(said, found) : null) ?? found;
}

/**
 * Reads all links of a page by one walk of the tree: selectors take quadratic time where a page has very many
 * elements side by side, and recursion ends where it has very many within each other.
 * @param within CSS selector of the part of the page that is asked for; default: all of it
 */
export function readPageLinks(page: Page, within?: string): PageLinks {
  const { charset } = page;
  const { root, isCut } = parseTree(page.text);
  const all: Element[] = [];
  const elements: Element[] = [];
  const texts = new Map<Element, string>();
  const dates: (readonly [element: AnyNode, date: string])[] = [];
  const leads = new Map<AnyNode, string>();
  let open: Element | undefined;

  let node: AnyNode | null = root.firstChild;
  while (node !== null) {
    if (node.type === "text") {
      if (open !== undefined) texts.set(open, texts.get(open)! + node.data);
      const date = dateAlone(node.data);
      if (date !== undefined && node.parent !== null) dates.push([node.parent, date]);
    }
    if (within !== undefined && isTag(node)) all.push(node);
    if (node.type === "tag" && LINKING.has(node.name)) {
      elements.push(node);
      if (node.name === "a" || node.name === "title") {
        texts.set(node, "");
        open = node;
      }
      if (node.name === "a" && node.attribs["href"] !== undefined) leads.set(node, node.attribs["href"]);
    }
    let next: AnyNode | null = "firstChild" in node ? node.firstChild : null;
    while (next === null && node !== null && node !== root) {
      if (node === open) open = undefined;
      passLead(leads, node);
      next = node.nextSibling;
      if (next === null) node = node.parent;
    }
    node = next;
  }

  // Of all elements at once: looked for from the root, a selector takes time with the square of those side by side.
  const parts = within === undefined ? undefined : new Set<AnyNode>(load(root)(all).filter(within).toArray());
  const base = elements.find(({ name, attribs }) => name === "base" && attribs["href"] !== undefined);
  const start = readBase(base?.attribs["href"], new URL(page.url!));
  const named = (name: string) =>
    elements.flatMap((element) => {
      const url = element.name === name ? absolute(element.attribs["href"], start, charset) : undefined;
      return url === undefined ? [] : [{ url: plainAddress(url), route: hashRoute(url), element }];
    });
  const title = elements.find(({ name }) => name === "title");
  return {
    anchors: named("a").map(({ url, route, element }) => ({
      url,
      route,
      text: collapse(texts.get(element)!),
      title: collapse(element.attribs["title"] ?? ""),
      words: wordsOf(element.attribs["rel"], element.attribs["class"]),
      isWithin: parts === undefined || isInside(element, parts),
    })),
    head: named("link").map(({ url, element: { attribs } }) => ({
      url,
      words: wordsOf(attribs["rel"]),
      type: (attribs["type"] ?? "").toLowerCase(),
    })),
    dates: new Map(
      dates.flatMap(([element, date]) => {
        const url = readRoutedAddress(leadBeside(leads, element), start, charset);
        return url === undefined ? [] : [[url, date] as const];
      }),
    ),
    isCut,
    title: collapse(title === undefined ? "" : texts.get(title)!),
  };
}

function isInside(element: AnyNode, parts: ReadonlySet<AnyNode>): boolean {
  for (let around: AnyNode | null = element; around !== null; around = around.parent) {
    if (parts.has(around)) return true;
  }
  return false;
}

const LINKING: ReadonlySet<string> = new Set(["a", "base", "link", "title"]);

/** What an element leads to that holds links to several addresses. */
const SEVERAL = "";

/** Says of the parent what its child leads to. */
function passLead(leads: Map<AnyNode, string>, node: AnyNode): void {
  const own = leads.get(node);
  if (own === undefined || node.parent === null) return;
  const others = leads.get(node.parent);
  leads.set(node.parent, others === undefined || others === own ? own : SEVERAL);
}

/** How far around a date its link may stand. */
const MAX_LEVELS = 6;

function leadBeside(leads: ReadonlyMap<AnyNode, string>, element: AnyNode): string | undefined {
  let around: AnyNode | null = element;
  for (let level = 0; around !== null && level < MAX_LEVELS; level += 1) {
    const lead = leads.get(around);
    if (lead !== undefined) return lead === SEVERAL ? undefined : lead;
    around = around.parent;
  }
  return undefined;
}

/** A text that is a date and nothing else: 2026-05-18, [2026/5/18], 发布时间：2026年5月18日 08:30. */
const DATE_ALONE =
  /^[^\p{L}\p{N}]*(?:(?:发布|更新|发表)?(?:时间|日期)\s*[:：]?\s*)?(?:19|20)\d\d[-/.年][-/.年月日时分秒\d:：TZ+\s]{3,24}[^\p{L}\p{N}]*$/u;
const MAX_DATE_LENGTH = 40;

function dateAlone(text: string): string | undefined {
  if (text.length > 2 * MAX_DATE_LENGTH) return undefined;
  const alone = text.trim();
  return alone.length <= MAX_DATE_LENGTH && DATE_ALONE.test(alone) ? readDate(alone) : undefined;
}

function wordsOf(...attributes: readonly (string | undefined)[]): readonly string[] {
  return attributes.flatMap((attribute) => attribute?.toLowerCase().split(/\s+/u) ?? []);
}

function collapse(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

function longer(a: string, b: string): string {
  return b.length > a.length ? b : a;
}
