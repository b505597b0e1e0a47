/** Rules as RFC 9309 has them. */
import { expect, test } from "vitest";
import { parseRobots } from "../../../src/crawl/fetch/robots-rules.ts";

const HOST = "http://qinghe.example";

function isAllowed(rules: string, path: string): boolean {
  return parseRobots(`User-agent: *\n${rules}`, "newsift")!.isAllowed(new URL(path, HOST));
}

test.each<[rules: string, path: string]>([
  // Percent-encoded where it need not be, on either side.
  ["Disallow: /%61rticle/", "/article/1.html"],
  ["Disallow: /article/", "/%61rticle/1.html"],
  ["Disallow: /a%2Db%5Fc%7E", "/a-b_c~"],
  ["Disallow: /新闻/", "/%E6%96%B0%E9%97%BB/1.html"],
  ["Disallow: /%e6%96%b0/", "/新/1.html"],
  ["Disallow: /a%2fb", "/a%2Fb"],
  ["Disallow: /a b", "/a%20b"],
  ["Disallow: /x?q={a}|b", "/x?q={a}|b"],
  ['Disallow: /x?q="a"', "/x?q=%22a%22"],
  // The two characters with a meaning, meant as themselves.
  ["Disallow: /a%2Ab", "/a*b"],
  ["Disallow: /a%24", "/a$"],
  ["Disallow: /a%24$", "/a$"],
  ["Disallow: /a$b", "/a$bc"],
  // Asterisks and ends.
  ["Disallow: *", "/"],
  ["Disallow: /*", "/1.html"],
  ["Disallow: /***/b", "/a/b"],
  ["Disallow: *.html", "/a/1.html?x=1"],
  ["Disallow: /*a*b*c$", "/xaxbxbxc"],
  ["Disallow: /ab*ba$", "/abba"],
  ["Disallow: /$", "/"],
  ["Disallow: /*$", "/a"],
  ["Disallow: /1.html$", "/1.html"],
  ["Disallow: /*?", "/a?b"],
  // Which rule counts.
  ["Allow: /a\nDisallow: /a/b", "/a/b/c"],
  ["Disallow: /*/b\nAllow: /a", "/a/b"],
  ["Disallow: /a # /b", "/a/1.html"],
  ["  disallow :  /a  ", "/a"],
  ["Noindex: /\nDisallow: /a", "/a"],
])("%j forbids %s", (rules, path) => expect(isAllowed(rules, path)).toBe(false));

test.each<[rules: string, path: string]>([
  ["Disallow: /%61rticle/", "/Article/1.html"],
  ["Disallow: /a%2Fb", "/a/b"],
  ["Disallow: /a/b", "/a%2Fb"],
  ["Disallow: /a%3Fb", "/a?b"],
  ["Disallow: /%2561", "/a"],
  ["Disallow: /a%2Ab", "/axb"],
  ["Disallow: /a%24", "/a"],
  ["Disallow: /新闻/", "/新文/"],
  ["Disallow: /ab*ba$", "/aba"],
  ["Disallow: /*ab$", "/b"],
  ["Disallow: /1.html$", "/1.html?x=1"],
  ["Disallow: /$", "/a"],
  ["Disallow: /a*", "/b/a"],
  ["Disallow: /*a*b$", "/bxa"],
  ["Disallow: /a\nAllow: /a", "/a"],
  ["Allow: /a/b$\nDisallow: /a", "/a/b"],
  ["Disallow:", "/"],
  ["Disallow: # /", "/"],
  ["Allow: /", "/"],
])("%j allows %s", (rules, path) => expect(isAllowed(rules, path)).toBe(true));

test.each<[name: string, text: string, isAllowed: boolean]>([
  ["a sitemap does not part names", "User-agent: newsift\nSitemap: /s\nUser-agent: b\nDisallow: /", false],
  ["what nobody knows does not, either", "User-agent: newsift\nHost: a\nUser-agent: b\nDisallow: /", false],
  ["a rule does", "User-agent: newsift\nDisallow: /b\nUser-agent: b\nDisallow: /", true],
  ["a pause does", "User-agent: newsift\nCrawl-delay: 1\nUser-agent: b\nDisallow: /", true],
  ["a rule without a name is nobody's", "Disallow: /\nUser-agent: *\nDisallow: /b", true],
  ["a name twice", "User-agent: newsift\nUser-agent: NEWSIFT\nDisallow: /", false],
  ["our own name, and nothing said", "User-agent: *\nDisallow: /\n\nUser-agent: newsift\nDisallow:", true],
  ["a name that is a part of ours", "User-agent: news\nDisallow: /", true],
  ["names of objects", "User-agent: __proto__\nDisallow: /\nUser-agent: constructor\nDisallow: /", true],
])("groups: %s", (_, text, expected) => {
  expect(parseRobots(text, "newsift")!.isAllowed(new URL("/a", HOST))).toBe(expected);
});

test("pauses and sitemaps", () => {
  const text =
    "User-agent: *\nCrawl-delay: 2.5\nCrawl-delay: soon\nSitemap: /a.xml # new\nSitemap:\nSitemap: /b.xml";
  expect(parseRobots(text, "newsift")).toMatchObject({ delaySeconds: 2.5, sitemaps: ["/a.xml", "/b.xml"] });
});

test.each(["", "\n\n", "<p>没有这个页面</p>", "User-agent: *", "Error: 404"])(
  "%j is no robots.txt",
  (text) => {
    expect(parseRobots(text, "newsift")).toBeUndefined();
  },
);
