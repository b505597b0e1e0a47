/** What a page says of itself where no reader looks: `<meta>`, JSON-LD, the canonical address. */
import type { AnyNode, Document as Dom, Element } from "domhandler";
import type { Metadata } from "../types.ts";
import { readDate } from "../measures/dates.ts";

export interface Head {
  readonly metadata: Metadata;
  /** The page's own address, where it gives one. */
  readonly url?: string;
}

/** Names of `<meta>` elements, most trusted first. */
const META_NAMES = {
  title: ["og:title", "articletitle", "twitter:title"],
  published: [
    "article:published_time",
    "pubdate",
    "publishdate",
    "og:release_date",
    "datepublished",
    "publishtime",
    "createdate",
    "date",
  ],
  source: ["contentsource", "source", "article:publisher"],
  author: ["author", "article:author"],
  editor: ["editor", "责任编辑"],
  channel: ["columnname", "article:section", "og:article:section"],
} as const;

type Field = keyof typeof META_NAMES;

/** JSON-LD is preferred to `<meta>`: it is written for the article, `<meta>` often for the site. */
export function readHead(dom: Dom): Head {
  const elements = headElements(dom);
  const meta = metaContents(elements.filter(({ name }) => name === "meta"));
  const article = jsonLdArticle(
    elements.filter(({ name, attribs }) => name === "script" && attribs["type"] === "application/ld+json"),
  );
  const values = (field: Field): readonly string[] =>
    [article[field], ...META_NAMES[field].map((name) => meta.get(name))].filter(
      (content) => content !== undefined,
    );
  const value = (field: Field): string | undefined => values(field)[0];
  const titleTag = elements.find(({ name }) => name === "title");
  const canonical = elements.find(({ name, attribs }) => name === "link" && attribs["rel"] === "canonical")
    ?.attribs["href"];
  const url = URL.parse(canonical ?? meta.get("og:url") ?? "")?.href;
  return {
    metadata: withoutUndefined({
      title: value("title") ?? (titleTag && (textOf(titleTag).trim() || undefined)),
      published: values("published")
        .map(readDate)
        .find((date) => date !== undefined),
      source: value("source"),
      author: value("author"),
      editor: value("editor"),
      channel: value("channel"),
    }),
    ...(url === undefined ? {} : { url }),
  };
}

const HEAD_NAMES = new Set(["meta", "link", "title", "script"]);

/** One walk: selectors take quadratic time on very deep and very wide pages. */
function headElements(dom: Dom): readonly Element[] {
  const found: Element[] = [];
  const stack: AnyNode[] = dom.children.toReversed();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (!("children" in node)) continue;
    if ("name" in node && HEAD_NAMES.has(node.name)) found.push(node);
    else for (let at = node.children.length - 1; at >= 0; at -= 1) stack.push(node.children[at]!);
  }
  return found;
}

function textOf(element: Element): string {
  return element.children.map((child) => ("data" in child ? child.data : "")).join("");
}

function metaContents(elements: readonly Element[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { attribs } of elements) {
    const name = (attribs["property"] ?? attribs["name"] ?? attribs["itemprop"])?.toLowerCase();
    const content = attribs["content"]?.trim();
    if (name && content && !found.has(name)) found.set(name, content);
  }
  return found;
}

const ARTICLE_TYPE = /(?:Article|NewsArticle|BlogPosting|Report)$/;

/** The first article that the page's JSON-LD describes; empty where there is none or it is no valid JSON. */
function jsonLdArticle(scripts: readonly Element[]): Partial<Record<Field, string>> {
  for (const script of scripts) {
    const article = nodes(parseJson(textOf(script))).find((node) =>
      ARTICLE_TYPE.test(String(node.get("@type"))),
    );
    if (article !== undefined) {
      return withoutUndefined({
        title: textIn(article.get("headline")),
        published: textIn(article.get("datePublished")),
        source: textIn(article.get("publisher")),
        author: textIn(article.get("author")),
        channel: textIn(article.get("articleSection")),
      });
    }
  }
  return {};
}

/** Objects of a JSON-LD document as maps, so that no key of the page reaches a prototype. */
function nodes(value: unknown): readonly Map<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(nodes);
  if (typeof value !== "object" || value === null) return [];
  const map = new Map(Object.entries(value));
  return [map, ...nodes(map.get("@graph"))];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Pages carry JSON-LD that is none; then it says nothing.
    return undefined;
  }
}

function textIn(value: unknown): string | undefined {
  if (typeof value === "string") return value.trim() || undefined;
  if (Array.isArray(value)) return textIn(value[0]);
  if (typeof value === "object" && value !== null) return textIn(new Map(Object.entries(value)).get("name"));
  return undefined;
}

function withoutUndefined<T extends object>(object: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as never;
}
