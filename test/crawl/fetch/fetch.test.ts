import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer as createTcpServer, type AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { Page } from "../../../src/core/page/page.ts";
import * as errors from "../../../src/core/errors.ts";
import { retryAfterSeconds } from "../../../src/crawl/fetch/answer-status.ts";
import { fetchPage } from "../../../src/crawl/fetch/fetch-page.ts";
import { sniffFormat } from "../../../src/archive/formats/sniff.ts";
import type { Config } from "../../../src/config/schema.ts";
import { articlePage, crawlConfig, startSite, type Route, type Site } from "../../support/crawl-site.ts";

const PAGE = articlePage("青禾镇石桥通车");
const html = { "content-type": "text/html; charset=utf-8" };

async function fetchFrom(routes: Record<string, Route>, changes: Partial<Config["crawl"]> = {}, path = "/") {
  const site = await startSite(routes);
  return { site, page: fetch(site, changes, path) };
}

function fetch(site: Site, changes: Partial<Config["crawl"]> = {}, path = "/") {
  const page = fetchPage(site.url + path, { config: crawlConfig(changes), allowPrivate: true });
  page.catch(() => {});
  return page;
}

describe("a page", () => {
  test("comes with its exact bytes and how it came", async () => {
    const gbk = Buffer.from("3c703ec7e0bad6d5f2", "hex");
    const { site, page } = await fetchFrom({
      "/": (_, response) => response.writeHead(301, { location: "/a.html#x" }).end(),
      "/a.html": (_, response) =>
        response
          .writeHead(200, { "content-type": "text/html; charset=GBK", etag: '"1"', "set-cookie": "s=secret" })
          .end(gbk),
    });
    const { page: came, arrival } = await page;
    expect(Buffer.from(came.bytes)).toEqual(gbk);
    expect(came).toMatchObject({ format: "html", declaredCharset: "GBK", url: `${site.url}/a.html` });
    expect(arrival).toMatchObject({
      url: `${site.url}/`,
      finalUrl: `${site.url}/a.html`,
      redirects: [`${site.url}/`],
      status: 200,
      fetcher: "http",
      robots: "none",
      headers: { etag: '"1"', "content-type": "text/html; charset=GBK" },
    });
    expect(JSON.stringify(arrival)).not.toContain("secret");
  });

  test("is asked for by a product token with version and contact", async () => {
    const site = await startSite({ "/": PAGE });
    const config = crawlConfig({ contact: "https://example.invalid/crawl" });
    await fetchPage(site.url, { config, allowPrivate: true });
    expect(site.hits.at(-1)!.headers["user-agent"]).toMatch(
      /^newsift\/\d+\.\d+\.\d+ \(\+https:\/\/example\.invalid\/crawl\)$/u,
    );
  });

  test.each([
    ["gzip", gzipSync(PAGE)],
    ["x-gzip", gzipSync(PAGE)],
    ["deflate", deflateSync(PAGE)],
    ["deflate", deflateRawSync(PAGE)],
    ["br", brotliCompressSync(PAGE)],
    ["gzip, br", brotliCompressSync(gzipSync(PAGE))],
    ["identity", Buffer.from(PAGE)],
  ])("is decompressed: %s", async (encoding, body) => {
    const { page } = await fetchFrom({
      "/": (_, response) => response.writeHead(200, { ...html, "content-encoding": encoding }).end(body),
    });
    expect((await page).page.text).toBe(PAGE);
  });
});

describe("a page that cannot be had says why", () => {
  const redirect =
    (location: string): Route =>
    (_, response) =>
      response.writeHead(302, { location }).end();
  const status =
    (code: number): Route =>
    (_, response) =>
      response.writeHead(code, html).end("<p>no</p>");
  const body =
    (bytes: Buffer, type: string): Route =>
    (_, response) =>
      response.writeHead(200, { "content-type": type }).end(bytes);

  test.each<[string, Record<string, Route>, new (message: string) => errors.NewsiftError, RegExp]>([
    ["404", { "/": status(404) }, errors.ClientStatusError, /answered 404/u],
    ["403", { "/": status(403) }, errors.ClientStatusError, /answered 403/u],
    ["500", { "/": status(500) }, errors.ServerStatusError, /answered 500.*later/u],
    ["a redirect to itself", { "/": redirect("/") }, errors.RedirectError, /in a circle/u],
    [
      "a redirect in a circle",
      { "/": redirect("/b"), "/b": redirect("/#c") },
      errors.RedirectError,
      /in a circle/u,
    ],
    ["a redirect to nowhere", { "/": status(302) }, errors.RedirectError, /without saying where/u],
    ["no body", { "/": body(Buffer.alloc(0), "text/html") }, errors.EmptyInputError, /is empty/u],
    [
      "blanks only",
      { "/": body(Buffer.from(" \n\t\u3000"), "text/html; charset=utf-8") },
      errors.EmptyInputError,
      /is empty/u,
    ],
    ["204", { "/": (_, response) => response.writeHead(204).end() }, errors.EmptyInputError, /204/u],
    [
      "a PDF",
      { "/": body(Buffer.from("%PDF-1.7\n"), "application/octet-stream") },
      errors.PdfInputError,
      /PDF.*convert/u,
    ],
    [
      "a PDF that says so",
      { "/": body(Buffer.from("\n%PDF-1.7\n"), "application/pdf") },
      errors.PdfInputError,
      /PDF/u,
    ],
    [
      "an image called HTML",
      { "/": body(Buffer.from("89504e470d0a1a0a00", "hex"), "text/html") },
      errors.BinaryInputError,
      /neither/u,
    ],
    [
      "a zip",
      { "/": body(Buffer.from("504b030414000000", "hex"), "application/zip") },
      errors.BinaryInputError,
      /application\/zip/u,
    ],
    ["NUL bytes", { "/": body(Buffer.from("a\0b\0\0c"), "text/plain") }, errors.BinaryInputError, /neither/u],
    [
      "JSON",
      { "/": body(Buffer.from("{}"), "application/json") },
      errors.BinaryInputError,
      /application\/json/u,
    ],
  ])("%s", async (_, routes, kind, sentence) => {
    const { page } = await fetchFrom(routes);
    await expect(page).rejects.toThrow(kind);
    await expect(page).rejects.toThrow(sentence);
  });

  test("too many redirects stop at the limit", async () => {
    const routes = Object.fromEntries(
      Array.from({ length: 50 }, (_, hop) => [`/${hop}`, redirect(`/${hop + 1}`)]),
    );
    const { site, page } = await fetchFrom(routes, { maxRedirects: 5 }, "/0");
    await expect(page).rejects.toThrow(errors.RedirectError);
    expect(site.paths()).toEqual(["/0", "/1", "/2", "/3", "/4", "/5"]);
  });

  test("nothing listens", async () => {
    const server = createTcpServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const page = fetchPage(`http://127.0.0.1:${port}/`, {
      config: crawlConfig({ retries: 2, delaySeconds: 60 }),
      allowPrivate: true,
    });
    await expect(page).rejects.toThrow(errors.ConnectionError);
    await expect(page).rejects.toThrow(/nothing answers at that address/u);
  });
});

describe("size", () => {
  const MiB = 1024 * 1024;

  test("a page of 50 MB is refused at the limit", async () => {
    let sent = 0;
    const { page } = await fetchFrom(
      {
        "/": async (_, response) => {
          response.writeHead(200, html);
          for (const chunk = Buffer.alloc(MiB, "长"); sent < 50 && !response.destroyed; sent += 1) {
            if (!response.write(chunk))
              await Promise.race(
                ["drain", "close"].map((event) => new Promise((resolve) => response.once(event, resolve))),
              );
          }
          response.end();
        },
      },
      { maxBytes: 2 * MiB },
    );
    await expect(page).rejects.toThrow(errors.TooLargeError);
    expect(sent).toBeLessThan(40);
  });

  test("a page just at the limit passes", async () => {
    const { page } = await fetchFrom(
      { "/": PAGE.padEnd(4096, " ") },
      { maxBytes: Buffer.byteLength(PAGE.padEnd(4096, " ")) },
    );
    expect((await page).page).toMatchObject({ format: "html" });
  });
});

describe("time", () => {
  const limits = { headersTimeoutSeconds: 0.3, stallTimeoutSeconds: 0.3, totalTimeoutSeconds: 5 };
  const robots = { "/robots.txt": "" };

  test.each<[string, Route, RegExp]>([
    ["no answer", () => {}, /no answer within 0\.3 s/u],
    [
      "a stall before the first byte",
      (_, response) => response.writeHead(200, html).flushHeaders(),
      /nothing more came for 0\.3 s/u,
    ],
  ])("%s ends as a ConnectionError", async (_, route, sentence) => {
    const { page } = await fetchFrom({ ...robots, "/": route }, limits);
    await expect(page).rejects.toThrow(errors.ConnectionError);
    await expect(page).rejects.toThrow(sentence);
  });

  test("a signal ends it at once", async () => {
    const site = await startSite({ ...robots, "/": () => {} });
    const stop = new AbortController();
    const page = fetchPage(site.url, { config: crawlConfig(), allowPrivate: true, signal: stop.signal });
    setTimeout(() => stop.abort(new Error("stopped")), 100);
    await expect(page).rejects.toThrow("stopped");
  });
});

describe("a body that breaks off", () => {
  const bytes = Buffer.from(PAGE);
  const cut = (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(200, { ...html, "content-length": bytes.length + 100 });
    response.write(bytes, () => response.destroy());
  };

  test("is asked for again, then kept with a mark", async () => {
    const { site, page } = await fetchFrom({ "/": cut }, { retries: 2 });
    expect((await page).arrival.truncated).toBe(true);
    expect(site.paths()).toHaveLength(3);
  });

  test("whole at the second try: kept without a mark", async () => {
    let tries = 0;
    const { page } = await fetchFrom(
      {
        "/": (request, response) => {
          tries += 1;
          if (tries === 1) cut(request, response);
          else response.writeHead(200, html).end(bytes);
        },
      },
      { retries: 2 },
    );
    expect((await page).arrival.truncated).toBeUndefined();
    expect(Buffer.from((await page).page.bytes)).toEqual(bytes);
  });

  test("nothing came before it broke off: a ConnectionError", async () => {
    const { page } = await fetchFrom({ "/robots.txt": "", "/": (_, response) => response.destroy() });
    await expect(page).rejects.toThrow(/the server broke off/u);
  });
});

const NOW = new Date("2026-03-09T08:00:00Z");
const inSeconds = (seconds: number) => new Date(NOW.getTime() + seconds * 1000).toUTCString();

test.each<[string, number]>([
  ["3", 3],
  ["0", 0],
  ["-1", 0],
  ["abc", 0],
  ["", 0],
  ["3600", 3600],
  ["86401", 86_400],
  ["1000000000", 86_400],
  ["1.5", 0],
  ["60 seconds", 0],
  [inSeconds(20), 20],
  [inSeconds(-20), 0],
  [inSeconds(7200), 7200],
  [inSeconds(1e6), 86_400],
  ["Monday, 09-Mar-26 08:01:40 GMT", 100],
  ["Mon Mar  9 08:01:40 2026", 100],
  ["Mon, 09 Mar 2026 16:01:40 +0800", 100],
  ["2026-03-09", 0],
])("Retry-After: %j is %i s", (value, seconds) => {
  vi.useFakeTimers({ now: NOW, toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
  expect(retryAfterSeconds({ headers: { "retry-after": value } })).toBe(seconds);
});

test.each<[string, string | undefined, number]>([
  ["a server whose clock is a year ahead", "Tue, 09 Mar 2027 08:00:00 GMT", 100],
  ["a server whose clock is an hour behind", "Mon, 09 Mar 2026 07:00:00 GMT", 100],
  ["a server that says no time", undefined, 100],
  ["a server that says no time that can be read", "now", 100],
])("Retry-After as a date of %s", (_, date, seconds) => {
  vi.useFakeTimers({ now: NOW, toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
  const base = Date.parse(date ?? "") || NOW.getTime();
  const headers = {
    "retry-after": new Date(base + 100_000).toUTCString(),
    ...(date === undefined ? {} : { date }),
  };
  expect(retryAfterSeconds({ headers })).toBe(seconds);
});

const utf16 = Buffer.from("<!doctype html><p>石桥</p>", "utf16le");
test.each<[string, Buffer, string, string]>([
  ["HTML without a type", Buffer.from(PAGE), "", "html"],
  ["HTML called text", Buffer.from(PAGE), "text/plain", "html"],
  ["XHTML", Buffer.from(`<?xml version="1.0"?>\n<html><p>石桥</p></html>`), "text/xml", "html"],
  ["a fragment", Buffer.from("石桥通车<p>昨天"), "", "html"],
  ["text", Buffer.from("石桥昨天通车，a < b。"), "text/plain; charset=utf-8", "text"],
  ["text without a type", Buffer.from("石桥昨天通车。"), "", "text"],
  ["UTF-16 with a mark", Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]), "text/html", "html"],
  ["UTF-16 without a mark", utf16, "", "html"],
  ["a NUL in HTML", Buffer.from(`${PAGE}\0`), "text/html", "html"],
])("format of %s", (_, bytes, type, format) => {
  expect(sniffFormat("it", new Page(bytes), type)).toBe(format);
});
