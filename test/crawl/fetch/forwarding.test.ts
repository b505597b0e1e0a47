/** Pages that are nothing but the way to another one are followed like redirects, and no others. */
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { Page } from "../../../src/core/page/page.ts";
import { fetchPage } from "../../../src/crawl/fetch/fetch-page.ts";
import { forwardingTarget } from "../../../src/crawl/fetch/forwarding.ts";
import { RedirectError, SchemeError } from "../../../src/core/errors.ts";
import { articlePage, crawlConfig, startSite, type Routes } from "../../support/crawl-site.ts";

const HERE = "http://qinghe.example/news/1.html";
const THERE = "http://qinghe.example/b.html";
const refresh = (content: string) => `<meta http-equiv="refresh" content="${content}">`;
const script = (code: string) => `<script>${code}</script>`;

test.each<[what: string, html: string]>([
  ["a refresh at once", refresh("0;url=/b.html")],
  ["a refresh after a second", refresh("1; URL=/b.html")],
  ["with the address in quotes", refresh("0; url='/b.html'")],
  ["without url=", refresh("0;/b.html")],
  ["in capitals", `<META HTTP-EQUIV=REFRESH CONTENT="0;URL=${THERE}">`],
  [
    "with a word for the reader",
    `${refresh("0;url=/b.html")}<p>正在跳转，如果没有自动跳转，请<a href="/b.html">点击这里</a>`,
  ],
  ["a base", `<base href="/x/">${refresh("0;url=../b.html")}`],
  ["location.href", script(`window.location.href="/b.html";`)],
  ["location", script(`location = '../b.html'`)],
  ["location.replace", script(`top.location.replace("/b.html")`)],
  ["location.assign", script(`document.location.assign('${THERE}')`)],
  ["twice the same", script(`location.href="/b.html"`) + script(`location.href="/b.html"`)],
])("%s leads on", (_, html) => {
  expect(forwardingTarget(new Page(Buffer.from(html), { url: HERE }))).toBe(THERE);
});

test.each<[what: string, html: string]>([
  ["a page that loads itself again", refresh("0;url=/news/1.html#top")],
  ["a page that only loads again", refresh("0")],
  ["a page to be read first", `${refresh("3;url=/")}<h1>页面不存在，三秒后返回首页</h1>`],
  [
    "an article with a refresh",
    articlePage("青禾镇石桥通车")
      .replace("<head>", `<head>${refresh("0;url=/b")}`)
      .replace("</p>", `${"镇上的人都去看。".repeat(9)}</p>`),
  ],
  [
    "what browsers without scripts do",
    `<noscript>${refresh("0;url=/b.html")}</noscript><div id="app"></div>`,
  ],
  ["a condition", script(`if (/Mobile/.test(navigator.userAgent)) location.href = "/m/"`)],
  ["a later moment", script(`setTimeout(function () { location.href = "/b" }, 3000)`)],
  ["an address that is put together", script(`location.href = "/b?from=" + document.referrer`)],
  ["a choice", script(`location.href = "/a"; location.href = "/b"`)],
  ["another name", script(`var relocation = "/b"; my.locations.replace("a", "b")`)],
  ["a link", `<a href="/b.html">继续</a>`],
  ["nothing", ""],
])("%s leads nowhere", (_, html) => {
  expect(forwardingTarget(new Page(Buffer.from(html), { url: HERE }))).toBeUndefined();
});

describe("a forwarding", () => {
  const article = articlePage("青禾镇石桥通车");

  async function fetchFrom(routes: Routes, maxRedirects = 5) {
    const site = await startSite(routes);
    const page = fetchPage(`${site.url}/`, { config: crawlConfig({ maxRedirects }), allowPrivate: true });
    page.catch(() => {});
    return { site, page };
  }

  test.each<[what: string, html: string]>([
    ["a refresh", `<meta charset="gb2312">${refresh("0;url=show.asp?cat=要闻&n=1")}`],
    ["a script", `<meta charset="gb2312">${script('location.href = "/show.asp?cat=要闻&n=1"')}`],
  ])("of a page in GBK asks in GBK: %s", async (_, html) => {
    const { page } = await fetchFrom({
      "/": iconv.encode(html, "gbk"),
      "/show.asp?cat=%D2%AA%CE%C5&n=1": article,
    });
    expect((await page).page.text).toBe(article);
  });

  test("is followed, and every address on the way is kept", async () => {
    const { site, page } = await fetchFrom({
      "/": refresh("0;url=/2"),
      "/2": script(`location.replace("/3")`),
      "/3": (_, response) => response.writeHead(302, { location: "/news/4.html" }).end(),
      "/news/4.html": article,
    });
    const { arrival, page: came } = await page;
    expect(came.text).toBe(article);
    expect(arrival.redirects).toEqual(["/", "/2", "/3"].map((path) => site.url + path));
    expect(arrival.finalUrl).toBe(`${site.url}/news/4.html`);
  });

  test("in a circle is refused", async () => {
    const { page } = await fetchFrom({ "/": refresh("0;url=/2"), "/2": refresh("0;url=/") });
    await expect(page).rejects.toThrow(RedirectError);
  });

  test("counts against the limit of redirects", async () => {
    const routes = Object.fromEntries(
      Array.from({ length: 10 }, (_, n) => [n === 0 ? "/" : `/${n}`, refresh(`0;url=/${n + 1}`)]),
    );
    const { site, page } = await fetchFrom(routes, 3);
    await expect(page).rejects.toThrow(/more than 3 times/u);
    expect(site.paths()).toEqual(["/", "/1", "/2", "/3"]);
  });

  test("to another scheme is refused", async () => {
    const { page } = await fetchFrom({ "/": refresh("0;url=file:///etc/passwd") });
    await expect(page).rejects.toThrow(SchemeError);
  });

  test("of a page that loads itself again: the page is kept as it came", async () => {
    const { site, page } = await fetchFrom({ "/": `${refresh("0;url=/")}<p>稍候` });
    expect((await page).arrival.redirects).toBeUndefined();
    expect(site.paths()).toEqual(["/"]);
  });
});

test.each([
  ["UTF-8", "e696b0e997bb"],
  ["GBK", "d0c2ceC5".toLowerCase()],
])("a redirect to a Chinese address, sent as bare bytes in %s", async (_, hex) => {
  const bytes = Buffer.from(hex, "hex");
  const escaped = hex.toUpperCase().replace(/../gu, "%$&");
  const site = await startSite({
    "/": (_, response) => response.writeHead(301, { location: `/${bytes.toString("latin1")}/` }).end(),
    [`/${escaped.toLowerCase()}/`]: articlePage("青禾镇石桥通车"),
  });
  const { arrival } = await fetchPage(`${site.url}/`, { config: crawlConfig(), allowPrivate: true });
  expect(arrival.finalUrl?.toLowerCase()).toBe(`${site.url}/${escaped.toLowerCase()}/`);
});
