import { readFileSync } from "node:fs";
import { load } from "cheerio";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startDemoSite, type DemoSite } from "../../src/demo/server.ts";
import { deadLink, demoPages, demoSources, demoTexts, type DemoPage } from "../../src/demo/site.ts";

let site: DemoSite;

beforeAll(async () => {
  site = await startDemoSite();
});

afterAll(() => site.close());

const gbkPage = demoPages.find((page) => page.file === "pages/page-school-library.html")!;

function textOf(page: DemoPage): string {
  return new TextDecoder(page === gbkPage ? "gbk" : "utf-8", { fatal: true }).decode(page.bytes);
}

/** The addresses on this site that a page links to or shows. */
function internalAddresses(page: DemoPage): readonly string[] {
  const $ = load(textOf(page));
  const addresses = [
    ...$("a[href]").map((_, link) => $(link).attr("href")),
    ...$("img[src]").map((_, image) => $(image).attr("src")),
  ];
  return addresses.filter((address) => address.startsWith("/"));
}

test.each(demoPages)("$path comes byte for byte", async ({ path, file, headers }) => {
  const response = await fetch(site.url + path);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe(headers["content-type"]);
  const stored = readFileSync(new URL(`../../src/demo/${file}`, import.meta.url));
  expect(Buffer.from(await response.arrayBuffer()).equals(stored)).toBe(true);
});

test("the GBK page is no UTF-8 and names its charset only in a late meta", () => {
  expect(() => new TextDecoder("utf-8", { fatal: true }).decode(gbkPage.bytes)).toThrow(TypeError);
  expect(gbkPage.headers["content-type"]).toBe("text/html");
  const latin = Buffer.from(gbkPage.bytes).toString("latin1");
  expect(latin.indexOf("charset")).toBeGreaterThan(1024);
  expect(textOf(gbkPage)).toContain("老篾匠镕叔");
});

test("every link and image resolves, but for the one dead link", async () => {
  const addresses = new Set(demoPages.flatMap(internalAddresses));
  const broken: string[] = [];
  for (const address of addresses) {
    const response = await fetch(site.url + address);
    await response.arrayBuffer();
    if (response.status === 404) broken.push(address);
  }
  expect(broken).toEqual([deadLink]);
});

test("the start page links to every page, and each is due for exactly one source", () => {
  const links = new Set(internalAddresses(demoPages[0]!));
  const paths = demoPages.slice(1).map(({ path }) => path);
  expect(paths.filter((path) => !links.has(path))).toEqual([]);
  const sources = demoSources(site.url);
  const takers = (path: string) => sources.filter(({ article }) => article!.test(site.url + path));
  expect(paths.filter((path) => takers(path).length !== 1)).toEqual([]);
});

test("the article of the live page stands only in its script", () => {
  const page = demoPages.find(({ path }) => path.startsWith("/live/"))!;
  const $ = load(textOf(page));
  expect($("script").text()).toContain("paragraphs");
  $("script").remove();
  expect($("body").text()).not.toContain("龙舟");
});

test.each(demoTexts)("%s is UTF-8", (file) => {
  const bytes = readFileSync(new URL(`../../src/demo/${file}`, import.meta.url));
  expect(() => new TextDecoder("utf-8", { fatal: true }).decode(bytes)).not.toThrow();
});

test("who has a page already is told so, and gets nothing", async () => {
  const [{ path }] = demoPages as readonly [(typeof demoPages)[number]];
  const first = await fetch(site.url + path);
  await first.arrayBuffer();
  const etag = first.headers.get("etag")!;
  const again = await fetch(site.url + path, { headers: { "if-none-match": etag } });
  expect([again.status, await again.text()]).toEqual([304, ""]);
  expect((await fetch(site.url + path, { headers: { "if-none-match": '"other"' } })).status).toBe(200);
});

test("a port that is taken is named", async () => {
  const port = Number(new URL(site.url).port);
  await expect(startDemoSite(port)).rejects.toThrow(new RegExp(`cannot be served at port ${port} `, "u"));
});

test("closing it ends it", async () => {
  const other = await startDemoSite();
  await other.close();
  await expect(fetch(other.url)).rejects.toThrow(TypeError);
});
