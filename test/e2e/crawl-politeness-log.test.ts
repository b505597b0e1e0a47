/** The log of a server with many host names: one request in flight for each, and the pause after it, whoever asks. */
import { describe, expect, onTestFinished, test } from "vitest";
import { createBrowser } from "../../src/crawl/browser/browser.ts";
import { createFetcher } from "../../src/crawl/fetch/fetch-page.ts";
import {
  articlePage,
  crawlConfig,
  startSite,
  type Hit,
  type Route,
  type Site,
} from "../support/crawl-site.ts";
import { isLong } from "../support/long.ts";
import { chromium, needsChromium, needsLinux } from "../support/needs.ts";

const DELAY_SECONDS = 0.1;
/** Milliseconds: timers and the log are not exact. */
const TOLERANCE = 5;
const HOSTS = Array.from({ length: 10 }, (_, n) => `127.0.0.${n + 2}`);

interface Log {
  readonly requests: number;
  /** From the end of an answer to the start of the next request of its host, in milliseconds. */
  readonly smallestGap: number;
}

/** Reads what the server saw, host by host; requests that overlap make a negative gap. */
function logOf({ hits }: Site, hosts: number): Log {
  const byHost = Map.groupBy(hits, ({ headers }) => headers.host!);
  const gaps = [...byHost.values()].flatMap((ofHost: readonly Hit[]) =>
    ofHost.slice(1).map((hit, index) => hit.start - ofHost[index]!.end),
  );
  expect(byHost.size).toBe(hosts);
  return { requests: hits.length, smallestGap: Math.min(...gaps) };
}

function addressOf(site: Site, host: string, path: string): string {
  return site.url.replace("0.0.0.0", host) + path;
}

const slowly =
  (body: string): Route =>
  (_, response) =>
    setTimeout(
      () => response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(body),
      Math.random() * 20,
    );

/** Fails in one way or another the first time for each host. */
function onceWrong(body: string): Route {
  const seen = new Set<string>();
  return (request, response) => {
    const host = request.headers.host!;
    if (seen.has(host)) return void response.end(body);
    seen.add(host);
    if (seen.size % 3 === 0) request.socket.resetAndDestroy();
    else if (seen.size % 3 === 1) response.writeHead(500).end();
    else response.writeHead(503, { "retry-after": "0" }).end();
  };
}

function startFetcher() {
  const config = crawlConfig({ delaySeconds: DELAY_SECONDS, retries: 2, totalTimeoutSeconds: 30 });
  const stop = new AbortController();
  const fetcher = createFetcher({ config, allowPrivate: true, signal: stop.signal });
  const browser = createBrowser({
    config,
    executablePath: chromium,
    guard: fetcher.guard,
    signal: stop.signal,
  });
  onTestFinished(async () => {
    stop.abort();
    await browser.close();
    await fetcher.close();
  });
  return { fetcher, browser };
}

describe("politeness", { ...needsLinux, timeout: 1_200_000 }, () => {
  test("of our client: pages, redirects, retries and robots.txt", async () => {
    const pages = isLong ? 96 : 8;
    const article = slowly(articlePage("青禾镇石桥通车"));
    const site = await startSite(
      {
        "/robots.txt": "User-agent: *\nAllow: /",
        "/wrong": onceWrong(articlePage("青禾镇石桥通车")),
        "/moved": (_, response) => response.writeHead(302, { location: "/0" }).end(),
        ...Object.fromEntries(Array.from({ length: pages }, (_, n) => [`/${n}`, article])),
      },
      "0.0.0.0",
    );
    const { fetcher } = startFetcher();
    const paths = ["/wrong", "/moved", ...Array.from({ length: pages }, (_, n) => `/${n}`)];
    await Promise.all(
      paths.flatMap((path) => HOSTS.map((host) => fetcher.fetch(addressOf(site, host, path)))),
    );
    const { requests, smallestGap } = logOf(site, HOSTS.length);
    // robots.txt, a second try and a redirect besides.
    expect(requests).toBe(HOSTS.length * (pages + 5));
    expect(smallestGap).toBeGreaterThanOrEqual(DELAY_SECONDS * 1000 - TOLERANCE);
  });

  test("of the browser: pages and all that they load", needsChromium, async () => {
    const pages = isLong ? 25 : 2;
    const hosts = isLong ? HOSTS : HOSTS.slice(0, 3);
    const site = await startSite(
      {
        "/a.js": (_, response) =>
          setTimeout(() => response.writeHead(200, { "content-type": "text/javascript" }).end("1"), 20),
        "/data": slowly("石桥"),
        "/more": slowly("通车"),
        ...Object.fromEntries(
          Array.from({ length: pages }, (_, n) => [
            `/${n}`,
            `<!doctype html><meta charset="utf-8"><script src="/a.js"></script><p></p><script>
              for (const path of ["/data", "/more"]) fetch(path).then((r) => r.text()).then((t) => document.querySelector("p").append(t));
            </script>`,
          ]),
        ),
      },
      "0.0.0.0",
    );
    const { fetcher, browser } = startFetcher();
    const shown = await Promise.all(
      Array.from({ length: pages }, (_, n) => n).flatMap((n) =>
        hosts.map((host) => fetcher.fetch(addressOf(site, host, `/${n}`), { render: browser.render })),
      ),
    );
    for (const { page, rendered = page } of shown) expect(rendered.text).toMatch(/石桥通车|通车石桥/u);
    const { requests, smallestGap } = logOf(site, hosts.length);
    expect(requests).toBeGreaterThanOrEqual(hosts.length * (2 + 3 * pages));
    expect(smallestGap).toBeGreaterThanOrEqual(DELAY_SECONDS * 1000 - TOLERANCE);
  });
});
