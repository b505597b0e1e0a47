import { describe, expect, test } from "vitest";
import { PART_NAMES, PartReader } from "../../../src/core/structure/element-names.ts";

const partsOf = (path: string, outer = 0) => {
  const parts = new PartReader().partsOf(path, outer);
  return PART_NAMES.filter((name) => parts[name] === 1);
};

describe("parts are told by tags and by the words of a name", () => {
  test.each([
    ["body>article>p", ["inArticle"]],
    ["body>footer>p", ["inFooter"]],
    ["body>aside#hot>ul>li", ["inSidebar", "inRelated"]],
    ["body>div.relatedPosts_2>p", ["inText", "inRelated"]],
    ["body>div#comments>p", ["inComments"]],
    ["body>div.cookie-bar>p", ["inConsent"]],
    ["body>div.newsletter>p", ["inPromotion"]],
    ["body>div.share>p", ["inSharing"]],
    ["body>div.author-box>p", ["inByline"]],
    ["body>form.f>p", ["inForm"]],
  ] as const)("%s", (path, parts) => {
    expect(partsOf(path)).toEqual(parts);
  });

  test.each([
    "body>div.address>p",
    "body>div.hotel>p",
    "body>div.discard>p",
    "body>div.barefoot>p",
    "",
    "body",
  ])("%s is no part", (path) => {
    expect(partsOf(path)).toEqual([]);
  });
});

test("what holds nearly everything is no part, but it may be the article", () => {
  expect(partsOf("body.article>div.sidebar>p", 2)).toEqual([]);
  expect(partsOf("body>div.sidebar>article>p", 3)).toEqual(["inArticle"]);
  expect(partsOf("body>div.sidebar>div.share>p", 2)).toEqual(["inSharing"]);
});
