/** Counting characters: code points, whatever their width and class. */
import { expect, test } from "vitest";
import { counterOf, HAN, isVisible, onlyOf, tallyOf } from "../../../src/core/text/characters.ts";

const TEXTS = ["", "青湾 abc", "𠮷村abc𠮷", "かな カナ 仮名", "\ud842 \udfb7", "a\u0301 中"];

test.each(TEXTS)("all classes at once are those one by one: %j", (text) => {
  const classes = { han: HAN, letters: /\p{L}/u, kana: /[\p{Script=Hiragana}\p{Script=Katakana}]/u };
  const count = (pattern: RegExp) => Array.from(text).filter((char) => pattern.test(char)).length;
  const expected = { han: count(HAN), letters: count(classes.letters), kana: count(classes.kana) };
  const tally = tallyOf(classes);
  expect(tally(text)).toEqual(expected);
  expect(tally(text)).toEqual(expected);
  expect(counterOf(HAN)(text)).toBe(expected.han);
});

test.each([
  [false, ""],
  [false, " \n\u3000\u200b"],
  [true, " 渡 "],
  [true, "\u200b𠮷"],
])("a reader sees something: %s %j", (visible, text) => {
  expect(isVisible(text)).toBe(visible);
});

test.each([
  [true, ""],
  [true, "aaa"],
  [false, "aab"],
])("nothing but a: %s %s", (only, text) => {
  expect(onlyOf((unit) => unit === "a")(text)).toBe(only);
});
