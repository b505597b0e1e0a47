import { describe, expect, test } from "vitest";
import { dateInAddress } from "../../../src/crawl/addresses/address-date.ts";
import { chinaDay, dayOf } from "../../../src/core/dates/dates.ts";
import { plainAddress } from "../../../src/crawl/discover/page-links.ts";
import { trapOf } from "../../../src/crawl/addresses/traps.ts";
import { say } from "../../../src/core/words/say.ts";
import { en } from "../../../src/core/words/en.ts";
import { startCpuClock } from "../../support/cpu-time.ts";

const HOST = "https://www.qinghe.invalid";
const NOW = new Date("2026-05-20T12:00:00+08:00");

describe("traps", () => {
  test.each<[path: string, why: RegExp]>([
    ["/a/a/a", /repeats/u],
    ["/news/local/news/local/news/local/1.html", /repeats \/news\/local\//u],
    ["/x/css/css/css/style.html", /repeats/u],
    [`/${Array.from({ length: 21 }, (_, n) => `s${n}`).join("/")}`, /20 segments/u],
    [`/${"1".repeat(2100)}.html`, /2,048 characters/u],
    ["/calendar/2031/05/", /to come \(2031-05\)/u],
    ["/calendar/2026/05/23/", /to come \(2026-05-23\)/u],
    ["/calendar/2026-06/", /to come/u],
    ["/rili.php?date=2026-05-25", /to come/u],
    ["/rili.php?year=2026&month=6", /to come/u],
    ["/rili.php?year=2027", /to come/u],
    ["/news/t20270101_12.html", /to come/u],
  ])("%s", (path, why) => {
    expect(say(en.addressReasons, trapOf(HOST + path, NOW)!)).toMatch(why);
  });
});

describe("no traps", () => {
  test.each([
    "/2026/05/05/5.html",
    "/2026/05/05/5/5/5.html",
    "/news/news/12345.html",
    "/a/b/a/c/a/12345.html",
    "/post/203105.html",
    "/a/20310512.html",
    "/show.php?id=203105",
    "/news/t20260521_10.html",
    "/epaper/2026-05/21/content_1.html",
    "/news/2026/",
    "/2026/05/",
    "/rili.php?year=2026",
  ])("%s", (path) => {
    expect(trapOf(HOST + path, NOW)).toBeUndefined();
  });
});

describe("the date in an address", () => {
  test.each<[path: string, date: string | undefined]>([
    ["/2026/03/09/1.html", "2026-03-09"],
    ["/2026/3/9/content.html", "2026-03-09"],
    ["/2026/0309/c1001.html", "2026-03-09"],
    ["/202603/09/c_1128.htm", "2026-03-09"],
    ["/20260309/abc.shtml", "2026-03-09"],
    ["/2026-03/09/content_5521.htm", "2026-03-09"],
    ["/html/2026-3-9/1.htm", "2026-03-09"],
    ["/news/202603/t20260309_998877.html", "2026-03-09"],
    ["/news/2026-03-09.html", "2026-03-09"],
    ["/news/202603/998877.html", "2026-03"],
    ["/news/2026/03/", "2026-03"],
    ["/a/20260309.html", undefined],
    ["/post/202603.html", undefined],
    ["/show.php?id=20260309", undefined],
    ["/list.php?date=20260309", "2026-03-09"],
    ["/list.php?year=2026&month=3", "2026-03"],
    ["/news/1.html", undefined],
  ])("%s: %s", (path, date) => {
    expect(dateInAddress(HOST + path)).toBe(date);
  });
});

test("a day is one in China", () => {
  expect(chinaDay(new Date("2026-05-19T16:30:00Z"))).toBe("2026-05-20");
  expect(dayOf("2026-05-19T16:30:00Z")).toBe("2026-05-20");
  expect(dayOf("2026-05-19")).toBe("2026-05-19");
  expect(dayOf("2026-05-32T99:00:00Z")).toBe("2026-05-32");
});

describe("sessions are no part of an address", () => {
  test.each([
    ["/a/1.html;jsessionid=1A2B3C", "/a/1.html"],
    ["/a/1.do;jsessionid=1A2B3C.node1?id=7", "/a/1.do?id=7"],
    ["/(S(x1y2z3))/a/1.aspx", "/a/1.aspx"],
    ["/show.php?PHPSESSID=abc&id=7", "/show.php?id=7"],
    ["/show.php?id=7&sid=0123456789abcdef0123456789abcdef", "/show.php?id=7"],
    ["/show.php?sid=12&id=7", "/show.php?sid=12&id=7"],
    ["/show.php?s=%C7%E0%BA%D3", "/show.php?s=%C7%E0%BA%D3"],
    ["/show.php?jsessionid=1A2B", "/show.php"],
  ])("%s", (path, plain) => {
    expect(plainAddress(new URL(HOST + path))).toBe(HOST + plain);
  });
});

test("an address of the worst kind is judged in no time", () => {
  for (const part of ["/a", "/2026", "a=1&", "(S(", "-", "0", "/a/b"]) {
    const address = `${HOST}/${part.repeat(700)}`.slice(0, 2048);
    const spent = startCpuClock();
    trapOf(address, NOW);
    plainAddress(new URL(address));
    expect(spent()).toBeLessThan(1000);
  }
});
