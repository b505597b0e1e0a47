/** All phrases in a text, found in one walk. */
import { expect, test } from "vitest";
import { eachPhrase, makeTrie } from "../../../src/core/text/trie.ts";

const find = (text: string, ...phrases: readonly string[]) => {
  const found: [phrase: string, from: number, to: number][] = [];
  const trie = makeTrie(phrases, (phrase) => phrase);
  eachPhrase(text, trie, (...told) => found.push(told));
  return found;
};

test.each<[string, string, readonly string[], ReturnType<typeof find>]>([
  ["one", "图片来源", ["来源"], [["来源", 2, 4]]],
  ["none", "图片来", ["来源", "图书"], []],
  [
    "one of a single character, and longer ones that begin with it",
    "顶置顶部",
    ["顶", "顶部"],
    [
      ["顶", 0, 1],
      ["顶", 2, 3],
      ["顶部", 2, 4],
    ],
  ],
  [
    "one that stands there twice",
    "版权版权",
    ["版权"],
    [
      ["版权", 0, 2],
      ["版权", 2, 4],
    ],
  ],
  [
    "phrases within one another, the shorter first",
    "版权声明",
    ["版权声明", "版权", "声明"],
    [
      ["版权", 0, 2],
      ["版权声明", 0, 4],
      ["声明", 2, 4],
    ],
  ],
  [
    "phrases that overlap",
    "网站长",
    ["网站", "站长"],
    [
      ["网站", 0, 2],
      ["站长", 1, 3],
    ],
  ],
  [
    "a phrase that two ask for",
    "来源",
    ["来源", "来源"],
    [
      ["来源", 0, 2],
      ["来源", 0, 2],
    ],
  ],
  ["characters of two code units", "𠮷日", ["𠮷日"], [["𠮷日", 0, 3]]],
  ["nothing in an empty text", "", ["来源"], []],
])("%s", (_, text, phrases, found) => {
  expect(find(text, ...phrases)).toEqual(found);
});
