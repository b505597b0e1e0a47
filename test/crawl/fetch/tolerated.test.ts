/** What servers do against the rules and browsers read all the same: read, and named; what browsers refuse is refused. */
import { createServer, type AddressInfo } from "node:net";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { Page } from "../../../src/core/page/page.ts";
import { startOfXml } from "../../../src/crawl/discover/above-xml.ts";
import { createFetcher, fetchPage } from "../../../src/crawl/fetch/fetch-page.ts";
import { isListingFile, readListing } from "../../../src/crawl/discover/listing.ts";
import { createHeadMender } from "../../../src/crawl/fetch/response-head.ts";
import { articlePage, crawlConfig, startSite } from "../../support/crawl-site.ts";
import { startCpuClock } from "../../support/cpu-time.ts";

const PAGE = articlePage("青禾镇石桥通车");
const SIZE = Buffer.byteLength(PAGE);
const OK = "HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=utf-8\r\n";
const LENGTH = `content-length: ${SIZE}\r\n`;
const CHUNKED = "transfer-encoding: chunked\r\n";
const chunks = `${SIZE.toString(16)}\r\n${PAGE}\r\n0\r\n\r\n`;
const bytes = (...parts: readonly (string | Uint8Array | readonly number[])[]) =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string)));
const encoded = (encoding: string, body: Uint8Array) =>
  bytes(OK, `content-encoding: ${encoding}\r\ncontent-length: ${body.length}\r\n\r\n`, body);

/** A server that answers every request with these bytes, on a connection that stays. Ends with the test. */
async function startServer(answer: Uint8Array) {
  const asked: string[] = [];
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.on("data", (request) => {
      const path = request.toString().split(" ", 2)[1]!;
      if (path === "/robots.txt") return socket.write("HTTP/1.1 404 No\r\ncontent-length: 0\r\n\r\n");
      asked.push(path);
      return socket.write(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked };
}

async function outcomeOf(answer: Uint8Array) {
  const { url, asked } = await startServer(answer);
  const limits = { headersTimeoutSeconds: 2, stallTimeoutSeconds: 2, totalTimeoutSeconds: 5 };
  const page = await fetchPage(url, { config: crawlConfig(limits), allowPrivate: true }).catch(
    (error: Error) => error,
  );
  if (page instanceof Error) return page.name;
  expect(asked).toEqual(["/"]);
  const { truncated, tolerated = [] } = page.arrival;
  return { text: page.page.text, truncated, tolerated };
}

const gzip = gzipSync(PAGE);

describe("read as browsers read it, and named", () => {
  test.each<readonly [what: string, answer: Uint8Array, tolerated: string]>([
    ["no encoding called none", encoded("none", Buffer.from(PAGE)), "unknown-encoding"],
    ["no encoding called utf-8", encoded("UTF-8", Buffer.from(PAGE)), "unknown-encoding"],
    ["no encoding called binary", encoded("binary", Buffer.from(PAGE)), "unknown-encoding"],
    ["no encoding called by a charset", encoded("gb2312", Buffer.from(PAGE)), "unknown-encoding"],
    ["a real encoding beside none", encoded("none, gzip", gzip), "unknown-encoding"],
    ["two line ends behind gzip", encoded("gzip", bytes(gzip, "\r\n\r\n")), "bytes-behind-compression"],
    ["one byte behind gzip", encoded("gzip", bytes(gzip, "\n")), "bytes-behind-compression"],
    ["zeros behind gzip", encoded("gzip", bytes(gzip, Buffer.alloc(9))), "bytes-behind-compression"],
    ["a comment behind gzip", encoded("x-gzip", bytes(gzip, "<!-- 0.02 s -->")), "bytes-behind-compression"],
    ["a page behind gzip", encoded("gzip", bytes(gzip, PAGE)), "bytes-behind-compression"],
    [
      "line ends behind deflate",
      encoded("deflate", bytes(deflateSync(PAGE), "\r\n")),
      "bytes-behind-compression",
    ],
    [
      "line ends behind bare deflate",
      encoded("deflate", bytes(deflateRawSync(PAGE), "\r\n")),
      "bytes-behind-compression",
    ],
    [
      "line ends behind br",
      encoded("br", bytes(brotliCompressSync(PAGE), "\r\n")),
      "bytes-behind-compression",
    ],
    ["the length twice", bytes(OK, LENGTH, LENGTH, "\r\n", PAGE), "repeated-length"],
    ["the length thrice", bytes(OK, LENGTH, LENGTH, LENGTH.toUpperCase(), "\r\n", PAGE), "repeated-length"],
    [
      "the length twice in one field",
      bytes(OK, `content-length: ${SIZE}, ${SIZE}\r\n\r\n`, PAGE),
      "repeated-length",
    ],
    ["a length beside chunks", bytes(OK, LENGTH, CHUNKED, "\r\n", chunks), "length-of-chunks"],
    [
      "a wrong length beside chunks",
      bytes(OK, CHUNKED, "content-length: 7\r\n\r\n", chunks),
      "length-of-chunks",
    ],
    ["100 Continue", bytes("HTTP/1.1 100 Continue\r\n\r\n", OK, LENGTH, "\r\n", PAGE), "unasked-continue"],
    [
      "100 with fields",
      bytes("HTTP/1.1 100 Go\r\nx: 1\r\n\r\n", OK, LENGTH, "\r\n", PAGE),
      "unasked-continue",
    ],
    [
      "100 again and again",
      bytes("HTTP/1.1 100 Continue\r\n\r\n".repeat(50), OK, LENGTH, "\r\n", PAGE),
      "unasked-continue",
    ],
    ["line feeds only", bytes(`${OK}${LENGTH}\r\n`.replaceAll("\r", ""), PAGE), "malformed-header"],
    ["a blank before the colon", bytes(OK, "x-cache : HIT\r\n", LENGTH, "\r\n", PAGE), "malformed-header"],
    ["a line that is no field", bytes(OK, "Cache hit\r\n", LENGTH, "\r\n", PAGE), "malformed-header"],
    ["a field over two lines", bytes(OK, "x-via: a\r\n  b\r\n", LENGTH, "\r\n", PAGE), "malformed-header"],
    [
      "several at once",
      bytes("HTTP/1.1 100 Continue\r\n\r\n", OK, "content-encoding: none\r\n", LENGTH, LENGTH, "\r\n", PAGE),
      "unasked-continue repeated-length unknown-encoding",
    ],
  ])("%s", async (_, answer, names) => {
    const tolerated = names.split(" ");
    expect(await outcomeOf(answer)).toEqual({ text: PAGE, truncated: undefined, tolerated });
  });

  const huge = PAGE.padEnd(3_000_000, "石桥");
  test("a long page keeps all its text where bytes stand behind it", async () => {
    const body = bytes(gzipSync(huge), "\r\n");
    expect(await outcomeOf(encoded("gzip", body))).toMatchObject({ text: huge, truncated: undefined });
  });
});

describe("within the rules: read, and nothing named", () => {
  test.each<readonly [what: string, answer: Uint8Array]>([
    ["identity", encoded("identity", Buffer.from(PAGE))],
    ["gzip", encoded("gzip", gzip)],
    ["gzip in two streams", encoded("gzip", bytes(gzipSync(PAGE.slice(0, 50)), gzipSync(PAGE.slice(50))))],
    [
      "gzip whose header has a name",
      encoded("gzip", bytes(gzip.subarray(0, 3), [8], gzip.subarray(4, 10), "a.html\0", gzip.subarray(10))),
    ],
    ["chunks", bytes(OK, CHUNKED, "\r\n", chunks)],
    ["early hints", bytes("HTTP/1.1 103 Early Hints\r\nlink: </a.css>\r\n\r\n", OK, LENGTH, "\r\n", PAGE)],
    ["no reason phrase", bytes("HTTP/1.1 200\r\n", LENGTH, "content-type: text/html\r\n\r\n", PAGE)],
    ["a field twice that may stand twice", bytes(OK, "vary: a\r\nvary: b\r\n", LENGTH, "\r\n", PAGE)],
    ["an empty field", bytes(OK, "x-empty:\r\n", LENGTH, "\r\n", PAGE)],
    ["a field in GBK", bytes(OK, "x-title: ", [0xc7, 0xe0, 0xba, 0xcc], "\r\n", LENGTH, "\r\n", PAGE)],
    [
      "our own note, from a server",
      bytes(OK, "Newsift-Tolerated: unasked-continue\r\n", LENGTH, "\r\n", PAGE),
    ],
    [
      "a line in the body like a head",
      bytes(OK, `content-length: ${SIZE + 26}\r\n\r\n`, PAGE, "\nHTTP/1.1 100 Continue\r\n\r\n"),
    ],
  ])("%s", async (_, answer) => {
    expect(await outcomeOf(answer)).toMatchObject({ text: expect.stringContaining(PAGE), tolerated: [] });
  });
});

describe("what browsers refuse is refused, or marked", () => {
  test.each<readonly [what: string, answer: Uint8Array, outcome: unknown]>([
    [
      "lengths that contradict each other",
      bytes(OK, LENGTH, "content-length: 9\r\n\r\n", PAGE),
      "ConnectionError",
    ],
    ["the same in one field", bytes(OK, `content-length: ${SIZE}, 9\r\n\r\n`, PAGE), "ConnectionError"],
    [
      "lengths that are no numbers",
      bytes(OK, "content-length: x\r\n".repeat(2), "\r\n", PAGE),
      "ConnectionError",
    ],
    ["no gzip under that name", encoded("gzip", Buffer.from(PAGE)), "ConnectionError"],
    [
      "a second stream that is broken",
      encoded("gzip", bytes(gzip, gzip.subarray(0, 30))),
      { truncated: true },
    ],
    [
      "a wrong checksum before the tail",
      encoded("gzip", bytes(gzip.subarray(0, -8), Buffer.alloc(8, 1), "\r\n")),
      "ConnectionError",
    ],
    ["an encoding that was not asked for", encoded("zstd", zstdCompressSync(PAGE)), "BinaryInputError"],
    [
      "an image under the encoding none",
      encoded("none", Buffer.from("89504e470d0a1a0a00", "hex")),
      "BinaryInputError",
    ],
    ["NUL in a field", bytes(OK, "x: \0\r\n", LENGTH, "\r\n", PAGE), "ConnectionError"],
  ])("%s", async (_, answer, outcome) => {
    const found = await outcomeOf(answer);
    if (typeof outcome === "string") expect(found).toBe(outcome);
    else expect(found).toMatchObject(outcome as object);
  });
});

test("what was tolerated on the way to a page is named with it", async () => {
  const site = await startSite({
    "/": (_, response) => response.writeHead(302, { location: "/a", "x-y": "1" }).end(),
    "/a": (_, response) => response.writeHead(200, { "content-encoding": "none" }).end(PAGE),
  });
  const { arrival } = await fetchPage(site.url, { config: crawlConfig(), allowPrivate: true });
  expect(arrival.tolerated).toEqual(["unknown-encoding"]);
});

test("each answer on one connection is put right", async () => {
  const { url } = await startServer(bytes("HTTP/1.1 100 Continue\r\n\r\n", OK, LENGTH, "\r\n", PAGE));
  const fetcher = createFetcher({ config: crawlConfig(), allowPrivate: true });
  for (const path of ["a", "b", "c"]) {
    const { arrival } = await fetcher.fetch(url + path);
    expect(arrival.tolerated).toEqual(["unasked-continue"]);
  }
  await fetcher.close();
});

describe("the head of an answer", () => {
  const heads = [
    bytes(OK, LENGTH, "\r\n", PAGE),
    bytes("HTTP/1.1 100 Continue\r\n\r\n", OK, LENGTH, LENGTH, "\r\n", PAGE),
    bytes(`${OK}x : 1\r\n folded\r\n\r\n`.replaceAll("\r", ""), PAGE),
    bytes("SSH-2.0-x\r\n\r\n"),
    bytes("HTTP/1.1 200 OK\r\nno end"),
  ];
  const mended = (pieces: readonly Buffer[]) => {
    const mender = createHeadMender();
    return Buffer.concat([...pieces.map((piece) => mender.take(piece)), mender.rest()]).toString("latin1");
  };

  test("is the same however its bytes come", () => {
    fc.assert(
      fc.property(fc.constantFrom(...heads), fc.array(fc.nat(400), { maxLength: 6 }), (head, cuts) => {
        const ends = [...new Set([0, ...cuts, head.length])]
          .filter((at) => at <= head.length)
          .toSorted((a, b) => a - b);
        const pieces = ends.slice(1).map((end, index) => head.subarray(ends[index], end));
        expect(mended(pieces)).toBe(mended([head]));
      }),
    );
  });

  test("without end is handed on for the parser to refuse", () => {
    const mender = createHeadMender();
    const flood = Buffer.from(`HTTP/1.1 200 OK\r\n${"x: 1\r\n".repeat(20_000)}`);
    expect(mender.take(flood)).toEqual(flood);
  });
});

describe("feeds and sitemaps", () => {
  const HOST = "http://www.qinghe.invalid";
  const ARTICLE = `${HOST}/2026/03/09/10001.html`;
  const urlset = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>${ARTICLE}</loc></url></urlset>`;
  const rss = `<rss version="2.0"><channel><title>要闻</title><item><title>青禾镇新修石桥昨天正式通车</title><link>${ARTICLE}</link></item></channel></rss>`;
  const gbk = Buffer.from(urlset.replace("UTF-8", "GBK"));
  const read = (content: Uint8Array | string, kind: "list" | "sitemap" | "feed" = "list") =>
    readListing(
      new Page(Buffer.from(content as string), { url: `${HOST}/x` }),
      kind,
      {},
      {
        contentType: "text/html; charset=utf-8",
        now: new Date("2026-03-20T00:00:00Z"),
      },
    );

  test.each<readonly [what: string, content: Uint8Array | string]>([
    [
      "a warning",
      `<br />\n<b>Warning</b>:  Undefined variable $x in <b>/www/sitemap.php</b> on line <b>12</b><br />\n${urlset}`,
    ],
    ["a notice in plain text", `\nNotice: Undefined index: page in /www/map.php on line 3\n${urlset}`],
    [
      "a deprecation with a link",
      `<br />\n<b>Deprecated</b>: Function <a href='function.each'>function.each</a> is old<br />${rss}`,
    ],
    ["many warnings", `${"<b>Warning</b>: mysql_connect(): too old<br />\n".repeat(400)}${urlset}`],
    [
      "a table of a debugger",
      `<font size='1'><table class='xdebug-error'><tr><th>( ! ) Notice: x</th></tr></table></font>\n${rss}`,
    ],
    ["blank lines", `\r\n\r\n\t${urlset}`],
    ["two byte order marks", `\u{feff}\u{feff}${urlset}`],
    ["a mark and a warning", `\u{feff}Warning: x\n${rss}`],
    ["a comment", `<!-- generated in 0.2 s -->\n${urlset}`],
    ["Chinese words", `提示：缓存目录不可写。\n${urlset}`],
    ["a warning above GBK", bytes("Warning: x\n", gbk)],
  ])("with %s above", (_, content) => {
    const listing = read(content);
    expect(listing.articles.map(({ url }) => url)).toEqual([ARTICLE]);
    expect(listing.tolerated).toEqual(["text-above-xml"]);
    expect(isListingFile(new Page(Buffer.from(content as string)))).toBe(true);
  });

  test.each<readonly [what: string, content: string]>([
    ["a sitemap as it should be", urlset],
    ["one with a byte order mark", `\u{feff}${urlset}`],
    ["a feed without a declaration", rss],
    ["a feed behind a style sheet", `<?xml version="1.0"?><?xml-stylesheet href="a.xsl"?>${rss}`],
    [
      "a feed behind a style sheet and a comment, without a declaration",
      `<?xml-stylesheet href="a.xsl"?>\n<!-- 1 -->${rss}`,
    ],
    ["a sitemap with a comment in it", urlset.replace("<url>", "<!-- 1 --><url>")],
  ])("%s: nothing is named", (_, content) => {
    expect(read(content).tolerated).toBeUndefined();
    expect(read(content)).toMatchObject({ articles: [{ url: ARTICLE }] });
  });

  const link = `<a href="${ARTICLE}">青禾镇新修石桥昨天正式通车了</a>`;
  test.each<readonly [what: string, content: string]>([
    ["XML in a script", `<!doctype html><title>x</title>${link}<script type="text/xml">${rss}</script>`],
    ["XML in a text box", `${link}<textarea>${urlset}</textarea>`],
    ["XML in a body", `<html><body>${link}${rss}</body></html>`],
    ["XML that is shown", `<p>${link}</p><pre>&lt;?xml version="1.0"?&gt;&lt;rss&gt;</pre>`],
    ["XHTML", `<?xml version="1.0"?><!DOCTYPE html><html><body>${link}</body></html>`],
    ["XHTML below a warning", `Warning: x\n<?xml version="1.0"?><html><body>${link}</body></html>`],
  ])("a page with %s stays a page", (_, content) => {
    expect(read(content).tolerated).toBeUndefined();
    expect(read(content)).toMatchObject({ kind: "list", articles: [{ url: ARTICLE }] });
    expect(isListingFile(new Page(Buffer.from(content)))).toBe(false);
  });

  const once = gzipSync(urlset);
  test.each<readonly [what: string, content: Uint8Array]>([
    ["once", once],
    ["twice", gzipSync(once)],
    ["three times", gzipSync(gzipSync(once))],
    ["once, with bytes behind", bytes(once, "\r\n\r\n")],
    ["twice, with bytes behind each", bytes(gzipSync(bytes(once, "\n")), "<!-- x -->")],
    ["once, with a warning in it", gzipSync(`Warning: x\n${urlset}`)],
    ["in two streams", bytes(gzipSync(urlset.slice(0, 60)), gzipSync(urlset.slice(60)))],
  ])("compressed %s", (_, content) => {
    expect(read(content, "sitemap")).toMatchObject({ kind: "sitemap", articles: [{ url: ARTICLE }] });
  });

  test("compressed as a file and once more on the way", async () => {
    const site = await startSite({
      "/map.xml.gz": (_, response) =>
        response
          .writeHead(200, { "content-type": "application/x-gzip", "content-encoding": "gzip" })
          .end(bytes(gzipSync(bytes(once, "\n")), "\n")),
    });
    const fetcher = createFetcher({ config: crawlConfig(), allowPrivate: true });
    const { page, arrival } = await fetcher.fetch(`${site.url}/map.xml.gz`, { isListing: true });
    await fetcher.close();
    expect(read(page.bytes, "sitemap").articles).toHaveLength(1);
    expect(arrival.tolerated).toEqual(["bytes-behind-compression"]);
  });

  test("the search for the beginning of the XML takes no longer than the text is long", () => {
    for (const piece of ["<", "<a", "<a:", "<?xml", "<rss", " ", "<!doctype"]) {
      const spent = startCpuClock();
      startOfXml(piece.repeat(8_000_000 / piece.length));
      expect(spent()).toBeLessThan(1000);
    }
  });
});
