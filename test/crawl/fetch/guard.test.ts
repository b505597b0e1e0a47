import type { lookup } from "node:dns";
import { request } from "node:http";
import { describe, expect, test } from "vitest";
import { PrivateAddressError, SchemeError, UnresolvedHostError } from "../../../src/core/errors.ts";
import { fetchPage } from "../../../src/crawl/fetch/fetch-page.ts";
import { createGuard } from "../../../src/crawl/fetch/guard.ts";
import { startGuardProxy } from "../../../src/crawl/fetch/guard-proxy.ts";
import { createHttpClient } from "../../../src/crawl/fetch/http.ts";
import { crawlConfig, startSite } from "../../support/crawl-site.ts";
import { PRIVATE_HOSTS } from "../../support/private-hosts.ts";

describe("private addresses", () => {
  test.each(PRIVATE_HOSTS)("%s is refused, and nothing connects", async (host) => {
    const site = await startSite({ "/": "<p>内部</p>", "/robots.txt": "" });
    const url = `http://${host}:${new URL(site.url).port}/`;
    await expect(fetchPage(url, { config: crawlConfig(), allowPrivate: false })).rejects.toThrow(
      PrivateAddressError,
    );
    expect(site.hits).toHaveLength(0);
  });

  test("a redirect to one is refused", async () => {
    const inner = await startSite({ "/": "<p>内部</p>" });
    const outer = await startSite({
      "/robots.txt": "",
      "/": (_, response) =>
        response.writeHead(302, { location: inner.url.replace("127.0.0.1", "[::ffff:127.0.0.1]") }).end(),
    });
    const options = { config: crawlConfig(), allowPrivate: ["127.0.0.1"] };
    await expect(fetchPage(outer.url, options)).rejects.toThrow(PrivateAddressError);
    expect(outer.paths()).toEqual(["/"]);
    expect(inner.hits).toHaveLength(0);
  });

  test("what the user allows is fetched: all, or the hosts that are named", async () => {
    const site = await startSite({ "/": "<p>内部的页面</p>" });
    for (const allowPrivate of [true, ["127.0.0.1"]]) {
      const page = await fetchPage(site.url, { config: crawlConfig(), allowPrivate });
      expect(page.arrival.status).toBe(200);
    }
    const other = fetchPage(site.url, { config: crawlConfig(), allowPrivate: ["example.invalid"] });
    await expect(other).rejects.toThrow(PrivateAddressError);
  });

  test("public addresses pass", () => {
    const guard = createGuard(false);
    for (const host of ["8.8.8.8", "223.5.5.5", "[2400:3200::1]", "[2606:4700::1111]", "example.invalid"]) {
      expect(guard.check(`https://${host}/a`).hostname).toBe(host);
    }
  });
});

describe("names are judged when the connection is made", () => {
  const publicAddress = { address: "203.0.114.7", family: 4 };
  const loopback = { address: "127.0.0.1", family: 4 };

  test.each([
    ["loopback", [loopback]],
    ["public and loopback", [publicAddress, loopback]],
    ["public and mapped loopback", [publicAddress, { address: "::ffff:127.0.0.1", family: 6 }]],
  ])("%s: refused", async (_, addresses) => {
    const site = await startSite({ "/": "<p>内部</p>" });
    const client = clientWith(() => addresses);
    const url = new URL(site.url.replace("127.0.0.1", "rebound.invalid"));
    await expect(client.get(url)).rejects.toThrow(PrivateAddressError);
    expect(site.hits).toHaveLength(0);
    await client.close();
  });

  test("a name that resolves to another address the second time is asked once, and refused then", async () => {
    const answers = [[publicAddress], [loopback]];
    const guard = createGuard(
      false,
      resolver(() => answers.shift()!),
    );
    const found = await new Promise((resolve, reject) => {
      guard.lookup("rebound.invalid", {}, (error, address) => (error ? reject(error) : resolve(address)));
    });
    expect(found).toBe(publicAddress.address);
    const again = new Promise((resolve, reject) => {
      guard.lookup("rebound.invalid", { all: true }, (error, all) => (error ? reject(error) : resolve(all)));
    });
    await expect(again).rejects.toThrow(PrivateAddressError);
  });

  test("no address: the host does not resolve", async () => {
    const client = clientWith(() => []);
    await expect(client.get(new URL("http://nowhere.invalid/"))).rejects.toThrow(UnresolvedHostError);
    await client.close();
  });

  test("a name of nobody does not resolve", async () => {
    const options = { config: crawlConfig(), allowPrivate: false };
    await expect(fetchPage("http://nobody.invalid/", options)).rejects.toThrow(
      "The host name nobody.invalid does not resolve",
    );
  });
});

describe("the proxy of the browser", () => {
  test.each([
    ["GET", "127.0.0.1"],
    ["GET", "rebound.invalid"],
    ["CONNECT", "127.0.0.1"],
    ["CONNECT", "rebound.invalid"],
  ])("%s: does not reach %s, and says why", async (method, host) => {
    const site = await startSite({ "/": "<p>内部</p>" });
    const target = new URL(site.url.replace("127.0.0.1", host));
    const guard = createGuard(
      false,
      resolver(() => [{ address: "127.0.0.1", family: 4 }]),
    );
    const proxy = await startGuardProxy(guard, 20);
    const answer = askProxy(proxy.address, method, method === "GET" ? target.href : target.host);
    await expect(answer).rejects.toThrow(/hang up|ECONNRESET/u);
    expect(proxy.refusalOf(target.host)).toBeInstanceOf(PrivateAddressError);
    expect(site.hits).toHaveLength(0);
    await proxy.close();
  });

  test("passes on what the guard lets through, both ways", async () => {
    const site = await startSite({ "/": "<p>外面</p>" });
    const proxy = await startGuardProxy(createGuard(true), 20);
    expect(await askProxy(proxy.address, "GET", `${site.url}/`)).toBe(200);
    expect(await askProxy(proxy.address, "CONNECT", new URL(site.url).host)).toBe(200);
    expect(site.hits).toHaveLength(1);
    await proxy.close();
  });
});

/** The status that a proxy answers to one request. */
function askProxy(proxy: string, method: string, path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(proxy, { method, path, agent: false });
    asked.on("error", reject);
    asked.on("response", (response) => resolve(response.resume().statusCode));
    asked.on("connect", (response, socket) => resolve((socket.destroy(), response.statusCode)));
    asked.end();
  });
}

test.each([
  "file:///etc/passwd",
  "data:text/html,<p>x",
  "javascript:alert(1)",
  "ftp://example.invalid/",
  "blob:http://example.invalid/1",
  "view-source:http://example.invalid/",
  "about:blank",
  "FILE:///etc/passwd",
  "//example.invalid/",
  "example.invalid",
  "",
  "http://",
  "http://[::1",
])("%j is no address to fetch", (address) => {
  expect(() => createGuard(true).check(address)).toThrow(SchemeError);
});

test("a redirect to another scheme is refused", async () => {
  const site = await startSite({
    "/": (_, response) => response.writeHead(302, { location: "file:///etc/passwd" }).end(),
  });
  const page = fetchPage(site.url, { config: crawlConfig(), allowPrivate: true });
  await expect(page).rejects.toThrow(SchemeError);
});

test("user name, password and fragment go no further", () => {
  const url = createGuard(false).check("https://user:secret@example.invalid/a?b=c#d");
  expect(url.href).toBe("https://example.invalid/a?b=c");
});

function resolver(answer: () => readonly { address: string; family: number }[]): typeof lookup {
  return ((_host: string, _options: object, callback: (error: null, all: unknown) => void) =>
    callback(null, answer())) as unknown as typeof lookup;
}

function clientWith(answer: () => readonly { address: string; family: number }[]) {
  return createHttpClient({
    limits: crawlConfig(),
    guard: createGuard(false, resolver(answer)),
    userAgent: "newsift",
  });
}
