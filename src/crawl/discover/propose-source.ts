/** Out of a look at a site: the file of a source, for a person to read and change. */
import { stringify } from "yaml";
import type { ListingKind } from "../addresses/candidate.ts";
import { addressShapes, type AddressShape } from "../addresses/address-shapes.ts";
import type { LookedAt, SiteLook } from "./look-at-site.ts";

export interface Proposal {
  readonly id: string;
  readonly name: string;
  readonly listings: Readonly<Record<ListingKind, readonly LookedAt[]>>;
  /** The next page of a list, where one has any. */
  readonly nextPage?: string;
  /** The most common shapes of article addresses, the first the most common. */
  readonly shapes: readonly AddressShape[];
  /** Different addresses that look like articles, and that do not. */
  readonly articles: readonly string[];
  readonly others: readonly string[];
  /** Why a browser is to be asked where a page holds too little: a sentence each; none where it is not. */
  readonly scripted: readonly string[];
}

/** A list with fewer articles is a corner of the site. */
const ARTICLES_OF_A_LIST = 5;

const MAX_SHAPES = 4;

/** What one shape must cover to be proposed as the pattern: what it does not cover would not be fetched. */
const COVERED = 0.9;

export function proposeSource(look: SiteLook): Proposal {
  const { url, title, listings } = look;
  const unique = (of: (listing: LookedAt) => readonly { readonly url: string }[]) => [
    ...new Set(listings.flatMap(of).map(({ url }) => url)),
  ];
  const articles = unique((listing) => listing.articles);
  const isArticle = new Set(articles);
  const lists = listsOf(listings);
  const nextPage = lists.flatMap(({ further }) => further)[0]?.url;
  return {
    id: proposeId(new URL(url)),
    name: proposeName(title, new URL(url)),
    listings: {
      list: lists,
      feed: listings.filter(({ kind }) => kind === "feed"),
      sitemap: listings.filter(({ kind }) => kind === "sitemap"),
    },
    ...(nextPage === undefined ? {} : { nextPage }),
    shapes: addressShapes(articles).slice(0, MAX_SHAPES),
    articles,
    others: unique(({ others }) => others).filter((other) => !isArticle.has(other)),
    scripted: whatScriptsFill(look),
  };
}

function whatScriptsFill({ url, needsBrowser, article }: SiteLook): readonly string[] {
  const sentences = needsBrowser ? [`${url} names no articles without its scripts.`] : [];
  if (article === undefined) return sentences;
  const { chars, rendered, isUntold } = article;
  const held = `${article.url} holds ${chars} characters of running text`;
  if (rendered !== undefined) return [...sentences, `${held} without its scripts, ${rendered} with them.`];
  return isUntold
    ? [...sentences, `${held}: its scripts may add to it, and no browser could tell.`]
    : sentences;
}

/** Lists that name articles which no list before has, or have further pages: those with enough articles, if there are any. */
function listsOf(listings: readonly LookedAt[]): readonly LookedAt[] {
  const known = new Set<string>();
  const lists = listings.filter(({ kind, articles, further }) => {
    if (kind !== "list") return false;
    const isNew = further.length > 0 || articles.some(({ url }) => !known.has(url));
    for (const { url } of articles) known.add(url);
    return isNew;
  });
  const full = lists.filter(({ articles }) => articles.length >= ARTICLES_OF_A_LIST);
  return full.length > 0 ? full : lists;
}

/** www.qinghe-news.com.cn → qinghe-news; 127.0.0.1 → 127-0-0-1 */
export function proposeId({ hostname }: URL): string {
  const name = /^[\d.]+$/u.test(hostname)
    ? hostname
    : hostname
        .replace(/^(?:www|m|wap)\.(?=.*\.)/u, "")
        .replace(/(?:\.(?:ac|co|com|edu|gov|mil|net|or|org))?\.[a-z\d-]{2,}$/u, "");
  return name.replace(/[^a-z\d]+/gu, "-").replace(/^-+|-+$/gu, "") || "source";
}

/** 网 and 报 end the names of news sites; what else stands in a title is their motto, or the name of the page. */
const SITE_NAME = /(?:网|报|社|台|在线|传媒|新闻|news)$/iu;

const MAX_TITLE_LENGTH = 200;

/** 青禾新闻网 - 青禾第一门户 → 青禾新闻网; the host where the page has no title. */
export function proposeName(title: string, { hostname }: URL): string {
  const parts = title
    .slice(0, MAX_TITLE_LENGTH)
    .split(/\s*[|｜_—–·»>]+\s*|\s+-+\s+|-+(?=\p{Script=Han})/u)
    .map((part) => part.replace(/(?:网站)?首页$/u, "").trim())
    .filter((part) => part !== "");
  return parts.find((part) => SITE_NAME.test(part)) ?? parts[0] ?? hostname;
}

/** The pattern that is proposed; undefined where no shape covers enough to rely on it. */
export function proposedPattern({ shapes, articles }: Proposal): string | undefined {
  const [shape] = shapes;
  const isSure = articles.length >= ARTICLES_OF_A_LIST && shape!.count >= COVERED * articles.length;
  return isSure ? shape!.pattern : undefined;
}

/**
 * The file, with what was seen as comments.
 * @param url what was looked at
 * @param day when: 2026-05-18
 */
export function sourceFile(proposal: Proposal, url: string, day: string): string {
  const { id, name, listings, nextPage, scripted } = proposal;
  const lines = [
    "# yaml-language-server: $schema=../source.schema.json",
    "#",
    `# Proposed by \`newsift add\` after a look at ${url} on ${day}.`,
    `# Read it and change it; \`newsift discover ${id}\` shows what a crawl would fetch.`,
    "",
    `name: ${scalar(name)}`,
    ...listingLines("start", "articles that it links to", listings.list),
    ...listingLines("feeds", "entries", listings.feed),
    ...listingLines("sitemaps", "articles in it, or in the first sitemap that it names", listings.sitemap),
    "",
    ...(nextPage === undefined
      ? ["# No next page was seen on the lists.", "pages: 1"]
      : [`# The next page of a list: ${nextPage}`, "pages: 3"]),
    "",
    ...patternLines(proposal),
    "",
    "# Articles that are known to be older are not fetched.",
    "# since: 30d",
    ...(scripted.length === 0 ? [] : ["", ...scripted.map((sentence) => `# ${sentence}`), "render: auto"]),
    "",
    "checkedLive: never",
    "",
  ];
  return lines.join("\n");
}

function listingLines(key: string, counted: string, listings: readonly LookedAt[]): readonly string[] {
  if (listings.length === 0) return [];
  return [
    "",
    `${key}:`,
    ...listings.map(({ url, articles }) => `  - ${scalar(url)} # ${articles.length} ${counted}`),
  ];
}

function patternLines(proposal: Proposal): readonly string[] {
  const { shapes, articles, others } = proposal;
  const matches = (pattern: string, addresses: readonly string[]) =>
    addresses.filter((address) => new RegExp(pattern, "u").test(address)).length;
  const seen = ({ pattern }: AddressShape) =>
    `${matches(pattern, articles)} of ${articles.length} addresses that look like articles, ${matches(pattern, others)} of ${others.length} others`;
  const pattern = proposedPattern(proposal);
  if (pattern !== undefined) {
    return [`# Matches ${seen(shapes[0]!)}.`, `article: ${scalar(pattern)}`];
  }
  return [
    "# No one pattern covers the articles: without one, addresses that look like articles are fetched. The shapes seen:",
    ...shapes.flatMap((shape) => [`# article: ${scalar(shape.pattern)}`, `#   ${seen(shape)}`]),
  ];
}

function scalar(text: string): string {
  return stringify(text, { lineWidth: 0 }).trimEnd();
}
