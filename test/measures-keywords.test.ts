import { describe, expect, test } from "vitest";
import {
  headlineDensity,
  isFramed,
  isKeywordHeadline,
  keywordOfLabels,
  repeatedHeadline,
  repeatedSentence,
  runningText,
  tagLines,
} from "../src/measures/keywords.ts";
import { Shape } from "../src/measures/shape.ts";

const shapesOf = (lines: readonly string[]) => lines.map((line) => new Shape(line));
const repeated = (...lines: readonly string[]) => repeatedHeadline(lines[0]!, runningText(shapesOf(lines)));

describe("the headline within the text", () => {
  test("is counted where it stands between two marks of running text", () => {
    const text = "蜂蜜要看颜色，什么牌子的蜂蜜好，颜色浅的味道清淡，什么牌子的蜂蜜好。";
    expect(repeated("什么牌子的蜂蜜好", text, text)).toEqual({
      phrase: "什么牌子的蜂蜜好",
      times: 4,
    });
  });
  test("is not counted as a line of its own, nor within a clause", () => {
    const text = "大家都问什么牌子的蜂蜜好吃，他说自己家的就好，不用买别人的。";
    expect(repeated("什么牌子的蜂蜜好", "什么牌子的蜂蜜好", text, text)).toBeUndefined();
  });
  test("says nothing where it is short", () => {
    expect(repeated("蜂蜜", "一，蜂蜜，二，蜂蜜，三。")).toBeUndefined();
  });
});

test("a sentence said three times", () => {
  const sentence = "秋天到了，晒场上铺满了玉米，老人们坐在屋檐下剥玉米";
  expect(repeatedSentence([`${sentence}。`, `摘要：无。${sentence}。`, sentence], 20)).toEqual({
    phrase: sentence,
    times: 3,
  });
  expect(repeatedSentence([`${sentence}。`, "谢谢。谢谢。谢谢。"], 20)).toBeUndefined();
});

test("the keyword of most labels", () => {
  const labels = ["竹木经营证怎么办", "竹木经营证几年一换", "青湾首张竹木经营证", "天气"];
  expect(keywordOfLabels(shapesOf(labels))).toMatchObject({ keyword: "竹木经营证", lines: 3, of: 4 });
  expect(keywordOfLabels(shapesOf(["今天有雨", "老桥限重"]))).toBeUndefined();
});

test.each([
  [1, "相关标签：竹编菜篮,竹编菜篮价格,竹编菜篮批发"],
  [1, "竹编菜篮、竹编菜篮厂家、手工竹编菜篮"],
  [0, "青湾镇、白石村、柳林村"],
  [0, "标签：竹编菜篮,桐油"],
  [0, "他会编竹编菜篮，也会修竹编菜篮，还教人编竹编菜篮。"],
])("%i: %s", (count, line) => {
  expect(tagLines(shapesOf([line]))).toBe(count);
});

describe("the share of a text that is its headline", () => {
  const headline = "云溪手工竹编菜篮哪里有";
  const stuffed = "手工竹编菜篮好用，手工竹编菜篮耐用，手工竹编菜篮好看，买手工竹编菜篮就来这里吧。";
  test("is high where it is said again and again", () => {
    expect(headlineDensity(headline, runningText(shapesOf([headline, stuffed])))).toBeGreaterThan(0.5);
  });
  test.each([
    ["said twice", ["云溪手工竹编菜篮", "老人编手工竹编菜篮，一天编两只，手工竹编菜篮卖到了外省的集市上。"]],
    [
      "named in quotes",
      ["云溪手工竹编菜篮", "“手工竹编菜篮”“手工竹编菜篮”“手工竹编菜篮”，他把牌子写了三遍。"],
    ],
    ["verse", ["我的家乡在哪里", "我的家乡在哪里，", "我的家乡在哪里，", "我的家乡在哪里，", "没有人知道。"]],
    ["nothing below", [headline]],
    ["nothing", []],
  ])("is nothing: %s", (_, lines) => {
    expect(headlineDensity(lines[0] ?? "", runningText(shapesOf(lines)))).toBe(0);
  });
});

test.each([
  [
    true,
    ["竹编菜篮怎么保养好", "竹编菜篮怎么保养好呢？先晒一晒。", "以上就是竹编菜篮怎么保养好的介绍，谢谢。"],
  ],
  [false, ["竹编菜篮怎么保养好", "竹编菜篮怎么保养好呢？先晒一晒。", "篮子晒干以后挂起来，能用二十年。"]],
  [false, ["竹编菜篮怎么保养好", "竹编菜篮怎么保养好呢？先晒一晒，再挂起来。"]],
  [false, ["竹编菜篮", "竹编菜篮先晒一晒，再挂起来。", "竹编菜篮能用二十年，不要泡水。"]],
])("framed by the headline: %s %j", (framed, lines) => {
  expect(isFramed(shapesOf(lines))).toBe(framed);
});

test.each([
  [true, "竹编菜篮批发_竹编菜篮价格"],
  [true, "云溪开锁,云溪换锁,云溪配钥匙"],
  [true, "云溪开锁 云溪换锁 云溪配钥匙"],
  [false, "云溪开渡 云溪人坐上了新船"],
  [false, "青湾老桥加固完工 今起恢复通车"],
  [false, "竹编菜篮卖到了外省"],
  [false, ""],
])("keywords for a headline: %s %s", (expected, headline) => {
  expect(isKeywordHeadline(headline)).toBe(expected);
});
