/** What the review page works out before it shows anything. */
import { describe, expect, test } from "vitest";
import { difference } from "../../../src/desk/review/decide.ts";
import { unusualShares } from "../../../src/desk/pages/notes.ts";
import { readSelection, writeSelection } from "../../../src/desk/pages/selection.ts";
import { parseRowName } from "../../../src/desk/quality/document-view.ts";
import { localPath } from "../../../src/desk/pages/view.ts";
import type { DocumentInBrief, Selection } from "../../../src/archive/records/catalogue-list.ts";

describe("the difference of two lines", () => {
  const pairs = [
    ["春耕开始了。", "春耕开始了！", [5, 6], "！"],
    ["春耕开始了。", "今年春耕开始了。", [0, 0], "今年"],
    ["春耕春耕开始。", "春耕开始。", [2, 4], ""],
    ["𠮷野家", "𠮶野家", [0, 2], "𠮶"],
    ["同", "同", [1, 1], ""],
    ["全部", "都换了", [0, 2], "都换了"],
  ] as const;

  test.each(pairs)("%s → %s is one span", (before, after, span, replacement) => {
    expect(difference(before, after)).toEqual({ span, replacement });
    expect(before.slice(0, span[0]) + replacement + before.slice(span[1])).toBe(after);
  });
});

describe("an unusual share", () => {
  const documents = (host: string, ...shares: readonly number[]): readonly DocumentInBrief[] =>
    shares.map((removedShare, at) => ({ id: `${host} ${at}`, host, verdict: "article", removedShare }));
  const alike = Array.from({ length: 9 }, (_, at) => 0.3 + at / 100);

  test("is far from what the host's other articles lose", () => {
    expect([...unusualShares(documents("a", ...alike, 0.9, 0.02))]).toEqual(["a 9", "a 10"]);
  });

  test("is none where the host's articles differ anyway, or few are known, or they are no articles", () => {
    const spread = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
    const listings = documents("c", ...alike, 0.9).map((one) => ({ ...one, verdict: "listing" as const }));
    const all = [...documents("a", ...spread), ...documents("b", 0.1, 0.1, 0.1, 0.9), ...listings];
    expect([...unusualShares(all)]).toEqual([]);
  });
});

test("a selection stands in the address and is read from it again", () => {
  const selection: Selection = {
    verdict: "not-chinese",
    judged: "no",
    site: "a&b=c",
    host: "news.example:8080",
    stage: "link-farm",
    mark: "unsure",
    group: "n50-seed1",
    text: "春耕 #1",
    sort: "share",
    isDescending: true,
  };
  expect(readSelection(new URLSearchParams(writeSelection(selection)))).toEqual(selection);
  expect(writeSelection({})).toBe("");
  const odd = new URLSearchParams("verdict=x&sort=id;drop&judged=maybe&order=up&q=+&__proto__=x&token=t");
  expect(readSelection(odd)).toEqual({});
});

test("only a name of a row is taken for one", () => {
  expect(parseRowName("003_0123456789abcdef.12")).toEqual({ document: "003_0123456789abcdef", block: 12 });
  for (const name of [
    "",
    "3.1",
    "003_0123456789abcdef",
    "003_0123456789abcdef.x",
    "../003_0123456789abcdef.1",
  ])
    expect(parseRowName(name)).toBeUndefined();
});

test("the way back is a path of this page", () => {
  expect(localPath("/documents/1?a=b")).toBe("/documents/1?a=b");
  for (const path of [null, "", "https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x"])
    expect(localPath(path)).toBe("/");
});
