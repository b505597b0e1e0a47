/** Misspellings that evade advertising law and filters. */
import { describe, expect, test } from "vitest";
import { dodges } from "../src/stages/dodges.ts";
import { applyStages, documentOf, findingsOf, repair } from "./apply-stages.ts";

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
] as const;

test.for(repaired)("%s", ([before, after]) => {
  expect(repair(before, [dodges])).toBe(after);
  expect(repair(after, [dodges])).toBe(after);
});

describe("stays as it is", () => {
  test.for(untouched)("%s", (text) => {
    expect(repair(text, [dodges])).toBe(text);
  });

  test("a text about such words, in all its lines", () => {
    const lines = ["商家把最新写成蕞新。", "蕞新产品随处可见。"];
    expect(applyStages([dodges], lines)).toEqual(lines);
  });
});

test("a finding names only the character in disguise", () => {
  expect(findingsOf(dodges, documentOf(["全县蕞新"]))).toEqual([
    { block: 0, span: [2, 3], replacement: "最", reason: "superlative" },
  ]);
});
