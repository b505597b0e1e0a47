import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isNameIn, likenessToTitles, readTitles } from "../../../src/core/lines/title-likeness.ts";
import { startCpuClock } from "../../support/cpu-time.ts";

const TITLE = "青湾镇老粮站改成了阅览室_要闻_青湾新闻网";

const likeness = (line: string, ...titles: readonly string[]) => likenessToTitles(line, readTitles(titles));

describe("the headline that a title tells", () => {
  test.each<[string, string]>([
    ["青湾镇老粮站改成了阅览室", TITLE],
    ["青湾镇老粮站改成了阅览室", "青湾新闻网 | 青湾镇老粮站改成了阅览室"],
    ["青湾镇老粮站，改成了「阅览室」", TITLE],
    ["青湾｜老粮站 - 二十六年", "青湾｜老粮站 - 二十六年_青湾新闻网"],
    ["讣告", "讣告_青湾镇第二十六中学"],
    ["青湾镇老粮站改成了阅览室，老人孩子都爱去", "青湾镇老粮站改成了阅览室…"],
    ["青湾镇老粮站改成了阅览室，老人孩子都爱去", "青湾镇老粮站改成了阅览室... - 青湾新闻网"],
  ])("%s of %s", (line, title) => {
    expect(likeness(line, title)).toBe(1);
  });

  test.each<[string, string]>([
    // Of the section and the site.
    ["要闻", TITLE],
    ["青湾新闻网", "老粮站改成了阅览室_青湾新闻网"],
    // Other words.
    ["白石村修好了晒坝", TITLE],
    ["", TITLE],
    ["粮站", TITLE],
    // What is cut is too short to tell.
    ["老粮站改造前后的人和事都在这里了", "老粮站改…"],
  ])("not %s of %s", (line, title) => {
    expect(likeness(line, title)).toBeLessThan(0.7);
  });

  test("more of it is liker, and a part of a line with a subtitle nearly as like as all of it", () => {
    const part = likeness("老粮站改成了阅览室", TITLE);
    expect(part).toBeGreaterThan(likeness("老粮站改成了", TITLE));
    expect(part).toBeLessThan(1);
    expect(likeness("青湾镇老粮站改成了阅览室——三千册旧书的家", TITLE)).toBe(0.9);
    expect(likeness("三千册旧书的家——青湾镇老粮站改成了阅览室", TITLE)).toBeLessThan(0.9);
  });

  test("of several titles the likest counts", () => {
    expect(likeness("老粮站改成了阅览室", "青湾新闻网", "老粮站改成了阅览室")).toBe(1);
    expect(likeness("老粮站改成了阅览室")).toBe(0);
  });
});

test("names stand beside the longest piece of a title", () => {
  const titles = readTitles([TITLE]);
  expect(isNameIn("要闻", titles)).toBe(true);
  expect(isNameIn("青湾新闻网", titles)).toBe(true);
  expect(isNameIn("青湾镇老粮站改成了阅览室", titles)).toBe(false);
  expect(isNameIn("青湾", titles)).toBe(false);
});

test("a name may hold a separator itself", () => {
  const titles = readTitles(["青湾_老粮站的阅览室 @ 沈家的院子_青瓦 :: 青湾博客 ::"]);
  expect(isNameIn("沈家的院子_青瓦", titles)).toBe(true);
  expect(isNameIn("青瓦 :: 青湾博客", titles)).toBe(true);
  // With the longest piece, or what the title begins with, it is the headline.
  expect(isNameIn("青湾_老粮站的阅览室", titles)).toBe(false);
  expect(isNameIn("老粮站的阅览室 @ 沈家的院子_青瓦", titles)).toBe(false);
  expect(isNameIn("沈家的院子_青瓦的", titles)).toBe(false);
});

test("from 0 to 1, and 1 of a title itself", () => {
  const words = fc.string({ unit: fc.constantFrom(..."青湾镇的渡口 _-｜…。ab1"), maxLength: 30 });
  fc.assert(
    fc.property(words, fc.array(words, { maxLength: 3 }), (line, titles) => {
      const found = likeness(line, ...titles);
      expect(found).toBeGreaterThanOrEqual(0);
      expect(found).toBeLessThanOrEqual(1);
      if (/[\p{L}\p{N}]/u.test(line)) expect(likeness(line, ...titles, line)).toBe(1);
    }),
  );
});

test("long titles and lines cost little", () => {
  const spent = startCpuClock();
  likeness("青湾".repeat(75), "青湾镇_".repeat(20_000), "青".repeat(20_000));
  expect(spent()).toBeLessThan(1000);
});
