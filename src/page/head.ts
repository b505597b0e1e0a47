/** What a page says of itself where no reader looks: `<meta>`, JSON-LD, the canonical address. */
import type { CheerioAPI } from "cheerio";
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
  published: ["article:published_time", "pubdate", "publishdate", "og:release_date", "datepublished", "publishtime", "createdate", "date"],
  source: ["contentsource", "source", "article:publisher"],
  author: ["author", "article:author"],
  editor: ["editor", "责任编辑"],
  channel: ["columnname", "article:section", "og:article:section"],
} as const;

type Field = keyof typeof META_NAMES;

/** JSON-LD is preferred to `<meta>`: it is written for the article, `<meta>` often for the site. */
export function readHead($: CheerioAPI): Head {
  const meta = metaElements($);
  const article = jsonLdArticle($);
  const value = (field: Field): string | undefined =>
    article[field] ?? META_NAMES[field].map((name) => meta.get(name)).find((content) => content !== undefined);
  const published = readDate(value("published") ?? "");
  const fields = {
    title: value("title") ?? ($("title").first().text().trim() || undefined),
    published,
    source: value("source"),
    author: value("author"),
    editor: value("editor"),
    channel: value("channel"),
  };
  const url = URL.parse($('link[rel="canonical"]').attr("href") ?? meta.get("og:url") ?? "")?.href;
  return {
    metadata: Object.fromEntries(Object.entries(fields).filter(([, content]) => content !== undefined)),
    ...(url === undefined ? {} : { url }),
  };
}

function metaElements($: CheerioAPI): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const element of $("meta[content]").toArray()) {
    const name = $(element).attr("property") ?? $(element).attr("name") ?? $(element).attr("itemprop");
    const content = $(element).attr("content")!.trim();
    if (name && content && !found.has(name.toLowerCase())) found.set(name.toLowerCase(), content);
  }
  return found;
}

const ARTICLE_TYPE = /(?:Article|NewsArticle|BlogPosting|Report)$/;

/** The first article that the page's JSON-LD describes; empty where there is none or it is no valid JSON. */
function jsonLdArticle($: CheerioAPI): Partial<Record<Field, string>> {
  for (const element of $('script[type="application/ld+json"]').toArray()) {
    const article = nodes(parseJson($(element).text())).find((node) => ARTICLE_TYPE.test(String(node.get("@type"))));
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
