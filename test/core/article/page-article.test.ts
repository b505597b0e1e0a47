import { describe, expect, test } from "vitest";
import { contributionsOf, logOddsOf } from "../../../src/core/article/boosted-trees.ts";
import { modelOf } from "../../../src/core/article/model-file.ts";
import { shippedModels } from "../../../src/core/article/models.ts";
import { findPageArticle } from "../../../src/core/article/page-article.ts";
import { PAGE_FEATURES } from "../../../src/core/features/page-features.ts";
import { ModelError } from "../../../src/core/errors.ts";
import { createPipeline } from "../../../src/core/pipeline/create-pipeline.ts";
import { cleanText } from "../../../src/index.ts";
import { readHtml } from "../../../src/core/page/read.ts";
import { formatReceipt, parseReceipt } from "../../../src/archive/clean/receipt.ts";

const page = readHtml(`<title>老粮站改成了阅览室_青湾在线</title><body>
<div class="top"><ul><li><a href="/">首页</a></li><li><a href="/zhen/">镇内新闻</a></li><li><a href="/shu/">网上书屋</a></li></ul></div>
<div class="main"><h1>老粮站改成了阅览室</h1>
<p>青湾镇的老粮站空了二十六年，今年春天改成了一间阅览室，三千册旧书都是居民捐的。</p>
<p>管理员许三桥在粮站当过三十年保管员，如今每天早上七点开门，晚上九点关灯。</p>
<p>“以前管粮，现在管书。”许三桥说，书架是拿粮仓的木板钉的，结实得很。</p></div>
<div class="side"><p>青湾镇融媒体中心</p><p><a href="/a.html">白石村修好了晒坝</a></p></div>`);
const chinese = modelOf(shippedModels.page, PAGE_FEATURES, "page-model");
/** Sure of nothing. */
const other = { ...chinese, base: 0, trees: [] };
const headline = page.blocks.filter(({ kind }) => kind === "heading").map(({ index }) => index);
const article = findPageArticle({ ...page, headline }, { chinese, other });

test("paragraphs are told from what surrounds them", () => {
  const paragraphs = new Set(
    page.blocks.filter(({ path }) => path.endsWith("div.main>p")).map(({ index }) => index),
  );
  const below = page.blocks.filter(({ kind }) => kind !== "heading");
  expect(article.choose(below)!.kept).toEqual(paragraphs);
  for (const { index } of below) expect(article.probabilities[index]! > 0.5).toBe(paragraphs.has(index));
});

test("the probability is told, and the three features that decided, the strongest first", () => {
  const paragraph = article.evidenceOf(5);
  expect(Object.keys(paragraph)).toHaveLength(4);
  expect(paragraph["probability"]).toBeCloseTo(article.probabilities[5]!, 2);
  const added = Object.values(paragraph).slice(1).map(Number);
  expect(added).toEqual(added.toSorted((one, other) => Math.abs(other) - Math.abs(one)));
  expect(added[0]).toBeGreaterThan(0);
  expect(Object.values(article.evidenceOf(1)).slice(1).map(Number)[0]).toBeLessThan(0);
});

test("the receipt tells it of every block that the choice took, and of every block of the text", () => {
  const { receipt } = createPipeline().clean(page);
  const { kept = [], changes } = receipt;
  expect(kept.map(({ block }) => block)).toEqual([4, 5, 6, 7]);
  expect(kept[1]!.evidence).toEqual(article.evidenceOf(5));
  for (const { stage, block, evidence } of changes)
    if (stage === "content") expect(evidence).toEqual(article.evidenceOf(block));
  expect(parseReceipt(formatReceipt(receipt), "")).toEqual(receipt);
});

test("a text has no such choice", () => {
  expect(
    cleanText("老粮站改成了阅览室\n青湾镇的老粮站空了二十六年，今年春天改成了一间阅览室。\n").receipt.kept,
  ).toBeUndefined();
});

test("what they added comes to the log-odds", () => {
  const row = new Float64Array(PAGE_FEATURES.length);
  const roots = chinese.trees.reduce((sum, { value }) => sum + value[0]!, chinese.base);
  const added = contributionsOf(chinese, row).reduce((sum, value) => sum + value, roots);
  expect(added).toBeCloseTo(logOddsOf(chinese, row), 9);
});

describe("a chinese", () => {
  test("that was learned for other features is refused before anything is cleaned", () => {
    const other = { ...shippedModels.page, features: PAGE_FEATURES.slice(1) };
    expect(() => createPipeline({ models: { ...shippedModels, page: other } })).toThrow(ModelError);
  });

  test("that is handed in decides, and names another pipeline", () => {
    const never = { ...shippedModels.page, base: -99 };
    const pipeline = createPipeline({ models: { ...shippedModels, page: never } });
    expect(pipeline.hash).not.toBe(createPipeline().hash);
    expect(pipeline.clean(page).receipt.changes.some(({ stage }) => stage === "content")).toBe(false);
    expect(
      createPipeline()
        .clean(page)
        .receipt.changes.some(({ stage }) => stage === "content"),
    ).toBe(true);
  });
});

test.each([
  ["a tenth of whose characters are Chinese is one in Chinese", `${"渡".repeat(10)}${"a".repeat(90)}`, true],
  ["of which less is Chinese is one in another language", `${"渡".repeat(9)}${"a".repeat(91)}`, false],
])("a page %s", (_, text, isChinese) => {
  const { probabilities } = findPageArticle(readHtml(`<p>${text}</p>`), { chinese, other });
  expect(probabilities[0] !== 0.5).toBe(isChinese);
});
