/** Cookies: kept on the way to one page, for whom they are meant, and for nobody else and no longer. */
import { describe, expect, test } from "vitest";
import { createCookies } from "../../../src/crawl/fetch/cookies.ts";
import { createFetcher, fetchPage } from "../../../src/crawl/fetch/fetch-page.ts";
import { RedirectError } from "../../../src/core/errors.ts";
import { articlePage, crawlConfig, startSite, type Route } from "../../support/crawl-site.ts";

const PAGE = articlePage("青禾镇石桥通车");
const options = { config: crawlConfig(), allowPrivate: true } as const;

type Answering = Exclude<Route, string | Buffer>;

/** The page for whoever has the cookie; for others something else. */
const gate =
  (cookie: string, otherwise: Route): Route =>
  (request, response) => {
    if (request.headers.cookie?.split("; ").includes(cookie)) response.end(PAGE);
    else if (typeof otherwise === "function") otherwise(request, response);
    else response.end(otherwise);
  };
const redirect =
  (location: string, ...cookies: readonly string[]): Answering =>
  (_, response) =>
    response
      .writeHead(302, { location, ...(cookies.length === 0 ? {} : { "set-cookie": [...cookies] }) })
      .end();
const page =
  (html: string, ...cookies: readonly string[]): Route =>
  (_, response) =>
    response
      .writeHead(200, { "content-type": "text/html; charset=utf-8", "set-cookie": [...cookies] })
      .end(html);

describe("a site that sets a cookie first", () => {
  test.each<readonly [what: string, routes: Record<string, Route>, asked: readonly string[]]>([
    ["and redirects to the same address", { "/": gate("k=1", redirect("/", "k=1")) }, ["/", "/"]],
    [
      "at another address, and comes back",
      { "/": gate("k=1", redirect("/set")), "/set": redirect("/", "k=1; Path=/") },
      ["/", "/set", "/"],
    ],
    [
      "in two steps",
      {
        "/": gate("b=2", (request, response) =>
          redirect("/", request.headers.cookie === "a=1" ? "b=2" : "a=1")(request, response),
        ),
      },
      ["/", "/", "/"],
    ],
    [
      "among others",
      { "/": gate("k=1", redirect("/", "a=x; HttpOnly", "k=1; Max-Age=60; SameSite=Lax", "b=y")) },
      ["/", "/"],
    ],
    [
      "with a page that refreshes itself",
      { "/": gate("k=1", page('<meta http-equiv="refresh" content="0;url=/">请稍候', "k=1")) },
      ["/", "/"],
    ],
    [
      "with a script that loads it again",
      { "/": gate("k=1", page("<script>location.reload()</script>", "k=1")) },
      ["/", "/"],
    ],
    [
      "with a script that goes where it is",
      { "/": gate("k=1", page("<script>window.location.href = window.location.href;</script>", "k=1")) },
      ["/", "/"],
    ],
    [
      "with an overload",
      { "/": gate("k=1", (_, response) => response.writeHead(503, { "set-cookie": "k=1" }).end()) },
      ["/", "/"],
    ],
  ])("%s: the page comes", async (_, routes, asked) => {
    const site = await startSite(routes);
    const found = await fetchPage(site.url, { ...options, config: crawlConfig({ retries: 1 }) });
    expect(found.page.text).toBe(PAGE);
    expect(site.paths()).toEqual(asked);
    expect(JSON.stringify(found.arrival)).not.toContain("k=1");
  });

  test("before its robots.txt as well: the rules are read", async () => {
    const site = await startSite({
      "/robots.txt": (request, response) =>
        request.headers.cookie === "k=1"
          ? response.end("User-agent: *\nDisallow: /")
          : response.writeHead(302, { location: "/robots.txt", "set-cookie": "k=1" }).end(),
      "/": PAGE,
    });
    await expect(fetchPage(site.url, options)).rejects.toThrow(/forbidden by/u);
  });
});

describe("a circle is an error that says what the site seems to want", () => {
  test.each<readonly [what: string, routes: Record<string, Route>, sentence: RegExp]>([
    ["without cookies", { "/": redirect("/") }, /in a circle .* sets no cookie .* only its scripts set/u],
    [
      "though the cookie comes back",
      { "/": redirect("/", "k=1") },
      /in a circle .* given back: .* whether a browser/u,
    ],
    ["over two addresses", { "/": redirect("/b", "k=1"), "/b": redirect("/") }, /in a circle .* given back/u],
    [
      "with a cookie that nobody may set",
      { "/": redirect("/", "k=1; Domain=example.invalid") },
      /sets no cookie/u,
    ],
    ["with a cookie for https only", { "/": redirect("/", "__Secure-k=1") }, /in a circle/u],
    [
      "with a new cookie each time",
      {
        "/": (request, response) =>
          redirect("/", `k=x${request.headers.cookie?.slice(2) ?? ""}`)(request, response),
      },
      /more than 5 times/u,
    ],
  ])("%s", async (_, routes, sentence) => {
    const site = await startSite(routes);
    const failing = fetchPage(site.url, options);
    await expect(failing).rejects.toThrow(RedirectError);
    await expect(failing).rejects.toThrow(sentence);
  });

  test("a page that only loads itself again, and sets nothing, stays the page that it is", async () => {
    const site = await startSite({
      "/": "<p>请稍候<script>document.cookie='k=1';location.reload()</script>",
    });
    const { page } = await fetchPage(site.url, options);
    expect(page.text).toContain("请稍候");
    expect(site.paths()).toEqual(["/"]);
  });
});

test("a cookie is gone with the page: the next one is asked for without", async () => {
  const site = await startSite({ "/": gate("k=1", redirect("/", "k=1; Max-Age=9999")), "/b": PAGE });
  const fetcher = createFetcher(options);
  await fetcher.fetch(site.url);
  await fetcher.fetch(`${site.url}/b`);
  await fetcher.close();
  expect(site.hits.at(-1)!.headers.cookie).toBeUndefined();
});

test("a cookie is not sent to another site", async () => {
  const other = await startSite({ "/": PAGE }, "127.0.0.2");
  const site = await startSite({ "/": redirect(other.url, "k=1", "m=1; Domain=127.0.0.2") });
  await fetchPage(site.url, options);
  expect(other.hits.map(({ headers }) => headers.cookie)).toEqual(other.hits.map(() => undefined));
});

describe("a cookie goes where a browser would send it", () => {
  test.each<readonly [set: string, by: string, to: string, sent: string]>([
    ["k=1", "https://www.qinghe.cn/a/b", "https://www.qinghe.cn/a/c", "k=1"],
    ["k=1", "https://www.qinghe.cn/", "https://m.qinghe.cn/", ""],
    ["k=1", "https://www.qinghe.cn/", "https://qinghe.cn/", ""],
    ["k=1; Domain=qinghe.cn", "https://www.qinghe.cn/", "https://m.qinghe.cn/", "k=1"],
    ["k=1; Domain=.qinghe.cn", "https://www.qinghe.cn/", "https://qinghe.cn/", "k=1"],
    ["k=1; Domain=qinghe.cn", "https://www.qinghe.cn/", "https://baiqinghe.cn/", ""],
    ["k=1; Domain=m.qinghe.cn", "https://www.qinghe.cn/", "https://m.qinghe.cn/", ""],
    ["k=1; Domain=cn", "https://www.qinghe.cn/", "https://www.baishi.cn/", ""],
    ["k=1; Domain=gov.cn", "https://www.qinghe.gov.cn/", "https://www.baishi.gov.cn/", ""],
    ["k=1; Path=/a", "https://www.qinghe.cn/a/", "https://www.qinghe.cn/a/b", "k=1"],
    ["k=1; Path=/a", "https://www.qinghe.cn/a/", "https://www.qinghe.cn/b", ""],
    ["k=1; Secure", "https://www.qinghe.cn/", "http://www.qinghe.cn/", ""],
    ["k=1; Secure", "https://www.qinghe.cn/", "https://www.qinghe.cn/", "k=1"],
    ["k=1; Max-Age=0", "https://www.qinghe.cn/", "https://www.qinghe.cn/", ""],
    ["k=1\nk=2", "https://www.qinghe.cn/", "https://www.qinghe.cn/", "k=2"],
    ["no-name", "https://www.qinghe.cn/", "https://www.qinghe.cn/", "no-name"],
    ["k=青禾", "https://www.qinghe.cn/", "https://www.qinghe.cn/", "k=青禾"],
    ["", "https://www.qinghe.cn/", "https://www.qinghe.cn/", ""],
    ["k=1", "http://127.0.0.1:8080/", "http://127.0.0.1:8081/", "k=1"],
  ])("%j of %s to %s: %j", (set, by, to, sent) => {
    const cookies = createCookies();
    cookies.keep({ url: new URL(by), headers: { "set-cookie": set } });
    expect(cookies.valueFor(new URL(to))).toBe(sent);
  });
});
