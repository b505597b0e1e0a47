/** Every road to a private address, in every spelling: nothing ever connects. */
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createBrowser } from "../../src/crawl/browser/browser.ts";
import { createFetcher } from "../../src/crawl/fetch/fetch-page.ts";
import { PrivateAddressError } from "../../src/core/errors.ts";
import { openRawStore } from "../../src/archive/raw/raw.ts";
import { crawlOnce } from "../support/crawl-once.ts";
import {
  articlePage,
  crawlConfig,
  listPage,
  sourceOf,
  startSite,
  type Route,
} from "../support/crawl-site.ts";
import { isLong } from "../support/long.ts";
import { PRIVATE_HOSTS } from "../support/private-hosts.ts";
import { temporaryWorkspace } from "../support/store-workspace.ts";
import { chromium, needsChromium, needsLinux } from "../support/needs.ts";

/** The attacker's site: the only host that is allowed. */
const OUTER = "127.0.0.2";

/** Listens on all addresses of this machine, and counts who connects. */
async function startListener() {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "::", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { targets: PRIVATE_HOSTS.map((host) => `${host}:${port}/`), connections: () => connections };
}

function startFetcher() {
  const stop = new AbortController();
  const config = crawlConfig({ totalTimeoutSeconds: 30 });
  const fetcher = createFetcher({ config, allowPrivate: [OUTER], signal: stop.signal });
  onTestFinished(async () => {
    stop.abort();
    await fetcher.close();
  });
  return { fetcher, config, signal: stop.signal };
}

const redirect =
  (target: string): Route =>
  (_, response) =>
    // Node wants a character for each byte.
    response.writeHead(302, { location: Buffer.from(target).toString("latin1") }).end();

const roads: Readonly<Record<string, (target: string) => Route>> = {
  "a redirect": (target) => redirect(target),
  "a meta refresh": (target) => `<meta http-equiv="refresh" content="0;url=${target}">`,
  "a base and a meta refresh": (target) =>
    `<base href="${target}"><meta http-equiv="refresh" content="0;url=inner">`,
  "a script": (target) => `<script>location.href = "${target}"</script>`,
};

describe("no way leads to a private address", needsLinux, () => {
  test.each(Object.entries(roads))("by %s", async (_, road) => {
    const { targets, connections } = await startListener();
    const { fetcher } = startFetcher();
    const site = await startSite(
      Object.fromEntries(targets.map((target, n) => [`/${n}`, road(`http://${target}`)])),
      OUTER,
    );
    for (const n of targets.keys()) {
      await expect(fetcher.fetch(`${site.url}/${n}`)).rejects.toThrow(PrivateAddressError);
    }
    expect(site.paths()).toHaveLength(PRIVATE_HOSTS.length);
    expect(connections()).toBe(0);
  });

  test("by robots.txt", async () => {
    const { targets, connections } = await startListener();
    const site = await startSite({ "/": articlePage("青禾镇石桥通车") }, OUTER);
    for (const target of targets) {
      site.serve({ "/robots.txt": redirect(`http://${target}`) });
      await expect(startFetcher().fetcher.fetch(site.url)).rejects.toThrow(PrivateAddressError);
    }
    expect(site.paths()).toEqual([]);
    expect(connections()).toBe(0);
  });
});

/** What names addresses of its own host, which lead on to others. */
const listings: Readonly<Record<string, (addresses: readonly string[]) => string>> = {
  feed: (addresses) =>
    `<?xml version="1.0"?><rss version="2.0"><channel><title>要闻</title>${addresses.map((address) => `<item><title>青禾镇石桥昨天通车</title><link>${address}</link></item>`).join("")}</channel></rss>`,
  sitemap: (addresses) =>
    `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${addresses.map((address) => `<url><loc>${address}</loc></url>`).join("")}</urlset>`,
  "sitemap of sitemaps": (addresses) =>
    `<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${addresses.map((address) => `<sitemap><loc>${address}</loc></sitemap>`).join("")}</sitemapindex>`,
  list: (addresses) => listPage(addresses.map((address) => [address, "青禾镇石桥昨天正式通车"])),
};

describe("a crawl", needsLinux, () => {
  test.each(Object.entries(listings))("is led to none by a %s", async (name, listing) => {
    const { targets, connections } = await startListener();
    const site = await startSite({}, OUTER);
    const body = listing(targets.map((_, n) => `${site.url}/${n}.html`));
    const type = name === "list" ? "text/html" : "application/xml";
    site.serve({
      "/all": (_, response) => response.writeHead(200, { "content-type": type }).end(body),
      ...Object.fromEntries(targets.map((target, n) => [`/${n}.html`, redirect(`http://${target}`)])),
    });
    const workspace = temporaryWorkspace();
    const address = [`${site.url}/all`];
    const places = { feed: { feeds: address }, list: { start: address } }[name] ?? { sitemaps: address };
    const errors: Error[] = [];
    await crawlOnce({
      sources: [sourceOf("outer", `${site.url}/`, { start: [], ...places, article: /\.html$/u })],
      config: crawlConfig(),
      browser: {},
      store: openRawStore(workspace),
      frontierPath: join(workspace.stateDir, "frontier.sqlite"),
      allowPrivate: [OUTER],
      onEvent: (event) => event.type === "failed" && errors.push(event.error),
    });
    expect(errors.map(({ name }) => name)).toEqual(targets.map(() => "PrivateAddressError"));
    expect(connections()).toBe(0);
  });
});

/** All that a page can make a browser ask for. */
const loads = (target: string) => `
  <link rel="preconnect" href="http://${target}"><link rel="prefetch" href="http://${target}p">
  <link rel="stylesheet" href="http://${target}c"><img src="http://${target}i"><iframe src="http://${target}f"></iframe>
  <script src="http://${target}s"></script><object data="http://${target}o"></object><video src="http://${target}v"></video>
  <script>
    fetch("http://${target}t", { mode: "no-cors" }).catch(() => {});
    navigator.sendBeacon("http://${target}b");
    try { new WebSocket("ws://${target}w"); } catch {}
    try { new EventSource("http://${target}e"); } catch {}
  </script>`;

describe("a browser", { ...needsLinux, ...needsChromium, timeout: 120_000 }, () => {
  test("connects to none, whatever its page asks for", async () => {
    const { targets, connections } = await startListener();
    const { fetcher, config, signal } = startFetcher();
    const browser = createBrowser({ config, executablePath: chromium, guard: fetcher.guard, signal });
    onTestFinished(() => browser.close());
    // Each page may ask for so much and no more.
    const perPage = 16;
    const tried = isLong ? targets : targets.filter((_, n) => n % 4 === 0);
    const groups = Array.from({ length: Math.ceil(tried.length / perPage) }, (_, n) =>
      tried.slice(n * perPage, (n + 1) * perPage),
    );
    const site = await startSite(
      {
        ...Object.fromEntries(
          groups.map((group, n) => [`/${n}`, `<!doctype html><p>外面的页面${group.map(loads).join("")}`]),
        ),
        "/leaves": `<!doctype html><p>外面的页面<script>setTimeout(() => { location.href = "http://${targets[0]}" }, 50)</script>`,
        "/form": `<!doctype html><p>外面的页面<form method="post" action="http://${targets[0]}"></form><script>document.forms[0].submit()</script>`,
        "/hop": `<!doctype html><p>外面的页面<script>fetch("/away", { mode: "no-cors" }).catch(() => {})</script><script src="/away"></script>`,
        "/away": redirect(`http://${targets[0]}`),
      },
      OUTER,
    );
    const pages = [...groups.keys(), "leaves", "form", "hop"];
    const shown = await Promise.all(
      pages.map((page) => fetcher.fetch(`${site.url}/${page}`, { render: browser.render })),
    );
    for (const { page } of shown) expect(page.text).toContain("外面的页面");
    expect(site.paths().filter((path) => path === "/away").length).toBeGreaterThan(0);
    expect(connections()).toBe(0);
  });
});
