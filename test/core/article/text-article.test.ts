import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findTextArticle } from "../../../src/core/article/text-article.ts";
import { BUCKETS } from "../../../src/core/features/line-ngrams.ts";
import { TEXT_FEATURES } from "../../../src/core/features/text-features.ts";
import { shippedCues } from "../../../src/core/cues/shipped.ts";
import { cleanText } from "../../../src/index.ts";
import { textBlocks } from "../../../src/core/page/text-blocks.ts";

/** One tree: a line with the end of a sentence is an article's. */
const ends = TEXT_FEATURES.indexOf("ends");
const trees = {
  features: TEXT_FEATURES,
  base: 0,
  trees: [{ feature: [ends, -1, -1], threshold: [0.5, 0, 0], left: [1, 0, 0], value: [0, -3, 3] }],
};
const model = { trees, ngrams: { base: 0, weights: new Float64Array(BUCKETS) } };
const articleOf = (text: string) => findTextArticle(textBlocks(text).blocks, shippedCues(), model);

const text = "首页\n\n管阅览室的是退休教师沈月桥，她收来三千多册旧书。\n镇长信箱";

test("each line that has something to read has a probability, and what decided", () => {
  const article = articleOf(text);
  expect(article.evidenceOf(2)).toEqual({ probability: 0.95, ends: 3 });
  expect(article.evidenceOf(3)).toEqual({ probability: 0.05, ends: -3 });
  expect(article.evidenceOf(1)).toEqual({});
});

describe("what goes", () => {
  const { blocks } = textBlocks(text);

  test("is nothing where nobody else took a line", () => {
    expect(articleOf(text).choose(blocks)).toEqual(new Set());
  });

  test("is what stands around the text where somebody did", () => {
    expect(articleOf(text).choose(blocks.slice(1))).toEqual(new Set([3]));
  });

  test("is no line of which somebody cut a part away", () => {
    const cut = blocks.slice(1).map((block) => (block.index === 3 ? { ...block, text: "信箱" } : block));
    expect(articleOf(text).choose(cut)).toEqual(new Set());
  });
});

test("a text of no lines has no article", () => {
  expect(articleOf("\n\n").choose([])).toEqual(new Set());
});

test("every line is measured, and as a number", () => {
  const line = fc.string({
    unit: fc.constantFrom("首", "页", "，", "。", " ", "1", "a", "：", "分享", "(", "<"),
  });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const article = articleOf(lines.join("\n"));
      for (const { index, facts } of textBlocks(lines.join("\n")).blocks) {
        const probability = article.evidenceOf(index)["probability"];
        if (probability !== undefined) expect(probability).toBeGreaterThan(0);
        else expect(facts.chars === 0 || lines.join("\n").includes("<")).toBe(true);
      }
    }),
  );
});

/** Clean text stays clean; a story between menus of sites comes out alone. */
describe("a frame of lines around an article", () => {
  const story = [
    "白石村的渡船换了新船工",
    "白石村的渡口有两百年了。从前过河全靠一条木船，船工姓鲁，一家四代都在河上讨生活。",
    "今年开春，老船工鲁大有把桨交给了女儿鲁小禾。她在城里修过六年轮机，回来时带着一台旧柴油机。",
    "“水涨水落，人总要过河。”鲁小禾说。涨水的日子，她清早五点就到渡口看水尺，把读数写在一块木板上。",
    "村里的孩子到对岸上学，每天坐她的船。船票还是一块钱，老人和孩子不收。",
    "渡口边新砌了石阶，装了灯。夜里有人要过河，喊一声，灯就亮了。",
  ];
  const menu = ["首页", "新闻中心", "视频", "图片", "专题", "评论", "教育", "健康", "旅游", "财经"];
  const foot = [
    "分享到：微信 微博 QQ空间",
    "责任编辑：沈月桥",
    "相关新闻",
    "柳林村修好了晒坝",
    "水口村的茶卖到了省城",
    "石门小学有了新操场",
    "关于我们 | 联系我们 | 网站地图",
    "版权所有 青湾镇融媒体中心 未经授权不得转载",
    "ICP备00000000号",
    "技术支持：青湾网络",
  ];
  const clean = (lines: readonly string[]) => cleanText(`${lines.join("\n")}\n`).text;
  const expected = `${story.join("\n")}\n`;

  test.each([0, 6, 20])("of %d: the article alone is left", (lines) => {
    expect(clean([...menu.slice(0, lines / 2), ...story, ...foot.slice(0, lines / 2)])).toBe(expected);
  });

  test("cleaned twice is cleaned once", () => {
    const once = clean([...menu, ...story, ...foot]);
    expect(clean(once.trimEnd().split("\n"))).toBe(once);
  });
});
