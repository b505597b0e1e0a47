import { describe, expect, test } from "vitest";
import { builtInCues } from "../src/cues/load.ts";
import { EVIDENCE, weigh, type Weights } from "../src/measures/evidence.ts";
import { readHtml } from "../src/page/read.ts";
import { gatherPageEvidence } from "../src/measures/page-article.ts";
import learned from "../src/stages/content-weights.json" with { type: "json" };

const page = readHtml(`<title>老粮站改成了阅览室_青湾在线</title>
<div class="top"><ul><li><a href="/">首页</a></li><li><a href="/zhen/">镇内新闻</a></li><li><a href="/shu/">网上书屋</a></li></ul></div>
<div class="main"><h1>老粮站改成了阅览室</h1>
<p>青湾镇的老粮站空了二十六年，今年春天改成了一间阅览室，三千册旧书都是居民捐的。</p>
<p>管理员许三桥在粮站当过三十年保管员，如今每天早上七点开门，晚上九点关灯。</p>
<p>“以前管粮，现在管书。”许三桥说，书架是拿粮仓的木板钉的，结实得很。</p></div>
<div class="side"><p>青湾镇融媒体中心</p><p><a href="/a.html">白石村修好了晒坝</a></p></div>`);

const found = gatherPageEvidence(page, builtInCues(), [])!;
const scoreOf = (text: string) =>
  weigh(found.evidence[page.blocks.findIndex((block) => block.text.startsWith(text))]!, learned);

test("the learned weights are named as the evidence is", () => {
  expect(Object.keys(learned)).toEqual([...EVIDENCE]);
});

test("every measure lies between 0 and 1", () => {
  for (const signs of found.evidence) {
    expect(Object.keys(signs)).toEqual([...EVIDENCE]);
    for (const value of Object.values(signs)) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
    }
  }
});

test("the headline is found with it", () => {
  expect(page.blocks[found.headline]!.text).toBe("老粮站改成了阅览室");
});

describe("paragraphs are told from what surrounds them", () => {
  test.each(["青湾镇的老粮站", "管理员许三桥", "“以前管粮"])("%s…", (text) => {
    expect(scoreOf(text)).toBeGreaterThan(0);
  });

  test.each(["首页", "镇内新闻", "青湾镇融媒体中心", "白石村修好了晒坝"])("%s", (text) => {
    expect(scoreOf(text)).toBeLessThan(scoreOf("管理员许三桥"));
  });
});

test("a page without running text has no evidence to give", () => {
  expect(
    gatherPageEvidence(readHtml("<ul><li>首页</li><li>新闻</li></ul>"), builtInCues(), []),
  ).toBeUndefined();
});

test("the sum is the weights' alone", () => {
  const none = Object.fromEntries(EVIDENCE.map((name) => [name, 0])) as Weights;
  expect(weigh(found.evidence[0]!, none)).toBe(0);
  expect(weigh(found.evidence[0]!, { ...none, always: 2 })).toBe(2);
});
