import { expect, test } from "vitest";
import { sharedSuffix } from "../../../src/core/lines/suffixes.ts";

test.each([
  [
    "one keyword over places",
    ["白石厂房出租", "柳林厂房出租", "水口厂房出租"],
    { suffix: "厂房出租", entries: 3, share: 1 },
  ],
  [
    "the longest of several",
    ["白石区厂房出租", "柳林区厂房出租"],
    { suffix: "区厂房出租", entries: 2, share: 1 },
  ],
  [
    "what most have, not what few have at length",
    ["甲地区厂房出租", "乙地区厂房出租", "柳林厂房出租"],
    { suffix: "厂房出租", entries: 3, share: 1 },
  ],
  [
    "among others",
    ["白石厂房出租", "柳林厂房出租", "关于我们", "网站地图"],
    { suffix: "厂房出租", entries: 2, share: 0.5 },
  ],
  [
    "repeats count once",
    ["白石厂房出租", "白石厂房出租", "柳林厂房出租"],
    { suffix: "厂房出租", entries: 2, share: 1 },
  ],
  [
    "an entry that is only the ending does not count",
    ["房出租", "白石房出租", "柳林房出租"],
    { suffix: "房出租", entries: 2, share: 2 / 3 },
  ],
  [
    "characters beyond the basic plane are one",
    ["𠮷厂房出租", "𬭎厂房出租"],
    { suffix: "厂房出租", entries: 2, share: 1 },
  ],
])("%s", (_, entries, wanted) => {
  expect(sharedSuffix(entries)).toEqual(wanted);
});

test.each([
  ["nothing", []],
  ["one entry", ["白石厂房出租"]],
  ["nothing in common", ["白石村", "老粮站", "阅览室"]],
  ["two characters in common", ["白石街道", "柳林铁道"]],
  ["a count in common", ["白石村(1次)", "柳林村(1次)"]],
  ["figures in common", ["白石2031", "柳林2031"]],
])("none of %s", (_, entries) => {
  expect(sharedSuffix(entries)).toBeUndefined();
});
