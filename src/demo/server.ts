/** Serves the demo site, as a careful server would. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { UsageError } from "../core/errors.ts";
import { sha256 } from "../core/text/sha256.ts";
import { pagesAt } from "./moment.ts";
import type { Scenario } from "./scenarios.ts";

/** A running demo site. */
export interface DemoSite {
  /** Where it is served, without a slash at the end. */
  readonly url: string;
  /** Ends all connections. */
  close(): Promise<void>;
}

export interface DemoSiteOptions {
  readonly scenario?: Scenario;
  /** Asked at each request: how many articles there are by now; default: all. */
  readonly articles?: () => number;
}

/**
 * Serves the demo site on loopback: each page byte for byte, 304 to who has it already, 404 for everything else.
 * @param port 0 takes a free one
 * @throws {UsageError} where the port is taken
 */
export async function startDemoSite(
  port = 0,
  { scenario = "ordinary", articles = () => Infinity }: DemoSiteOptions = {},
): Promise<DemoSite> {
  const pagesNow = latest(articles, (count) => {
    const pages = pagesAt({ scenario, articles: count });
    return new Map(pages.map((page) => [page.path, { ...page, etag: etagOf(page.bytes) }]));
  });
  const server = createServer((request, response) => {
    const page = pagesNow().get(new URL(request.url ?? "/", "http://localhost").pathname);
    if (page === undefined) {
      response.writeHead(404, { "content-type": "text/html; charset=utf-8" });
      response.end("<!DOCTYPE html><title>404</title><h1>404 Not Found</h1>\n");
    } else if (request.headers["if-none-match"] === page.etag) {
      response.writeHead(304, { etag: page.etag }).end();
    } else {
      response.writeHead(200, { ...page.headers, etag: page.etag, "content-length": page.bytes.length });
      response.end(page.bytes);
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) =>
      reject(
        new UsageError(
          `The demo site cannot be served at port ${port} (${cause.message}): name another one.`,
          {
            cause,
          },
        ),
      ),
    );
    server.listen(port, "127.0.0.1", resolve);
  });
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${actual}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

/** What is made of a key, until it is another key. */
function latest<Key, Value>(keyNow: () => Key, make: (key: Key) => Value): () => Value {
  let key = keyNow();
  let value = make(key);
  return () => {
    const now = keyNow();
    if (now !== key) [key, value] = [now, make(now)];
    return value;
  };
}

function etagOf(bytes: Uint8Array): string {
  return `"${sha256(bytes).slice(0, 16)}"`;
}
