/** Serves the demo site, as a careful server would. */
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { UsageError } from "../errors.ts";
import { demoAssets, demoPages } from "./site.ts";

/** A running demo site. */
export interface DemoSite {
  /** Where it is served, without a slash at the end. */
  readonly url: string;
  /** Ends all connections. */
  close(): Promise<void>;
}

/**
 * Serves the demo site on loopback: each page byte for byte, 304 to who has it already, 404 for everything else.
 * @param port 0 takes a free one
 * @throws {UsageError} where the port is taken
 */
export async function startDemoSite(port = 0): Promise<DemoSite> {
  const pages = new Map(
    [...demoPages, ...demoAssets].map((page) => [page.path, { ...page, etag: etagOf(page.bytes) }]),
  );
  const server = createServer((request, response) => {
    const page = pages.get(new URL(request.url ?? "/", "http://localhost").pathname);
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

function etagOf(bytes: Uint8Array): string {
  return `"${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}"`;
}
