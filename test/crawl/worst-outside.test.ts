/**
 * Whatever reads what came from outside takes time in proportion to it, however it is written: a megabyte of the worst
 * pages, feeds and sitemaps through every reader. Processor time is measured, so that a busy machine changes nothing.
 */
import { expect, test } from "vitest";
import { Page } from "../../src/core/page/page.ts";
import { forwardingTarget } from "../../src/crawl/fetch/forwarding.ts";
import { isListingFile, readListing } from "../../src/crawl/discover/listing.ts";
import { needsBrowser } from "../../src/crawl/browser/needs-browser.ts";
import { sniffFormat } from "../../src/archive/formats/sniff.ts";
import { BinaryInputError, EmptyInputError } from "../../src/core/errors.ts";
import { decode } from "../../src/core/page/decode.ts";
import { furtherPages } from "../../src/core/page/further-pages.ts";
import { readPage } from "../../src/core/page/read.ts";
import { createPipeline } from "../../src/core/pipeline/create-pipeline.ts";
import { repair } from "../../src/core/pipeline/repair.ts";
import type { Format } from "../../src/core/document/document.ts";
import { cpuSeconds } from "../support/cpu-time.ts";

const MB = 1024 * 1024;
/** What takes time with the square of this takes minutes. */
const SIZE = MB;
/** Of one reader, in seconds: what is promised is a twentieth of it. */
const AT_MOST = 4;

const URL_OF_PAGE = "https://www.luxi.example/2031/05/1.html";

const pipeline = createPipeline();

function fill(piece: string, size = SIZE): string {
  return piece.repeat(Math.ceil(size / Buffer.byteLength(piece)));
}

function count(piece: (n: number) => string, size = SIZE): string {
  let text = "";
  for (let n = 0; text.length < size; n += 1) text += piece(n);
  return text;
}

/** Nested so often, and closed again. */
function nested(open: string, close: string): string {
  const times = SIZE / (open.length + close.length);
  return open.repeat(times) + close.repeat(times);
}

const ld = (json: string) => `<script type="application/ld+json">${json}</script>`;

const pages: Readonly<Record<string, () => string>> = {
  "nested blocks": () => fill("<div>"),
  "nested inline elements": () => fill("<b>"),
  "nested elements of many names": () => count((n) => `<x${n}>`),
  "nested links": () => fill('<a href="/a">江'),
  "nested tables": () => fill("<table><tr><td>"),
  "nested lists": () => fill("<ul><li>"),
  "nested pictures that nobody sees": () => fill("<svg>"),
  "nested pictures that are closed": () => nested("<svg>", "</svg>"),
  "nested forms": () => fill("<form><input>"),
  "misnested formatting": () => fill("<b><p></b>"),
  "formatting that ends in other blocks, in depth": () =>
    fill("<font hidden>".repeat(250) + "<div>".repeat(250) + "</font>".repeat(250)),
  "paragraphs that blocks end, with formatting in them": () => fill(`<p>${"<b>".repeat(400)}<div>江`),
  "items in depth": () => fill("<div>", 2500) + fill("<li></li>"),
  "cells without a table, in depth": () => fill("<div>", 2500) + fill("<td>"),
  "scripts that write scripts": () => fill("<script><!--<script></script></script>"),
  "scripts that write scripts and never end": () => fill("<script><!--<script></script>"),
  "pages for no scripts": () => fill("<noscript><noscript><style></noscript>"),
  "formatting of many kinds, paragraphs in it": () => count((n) => `<font a${n}>`, 10_000) + fill("<p>江"),
  "ends without a beginning": () => fill("</div>"),
  "ends of paragraphs": () => fill("</p>"),
  "ends that fit nothing, in depth": () => fill("<div>", 2500) + fill("</x>"),
  "a comment without an end": () => `<!--${fill("江")}`,
  "beginnings of comments": () => fill("<!--"),
  "comments that nearly end": () => fill("<!-- a --!"),
  "document types": () => fill("<!doctype"),
  "tags without an end": () => fill("<a "),
  "attributes without an end": () => fill('<a href="'),
  "less-than signs": () => fill("<"),
  "ends of tags": () => fill("</"),
  "a million attributes": () => `<p ${count((n) => `a${n}=1 `)}>江</p>`,
  "one attribute": () => `<p title="${fill("江")}">江</p>`,
  "one style": () => `<p style="${fill("left:")}">江</p>`,
  "one class": () => `<p class="${fill("a ")}">江</p>`,
  "one address": () => `<a href="/${fill("a/../")}">江</a>`,
  "one host": () => `<a href="http://${fill("a.")}">江</a>`,
  "a base before links": () =>
    `<base href="/${fill("a/", SIZE / 2)}">${fill('<a href="b">江</a>', SIZE / 2)}`,
  "an own address before links": () =>
    `<link rel="canonical" href="http://a.example/${fill("a/", SIZE / 2)}">${fill('<p><a href="b!">江</a>', SIZE / 2)}`,
  entities: () => fill("&amp;"),
  ampersands: () => fill("&"),
  "one entity": () => `&#${fill("1")}`,
  "links of a list": () => count((n) => `<li><a href="/2031/05/${n}.html">江州市召开会议</a>2031-05-12</li>`),
  "numbers of a list": () => count((n) => `<a href="/list_${n}.html">${n}</a>`),
  "links in a paragraph": () => `<p>${fill('<a href="/1">江</a>')}`,
  "links to other hosts": () => count((n) => `<a href="http://h${n}.example/">江州</a>`),
  "paragraphs side by side": () => fill("<p>江州市今天召开会议，研究部署防汛工作。</p>"),
  "empty elements side by side": () => fill("<p></p>"),
  "one title": () => `<title>${fill("江州_")}</title><h1>江州</h1>`,
  "one headline": () => `<title>江州</title><h1>${fill("江州")}</h1>`,
  "a meta of a date": () => `<meta name="pubdate" content="${fill("2031-")}">`,
  "beginnings of metas": () => fill("<meta\n"),
  "JSON-LD, nested": () => ld(nested("[", "]")),
  "JSON-LD, graphs in graphs": () => ld(`${'{"@graph":['.repeat(SIZE / 13)}1${"]}".repeat(SIZE / 13)}`),
  "JSON-LD, many authors": () => ld(`{"@type":"NewsArticle","author":[${count((n) => `"a${n}",`)}1]}`),
  "JSON-LD that breaks off": () => fill(ld("{")),
  "a script": () => `<script>${fill("location=")}</script>`,
  "pagers that break off": () => fill("createPageHTML( "),
  "signs of a pager": () => fill(">   "),
  "a frame that lists nothing": () => fill("<noscript><p>江"),
};

const texts: Readonly<Record<string, string>> = {
  "Han characters": "江",
  "full stops": "。",
  spaces: " ",
  "ideographic spaces": "\u3000",
  brackets: "(",
  "closing brackets": "）",
  "brackets of all kinds": "(（[【{《",
  digits: "1",
  quotes: "“",
  "quotes in pairs": "“江”",
  dates: "2031-05-12 ",
  "dates that break off": "2031-5",
  addresses: "http://a.example/a?b=1 ",
  "one address": "http://a",
  mail: "a@a.",
  "line ends": "\n",
  "lines of one character": "江\n",
  sentences: "江州市今天召开会议，研究部署防汛工作。",
  "sentences, a line each": "江州市今天召开会议，研究部署防汛工作。\n",
  letters: "a",
  "control characters": "\u0001",
  "zero-width spaces": "\u200b",
};

const lists: Readonly<Record<string, () => string>> = {
  "nested elements": () => `<rss>${fill("<a>")}`,
  "nested entries": () => `<rss>${fill("<item>")}`,
  "elements nested in an entry, and closed": () => `<rss><item>${nested("<a>", "</a>")}`,
  "ends in depth": () => `<rss>${fill("<a>", SIZE / 2)}${fill("</b>", SIZE / 2)}`,
  "document types": () => fill("<!doctype"),
  "document types that end": () => fill("<!doctype a>"),
  "document types that declare": () => fill("<!doctype a ["),
  comments: () => `${fill("<!---->")}<rss>`,
  instructions: () => `${fill("<??>")}<rss>`,
  spaces: () => fill(" "),
  "marked sections": () => `<rss><item><title>${fill("<![CDATA[a]]>")}`,
  attributes: () => `<rss><item ${count((n) => `a${n}="1" `)}>`,
  "a base before entries": () =>
    `<rss xml:base="http://a.example/${fill("a/", SIZE / 2)}">${fill("<item><link>a</link></item>", SIZE / 2)}`,
  "entries of a sitemap": () =>
    `<urlset>${count((n) => `<url><loc>http://a.example/${n}</loc><lastmod>2031-05-12</lastmod></url>`)}`,
  "dates that break off": () =>
    `<rss>${fill(`<item><link>http://a.example/</link><pubDate>${"1   ".repeat(1000)}</pubDate></item>`)}`,
  "a text of addresses": () => count((n) => `http://a.example/${n}\n`),
};

/** What is no page and no list may be refused. */
function tolerant(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof BinaryInputError || error instanceof EmptyInputError)) throw error;
  }
}

function listOf(bytes: Uint8Array, kind: "list" | "feed" | "sitemap", links?: string) {
  const contentType = kind === "list" ? "text/html; charset=utf-8" : "text/xml";
  return readListing(pageOf(bytes), kind, links === undefined ? {} : { links }, { contentType });
}

const pageOf = (bytes: Uint8Array) => new Page(bytes, { url: URL_OF_PAGE });

type Reader = (bytes: Uint8Array) => unknown;

const readersOfPages: Readonly<Record<string, Reader>> = {
  decode: (bytes) => decode(bytes),
  "decode as declared": (bytes) => decode(bytes, "gbk"),
  sniffFormat: (bytes) => sniffFormat("It", pageOf(bytes), "text/html"),
  forwardingTarget: (bytes) => forwardingTarget(pageOf(bytes)),
  furtherPages: (bytes) => furtherPages(pageOf(bytes)),
  needsBrowser: (bytes) => needsBrowser(readPage(pageOf(bytes))),
  "a list": (bytes) => listOf(bytes, "list"),
  "a part of a list": (bytes) => listOf(bytes, "list", "div.a > ul li, p + p"),
};

const cleaned =
  (format: Format, url?: string): Reader =>
  (bytes) =>
    pipeline.clean(readPage(new Page(bytes, { format, url })));

const readersOfLists: Readonly<Record<string, Reader>> = {
  isListingFile: (bytes) => isListingFile(pageOf(bytes)),
  "a feed": (bytes) => listOf(bytes, "feed"),
  "a sitemap": (bytes) => listOf(bytes, "sitemap"),
};

async function slowest(text: string, readers: Readonly<Record<string, Reader>>): Promise<readonly string[]> {
  const bytes = Buffer.from(text);
  const slow: string[] = [];
  for (const [name, read] of Object.entries(readers)) {
    const seconds = await cpuSeconds(() => tolerant(() => read(bytes)));
    if (seconds > AT_MOST) slow.push(`${name}: ${seconds.toFixed(1)} s`);
  }
  return slow;
}

test.each(Object.entries(pages))("a page: %s", async (_, make) => {
  const readers = {
    ...readersOfPages,
    "the pipeline": cleaned("html", URL_OF_PAGE),
    "the pipeline, without its address": cleaned("html"),
  };
  expect(await slowest(make(), readers)).toEqual([]);
});

test.each(Object.entries(texts))("a text: %s", async (_, piece) => {
  const text = fill(piece);
  const readers = {
    ...readersOfPages,
    "the pipeline": cleaned("text"),
    "within a page": () => cleaned("html", URL_OF_PAGE)(Buffer.from(`<h1>江州市召开会议</h1><p>${text}</p>`)),
    repair: () => repair(text),
  };
  expect(await slowest(text, readers)).toEqual([]);
});

test.each(Object.entries(lists))("a list: %s", async (_, make) => {
  expect(await slowest(make(), readersOfLists)).toEqual([]);
});

/** Where what a pattern has to remember would outgrow the stack. */
test.each(["（", "江", " ", "<"])("one line of 8 MB of %j is cleaned", (piece) => {
  const line = fill(piece, 8 * MB);
  for (const [format, text] of [
    ["text", line],
    ["html", `<h1>江州市召开会议</h1><p>${line}</p>`],
  ] as const) {
    expect(() => cleaned(format)(Buffer.from(text))).not.toThrow();
  }
});
