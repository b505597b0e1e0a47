/** Misspellings that evade advertising law and filters. */
import { describe, expect, test } from "vitest";
import { obfuscatedWords } from "../../../../src/core/stages/characters/obfuscated-words.ts";
import { applyStages, documentOf, findingsOf, repair } from "../../../support/apply-stages.ts";

const repaired = [
  ["青禾县蕞新通告", "青禾县最新通告"],
  ["全国规模蕞小的园区", "全国规模最小的园区"],
  ["全县蕞大的市场", "全县最大的市场"],
  ["这是蕞好的选择，蕞适合新人", "这是最好的选择，最适合新人"],
  ["蕞近几年收成不错", "最近几年收成不错"],
  ["蕞后，他走了", "最后，他走了"],
  ["zui新消息", "最新消息"],
  ["全县ZUI大的市场", "全县最大的市场"],
  ["全国第①的品质", "全国第一的品质"],
  ["销量第①", "销量第一"],
  ["加薇信领取", "加微信领取"],
  ["关注薇信公众号", "关注微信公众号"],
  ["薇信号：abc123", "微信号：abc123"],
  ["加入君羊领资料", "加入群领资料"],
  ["他说“这是蕞新的产品，欢迎试用”", "他说“这是最新的产品，欢迎试用”"],
  ["蕞优惠的价格", "最优惠的价格"],
  ["ZUI新房源", "最新房源"],
  ["云溪县鼎级豪宅", "云溪县顶级豪宅"],
  ["全国di一的品牌", "全国第一的品牌"],
  ["销量DI一", "销量第一"],
  ["关注威信公众号", "关注微信公众号"],
  ["加V信群领票", "加微信群领票"],
  ["徽信号：boat12", "微信号：boat12"],
  ["版荃所有，侵荃必究", "版权所有，侵权必究"],
  ["全县最 佳民宿", "全县最佳民宿"],
  ["国家 级园区", "国家级园区"],
  ["世界 级渡口", "世界级渡口"],
] as const;

const untouched = [
  "蕞尔小国",
  "秦军攻蕞，不拔",
  "合纵之师至蕞大败",
  "围蕞大破之",
  "蕞在今临潼以北",
  "“蕞新”一词",
  "用“蕞新”代替“最新”",
  "商家以蕞新、蕞大规避广告法",
  "拼音zui大写",
  "zuixin",
  "ZUI系统",
  "醉美乡村",
  "嘴大吃四方",
  "第①项、第②项",
  "林薇信步走来",
  "薇信了他的话",
  "君羊",
  "国君羊祜",
  "威信很高",
  "加大***力度",
  "九鼎级别的礼器",
  "一座鼎级的分类",
  "威信扫地",
  "在群众中威信高",
  "安徽信号：青禾台",
  "CV信号",
  "陈荃所有的书",
  "古城之最 新貌初现",
  "世界 级别不同",
  "第一",
  "最大",
] as const;

test.for(repaired)("%s", ([before, after]) => {
  expect(repair(before, [obfuscatedWords])).toBe(after);
  expect(repair(after, [obfuscatedWords])).toBe(after);
});

describe("stays as it is", () => {
  test.for(untouched)("%s", (text) => {
    expect(repair(text, [obfuscatedWords])).toBe(text);
  });

  test.for(["商家用错别字招揽客人。", "平台列出了极限词。", "广告里的谐音字"])(
    "where another line says that the text is about such words: %s",
    (about) => {
      const lines = [about, "青禾县蕞新产品，全国第①。"];
      expect(applyStages([obfuscatedWords], lines)).toEqual(lines);
    },
  );

  test("a text about such words, in all its lines", () => {
    const lines = ["商家把最新写成蕞新。", "蕞新产品随处可见。"];
    expect(applyStages([obfuscatedWords], lines)).toEqual(lines);
  });
});

test("a finding names only the character in disguise", () => {
  expect(findingsOf(obfuscatedWords, documentOf(["全县蕞新"]))).toEqual([
    { block: 0, span: [2, 3], replacement: "最", reason: "superlative" },
  ]);
});
