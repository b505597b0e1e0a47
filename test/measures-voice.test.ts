import { describe, expect, test } from "vitest";
import {
  calls,
  customerAddressed,
  isAboutOffence,
  promises,
  reportingSigns,
  sellerNamed,
  withoutQuotes,
} from "../src/measures/voice.ts";

test.each([
  ["我公司的产品卖到外省，选择我们没有错。", 2],
  ["本店今天开门，本店明天也开门。", 2],
  ["我们村的水渠修好了，他们公司捐了钱。", 0],
])("a shop names itself: %s", (text, times) => {
  expect(sellerNamed(text)).toBe(times);
});

test("the reader is addressed, but not by somebody who is quoted", () => {
  const text = "请您进店看看。老人说：“您坐。”";
  expect(customerAddressed(text)).toBe(2);
  expect(customerAddressed(withoutQuotes(text))).toBe(1);
});

describe("reporting", () => {
  test.each([
    ["记者昨天从县法院获悉，案件已经宣判。", 3],
    ["韩松年说，船在人就在。", 1],
    ["“水还是那个水。”韩松年说。", 1],
    ["4月18日，渡口又开了。", 1],
    ["水还是那个水，船换了三代。", 0],
    ["产品名称：竹篮。下水管道，厨具。", 0],
  ])("%s", (text, signs) => {
    expect(reportingSigns(text)).toBe(signs);
  });
});

test.each([
  ["警方抓获十一人。", true],
  ["被告人被判处有期徒刑三年。", true],
  ["本社与多家法院合作。", false],
])("about an offence: %s", (text, expected) => {
  expect(isAboutOffence(text)).toBe(expected);
});

test("promises and calls are counted as often as they are made", () => {
  expect(promises("品质优质，价格优惠，优惠到底，让您放心。")).toHaveLength(4);
  expect(calls("赶快扫码下单吧！")).toEqual(["赶快", "扫码", "下单"]);
  expect([...promises("船又开了。"), ...calls("船又开了。")]).toEqual([]);
});
