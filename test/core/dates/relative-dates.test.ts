/** Dates that count from the moment at which the page was fetched. */
import { describe, expect, test } from "vitest";
import { isRelativeDateLine, resolveRelativeDate } from "../../../src/core/dates/relative-dates.ts";

/** It is four in the morning of the 21st in China. */
const FETCHED = "2031-04-20T20:00:00Z";

describe("says the day", () => {
  test.each([
    ["3天前", "2031-04-18"],
    ["3天前 来源：云溪日报", "2031-04-18"],
    ["3天前 来源", "2031-04-18"],
    ["3天前 云溪日报", "2031-04-18"],
    ["云溪日报 3天前", "2031-04-18"],
    ["来源：云溪日报 · 3天前", "2031-04-18"],
    ["发布于 3天前", "2031-04-18"],
    ["3天前发布", "2031-04-18"],
    ["云溪新闻网｜3 天前｜阅读 312", "2031-04-18"],
    ["3小时前", "2031-04-21"],
    ["5小時前", "2031-04-20"],
    ["20分钟前 云溪日报", "2031-04-21"],
    ["2周前 云溪日报", "2031-04-07"],
    ["1个星期前", "2031-04-14"],
    ["一天前 来源：云溪日报", "2031-04-20"],
    ["两小时前", "2031-04-21"],
    ["十分钟前 云溪新闻网", "2031-04-21"],
    ["刚刚", "2031-04-21"],
    ["今天 01:20", "2031-04-21T01:20:00+08:00"],
    ["昨天 18:30 云溪日报", "2031-04-20T18:30:00+08:00"],
    ["前天 下午6:30", "2031-04-19T18:30:00+08:00"],
  ])("%s", (line, date) => {
    expect(resolveRelativeDate(line, FETCHED)).toBe(date);
  });
});

describe("is no date line", () => {
  test.each([
    "3天前，他还在船上。",
    "3天前他还在船上",
    "他说3天前来过",
    "3天前 他走了",
    "昨天",
    "昨天 云溪日报",
    "昨天的雨",
    "提前3天前往",
    "13天前后",
    "3个月前",
    "距开考3天前 请打印准考证",
    "2031-04-18",
    "",
  ])("%s", (line) => {
    expect(isRelativeDateLine(line)).toBe(false);
    expect(resolveRelativeDate(line, FETCHED)).toBeUndefined();
  });
});

test("no moment, no date", () => {
  expect(resolveRelativeDate("3天前", "")).toBeUndefined();
});
