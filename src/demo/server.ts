import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { demoAssets, demoPages } from "./site.ts";

/** A running demo site. */
export interface DemoSite {
  /** Where it is served, without a slash at the end. */
  readonly url: string;
  /** Ends all connections. */
  close(): Promise<void>;
}

/**
 * Serves the demo site on loopback: each page byte for byte, status 404 for everything else.
 * @param port 0 takes a free one
 */
export async function startDemoSite(port = 0): Promise<DemoSite> {
  const pages = new Map([...demoPages, ...demoAssets].map((page) => [page.path, page]));
  const server = createServer((request, response) => {
    const page = pages.get(new URL(request.url ?? "/", "http://localhost").pathname);
    if (page === undefined) {
      response.writeHead(404, { "content-type": "text/html; charset=utf-8" });
      response.end("<!DOCTYPE html><title>404</title><h1>404 Not Found</h1>\n");
    } else {
      response.writeHead(200, { ...page.headers, "content-length": page.bytes.length });
      response.end(page.bytes);
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
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
