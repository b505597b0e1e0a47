/** What a page says of itself where no reader looks: `<meta>`, JSON-LD, the canonical address, `<time>`. */
import type { Declared, Metadata } from "../document/document.ts";
import { readDate } from "../dates/dates.ts";
import type { Attributes } from "../html/elements.ts";
import { MAX_ADDRESS_LENGTH } from "./resolve-address.ts";
import { withoutUndefined } from "../without-undefined.ts";

export interface Head {
  readonly metadata: Metadata;
  readonly declared: Declared;
  /** The page's own address, where it gives one. */
  readonly url?: string;
}

/** Names of `<meta>` elements, most trusted first. */
const META_NAMES = {
  title: ["og:title", "articletitle", "twitter:title", "headline", "dc.title", "title"],
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

/** Most trusted first. */
const DESCRIPTION_NAMES = ["og:description", "description"];

/** Of a list, programs say `website`, or nothing. */
const OG_ARTICLE = /^(?:article|news)$/iu;

/** A profile's address is nobody's name. */
const ADDRESS = /^https?:\/\//u;

/** What programs write where there is no date. */
const NO_DATE = "1970-01-01";

/** Elements of which a `<time>` is not the page's own: it dates what they lead to. */
const OF_OTHERS: ReadonlySet<string> = new Set(["a", "li", "aside", "nav", "footer"]);

const HEADING = /^h[1-6]$/u;

/** Listens to the tags and texts of a page, and keeps what it says of itself. */
export class HeadReader {
  readonly #meta = new Map<string, string>();
  readonly #linkedData: string[] = [];
  #title: string | undefined;
  #canonical: string | undefined;
  /** What is open, outermost first. */
  readonly #around: string[] = [];
  /** The latest heading is the page's own: what stands below another one is that one's. */
  #isBelowHeadline = false;
  /** Of a `<time>` that says that it is the publication's, and of the first one below the headline. */
  #declaredTime: string | undefined;
  #timeBelow: string | undefined;
  /** The element whose text is being kept, and that text. */
  #open: "title" | "linked data" | undefined;
  #text = "";

  open(name: string, attributes: Attributes): void {
    this.#around.push(name);
    if (HEADING.test(name)) this.#isBelowHeadline = name === "h1";
    if (name === "time") this.#keepTime(attributes);
    else if (name === "meta") this.#keepMeta(attributes);
    else if (name === "link" && attributes["rel"] === "canonical") this.#canonical ??= attributes["href"];
    else if (name === "title" && this.#title === undefined) this.#open = "title";
    else if (name === "script" && attributes["type"] === "application/ld+json") this.#open = "linked data";
  }

  text(data: string): void {
    if (this.#open !== undefined) this.#text += data;
  }

  /** Neither `<title>` nor `<script>` holds other elements: the first that closes is the one that is read. */
  close(within: number): void {
    if (within === 0) this.#around.pop();
    else this.#around.splice(-1 - within, 1);
    if (this.#open === "title") this.#title = this.#text;
    if (this.#open === "linked data") this.#linkedData.push(this.#text);
    this.#open = undefined;
    this.#text = "";
  }

  /**
   * JSON-LD is preferred to `<meta>`: it is written for the article, `<meta>` often for the site. Only the
   * source is not: the publisher is the site, whoever wrote the article.
   */
  head(): Head {
    const article = jsonLdArticle(this.#linkedData);
    const values = (field: Field): readonly string[] => {
      const named = META_NAMES[field].map((name) => this.#meta.get(name));
      const all = field === "source" ? [...named, article?.[field]] : [article?.[field], ...named];
      return all.filter((content) => content !== undefined && !ADDRESS.test(content)) as string[];
    };
    const value = (field: Field): string | undefined => values(field)[0];
    const own = this.#canonical ?? this.#meta.get("og:url") ?? "";
    const titles = new Set(values("title"));
    const description =
      DESCRIPTION_NAMES.map((name) => this.#meta.get(name)).find((text) => text !== undefined) ??
      article?.description;
    const url = own.length > MAX_ADDRESS_LENGTH ? undefined : URL.parse(own)?.href;
    return {
      metadata: withoutUndefined({
        title: value("title") ?? (this.#title?.trim() || undefined),
        published: [...values("published"), this.#declaredTime ?? "", this.#timeBelow ?? ""]
          .map(readDate)
          .find((date) => date !== undefined && !date.startsWith(NO_DATE)),
        source: value("source"),
        author: value("author"),
        editor: value("editor"),
        channel: value("channel"),
      }),
      declared: withoutUndefined({
        titles: titles.size === 0 ? undefined : [...titles],
        description,
        body: article?.body,
        isArticle: article !== undefined || OG_ARTICLE.test(this.#meta.get("og:type") ?? "") || undefined,
      }),
      ...withoutUndefined({ url }),
    };
  }

  #keepTime({ datetime, itemprop = "", class: names = "", pubdate }: Attributes): void {
    if (datetime === undefined || /modified|updated/iu.test(`${itemprop} ${names}`)) return;
    if (pubdate !== undefined || itemprop === "datePublished") this.#declaredTime ??= datetime;
    else if (this.#isBelowHeadline && !this.#around.some((name) => OF_OTHERS.has(name)))
      this.#timeBelow ??= datetime;
  }

  #keepMeta(attributes: Attributes): void {
    const name = (attributes["property"] ?? attributes["name"] ?? attributes["itemprop"])?.toLowerCase();
    const content = attributes["content"]?.trim();
    if (name && content && !this.#meta.has(name)) this.#meta.set(name, content);
  }
}

const ARTICLE_TYPE = /(?:Article|NewsArticle|BlogPosting|Report)$/;

/** The first article that the page's JSON-LD describes; undefined where there is none or it is no valid JSON. */
function jsonLdArticle(
  scripts: readonly string[],
): Partial<Record<Field | "description" | "body", string>> | undefined {
  for (const script of scripts) {
    const article = nodes(parseJson(script)).find(isArticle);
    if (article !== undefined) {
      return withoutUndefined({
        title: textIn(article.get("headline")) ?? textIn(article.get("title")),
        published: textIn(article.get("datePublished")) ?? textIn(article.get("pubDate")),
        source: textIn(article.get("publisher")),
        author: namesIn(article.get("author")),
        channel: textIn(article.get("articleSection")),
        description: textIn(article.get("description")),
        body: textIn(article.get("articleBody")),
      });
    }
  }
  return undefined;
}

/** By its type; Baidu's form for articles has none, but a context of its own. */
function isArticle(node: ReadonlyMap<string, unknown>): boolean {
  const says = (name: string, pattern: RegExp) =>
    [node.get(name)].flat().some((value) => typeof value === "string" && pattern.test(value));
  return says("@type", ARTICLE_TYPE) || (says("@context", /cambrian/u) && node.has("pubDate"));
}

/** Objects of a JSON-LD document as maps, so that no key of the page reaches a prototype. */
function nodes(document: unknown): readonly Map<string, unknown>[] {
  const found: Map<string, unknown>[] = [];
  // Without recursion: pages nest deeper than the call stack reaches.
  const waiting = [document];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (Array.isArray(value)) {
      for (let at = value.length - 1; at >= 0; at -= 1) waiting.push(value[at]);
    } else if (typeof value === "object" && value !== null) {
      const map = new Map(Object.entries(value));
      found.push(map);
      waiting.push(map.get("@graph"));
    }
  }
  return found;
}

function parseJson(text: string): unknown {
  try {
    // Line breaks within strings are no JSON, but common.
    return JSON.parse(text.replace(/\p{Cc}/gu, " "));
  } catch {
    // Pages carry JSON-LD that is none; then it says nothing.
    return undefined;
  }
}

function textIn(value: unknown): string | undefined {
  let inner = value;
  while (typeof inner === "object" && inner !== null) {
    inner = Array.isArray(inner) ? inner[0] : new Map(Object.entries(inner)).get("name");
  }
  return typeof inner === "string" ? inner.trim() || undefined : undefined;
}

/** Several names as Chinese writes them: 「许三桥、陆远山」. */
function namesIn(value: unknown): string | undefined {
  const names = [value]
    .flat()
    .map(textIn)
    .filter((name) => name !== undefined && !ADDRESS.test(name));
  return names.length === 0 ? undefined : [...new Set(names)].join("、");
}
