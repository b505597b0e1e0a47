import { describe, expect, test } from "vitest";
import { builtInCues } from "../src/cues/load.ts";
import {
  LINE_EVIDENCE,
  strongestAgainstLine,
  weighLine,
  type LineWeights,
} from "../src/measures/line-evidence.ts";
import { gatherTextEvidence } from "../src/measures/text-article.ts";
import { readText } from "../src/page/read.ts";
import type { Change } from "../src/types.ts";
import learned from "../src/stages/content-line-weights.json" with { type: "json" };

const text = readText(`老粮站改成了阅览室_青湾在线
镇内新闻
老粮站改成了阅览室
2031年3月2日
青湾镇的老粮站空了二十六年，今年春天改成了一间阅览室，三千册旧书都是居民捐的。
管理员许三桥在粮站当过三十年保管员，如今每天早上七点开门，晚上九点关灯。
“以前管粮，现在管书。”许三桥说，书架是拿粮仓的木板钉的，结实得很。
阅览室还缺这些书：
1.农技书
2.连环画
（许三桥口述）
相关阅读
白石村修好了晒坝
水口茶农赶制春茶，第一批下周上市...
柳林小学迎来新操场`);

const change = (block: number, more: Partial<Change>): Change => ({
  stage: "headline",
  reason: "above-headline",
  block,
  before: text.blocks[block]!.text,
  ...more,
});
const changes = [
  change(0, { reason: "title-tag", evidence: { headline: 2 } }),
  change(1, {}),
  change(11, { stage: "related", reason: "heading" }),
];
const gone = new Set(changes.map(({ block }) => block));
const left = { ...text, blocks: text.blocks.filter(({ index }) => !gone.has(index)) };
const evidence = gatherTextEvidence(left, builtInCues(), changes)!;
const of = (start: string) => evidence[left.blocks.findIndex((block) => block.text.startsWith(start))]!;

test("the learned weights are named as the evidence is", () => {
  expect(Object.keys(learned)).toEqual([...LINE_EVIDENCE]);
});

test("every measure lies between 0 and 1", () => {
  for (const signs of evidence) {
    expect(new Set(Object.keys(signs))).toEqual(new Set(LINE_EVIDENCE));
    for (const value of Object.values(signs)) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
    }
  }
});

test.each<[string, Partial<LineWeights>]>([
  ["老粮站改成", { label: 1, prose: 0, headlineWords: 1, aboveHeadline: 0 }],
  ["2031年3月2日", { dated: 1 }],
  ["青湾镇的老粮站", { prose: 1, sentenceAtEnd: 1, inRun: 1, tailLinesSoFar: 0 }],
  ["1.农技书", { numbered: 1, introduced: 1, shortLinesSinceProse: 0.2 }],
  ["2.连环画", { introduced: 1 }],
  ["（许三桥口述）", { bracketed: 1, removedBelow: 0.25 }],
  ["白石村", { inRun: 0, tailLinesSoFar: 0.2, afterTailMarker: 1 }],
  ["水口茶农", { brokenOff: 1, headlineWords: 0 }],
])("what stands in 「%s」", (start, signs) => {
  expect(of(start)).toMatchObject(signs);
});

test("a line above the headline is known by it", () => {
  const below = changes.map((one) => ({ ...one, evidence: { headline: 4 } }));
  expect(gatherTextEvidence(left, builtInCues(), below)![0]).toMatchObject({ aboveHeadline: 1 });
});

describe("paragraphs are told from what surrounds them", () => {
  const scoreOf = (start: string) => weighLine(of(start), learned);

  test.each(["青湾镇的老粮站", "管理员许三桥", "“以前管粮"])("%s…", (start) => {
    expect(scoreOf(start)).toBeGreaterThan(0);
  });

  test.each(["白石村修好了晒坝", "水口茶农", "柳林小学"])("%s", (start) => {
    expect(scoreOf(start)).toBeLessThan(0);
  });
});

test("what speaks most against a line is named", () => {
  const none = Object.fromEntries(LINE_EVIDENCE.map((name) => [name, 0])) as LineWeights;
  const weights = { ...none, always: -9, tailLinesSoFar: -4, afterTailMarker: -0.5 };
  expect(strongestAgainstLine(of("白石村"), weights)).toBe("tailLinesSoFar");
  expect(strongestAgainstLine(of("青湾镇的老粮站"), weights)).toBeUndefined();
});

test("a text without prose has no evidence to give", () => {
  expect(gatherTextEvidence(readText("首页\n新闻\n"), builtInCues(), [])).toBeUndefined();
});

test("the sum is the weights' alone", () => {
  const none = Object.fromEntries(LINE_EVIDENCE.map((name) => [name, 0])) as LineWeights;
  expect(weighLine(evidence[0]!, none)).toBe(0);
  expect(weighLine(evidence[0]!, { ...none, always: 2 })).toBe(2);
});
