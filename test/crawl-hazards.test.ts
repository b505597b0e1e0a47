/** Servers that hang, drip, flood, lie and explode: each ends within its limit, and no other host waits for it. */
import { createServer as createTcpServer, type AddressInfo, type Socket } from "node:net";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { createFetcher, fetchPage } from "../src/crawl/fetch-page.ts";
import { BinaryInputError, ConnectionError, NewsiftError, TooLargeError } from "../src/errors.ts";
import { articlePage, crawlConfig, startSite, type Route } from "./crawl-site.ts";
import { isLong } from "./long.ts";

const MiB = 1024 * 1024;
const PAGE = articlePage("青禾镇石桥通车");
const html = { "content-type": "text/html; charset=utf-8" };

/** Seconds. */
const LIMITS = {
  connectTimeoutSeconds: 0.5,
  headersTimeoutSeconds: 0.5,
  stallTimeoutSeconds: 0.5,
  totalTimeoutSeconds: 1.5,
};

/** What a bare socket does once it was asked for the page; robots.txt is none. */
type Peer = (socket: Socket) => void;

async function listen(peer: Peer): Promise<{ readonly url: string; close(): void }> {
  const server = createTcpServer((socket) => {
    socket.on("error", () => {});
    socket.on("data", (request) => {
      if (!request.toString().startsWith("GET /robots.txt")) return peer(socket);
      socket.end("HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => void server.close() };
}

/** Ends with the test. */
async function startPeer(peer: Peer): Promise<string> {
  const { url, close } = await listen(peer);
  onTestFinished(close);
  return url;
}

/** Writes this again and again. */
function every(milliseconds: number, socket: Socket, chunk: string | Buffer): void {
  const timer = setInterval(() => socket.write(chunk), milliseconds);
  socket.on("close", () => clearInterval(timer));
}

const head = "HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=utf-8\r\n";

const endless: Readonly<Record<string, Peer>> = {
  "accepts and says nothing": () => {},
  "half a status line": (socket) => socket.write("HTTP/1.1 2"),
  "a header that drips": (socket) => (socket.write(`${head}x: `), every(50, socket, "x")),
  "headers without end": (socket) => (socket.write(head), every(50, socket, "x-more: 1\r\n")),
  "a flood of headers": (socket) => (
    socket.write(head),
    every(1, socket, `x-more: ${"x".repeat(60_000)}\r\n`)
  ),
  "a body that never begins": (socket) => socket.write(`${head}content-length: 10\r\n\r\n`),
  "a body that drips": (socket) => (
    socket.write(`${head}content-length: 100000\r\n\r\n`),
    every(50, socket, "x")
  ),
  "a body that stalls near its end": (socket) =>
    socket.write(`${head}content-length: ${PAGE.length * 2}\r\n\r\n${PAGE}`),
  "chunks without end": (socket) => (
    socket.write(`${head}transfer-encoding: chunked\r\n\r\n`),
    every(50, socket, "1\r\nx\r\n")
  ),
  "answers that only announce another": (socket) => every(50, socket, "HTTP/1.1 103 Early Hints\r\n\r\n"),
  "no HTTP at all": (socket) => every(50, socket, "SSH-2.0-x\r\n"),
};

describe("a server that does not come to an end", () => {
  /** How each fetch ended, and after how many seconds: all run at once. */
  const ends = new Map<string, { readonly result: unknown; readonly seconds: number }>();

  beforeAll(async () => {
    await Promise.all(
      Object.entries(endless).map(async ([name, peer]) => {
        const { url, close } = await listen(peer);
        const start = performance.now();
        const result = await fetchPage(url, { config: crawlConfig(LIMITS), allowPrivate: true }).catch(
          (error: unknown) => error,
        );
        ends.set(name, { result, seconds: (performance.now() - start) / 1000 });
        close();
      }),
    );
  });

  test.each(Object.keys(endless))("%s: over in time, and nothing is taken as whole", (name) => {
    const { result, seconds } = ends.get(name)!;
    if (result instanceof Error) expect(result).toBeInstanceOf(ConnectionError);
    else expect(result).toMatchObject({ arrival: { truncated: true } });
    expect(seconds).toBeLessThan(LIMITS.totalTimeoutSeconds + (isLong ? 1 : 5));
  });

  test("TLS that is never spoken", async () => {
    const url = (await startPeer(() => {})).replace("http:", "https:");
    const page = fetchPage(url, { config: crawlConfig(LIMITS), allowPrivate: true });
    await expect(page).rejects.toThrow(/no connection within 0\.5 s/u);
  });

  test("TLS with a certificate of nobody is refused, and not asked again", async () => {
    const url = (await startPeer((socket) => socket.end("no TLS"))).replace("http:", "https:");
    const page = fetchPage(url, { config: crawlConfig(LIMITS), allowPrivate: true });
    await expect(page).rejects.toThrow(ConnectionError);
  });
});

describe("a body that is not whole", () => {
  const bytes = Buffer.from(PAGE.repeat(20));
  const encoded =
    (encoding: string, body: Buffer): Route =>
    (_, response) =>
      response.writeHead(200, { ...html, "content-encoding": encoding }).end(body);
  const cutWithin = (body: Buffer) => body.subarray(0, Math.floor(body.length / 2));
  const damaged = (body: Buffer) => {
    const copy = Buffer.from(body);
    copy[copy.length - 6]! ^= 1;
    return copy;
  };

  const cuts: Readonly<Record<string, Route>> = {
    "a gzip that ends in the middle": encoded("gzip", cutWithin(gzipSync(bytes))),
    "a gzip without its checksum": encoded("gzip", gzipSync(bytes).subarray(0, -8)),
    "a gzip with a wrong checksum": encoded("gzip", damaged(gzipSync(bytes))),
    "a gzip whose second half is another page's": encoded(
      "gzip",
      Buffer.concat([cutWithin(gzipSync(bytes)), gzipSync("x")]),
    ),
    "a deflate that ends in the middle": encoded("deflate", cutWithin(deflateSync(bytes))),
    "a bare deflate that ends in the middle": encoded("deflate", cutWithin(deflateRawSync(bytes))),
    "a br that ends in the middle": encoded("br", cutWithin(brotliCompressSync(bytes))),
    "a gzip in a gzip that ends in the middle": encoded("gzip, gzip", gzipSync(cutWithin(gzipSync(bytes)))),
    "no gzip at all": encoded("gzip", bytes),
    "a reset in the middle": (request, response) => {
      response.writeHead(200, { ...html, "content-length": bytes.length });
      response.write(cutWithin(bytes), () => request.socket.resetAndDestroy());
    },
    "an end before the length that was named": (request, response) => {
      response.writeHead(200, { ...html, "content-length": bytes.length });
      response.write(cutWithin(bytes), () => request.socket.end());
    },
    "chunks without the last": (request, response) => {
      response.writeHead(200, html);
      response.write(bytes, () => request.socket.end());
    },
    "a part that nobody asked for": (_, response) =>
      response.writeHead(206, { ...html, "content-range": `bytes 0-9/${bytes.length}` }).end(bytes),
  };

  test.each(Object.entries(cuts))("%s: asked for again, then marked or refused", async (_, route) => {
    const site = await startSite({ "/": route });
    const config = crawlConfig({ ...LIMITS, retries: 1 });
    const result = await fetchPage(site.url, { config, allowPrivate: true }).catch((error: unknown) => error);
    if (result instanceof Error) expect(result).toBeInstanceOf(NewsiftError);
    else expect(result).toMatchObject({ arrival: { truncated: true } });
    expect(site.paths()).toHaveLength(2);
  });
});

describe("a bomb", () => {
  const zeros = Buffer.alloc(64 * MiB);
  const nested = (levels: number): Buffer => {
    let body: Buffer = zeros;
    for (let level = 0; level < levels; level += 1) body = gzipSync(body);
    return body;
  };
  const bombs: readonly (readonly [encoding: string, body: Buffer, kind: new (message: string) => Error])[] =
    [
      ["gzip", nested(1), TooLargeError],
      ["deflate", deflateSync(zeros), TooLargeError],
      ["deflate", deflateRawSync(zeros), TooLargeError],
      ["br", brotliCompressSync(zeros), TooLargeError],
      ["gzip, gzip", nested(2), TooLargeError],
      ["gzip, gzip, gzip", nested(3), TooLargeError],
      ["gzip, gzip, gzip, gzip", nested(4), BinaryInputError],
      ["zstd", zstdCompressSync(zeros), BinaryInputError],
    ];

  test.each(bombs)(
    "(%s) ends at the limit, at once, without filling the memory",
    async (encoding, body, kind) => {
      const site = await startSite({
        "/": (_, response) => response.writeHead(200, { ...html, "content-encoding": encoding }).end(body),
      });
      const before = process.memoryUsage().rss;
      const start = performance.now();
      const page = fetchPage(site.url, { config: crawlConfig({ maxBytes: MiB }), allowPrivate: true });
      await expect(page).rejects.toThrow(kind);
      expect(performance.now() - start).toBeLessThan(isLong ? 1000 : 5000);
      expect(process.memoryUsage().rss - before).toBeLessThan(64 * MiB);
      expect(site.paths()).toHaveLength(1);
    },
  );
});

test("other hosts keep their rate while some hang, drip and fail", { timeout: 60_000 }, async () => {
  const PAGES = 25;
  const HOSTS = 3;
  const config = crawlConfig({ ...LIMITS, delaySeconds: 0.05, retries: 2 });
  const good = await Promise.all(Array.from({ length: HOSTS }, () => startSite({ "/": PAGE })));

  /** Pages a second of the hosts that answer. */
  async function rate(bad: readonly string[]): Promise<number> {
    const stop = new AbortController();
    const fetcher = createFetcher({ config, allowPrivate: true, signal: stop.signal });
    const failing = bad.map((url) => fetcher.fetch(url).catch(() => {}));
    const start = performance.now();
    await Promise.all(
      good.map(async ({ url }) => {
        for (let page = 0; page < PAGES; page += 1) await fetcher.fetch(url);
      }),
    );
    const seconds = (performance.now() - start) / 1000;
    stop.abort();
    await Promise.all(failing);
    await fetcher.close();
    return (HOSTS * PAGES) / seconds;
  }

  const alone = await rate([]);
  const bad = await Promise.all(Object.values(endless).map(startPeer));
  const beside = await rate(bad);
  expect(beside).toBeGreaterThan((isLong ? 0.9 : 0.5) * alone);
});
