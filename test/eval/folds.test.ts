import { expect, test } from "vitest";
import { foldOf, FOLDS, siteKey } from "../../eval/folds.ts";

test.each([
  ["news.yunxi.example", "yunxi"],
  ["yunxi.example", "yunxi"],
  ["www.yunxi.com.cn", "yunxi"],
  ["yunxi.com:8080", "yunxi"],
  ["shuitun.gov.cn", "shuitun"],
  ["com.cn", "com"],
  ["printed", "printed"],
])("%s is registered as %s", (site, key) => expect(siteKey(site)).toBe(key));

test("the pages of a site are in one fold", () => {
  expect(foldOf("news.yunxi.com.cn")).toBe(foldOf("yunxi.com"));
});

test("sites are spread over all folds", () => {
  const folds = new Set(Array.from({ length: 200 }, (_, at) => foldOf(`news.town${at}.cn`)));
  expect(folds.size).toBe(FOLDS);
});
