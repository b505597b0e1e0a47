/** Servers that hang, drip, flood, lie and explode: each ends within its limit, and no other host waits for it. */
import { createServer as createTcpServer, type AddressInfo, type Socket } from "node:net";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { createFetcher, fetchPage } from "../../src/crawl/fetch/fetch-page.ts";
import { createFollower } from "../../src/crawl/fetch/follow.ts";
import { createGuard } from "../../src/crawl/fetch/guard.ts";
import { withinTime } from "../../src/crawl/fetch/time-limit.ts";
import {
  BinaryInputError,
  ClientStatusError,
  ConnectionError,
  EmptyInputError,
  NewsiftError,
  ServerStatusError,
  TooLargeError,
} from "../../src/core/errors.ts";
import { articlePage, crawlConfig, startSite, type Route } from "../support/crawl-site.ts";
import { isLong } from "../support/long.ts";

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

/** What a bare socket does once it was asked for this path; robots.txt is none. */
type Peer = (socket: Socket, path: string) => void;

const noRobots: Peer = (socket) =>
  socket.end("HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");

/** @param robots what it does where it is asked for its rules; default: it has none */
async function listen(peer: Peer, robots: Peer = noRobots): Promise<{ readonly url: string; close(): void }> {
  const server = createTcpServer((socket) => {
    socket.on("error", () => {});
    socket.on("data", (request) => {
      const path = request.toString().split(" ", 2)[1]!;
      (path === "/robots.txt" ? robots : peer)(socket, path);
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
  "permissions to go on that nobody asked for": (socket) =>
    every(50, socket, "HTTP/1.1 100 Continue\r\n\r\n"),
  "no HTTP at all": (socket) => every(50, socket, "SSH-2.0-x\r\n"),
  "compressed bytes that drip": (socket) => (
    socket.write(`${head}content-encoding: gzip\r\n\r\n`),
    every(50, socket, gzipSync(PAGE).subarray(0, 1))
  ),
  "a body that flows without end and says nothing": (socket) => (
    socket.write(`${head}content-encoding: br\r\n\r\n`),
    every(20, socket, Buffer.from([0x06]))
  ),
  "redirects that each take their time": (socket, path) => {
    const next = `HTTP/1.1 302 Found\r\nlocation: ${path}x\r\ncontent-length: 0\r\n\r\n`;
    setTimeout(() => socket.write(next), 400);
  },
  "failures that each take their time": (socket) => void setTimeout(() => socket.resetAndDestroy(), 400),
  "an overload that says when to come again, slowly": (socket) => {
    const busy = "HTTP/1.1 503 Busy\r\nretry-after: 0\r\ncontent-length: 0\r\n\r\n";
    setTimeout(() => socket.write(busy), 400);
  },
};

describe("a server that does not come to an end", () => {
  /** How each fetch ended, and after how many seconds: all run at once. */
  const ends = new Map<string, { readonly result: unknown; readonly seconds: number }>();

  beforeAll(async () => {
    await Promise.all(
      Object.entries(endless).map(async ([name, peer]) => {
        const { url, close } = await listen(peer);
        const start = performance.now();
        const config = crawlConfig({ ...LIMITS, retries: 10, maxRedirects: 20 });
        const result = await fetchPage(url, { config, allowPrivate: true }).catch((error: unknown) => error);
        ends.set(name, { result, seconds: (performance.now() - start) / 1000 });
        close();
      }),
    );
  });

  test.each(Object.keys(endless))("%s: over in time, and nothing is taken as whole", (name) => {
    const { result, seconds } = ends.get(name)!;
    if (result instanceof Error) expect([ConnectionError, ServerStatusError]).toContain(result.constructor);
    else expect(result).toMatchObject({ arrival: { truncated: true } });
    // Ten tries with a time of their own would take ten times as long.
    expect(seconds).toBeLessThan(8 * LIMITS.totalTimeoutSeconds);
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
    "a reset in the middle, where no length was named": ({ socket }) => {
      socket.write(`${head}\r\n${cutWithin(bytes).toString()}`, () =>
        setTimeout(() => socket.resetAndDestroy(), 50),
      );
    },
    "a reset in the middle, as HTTP/1.0 ends": ({ socket }) => {
      const start = head.replace("1.1", "1.0");
      socket.write(`${start}\r\n${cutWithin(bytes).toString()}`, () =>
        setTimeout(() => socket.resetAndDestroy(), 50),
      );
    },
    "a reset behind the headers": ({ socket }) => {
      socket.write(`${head}\r\n`, () => setTimeout(() => socket.resetAndDestroy(), 50));
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

test.each<[what: string, answer: string]>([
  ["no length", `${head}\r\n${PAGE}`],
  ["no length, over HTTP/1.0", `${head.replace("1.1", "1.0")}\r\n${PAGE}`],
  ["its length", `${head}content-length: ${Buffer.byteLength(PAGE)}\r\n\r\n${PAGE}`],
  ["its length and a reset", `${head}content-length: ${Buffer.byteLength(PAGE)}\r\n\r\n${PAGE}`],
  [
    "chunks and a reset",
    `${head}transfer-encoding: chunked\r\n\r\n${Buffer.byteLength(PAGE).toString(16)}\r\n${PAGE}\r\n0\r\n\r\n`,
  ],
])("a body that comes to its end, with %s, is whole", async (what, answer) => {
  let asked = 0;
  const url = await startPeer((socket) => {
    asked += 1;
    socket.write(answer, () =>
      what.includes("reset") ? void setTimeout(() => socket.resetAndDestroy(), 50) : socket.end(),
    );
  });
  const { page, arrival } = await fetchPage(url, {
    config: crawlConfig({ retries: 1 }),
    allowPrivate: true,
  });
  expect(page.text).toBe(PAGE);
  expect(arrival.truncated).toBeUndefined();
  expect(asked).toBe(1);
});

describe("an answer whose body nobody reads", () => {
  /** What they all are, whatever their headers say of the body. */
  const outcomes: readonly (readonly [status: number, outcome: string])[] = [
    [200, "EmptyInputError"],
    [204, "EmptyInputError"],
    [205, "EmptyInputError"],
    [302, "石桥"],
    [304, "EmptyInputError"],
    [404, "ClientStatusError"],
    [410, "ClientStatusError"],
  ];
  const rows = outcomes.flatMap(([status, outcome]) =>
    ["gzip", "deflate", "br", "identity", "gzip, br"].map((encoding) => [status, encoding, outcome] as const),
  );

  test.each(rows)("%i, empty, %s: taken for what it is, and not asked for again", async (...row) => {
    const [status, encoding, outcome] = row;
    const url = await startPeer((socket, path) => {
      asked.push(path);
      if (path === "/") socket.write(answerOf(status, encoding, "content-length: 0\r\n"));
      else socket.write(`${head}content-length: ${Buffer.byteLength(PAGE)}\r\n\r\n${PAGE}`);
    });
    const asked: string[] = [];
    expect(await outcomeOf(url)).toContain(outcome);
    expect(asked).toEqual(status === 302 ? ["/", "/next"] : ["/"]);
  });

  test.each<readonly [what: string, status: number, outcome: string, body: (socket: Socket) => void]>([
    ["a redirect whose body drips", 302, "石桥", (socket) => every(50, socket, "x")],
    ["a redirect whose body is broken", 301, "石桥", (socket) => socket.write("no gzip")],
    [
      "a redirect whose body is a bomb",
      307,
      "石桥",
      (socket) => socket.write(gzipSync(Buffer.alloc(64 * MiB))),
    ],
    ["a refusal whose body never comes", 403, "ClientStatusError", () => {}],
    ["an absence whose body breaks off", 404, "ClientStatusError", (socket) => socket.end("<p>")],
    ["an absence whose body drips", 404, "ClientStatusError", (socket) => every(50, socket, "x")],
  ])("%s", async (_, status, outcome, body) => {
    const asked: string[] = [];
    const url = await startPeer((socket, path) => {
      asked.push(path);
      if (path === "/next") {
        return void socket.write(`${head}content-length: ${Buffer.byteLength(PAGE)}\r\n\r\n${PAGE}`);
      }
      socket.write(answerOf(status, "gzip", "content-length: 10000000\r\n"));
      body(socket);
    });
    // Without a limit that would end it: nobody waits for the body.
    expect(await outcomeOf(url, { totalTimeoutSeconds: 600, stallTimeoutSeconds: 600 })).toContain(outcome);
    expect(asked).toEqual(status < 400 ? ["/", "/next"] : ["/"]);
  });

  function answerOf(status: number, encoding: string, more: string): string {
    return `HTTP/1.1 ${status} X\r\ncontent-type: text/html\r\nlocation: /next\r\ncontent-encoding: ${encoding}\r\n${more}\r\n`;
  }

  async function outcomeOf(url: string, limits = {}): Promise<string> {
    const config = crawlConfig({ retries: 2, ...limits });
    const fetched = await fetchPage(url, { config, allowPrivate: true }).catch((error: Error) => error);
    return fetched instanceof Error ? fetched.name : fetched.page.text;
  }
});

/** Whole answers that are wrong in themselves: each has its error, or is read as browsers read it. */
const odd: Readonly<Record<string, readonly [bytes: string, outcome: new (message: string) => Error]>> = {
  "no status line": [PAGE, ConnectionError],
  "a status that is no number": [`HTTP/1.1 abc OK\r\n\r\n${PAGE}`, ConnectionError],
  "a status of four digits": [`HTTP/1.1 2000 OK\r\n\r\n${PAGE}`, ConnectionError],
  "another protocol": ["SSH-2.0-OpenSSH_9.2\r\n", ConnectionError],
  "HTTP/2 without asking": ["\u0000\u0000\u0012\u0004\u0000\u0000\u0000\u0000\u0000", ConnectionError],
  "a switch of protocols": [
    "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n",
    ConnectionError,
  ],
  "lengths that contradict each other": [
    `${head}content-length: 5\r\ncontent-length: 9\r\n\r\n${PAGE}`,
    ConnectionError,
  ],
  "a length that is no number": [`${head}content-length: many\r\n\r\n${PAGE}`, ConnectionError],
  "a length below nothing": [`${head}content-length: -5\r\n\r\n${PAGE}`, ConnectionError],
  "a chunk that has no length": [`${head}transfer-encoding: chunked\r\n\r\nzz\r\n${PAGE}`, ConnectionError],
  "no page at all": [`${head}content-length: 0\r\n\r\n`, EmptyInputError],
  "a teapot": ["HTTP/1.1 418 No\r\ncontent-length: 0\r\n\r\n", ClientStatusError],
  "a status beyond all": ["HTTP/1.1 999 No\r\ncontent-length: 0\r\n\r\n", ServerStatusError],
  "a connection that is closed without a word": ["", ConnectionError],
};

test.each(Object.entries(odd))("an answer that is none (%s) is named", async (_, [bytes, outcome]) => {
  const url = await startPeer((socket) => socket.end(bytes));
  const page = fetchPage(url, { config: crawlConfig(), allowPrivate: true });
  await expect(page).rejects.toThrow(outcome);
});

test("the rules that a page needs are read in its time: what they took is not given again", async () => {
  const opened: number[] = [];
  const { promise: lifetime, resolve } = Promise.withResolvers<number>();
  const { url, close } = await listen(
    (socket) => {
      opened.push(performance.now());
      socket.on("close", () => resolve(performance.now() - opened[0]!));
    },
    (socket) => void setTimeout(() => noRobots(socket, "/robots.txt"), 3500),
  );
  onTestFinished(close);
  const limits = { totalTimeoutSeconds: 4, headersTimeoutSeconds: 60, retries: 3 };
  const page = fetchPage(url, { config: crawlConfig(limits), allowPrivate: true });
  await expect(page).rejects.toThrow(/not finished within 4 s/u);
  expect(opened).toHaveLength(1);
  expect(await lifetime).toBeLessThan(3000);
});

test("a try that took all the time is the last: no pause is waited for that leads to nothing", async () => {
  const limits = { totalTimeoutSeconds: 0.1, retries: 5, delaySeconds: 600 };
  const pauses: number[] = [];
  const follow = createFollower({
    config: crawlConfig(limits),
    guard: createGuard(true),
    client: {
      get: (url, { milliseconds } = {}) =>
        withinTime(milliseconds!, undefined, () => new Promise<never>(() => {})).catch((cause: unknown) => {
          throw new ConnectionError(`${url} took too long`, { cause });
        }),
      close: async () => {},
    },
    politeness: {
      take: (_, seconds, job) => (pauses.push(seconds), job()),
      hold: () => {},
      rest: () => {},
    },
  });
  await expect(follow(new URL("http://a.invalid/"), {})).rejects.toThrow(/took too long/u);
  expect(pauses).toEqual([600]);
});

describe("a time limit", () => {
  test("ends what does not listen to its signal", async () => {
    const deaf = withinTime(10, undefined, () => new Promise(() => {}));
    await expect(deaf).rejects.toMatchObject({ name: "TimeoutError" });
  });

  test("lets what listens hand over what it has", async () => {
    const partial = withinTime(10, undefined, (stop) => {
      return new Promise((resolve) => stop.addEventListener("abort", () => resolve("half")));
    });
    expect(await partial).toBe("half");
  });

  test("ends what is stopped from outside, with the reason given", async () => {
    const outside = new AbortController();
    const deaf = withinTime(60_000, outside.signal, () => new Promise(() => {}));
    outside.abort(new Error("stopped"));
    await expect(deaf).rejects.toThrow("stopped");
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

  test.each(bombs)("(%s) ends at the limit, without filling the memory", async (encoding, body, kind) => {
    const site = await startSite({
      "/": (_, response) => response.writeHead(200, { ...html, "content-encoding": encoding }).end(body),
    });
    const before = process.memoryUsage().rss;
    const page = fetchPage(site.url, { config: crawlConfig({ maxBytes: MiB }), allowPrivate: true });
    await expect(page).rejects.toThrow(kind);
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * MiB);
    expect(site.paths()).toHaveLength(1);
  });
});

test("other hosts keep their rate while some hang, drip and fail", { retry: 4 }, async () => {
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
