import { describe, expect, test } from "vitest";
import { besidePlace, keywordOverPlaces } from "../../../src/core/lines/places.ts";

test.each([
  ["石家庄租房", "租房"],
  ["石家庄市租房", "租房"],
  ["租房石家庄", "租房"],
  ["内蒙古", ""],
  ["唐山市", ""],
  ["云溪县租房", "租房"],
  ["阅览室租房", undefined],
  ["", undefined],
])("beside the place in %s: %s", (entry, keyword) => {
  expect(besidePlace(entry)).toBe(keyword);
});

describe("a keyword over places", () => {
  test("is the one that most entries have, with their share", () => {
    expect(keywordOverPlaces(["唐山租房", "太原租房", "太原租房", "租房沈阳", "联系我们"])).toEqual({
      keyword: "租房",
      entries: 3,
      share: 0.75,
    });
  });
  test.each([[[]], [["唐山租房"]], [["船", "桥"]], [["唐山开渡", "太原下雪"]]])("is none: %j", (entries) => {
    expect(keywordOverPlaces(entries)).toBeUndefined();
  });
});
