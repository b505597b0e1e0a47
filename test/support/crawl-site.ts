/** A site on loopback for the crawl's tests: answers what it is told to, and remembers who asked when. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export { crawlConfig, sourceOf } from "./crawl-source.ts";

export interface Hit {
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  /** Milliseconds of the monotonic clock. */
  readonly start: number;
  end: number;
}

export interface Site {
  /** `http://<address>:<port>` */
  readonly url: string;
  readonly hits: readonly Hit[];
  /** Answers with these routes from now on. */
  serve(routes: Routes): void;
  /** Paths asked for, without robots.txt. */
  paths(): readonly string[];
}

/** A page, or what answers. */
export type Route = string | Buffer | ((request: IncomingMessage, response: ServerResponse) => void);

export type Routes = Readonly<Record<string, Route>>;

/**
 * Ends with the test. Unknown paths are 404; robots.txt is one of them unless it is given.
 * @param address on loopback; `0.0.0.0` answers on all of them
 */
export async function startSite(initial: Routes, address = "127.0.0.1"): Promise<Site> {
  let routes = initial;
  const hits: Hit[] = [];
  const server = createServer((request, response) => {
    const hit = { path: request.url!, headers: request.headers, start: performance.now(), end: 0 };
    hits.push(hit);
    // A request that is broken off is closed without being finished.
    for (const event of ["finish", "close"]) response.once(event, () => (hit.end ||= performance.now()));
    const route = routes[request.url!];
    if (typeof route === "function") return route(request, response);
    response.writeHead(route === undefined ? 404 : 200, { "content-type": "text/html; charset=utf-8" });
    response.end(route ?? "<h1>404</h1>");
  });
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://${address}:${(server.address() as AddressInfo).port}`,
    hits,
    serve: (changed) => (routes = changed),
    paths: () => hits.map(({ path }) => path).filter((path) => path !== "/robots.txt"),
  };
}

export function articlePage(title: string): string {
  return `<!doctype html><html><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1><p>${title}的消息传来，青禾镇的居民都到河边去看新修的石桥。</p></body></html>`;
}

export function listPage(links: readonly (readonly [path: string, text: string])[]): string {
  const items = links.map(([path, text]) => `<li><a href="${path}">${text}</a></li>`).join("\n");
  return `<!doctype html><html><head><meta charset="utf-8"><title>要闻</title></head><body><ul>${items}</ul></body></html>`;
}
