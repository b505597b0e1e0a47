import { describe, expect, test } from "vitest";
import { blockHash } from "../../../src/core/structure/repetition.ts";

describe("the same block", () => {
  test.each([
    ["青山绿水 湾里人家", "青山绿水　湾里人家"],
    ["阅读：1007", "阅读:23"],
    ["今天是2031年5月2日", "今天是２０３１年１２月３１日"],
    ["QQ空间", "ｑｑ空间"],
  ])("%s, %s", (one, other) => {
    expect(blockHash(one)).toMatch(/^[0-9a-f]{16}$/u);
    expect(blockHash(one)).toBe(blockHash(other));
  });
});

describe("another block", () => {
  test.each([
    ["阅读：1007", "阅读：一千"],
    ["青山绿水", "青山绿水长"],
    // In a sentence the numbers are the news.
    ["今天白天多云，气温12到23度。", "今天白天多云，气温14到25度。"],
  ])("%s, %s", (one, other) => {
    expect(blockHash(one)).not.toBe(blockHash(other));
  });
});

test.each(["", "|", "1280", "【1】", "2031-05-02 09:20", "· 一"])(
  "too little to be known again: %j",
  (text) => {
    expect(blockHash(text)).toBeUndefined();
  },
);
