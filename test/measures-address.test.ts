import { expect, test } from "vitest";
import { addressKind } from "../src/measures/address.ts";

test.each([
  ["https://www.qingwan.example/", "home"],
  ["https://www.qingwan.example", "home"],
  ["https://www.qingwan.example/index.html", "home"],
  ["https://www.qingwan.example/zhen/2031/0302/7060.html", "article"],
  ["https://www.qingwan.example/news/old-granary-reading-room/", "article"],
  ["https://www.qingwan.example/tags/granary/20310302.html", "article"],
  ["https://www.qingwan.example/category/news/", "section"],
  ["https://www.qingwan.example/products", "section"],
  ["https://www.qingwan.example/sub-categories/bamboo", "section"],
  ["https://www.qingwan.example/sections/science/", "section"],
  ["https://www.qingwan.example/lanmu/7/", "section"],
  ["https://www.qingwan.example/cat", "section"],
  ["https://www.qingwan.example/cats/", undefined],
  ["https://www.qingwan.example/columnist/shen/", undefined],
  ["https://www.qingwan.example/zhen/", undefined],
  ["https://www.qingwan.example/?id=7060", undefined],
  ["no address", undefined],
  [undefined, undefined],
])("%s: %s", (url, kind) => {
  expect(addressKind(url)).toBe(kind);
});
