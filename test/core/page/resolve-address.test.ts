/** Queries are written in the charset of their page, as browsers write them; all else of an address is UTF-8. */
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { Page } from "../../../src/core/page/page.ts";
import type { Charset } from "../../../src/core/page/decode.ts";
import { furtherPages } from "../../../src/core/page/further-pages.ts";
import { resolveAddress } from "../../../src/core/page/resolve-address.ts";

const BASE = "http://qinghe.example/news/1.asp";
const GBK: Charset = { declared: "gb2312", used: "gb18030" };

const resolved = (address: string, charset?: Charset) => resolveAddress(address, BASE, charset)?.href;

describe("is written in the charset of the page", () => {
  test.each<[address: string, charset: Charset, href: string]>([
    ["show.asp?id=7&cat=要闻", GBK, "http://qinghe.example/news/show.asp?id=7&cat=%D2%AA%CE%C5"],
    ["?cat=要闻", { used: "gb18030" }, "http://qinghe.example/news/1.asp?cat=%D2%AA%CE%C5"],
    ["/a?要闻#要闻", GBK, "http://qinghe.example/a?%D2%AA%CE%C5#%E8%A6%81%E9%97%BB"],
    ["http://b.example/?q=要闻", GBK, "http://b.example/?q=%D2%AA%CE%C5"],
    ["//b.example/?q=要闻", GBK, "http://b.example/?q=%D2%AA%CE%C5"],
    ["?q=要聞", { declared: "big5", used: "big5" }, "http://qinghe.example/news/1.asp?q=%ADn%BBD"],
    // The second byte of a pair may be a letter or a mark.
    ["?q=丂", GBK, "http://qinghe.example/news/1.asp?q=%81@"],
    ["?q=功", { used: "big5" }, "http://qinghe.example/news/1.asp?q=%A5\\"],
    ["?q=€", GBK, "http://qinghe.example/news/1.asp?q=%80"],
    ["?q=é", { used: "windows-1252" }, "http://qinghe.example/news/1.asp?q=%E9"],
    // What the charset has none for: GBK has no four bytes, GB18030 has.
    ["?q=𠮷", GBK, "http://qinghe.example/news/1.asp?q=%26%23134071%3B"],
    ["?q=镕", { used: "big5" }, "http://qinghe.example/news/1.asp?q=%26%2338229%3B"],
    ["?q=𠮷", { declared: "GB18030", used: "gb18030" }, "http://qinghe.example/news/1.asp?q=%954%B25"],
  ])("%s", (address, charset, href) => {
    expect(resolved(address, charset)).toBe(href);
  });
});

describe("is UTF-8", () => {
  test.each<[address: string, charset: Charset | undefined, href: string]>([
    ["?cat=要闻", undefined, "http://qinghe.example/news/1.asp?cat=%E8%A6%81%E9%97%BB"],
    [
      "?cat=要闻",
      { declared: "gbk", used: "utf-8" },
      "http://qinghe.example/news/1.asp?cat=%E8%A6%81%E9%97%BB",
    ],
    ["?cat=要闻", { used: "utf-16le" }, "http://qinghe.example/news/1.asp?cat=%E8%A6%81%E9%97%BB"],
    ["要闻.html", GBK, "http://qinghe.example/news/%E8%A6%81%E9%97%BB.html"],
    ["#要闻?要闻", GBK, "http://qinghe.example/news/1.asp#%E8%A6%81%E9%97%BB?%E8%A6%81%E9%97%BB"],
    ["?cat=%E8%A6%81%E9%97%BB", GBK, "http://qinghe.example/news/1.asp?cat=%E8%A6%81%E9%97%BB"],
    ["?cat=1 2&a='b'", GBK, "http://qinghe.example/news/1.asp?cat=1%202&a=%27b%27"],
    ["mailto:a@b.example?subject=要闻", GBK, "mailto:a@b.example?subject=%E8%A6%81%E9%97%BB"],
  ])("%s", (address, charset, href) => {
    expect(resolved(address, charset)).toBe(href);
  });
});

test("what is written in GBK is what was meant", () => {
  const words = "青湾县要闻公告通知镕喆堃";
  const { search } = resolveAddress(`?${words}`, BASE, GBK)!;
  const units = search
    .slice(1)
    .replaceAll(/%(..)/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  const bytes = Buffer.from(units, "latin1");
  expect(iconv.decode(bytes, "gbk")).toBe(words);
});

test("the further pages of an article are asked for in its charset", () => {
  const text = "青禾镇的石桥昨天通车了。镇上的人都去看热闹。".repeat(9);
  const html = `<p>${text}</p><a href="?cat=要闻&page=2">下一页</a>`;
  const page = new Page(iconv.encode(html, "gbk"), { url: `${BASE}?cat=%D2%AA%CE%C5` });
  expect(furtherPages(page)).toEqual([{ url: `${BASE}?cat=%D2%AA%CE%C5&page=2`, part: 2 }]);
});

test("no address is none", () => {
  expect(resolveAddress("http://[", BASE, GBK)).toBeNull();
});
